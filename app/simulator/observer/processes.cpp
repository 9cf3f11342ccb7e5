// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/observer/processes.h"

#include "app/simulator/random.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::wire::ScheduleStatus;

namespace {

constexpr int mostLines = 4000;
constexpr auto lineEvery = 9s;

struct Planned
{
    std::string name;
    bool daemon = false;
    bool final = false;
    std::vector<std::string> after;
};

std::vector<Planned> plannedProcesses(const QJsonObject &task)
{
    std::vector<Planned> planned;
    const QJsonArray processes = task[u"processes"_s].toArray();
    for (const auto &process : processes)
        planned.push_back({ process[u"name"_s].toString().toStdString(),
                            process[u"daemon"_s].toBool(),
                            process[u"final"_s].toBool(),
                            {} });
    const QJsonArray constraints = task[u"constraints"_s].toArray();
    for (const auto &constraint : constraints) {
        const QJsonArray order = constraint[u"order"_s].toArray();
        for (qsizetype i = 1; i < order.size(); ++i) {
            const auto later = std::ranges::find(planned, order[i].toString().toStdString(), &Planned::name);
            if (later != planned.end())
                later->after.push_back(order[i - 1].toString().toStdString());
        }
    }
    // Each behind what it waits for. Processes in a circle would never run and are left where they are.
    std::vector<Planned> sorted;
    while (!planned.empty()) {
        const auto free = std::ranges::find_if(planned, [&](const Planned &candidate) {
            return std::ranges::none_of(candidate.after, [&](const std::string &name) {
                return std::ranges::find(planned, name, &Planned::name) != planned.end();
            });
        });
        if (free == planned.end())
            break;
        sorted.push_back(*free);
        planned.erase(free);
    }
    return sorted;
}

/// The process the task is about: what runs before it is short, what waits for it comes at the end.
std::string mainOf(const std::vector<Planned> &planned)
{
    std::string last;
    for (const Planned &process : planned) {
        if (process.name == "train" || process.name == "run" || process.name == "server" || process.name == "main")
            return process.name;
        if (!process.daemon && !process.final)
            last = process.name;
    }
    return last;
}

std::chrono::milliseconds shortTime(const aurora::ScheduledTask &task, const std::string &process)
{
    Random random(hashOf(task.id), hashOf(process));
    return std::chrono::milliseconds(process == "fetch-jar" ? random.between(4000, 9000) : random.between(400, 1600));
}

ProcessRun::State endOf(ScheduleStatus status)
{
    switch (status) {
    case ScheduleStatus::Finished:
        return ProcessRun::State::Success;
    case ScheduleStatus::Failed:
        return ProcessRun::State::Failed;
    case ScheduleStatus::Lost:
        return ProcessRun::State::Lost;
    default:
        return ProcessRun::State::Killed;
    }
}

} // namespace

std::string_view stateName(ProcessRun::State state)
{
    static constexpr std::array<std::string_view, 5> names{ "RUNNING", "SUCCESS", "FAILED", "KILLED", "LOST" };
    return names[static_cast<size_t>(state)];
}

const ProcessRun *ThermosTask::latest(const std::string &process) const
{
    const auto found
        = std::find_if(runs.rbegin(), runs.rend(), [&](const ProcessRun &run) { return run.process == process; });
    return found == runs.rend() ? nullptr : &*found;
}

