// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/observer/observerjson.h"

#include "app/simulator/mesos/agentface.h"

#include <QJsonArray>

#include <cmath>

namespace sim::observer {

using namespace Qt::StringLiterals;

namespace {

constexpr double mebibyte = 1 << 20;

qint64 wholeSeconds(Moment t)
{
    return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
}

/// What its processes use now; all 0 once it has ended, and even that in the real one's types.
QJsonObject used(const aurora::ScheduledTask &task, bool runs, Moment now)
{
    if (!runs)
        return { { u"cpu"_s, 0 },
                 { u"ram"_s, 0 },
                 { u"user"_s, 0 },
                 { u"system"_s, 0 },
                 { u"rss"_s, 0 },
                 { u"vms"_s, 0 },
                 { u"threads"_s, 0 },
                 { u"status"_s, u"None"_s },
                 { u"nice"_s, QJsonValue::Null } };
    Task same;
    same.id = task.id;
    const double part = usedPart(same);
    const double age = std::max(0.0, toSeconds(now) - toSeconds(task.since()));
    const Resources &given = task.config->resources;
    const double rss = std::floor(given.mem * mebibyte * part);
    return { { u"cpu"_s, given.cpus * part },
             { u"ram"_s, rss },
             { u"user"_s, age * given.cpus * part },
             { u"system"_s, age * given.cpus * part * 0.07 },
             { u"rss"_s, rss },
             { u"vms"_s, std::floor(rss * 1.4) },
             { u"threads"_s, 24 },
             { u"status"_s, u"sleeping"_s },
             { u"nice"_s, 0 } };
}

double diskUsed(const aurora::ScheduledTask &task, bool runs)
{
    Task same;
    same.id = task.id;
    return runs ? std::floor(task.config->resources.disk * mebibyte * usedPart(same) * 0.5) : 0;
}

QJsonObject ports(const aurora::ScheduledTask &task)
{
    QJsonObject told;
    for (const auto &[name, number] : task.ports)
        told.insert(QString::fromStdString(name), number);
    return told;
}

} // namespace

QJsonObject row(const aurora::ScheduledTask &task, const ThermosTask &thermos, Moment now)
{
    QJsonObject row = used(task, thermos.isActive(), now);
    row.insert(u"disk"_s, diskUsed(task, thermos.isActive()));
    row.insert(u"task_id"_s, QString::fromStdString(task.id));
    row.insert(u"name"_s, thermos.task[u"name"_s]);
    row.insert(u"role"_s, QString::fromStdString(task.job().role));
    row.insert(u"launch_timestamp"_s, wholeSeconds(thermos.launched));
    row.insert(u"state"_s, QString::fromStdString(thermos.state));
    row.insert(u"state_timestamp"_s, wholeSeconds(thermos.changed));
    row.insert(u"ports"_s, ports(task));
    return row;
}

QJsonObject task(const aurora::ScheduledTask &task, const ThermosTask &thermos, Moment now)
{
    QJsonArray running;
    QJsonArray success;
    QJsonArray failed;
    QJsonArray killed;
    for (const ProcessRun &run : thermos.runs) {
        const QString name = QString::fromStdString(run.process);
        switch (run.state) {
        case ProcessRun::State::Running:
            running.append(name);
            break;
        case ProcessRun::State::Success:
            success.append(name);
            break;
        case ProcessRun::State::Failed:
            failed.append(name);
            break;
        case ProcessRun::State::Killed:
        case ProcessRun::State::Lost:
            killed.append(name);
            break;
        }
    }
    QJsonObject consumption = used(task, thermos.isActive(), now);
    consumption.insert(u"disk"_s, diskUsed(task, thermos.isActive()));
    // Processes that have not begun are in no list, not even in `waiting`.
    const QJsonObject processes{ { u"waiting"_s, QJsonArray() },
                                 { u"running"_s, running },
                                 { u"success"_s, success },
                                 { u"failed"_s, failed },
                                 { u"killed"_s, killed } };
    return { { u"task_id"_s, QString::fromStdString(task.id) },
             { u"name"_s, thermos.task[u"name"_s] },
             { u"user"_s, QString::fromStdString(task.job().role) },
             { u"launch_timestamp"_s, wholeSeconds(thermos.launched) },
             { u"state"_s, QString::fromStdString(thermos.state) },
             { u"state_timestamp"_s, wholeSeconds(thermos.changed) },
             { u"ports"_s, ports(task) },
             { u"resource_consumption"_s, consumption },
             { u"processes"_s, processes },
             { u"task"_s, thermos.task } };
}

QJsonObject run(const aurora::ScheduledTask &task, const ProcessRun &run, Moment now)
{
    QJsonObject told{ { u"process_name"_s, QString::fromStdString(run.process) },
                      { u"process_run"_s, run.run },
                      { u"state"_s,
                        QLatin1StringView(stateName(run.state).data(),
                                          static_cast<qsizetype>(stateName(run.state).size())) },
                      { u"start_time"_s, toSeconds(run.start) } };
    if (run.state == ProcessRun::State::Running)
        told.insert(u"used"_s, used(task, true, now));
    // Of failed runs the checkpoint keeps neither.
    if (run.state == ProcessRun::State::Success || run.state == ProcessRun::State::Killed)
        told.insert(u"stop_time"_s, toSeconds(run.stop));
    if (run.state == ProcessRun::State::Killed)
        told.insert(u"return_code"_s, run.returnCode);
    return told;
}

} // namespace sim::observer
