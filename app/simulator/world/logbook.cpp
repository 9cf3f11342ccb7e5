// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/logbook.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t mostPages = 24;

/// %1 small, %2 stage, %3 large, %4 host.
constexpr std::array driverLines{
    "INFO TaskSetManager: Finished task %1.0 in stage %2.0 (TID %3) in 81%1 ms on %4 (executor 3) (%1/2400)",
    "INFO TaskSetManager: Starting task %1.0 in stage %2.0 (TID %3, %4, executor 7, partition %1, PROCESS_LOCAL, 7733 "
    "bytes)",
    "INFO BlockManagerInfo: Added rdd_%2_%1 in memory on %4:41022 (size: 2%1.4 MB, free: 18.1 GB)",
    "INFO UnifiedMemoryManager: Will not store rdd_%2_%1 as the required space exceeds our memory limit",
    "INFO MapOutputTrackerMasterEndpoint: Asked to send map output locations for shuffle %2 to %4",
    "INFO DAGScheduler: ShuffleMapStage %2 (map at DimensionalModeling.scala:118) finished in %1.044 s",
    "INFO ContextCleaner: Cleaned accumulator %3",
};
constexpr std::array driverWarnings{
    "WARN MemoryStore: Not enough space to cache rdd_%2_%1 in memory! (computed 3.1 GB so far)",
    "WARN BlockManager: Persisting block rdd_%2_%1 to disk instead.",
    "WARN NettyRpcEnv: Ignored message: HeartbeatResponse(false)",
    "WARN TaskSetManager: Lost task %1.0 in stage %2.0 (TID %3, %4, executor 3): TaskKilled (another attempt "
    "succeeded)",
};
constexpr std::array executorLines{
    "INFO Executor: Running task %1.0 in stage %2.0 (TID %3)",
    "INFO TorrentBroadcast: Reading broadcast variable %2 took %1 ms",
    "INFO ShuffleBlockFetcherIterator: Getting %1 non-empty blocks out of %3 blocks",
    "INFO Executor: Finished task %1.0 in stage %2.0 (TID %3). %3 bytes result sent to driver",
    "INFO FileOutputCommitter: Saved output of task 'attempt_%2_m_%1_%3' to s3a://cantareira/contracts",
};
constexpr std::array modelLines{
    "INFO CrossValidator: fold %2 of 40, params {maxDepth: %2, eta: 0.1}, auc 0.8%1",
    "INFO Trainer: epoch %2, batch %3, loss 0.%3",
    "INFO FeatureStore: read %3 rows of features_%2 in %1 ms",
    "INFO \x1b[32mCheckpoint\x1b[0m: saved step %3 to scratch/ckpt-%2",
};
constexpr std::array serviceLines{
    "INFO Access: GET /api/v1/accounts/%3 200 %1 ms",
    "INFO Access: POST /api/v1/events 202 %2 ms",
    "INFO Access: GET /health 200 1 ms",
    "INFO Pool: %2 connections, %1 idle",
};
constexpr std::array plainWarnings{
    "WARN TaskMemoryManager: Failed to allocate a page (%3 bytes), try again.",
    "WARN Client: slow answer from metapod, %1 ms",
};

QDateTime dateTime(Moment t)
{
    return QDateTime::fromMSecsSinceEpoch(std::chrono::floor<core::Duration>(t).time_since_epoch().count(), Qt::UTC);
}

