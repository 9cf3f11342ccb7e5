// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <QJsonArray>
#include <QJsonObject>

/// Values from the independent decodings beside the recordings, which have the names of fields where the wire has
/// numbers. Sets are sorted as the product sorts them.
namespace golden {

inline QString text(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString();
}

inline core::TimePoint moment(const QJsonValue &value)
{
    return core::TimePoint(core::Duration(value.toInteger()));
}

aurora::TaskStatus taskStatus(int number);
aurora::UpdateStatus updateStatus(int number);
aurora::MaintenanceMode maintenanceMode(int number);

aurora::JobKey jobKey(const QJsonValue &json);
aurora::Resources resources(const QJsonValue &json);
aurora::TaskConfig taskConfig(const QJsonValue &json);
aurora::JobConfiguration jobConfiguration(const QJsonValue &json);
aurora::JobSummary jobSummary(const QJsonValue &json);
aurora::Task task(const QJsonValue &json);
aurora::SlaPolicy slaPolicy(const QJsonValue &json);
aurora::UpdateKey updateKey(const QJsonValue &json);
aurora::UpdateSettings updateSettings(const QJsonValue &json);
aurora::UpdateRequest updateRequest(const QJsonValue &json);
aurora::UpdateSummary updateSummary(const QJsonValue &json);
aurora::UpdateDetails updateDetails(const QJsonValue &json);
QList<aurora::ConfigGroup> configGroups(const QJsonValue &json, QLatin1StringView configField);
QList<aurora::HostStatus> hosts(const QJsonValue &json);

template <typename Value>
QList<Value> listOf(const QJsonValue &json, Value (*convert)(const QJsonValue &))
{
    QList<Value> list;
    for (const QJsonValue &each : json.toArray())
        list.append(convert(each));
    return list;
}

} // namespace golden
