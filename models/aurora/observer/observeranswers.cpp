// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/observer/observeranswers.h"

#include "models/aurora/executor/mapping.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using State = ProcessRun::State;

constexpr std::array<std::pair<State, QLatin1StringView>, 7> words{ {
    { State::Waiting, "WAITING"_L1 },
    { State::Forked, "FORKED"_L1 },
    { State::Running, "RUNNING"_L1 },
    { State::Success, "SUCCESS"_L1 },
    { State::Killed, "KILLED"_L1 },
    { State::Failed, "FAILED"_L1 },
    { State::Lost, "LOST"_L1 },
} };

core::Error error(core::Error::Kind kind, const QString &path, const QString &detail)
{
    core::Error error;
    error.kind = kind;
    error.path = path;
    error.detail = detail;
    return error;
}

core::Result<QJsonObject> objectOf(const QByteArray &body)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(body, &fault);
    if (document.isNull())
        return core::failure(error(core::Error::Kind::NotJson, {}, fault.errorString()));
    if (!document.isObject())
        return core::failure(error(core::Error::Kind::WrongShape, {}, u"it is no object."_s));
    return document.object();
}

/// Seconds, whole for tasks and with fractions for processes.
core::TimePoint moment(const QJsonValue &seconds)
{
    constexpr double latest = 4e9; // what a clock that went mad says is not known
    const double since = seconds.toDouble();
    return since > 0 && since < latest ? core::TimePoint(core::Duration(std::llround(since * 1000)))
                                       : core::TimePoint{};
}

ProcessUse useOf(const QJsonObject &used)
{
    return { used.value("cpu"_L1).toDouble(), used.value("ram"_L1).toDouble() };
}

ProcessRun runOf(const QJsonObject &told)
{
    ProcessRun run;
    const QString state = told.value("state"_L1).toString();
    const auto known = std::ranges::find_if(words, [&](const auto &word) { return word.second == state; });
    run.state = known == words.end() ? State::Unknown : known->first;
    run.run = told.value("process_run"_L1).toInt();
    run.started = moment(told.value("start_time"_L1));
    run.stopped = moment(told.value("stop_time"_L1));
    if (const QJsonValue code = told.value("return_code"_L1); code.isDouble())
        run.returnCode = code.toInt();
    if (const QJsonValue used = told.value("used"_L1); used.isObject())
        run.use = useOf(used.toObject());
    return run;
}

} // namespace

QString word(ProcessRun::State state)
{
    const auto known = std::ranges::find_if(words, [&](const auto &word) { return word.first == state; });
    return known == words.end() ? u"UNKNOWN"_s : known->second;
}

namespace answers {

core::Result<ThermosTask> thermosTask(const QByteArray &body, const QString &taskId)
{
    const auto answer = objectOf(body);
    if (!answer)
        return core::failure(answer.error());
    const QJsonValue told = answer->value(taskId);
    const QJsonObject definition = told.toObject().value("task"_L1).toObject();
    if (definition.isEmpty())
        return core::failure(error(core::Error::Kind::WrongShape, taskId + u".task"_s, u"the task is not told of."_s));
    // The one mapping of the executor's data reads whole jobs. Its mistakes are the executor's own business: what could
    // be read is shown.
    const QByteArray job = QJsonDocument(QJsonObject{ { u"task"_s, definition } }).toJson(QJsonDocument::Compact);
    ThermosTask task;
    task.definition = executor::parse(job).job.task;
    task.state = told.toObject().value("state"_L1).toString();
    const QJsonObject consumption = told.toObject().value("resource_consumption"_L1).toObject();
    task.use = useOf(consumption);
    task.disk = consumption.value("disk"_L1).toDouble();
    return task;
}

core::Result<QMap<QString, ProcessRun>> processRuns(const QByteArray &body, const QString &taskId)
{
    const auto answer = objectOf(body);
    if (!answer)
        return core::failure(answer.error());
    QMap<QString, ProcessRun> runs;
    const QJsonObject processes = answer->value(taskId).toObject();
    for (auto it = processes.begin(); it != processes.end(); ++it) {
        if (it.value().isObject())
            runs.insert(it.key(), runOf(it.value().toObject()));
    }
    return runs;
}

} // namespace answers

} // namespace aurora