/// Spark writes no zone; the machines run in UTC.
QByteArray stamp(Moment t, LogKind kind)
{
    const bool spark = kind == LogKind::SparkDriver || kind == LogKind::SparkExecutor;
    return dateTime(t).toString(spark ? u"yy/MM/dd HH:mm:ss.zzz "_s : u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z '"_s).toLatin1();
}

QByteArray filled(QByteArray words, Random &random, const LogSubject &subject)
{
    words.replace("%1", QByteArray::number(random.between(1, 900)));
    words.replace("%2", QByteArray::number(random.between(1, 40)));
    words.replace("%3", QByteArray::number(random.between(1000, 900000)));
    words.replace("%4", QByteArray::fromStdString(subject.host));
    return words;
}

QByteArray someLine(LogKind kind, Random &random)
{
    const bool warning = random.chance(0.03);
    switch (kind) {
    case LogKind::SparkDriver:
        return warning ? random.pick(driverWarnings) : random.pick(driverLines);
    case LogKind::SparkExecutor:
        return warning ? random.pick(plainWarnings) : random.pick(executorLines);
    case LogKind::Model:
        return warning ? random.pick(plainWarnings) : random.pick(modelLines);
    case LogKind::Service:
        return warning ? random.pick(plainWarnings) : random.pick(serviceLines);
    }
    Q_UNREACHABLE();
}

/// What stands before the end of a task that filled its disk: seven times the same words, as retries repeat them.
QByteArray diskFull(const LogSubject &subject, LogKind kind)
{
    QByteArray text = stamp(subject.end - 24s, kind)
        + "ERROR DiskBlockObjectWriter: Uncaught exception while reverting partial writes to file "
          "/mnt/spark/blockmgr-5e/1c/temp_shuffle_77\n"
          "java.io.IOException: No space left on device\n"
          "\tat java.io.FileOutputStream.writeBytes(Native Method)\n"
          "\tat org.apache.spark.storage.TimeTrackingOutputStream.write(TimeTrackingOutputStream.java:59)\n"
          "\tat java.io.BufferedOutputStream.flushBuffer(BufferedOutputStream.java:82)\n"
          "\tat net.jpountz.lz4.LZ4BlockOutputStream.flushBufferedData(LZ4BlockOutputStream.java:220)\n"
          "\tat org.apache.spark.storage.DiskBlockObjectWriter.write(DiskBlockObjectWriter.scala:249)\n";
    for (int attempt = 0; attempt < 4; ++attempt) {
        const QByteArray number = QByteArray::number(attempt);
        text += stamp(subject.end - 22s + attempt * 4s, kind) + "ERROR Executor: Exception in task 1890." + number
            + " in stage 41.0 (TID 904" + number + "1): java.io.IOException: No space left on device\n"
            + stamp(subject.end - 21s + attempt * 4s, kind) + "INFO TaskSetManager: Starting task 1894." + number
            + " in stage 41.0 (TID 905" + number + "0, " + QByteArray::fromStdString(subject.host) + ", executor 7)\n";
    }
    return text + stamp(subject.end - 2s, kind)
        + "ERROR TaskSetManager: Task 1890 in stage 41.0 failed 4 times; aborting job\n" + stamp(subject.end - 1s, kind)
        + "INFO DAGScheduler: Job 12 failed: save at DimensionalModeling.scala:118, took 2390.441 s\n"
        + stamp(subject.end - 331ms, kind)
        + "ERROR Main: org.apache.spark.SparkException: Job aborted due to stage failure: No space left on device\n"
        + stamp(subject.end - 1ms, kind) + "INFO ShutdownHookManager: Deleting directory /mnt/spark/spark-2f0c9d1e\n";
}

QByteArray ending(const LogSubject &subject, LogKind kind)
{
    if (!subject.failed)
        return stamp(subject.end, kind) + "INFO Main: done\n";
    const auto says = [&subject](const char *words) { return subject.message.find(words) != std::string::npos; };
    if (says("No space left"))
        return diskFull(subject, kind);
    if (says("Memory limit"))
        return stamp(subject.end - 2s, kind) + "ERROR Executor: Exception in thread main\n"
            + "java.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)\n"
            + stamp(subject.end, kind) + "ERROR " + QByteArray::fromStdString(subject.message) + '\n';
    if (says("status 137"))
        return "Killed\n" + stamp(subject.end, kind)
            + "ERROR ExecutorRunner: Container killed on request. Exit code is 137\n";
    if (says("status 143"))
        return stamp(subject.end, kind) + "WARN ExecutorRunner: RECEIVED SIGNAL TERM\n";
    if (says("status 1"))
        return stamp(subject.end - 1s, kind)
            + "ERROR Main: org.apache.spark.sql.AnalysisException: Path does not exist: "
              "s3a://cantareira/contracts/dt=2026-11-22/part=7\n\tat "
              "org.apache.spark.sql.DataSource.check(DataSource.scala:805)\n"
            + stamp(subject.end, kind) + "ERROR " + QByteArray::fromStdString(subject.message) + '\n';
    return stamp(subject.end, kind) + "ERROR " + QByteArray::fromStdString(subject.message) + '\n';
}

std::chrono::milliseconds pauseOf(LogKind kind, Random &random)
{
    return std::chrono::milliseconds(kind == LogKind::Service ? random.between(2000, 9000) : random.between(300, 2600));
}

} // namespace

