// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/sandbox.h"

#include <QDateTime>

#include <algorithm>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto rotation = 5min;

Moment startOf(const Task &task)
{
    return task.statuses.empty() ? Moment{} : task.statuses.front().at;
}

SandboxFile textFile(std::string name, QByteArray text, Moment modified)
{
    const qint64 size = text.size();
    return { std::move(name), size, modified,
             [text = std::move(text)](qint64 offset, qint64 length) { return text.mid(offset, length); } };
}

/// "itaipu-datasets 17" and "jobs/prod/itaipu-datasets": the job's name.
std::string jobOf(const Task &task)
{
    std::string name = task.name.substr(0, task.name.find(' '));
    return name.substr(name.rfind('/') + 1);
}

LogSubject subjectOf(const Task &task)
{
    LogSubject subject{ task.id, jobOf(task), task.address, startOf(task), {}, false, {} };
    if (isTerminal(task.state)) {
        subject.end = task.statuses.back().at;
        subject.failed = task.state == TaskState::Failed;
        subject.message = task.statuses.back().message;
    }
    return subject;
}

/// What Mesos' own executor says before the work begins.
QByteArray executorWords(const Task &task, Moment start)
{
    const auto stamp = [](Moment t) {
        const qint64 ms = std::chrono::floor<core::Duration>(t).time_since_epoch().count();
        return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"'I'MMdd HH:mm:ss.zzz'000 '"_s).toLatin1();
    };
    return stamp(start) + "  4711 executor.cpp:206] Version: 1.12.0\n" + stamp(start + 90ms)
        + "  4712 exec.cpp:251] Executor registered on agent " + QByteArray::fromStdString(task.agentId) + '\n';
}

/// The log of requests begins anew every five minutes; the one before stays beside it.
void addRotated(const Task &task, Moment now, LogBook *book, std::vector<SandboxFile> *files)
{
    const Moment current
        = Moment(now.time_since_epoch() / rotation * std::chrono::duration_cast<std::chrono::microseconds>(rotation));
    for (const Moment from : { current, current - rotation }) {
        LogSubject subject = subjectOf(task);
        subject.start = from;
        subject.end = {};
        subject.id += "/access/" + std::to_string(from.time_since_epoch().count());
        const Moment until = std::min(now, from + rotation);
        files->push_back(textFile(from == current ? "access.log" : "access.log.1",
                                  book->text(subject, LogKind::Service, until), until));
    }
}

} // namespace

const std::string &executorIdOf(const Task &task)
{
    return task.executorId.empty() ? task.id : task.executorId;
}

std::string sandboxDirectory(const Task &task)
{
    return "/var/lib/mesos/slaves/" + task.agentId + "/frameworks/" + task.frameworkId + "/executors/"
        + executorIdOf(task) + "/runs/" + task.containerId;
}

std::vector<SandboxFile> sandboxFiles(const Task &task, Moment now, LogBook *book)
{
    const Moment start = startOf(task);
    if (start == Moment{})
        return {};
    const LogSubject subject = subjectOf(task);
    const Moment until = isTerminal(task.state) ? subject.end : now;
    const bool thermos = !task.executorId.empty();
    const LogKind kind = logKindOf(subject.job, thermos);
    const QByteArray work = book->text(subject, kind, until);
    const QByteArray head
        = "Starting " + QByteArray::fromStdString(task.name) + " on " + QByteArray::fromStdString(task.address) + '\n';
    std::vector<SandboxFile> files;
    // Spark writes to stderr, everybody else to stdout.
    const bool spark = kind == LogKind::SparkDriver || kind == LogKind::SparkExecutor;
    files.push_back(
        textFile("stderr", executorWords(task, start) + (spark ? work : QByteArray()), spark ? until : start));
    files.push_back(textFile("stdout", head + (spark ? QByteArray() : work), spark ? start : until));
    if (kind == LogKind::Service && !isTerminal(task.state))
        addRotated(task, now, book, &files);
    if (subject.job == "itaipu-datasets-driver") {
        files.push_back({ "events.log", bigLogSize(start, until), until,
                          [start](qint64 offset, qint64 length) { return bigLogBytes(start, offset, length); } });
    }
    std::ranges::sort(files, {}, &SandboxFile::name);
    return files;
}

std::vector<const Task *> tasksOn(const World &world, const std::string &agentId)
{
    std::vector<const Task *> found;
    const auto add = [&](const FrameworkState &framework) {
        for (const auto &[id, task] : framework.tasks) {
            if (task.agentId == agentId)
                found.push_back(&task);
        }
        for (const Task &task : framework.completed) {
            if (task.agentId == agentId)
                found.push_back(&task);
        }
    };
    for (const auto &[number, framework] : world.frameworks())
        add(framework);
    for (const FrameworkState &framework : world.completedFrameworks())
        add(framework);
    for (const Task &task : world.forgotten()) {
        if (task.agentId == agentId)
            found.push_back(&task);
    }
    return found;
}

} // namespace sim