std::optional<ThermosTask> thermosTask(const aurora::ScheduledTask &task, Moment now)
{
    const auto begun = std::ranges::find(task.events, ScheduleStatus::Starting, &aurora::TaskEvent::status);
    if (begun == task.events.end() || task.config->executorData.empty())
        return {};
    ThermosTask told;
    told.task
        = QJsonDocument::fromJson(QByteArray::fromStdString(task.config->executorData)).object()[u"task"_s].toObject();
    told.launched = begun->at;
    const bool over = !task.isActive();
    const Moment end = over ? task.since() : now;
    told.changed = over ? end : begun->at;
    told.state = !over ? "ACTIVE" : stateName(endOf(task.status));

    const std::vector<Planned> planned = plannedProcesses(told.task);
    const std::string main = mainOf(planned);
    const auto add = [&](const std::string &name, Moment start, Moment stop, ProcessRun::State state) {
        ProcessRun run{ name, 0, state, start, stop, 0 };
        if (state == ProcessRun::State::Running)
            run.stop = {};
        if (state == ProcessRun::State::Failed)
            run.returnCode = 1;
        if (state == ProcessRun::State::Killed)
            run.returnCode = -9;
        told.runs.push_back(std::move(run));
    };
    Moment t = begun->at + 300ms;
    bool behindMain = false;
    for (const Planned &process : planned) {
        if (process.final) {
            if (over && task.status != ScheduleStatus::Lost)
                add(process.name, end, end + shortTime(task, process.name), ProcessRun::State::Success);
        } else if (process.daemon) {
            add(process.name, begun->at + 300ms, end, over ? ProcessRun::State::Killed : ProcessRun::State::Running);
        } else if (process.name == main) {
            behindMain = true;
            if (t < end)
                add(process.name, t, end, over ? endOf(task.status) : ProcessRun::State::Running);
        } else if (behindMain) { // it has its moment when all went well
            if (task.status == ScheduleStatus::Finished)
                add(process.name, end - shortTime(task, process.name), end, ProcessRun::State::Success);
        } else if (t < end) {
            const Moment stop = t + shortTime(task, process.name);
            const bool done = stop <= end;
            add(process.name, t, done ? stop : end,
                done       ? ProcessRun::State::Success
                    : over ? endOf(task.status)
                           : ProcessRun::State::Running);
            t = stop + 200ms;
        }
    }
    std::ranges::stable_sort(told.runs, {}, &ProcessRun::start);
    return told;
}

namespace {

/// The log of the process that is the task's purpose; nothing for the others, and for the stream it does not write to.
std::optional<QByteArray> workOutput(const aurora::ScheduledTask &task, const ProcessRun &run, bool errors, Moment now,
                                     LogBook *book)
{
    const std::string &process = run.process;
    if (process != "run" && process != "train" && process != "server")
        return {};
    const LogKind kind = logKindOf(task.job().name, true);
    const bool spark = kind == LogKind::SparkDriver;
    if (errors != spark)
        return {};
    LogSubject subject{ task.id + '/' + process + '/' + std::to_string(run.run),
                        task.job().name,
                        task.host,
                        run.start,
                        run.stop,
                        run.state == ProcessRun::State::Failed,
                        {} };
    if (subject.failed)
        subject.message = task.events.back().message;
    return book->text(subject, kind, run.stop == Moment{} ? now : run.stop);
}

} // namespace

QByteArray processOutput(const aurora::ScheduledTask &task, const ProcessRun &run, bool errors, Moment now,
                         LogBook *book)
{
    if (const auto work = workOutput(task, run, errors, now, book))
        return *work;
    const auto stamp = [](Moment t) {
        return QDateTime::fromMSecsSinceEpoch(std::chrono::floor<core::Duration>(t).time_since_epoch().count(), Qt::UTC)
            .toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z '"_s)
            .toLatin1();
    };
    const Moment until = run.stop == Moment{} ? now : run.stop;
    const QByteArray name = QByteArray::fromStdString(run.process);
    if (errors) {
        QByteArray text;
        if (run.state == ProcessRun::State::Failed)
            text = stamp(until) + "ERROR " + QByteArray::fromStdString(task.events.back().message) + '\n';
        return text;
    }
    QByteArray text = stamp(run.start) + name + " of " + QByteArray::fromStdString(task.job().path()) + '/'
        + QByteArray::number(task.instance) + " begins\n";
    Random random(hashOf(task.id), hashOf(run.process));
    Moment t = run.start;
    for (int line = 1; line < mostLines; ++line) {
        t += lineEvery + std::chrono::milliseconds(random.between(-4000, 4000));
        const int part = random.between(1, 900);
        if (t > until)
            break;
        text += stamp(t) + "INFO " + name + ": step " + QByteArray::number(line) + " <part " + QByteArray::number(part)
            + "> read & written\n";
    }
    if (run.state == ProcessRun::State::Success)
        text += stamp(until) + name + " is done\n";
    return text;
}

} // namespace sim