LogKind logKindOf(const std::string &job, bool thermos)
{
    if (job.ends_with("-model"))
        return LogKind::Model;
    for (const char *service : { "http", "serving", "gateway", "stream", "clj", "signals", "notebooks" }) {
        if (job.find(service) != std::string::npos)
            return LogKind::Service;
    }
    return thermos ? LogKind::SparkDriver : LogKind::SparkExecutor;
}

void LogBook::write(Page &page, const LogSubject &subject, LogKind kind, Moment until)
{
    const bool over = subject.end != Moment{} && until >= subject.end;
    // The end's own words stand for the last half minute.
    const Moment last = over && subject.failed ? subject.end - 30s : over ? subject.end : until;
    while (page.next <= last) {
        page.text += stamp(page.next, kind) + filled(someLine(kind, page.random), page.random, subject) + '\n';
        ++page.line;
        page.next += pauseOf(kind, page.random);
    }
    if (over && !page.ended) {
        page.text += ending(subject, kind);
        page.ended = true;
    }
}

const QByteArray &LogBook::text(const LogSubject &subject, LogKind kind, Moment until)
{
    const auto known = std::ranges::find(m_pages, subject.id, &Page::id);
    Page page;
    if (known != m_pages.end() && !(known->ended && subject.end == Moment{})) {
        page = std::move(*known);
        m_pages.erase(known);
    } else {
        page.id = subject.id;
        page.random = Random(hashOf(subject.id));
        page.next = subject.start;
    }
    write(page, subject, kind, until);
    m_pages.push_front(std::move(page));
    if (m_pages.size() > mostPages)
        m_pages.pop_back();
    return m_pages.front().text;
}

qint64 bigLogSize(Moment start, Moment until)
{
    constexpr qint64 atFirst = (qint64{ 10 } << 30) / bigLogLine;
    const auto seconds = std::max<qint64>(0, std::chrono::floor<std::chrono::seconds>(until - start).count());
    return (atFirst + seconds * 400) * bigLogLine;
}

QByteArray bigLogBytes(Moment start, qint64 offset, qint64 length)
{
    QByteArray bytes;
    bytes.reserve(length + 2 * bigLogLine);
    const qint64 first = offset / bigLogLine;
    const qint64 last = (offset + length + bigLogLine - 1) / bigLogLine;
    const qint64 born = (qint64{ 10 } << 30) / bigLogLine;
    QByteArray clock;
    qint64 clockAt = -1;
    for (qint64 line = first; line < last; ++line) {
        // 400 lines a second, also before the start: it was carried over from elsewhere.
        const qint64 ms = std::chrono::floor<core::Duration>(start).time_since_epoch().count() + (line - born) * 5 / 2;
        if (ms / 1000 != clockAt) {
            clockAt = ms / 1000;
            clock = QDateTime::fromMSecsSinceEpoch(clockAt * 1000, Qt::UTC)
                        .toString(u"yyyy-MM-dd'T'HH:mm:ss"_s)
                        .toLatin1();
        }
        const QByteArray number = QByteArray::number(line);
        const bool error = line % 1'000'003 == 17;
        const qsizetype begin = bytes.size();
        bytes += clock + '.' + QByteArray::number(ms % 1000 + 1000).sliced(1) + "Z "
            + (error ? "ERROR EventLog: replay stumbled at event " : "INFO  EventLog: replayed event ") + number;
        bytes.resize(begin + bigLogLine, '.');
        bytes.back() = '\n';
    }
    return bytes.mid(offset - first * bigLogLine, length);
}

} // namespace sim
