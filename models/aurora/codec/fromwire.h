// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <calls_types.h>

/// From the structs of the wire to values. What is absent becomes a null text, an empty list or the value's own
/// default; sets are sorted by what people look for. For .cpp files of models/aurora.
namespace aurora::wire {

QString text(const std::string &value);
aurora::JobKey fromWire(const JobKey &key);
aurora::Resources fromWire(const Set<Resource> &resources);
aurora::TaskConfig fromWire(const TaskConfig &config);
aurora::JobConfiguration fromWire(const JobConfiguration &job);
aurora::JobSummary fromWire(const JobSummary &summary);
aurora::TaskEvent fromWire(const TaskEvent &event);
aurora::Task fromWire(const ScheduledTask &task);
aurora::UpdateKey fromWire(const JobUpdateKey &key);
aurora::UpdateSummary fromWire(const JobUpdateSummary &summary);
aurora::UpdateSettings fromWire(const JobUpdateSettings &settings);
aurora::UpdateDetails fromWire(const JobUpdateDetails &details);
aurora::ConfigGroup fromWire(const InstanceTaskConfig &group);
QList<aurora::ConfigGroup> fromWire(const Set<ConfigGroup> &groups); ///< by first instance
QList<aurora::HostStatus> fromWire(const Set<HostStatus> &statuses); ///< by host

template <typename Value, typename Wires>
QList<Value> listOf(const Wires &wires)
{
    QList<Value> list;
    list.reserve(static_cast<qsizetype>(wires.size()));
    for (const auto &wire : wires)
        list.append(fromWire(wire));
    return list;
}

} // namespace aurora::wire
