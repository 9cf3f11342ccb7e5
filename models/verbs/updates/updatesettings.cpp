// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/updatesettings.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/context.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using core::tr;

constexpr std::array strategies{ "queue"_L1, "batch"_L1, "variable"_L1 }; // UpdateStrategy::Kind

QJsonObject toJson(const aurora::UpdateStrategy &strategy)
{
    QJsonArray sizes;
    for (const int size : strategy.groupSizes)
        sizes.append(size);
    return { { u"kind"_s, QString(strategies.at(static_cast<size_t>(strategy.kind))) },
             { u"sizes"_s, sizes },
             { u"autopause"_s, strategy.autopauseAfterBatch } };
}

aurora::UpdateStrategy strategyFromJson(const QJsonObject &json)
{
    aurora::UpdateStrategy strategy;
    const auto kind = std::ranges::find(strategies, json.value("kind"_L1).toString());
    if (kind != strategies.end())
        strategy.kind = static_cast<aurora::UpdateStrategy::Kind>(kind - strategies.begin());
    for (const QJsonValue &size : json.value("sizes"_L1).toArray())
        strategy.groupSizes.append(size.toInt());
    strategy.autopauseAfterBatch = json.value("autopause"_L1).toBool();
    return strategy;
}

} // namespace

QJsonObject toJson(const aurora::UpdateSettings &settings)
{
    QJsonObject json{
        { u"groupSize"_s, settings.groupSize },
        { u"failuresPerInstance"_s, settings.maxPerInstanceFailures },
        { u"failedInstances"_s, settings.maxFailedInstances },
        { u"watchMs"_s, static_cast<qint64>(settings.minWaitInRunning.count()) },
        { u"rollBack"_s, settings.rollbackOnFailure },
        { u"waitForBatch"_s, settings.waitForBatchCompletion },
    };
    QJsonArray only;
    for (const aurora::InstanceRange &range : settings.onlyInstances)
        only.append(QJsonArray{ range.first, range.last });
    if (!only.isEmpty())
        json.insert(u"only"_s, only);
    if (settings.blockIfNoPulsesAfter)
        json.insert(u"pulseMs"_s, static_cast<qint64>(settings.blockIfNoPulsesAfter->count()));
    if (settings.slaAware)
        json.insert(u"slaAware"_s, *settings.slaAware);
    if (settings.strategy)
        json.insert(u"strategy"_s, toJson(*settings.strategy));
    return json;
}

aurora::UpdateSettings updateSettingsFromJson(const QJsonObject &json)
{
    aurora::UpdateSettings settings = defaultUpdateSettings();
    settings.groupSize = json.value("groupSize"_L1).toInt(settings.groupSize);
    settings.maxPerInstanceFailures = json.value("failuresPerInstance"_L1).toInt(settings.maxPerInstanceFailures);
    settings.maxFailedInstances = json.value("failedInstances"_L1).toInt(settings.maxFailedInstances);
    settings.minWaitInRunning = core::Duration(json.value("watchMs"_L1).toInteger(settings.minWaitInRunning.count()));
    settings.rollbackOnFailure = json.value("rollBack"_L1).toBool(settings.rollbackOnFailure);
    settings.waitForBatchCompletion = json.value("waitForBatch"_L1).toBool(settings.waitForBatchCompletion);
    for (const QJsonValue &range : json.value("only"_L1).toArray())
        settings.onlyInstances.append({ range.toArray().at(0).toInt(), range.toArray().at(1).toInt() });
    if (json.contains("pulseMs"_L1))
        settings.blockIfNoPulsesAfter = core::Duration(json.value("pulseMs"_L1).toInteger());
    if (json.contains("slaAware"_L1))
        settings.slaAware = json.value("slaAware"_L1).toBool();
    if (json.contains("strategy"_L1))
        settings.strategy = strategyFromJson(json.value("strategy"_L1).toObject());
    return settings;
}

aurora::UpdateSettings defaultUpdateSettings()
{
    aurora::UpdateSettings settings;
    settings.groupSize = 1;
    settings.minWaitInRunning = 45s;
    settings.rollbackOnFailure = true;
    return settings;
}

QString settingsWords(const aurora::UpdateSettings &settings)
{
    QStringList words{ counted(settings.groupSize, tr("one at a time"), tr("%1 at a time")) };
    if (settings.minWaitInRunning > 0ms)
        words << tr("each watched for %1").arg(core::formatSpan(settings.minWaitInRunning));
    words << (settings.rollbackOnFailure ? tr("back on failure") : tr("stays as it is on failure"));
    if (settings.blockIfNoPulsesAfter && *settings.blockIfNoPulsesAfter > 0ms)
        words << tr("a pulse every %1").arg(core::formatSpan(*settings.blockIfNoPulsesAfter));
    return words.join(u", "_s);
}

} // namespace verbs
