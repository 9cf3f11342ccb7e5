// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/sandbox.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int mostLines = 4000;
constexpr auto lineEvery = 7s;

constexpr std::array sparkLines{
    "INFO  Executor: Running task %1.0 in stage %2.0 (TID %3)",
    "INFO  TorrentBroadcast: Reading broadcast variable %2 took %1 ms",
    "INFO  ShuffleBlockFetcherIterator: Getting %1 non-empty blocks out of %3 blocks",
    "INFO  Executor: Finished task %1.0 in stage %2.0 (TID %3). %3 bytes result sent to driver",
    "WARN  TaskMemoryManager: Failed to allocate a page (%3 bytes), try again.",
    "INFO  FileOutputCommitter: Saved output of task 'attempt_%2_m_%1_%3' to s3a://cantareira/contracts",
};

QByteArray stamp(Moment t)
{
    const qint64 ms = std::chrono::floor<core::Duration>(t).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z '"_s).toLatin1();
}

Moment startOf(const Task &task)
{
    return task.statuses.empty() ? Moment{} : task.statuses.front().at;
}

QByteArray standardOutput(const Task &task, Moment start, Moment until)
{
    QByteArray text = stamp(start) + "Starting " + QByteArray::fromStdString(task.name) + " on "
        + QByteArray::fromStdString(task.address) + '\n';
    Random random(hashOf(task.id));
    Moment t = start;
    for (int line = 0; line < mostLines; ++line) {
        t += lineEvery + std::chrono::milliseconds(random.between(-3000, 3000));
        QByteArray words = random.pick(sparkLines);
        words.replace("%1", QByteArray::number(random.between(1, 900)));
        words.replace("%2", QByteArray::number(random.between(1, 40)));
        words.replace("%3", QByteArray::number(random.between(1000, 900000)));
        if (t > until)
            break;
        text += stamp(t) + words + '\n';
    }
    return text;
}

QByteArray standardError(const Task &task, Moment start)
{
    QByteArray text = stamp(start) + "I1123 executor.cpp:206] Version: 1.12.0\n" + stamp(start + 90ms)
        + "I1123 exec.cpp:251] Executor registered on agent " + QByteArray::fromStdString(task.agentId) + '\n';
    if (task.state != TaskState::Failed)
        return text;
    const Status &last = task.statuses.back();
    if (last.message.find("No space left") != std::string::npos) {
        text += stamp(last.at - 400ms)
            + "ERROR DiskBlockObjectWriter: Uncaught exception while reverting partial writes to file "
              "/mnt/mesos/spark-1f0c/blockmgr-7a/0d/temp_shuffle_5b1d\n"
              "java.io.IOException: No space left on device\n"
              "\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)\n"
              "\tat java.base/java.io.FileOutputStream.write(FileOutputStream.java:349)\n"
              "\tat org.apache.spark.storage.TimeTrackingOutputStream.write(TimeTrackingOutputStream.java:59)\n";
    }
    return text + stamp(last.at) + "ERROR " + QByteArray::fromStdString(last.message) + '\n';
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

std::vector<SandboxFile> sandboxFiles(const Task &task, Moment now)
{
    const Moment start = startOf(task);
    if (start == Moment{})
        return {};
    const Moment until = isTerminal(task.state) ? task.statuses.back().at : now;
    return { { "stderr", standardError(task, start), isTerminal(task.state) ? until : start },
             { "stdout", standardOutput(task, start, until), until } };
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
    return found;
}

} // namespace sim
