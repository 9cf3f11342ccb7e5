// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/rescuer.h"

#include "models/core/format.h"
#include "models/core/whendone.h"
#include "models/logs/readrange.h"
#include "models/mesos/store.h"
#include "models/tasklogs/tasklogs.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tasklogs {

namespace {

constexpr int mostAtOnce = 2; ///< tasks
constexpr auto firstLook = 15min; ///< failures so long before the start are saved, too

/// Failures since `after`, the newest `Rescuer::mostWaiting` of them, oldest first. In the pool: a picture has 100,000
/// tasks.
QList<Failure> failuresSince(const mesos::Snapshot &picture, core::TimePoint after)
{
    std::vector<const mesos::Task *> failed;
    for (const mesos::Task &task : picture->tasks) {
        if (task.state == mesos::TaskState::Failed && task.changed > after && core::isKnown(task.started))
            failed.push_back(&task);
    }
    std::ranges::sort(failed, {}, &mesos::Task::changed);
    if (failed.size() > Rescuer::mostWaiting)
        failed.erase(failed.begin(), failed.end() - Rescuer::mostWaiting);
    QList<Failure> failures;
    for (const mesos::Task *task : failed)
        failures.append({ picture->string(task->framework), picture->string(task->id), task->changed });
    return failures;
}

bool isStream(const LogFile &file)
{
    return !file.directory && file.keeper != LogFile::Keeper::Copy
        && (file.name.endsWith("stderr"_L1) || file.name.endsWith("stdout"_L1));
}

/// Another look may bring it: whoever was asked did not get to an answer.
bool isWorthATry(const std::optional<core::Error> &error)
{
    using Kind = core::Error::Kind;
    return error
        && (error->kind == Kind::Unreachable || error->kind == Kind::Timeout || error->kind == Kind::Refused
            || error->kind == Kind::Server || error->kind == Kind::Truncated || error->kind == Kind::RateLimited
            || error->kind == Kind::NameNotResolved || error->kind == Kind::Proxy);
}

/// "      1234  23 Nov 2026, 03:38:22 BRT  conf/run.conf", a line for each; of huge sandboxes the beginning.
QCoro::Task<QByteArray> sandboxText(QPointer<TaskLogs> logs, Place place, QList<LogFile> entries, std::stop_token stop)
{
    constexpr qsizetype mostEntries = 2000;
    constexpr int mostFolders = 40;
    QString text = QCoreApplication::translate("TaskLogs", "Sandbox of %1 on %2\n").arg(place.task, place.host);
    int folders = 0;
    for (qsizetype i = 0; i < entries.size() && i < mostEntries; ++i) {
        const LogFile entry = entries.at(i);
        const QString size = entry.directory ? u"-"_s : QString::number(entry.size);
        text += size.rightJustified(14) + u"  "_s + core::formatMoment(entry.modified) + u"  "_s + entry.name
            + (entry.directory ? u"/\n"_s : u"\n"_s);
        if (!entry.directory || ++folders > mostFolders || !logs)
            continue;
        const auto inner = co_await logs->listFolder(place, entry, stop);
        if (inner)
            entries += *inner;
    }
    co_return text.toUtf8();
}

struct Attempt
{
    QSet<QString> saved; ///< files
    bool isComplete = true;
};

/// Lists the task's files and saves the ends of those that were written to, and the list itself.
QCoro::Task<Attempt> save(QPointer<TaskLogs> logs, Place place, QSet<QString> before, core::TimePoint now,
                          std::stop_token stop)
{
    Attempt attempt{ before, true };
    const Listing listing = co_await logs->list(place, stop);
    if (!logs || stop.stop_requested())
        co_return attempt;
    if (!place.address.isEmpty())
        attempt.isComplete = !isWorthATry(listing.agentError) && !isWorthATry(listing.observerError);
    Copy copy;
    copy.task = place.task;
    copy.framework = place.framework;
    copy.job = place.job;
    copy.title = place.title;
    copy.host = place.host;
    copy.node = place.node.id;
    copy.savedAt = now;
    QList<LogFile> sandbox;
    for (const LogFile &file : listing.files) {
        if (file.keeper == LogFile::Keeper::Agent)
            sandbox.append(file);
        if (!isStream(file) || attempt.saved.contains(file.name))
            continue;
        const std::shared_ptr<logs::Source> source = logs->open(place, file);
        const auto size = co_await source->size(stop);
        if (!logs || stop.stop_requested())
            co_return attempt;
        if (!size || *size == 0) {
            attempt.isComplete = attempt.isComplete && (size || !isWorthATry(size.error()));
            continue;
        }
        const qint64 from = std::max<qint64>(0, *size - Rescuer::mostOfAFile);
        const auto bytes = co_await logs::readRange(source, from, *size, stop);
        if (!logs || stop.stop_requested())
            co_return attempt;
        if (!bytes) {
            attempt.isComplete = attempt.isComplete && !isWorthATry(bytes.error());
            continue;
        }
        copy.file = file.name;
        copy.whole = *size;
        logs->copies()->keep(copy, *bytes);
        attempt.saved.insert(file.name);
    }
    copy.file = QString::fromUtf16(sandboxList);
    if (sandbox.isEmpty() || attempt.saved.contains(copy.file))
        co_return attempt;
    const QByteArray text = co_await sandboxText(logs, place, sandbox, stop);
    if (!logs || stop.stop_requested())
        co_return attempt;
    copy.whole = text.size();
    logs->copies()->keep(copy, text);
    attempt.saved.insert(copy.file);
    co_return attempt;
}

} // namespace

Rescuer::Rescuer(TaskLogs *logs, const core::Clock &clock)
    : m_logs(logs)
    , m_clock(clock)
    , m_seen(clock.now() - firstLook)
{
}

void Rescuer::watch(mesos::Store *store)
{
    m_store = store;
    connect(store, &mesos::Store::snapshotChanged, this, &Rescuer::lookForFailures);
}

/// They may fail later by themselves and are then saved again: this is not remembered.
void Rescuer::keep(const QStringList &tasks, const QString &agent)
{
    for (const QString &task : tasks) {
        m_waiting.append({ {}, task, m_clock.now(), agent });
        if (!agent.isEmpty())
            ++m_open[agent];
    }
    trim();
}

void Rescuer::leave(const Failure &failure)
{
    if (const auto open = m_open.find(failure.agent); open != m_open.end() && --*open == 0)
        m_open.erase(open);
}

void Rescuer::trim()
{
    while (m_waiting.size() > mostWaiting)
        leave(m_waiting.takeFirst());
    saveNext();
}

Rescuer::~Rescuer()
{
    m_stop.request_stop();
}

void Rescuer::lookForFailures()
{
    const mesos::Snapshot picture = m_store->snapshot();
    if (m_looking || !picture || m_store->freshness().phase != core::Freshness::Phase::Fresh)
        return;
    m_looking = true;
    core::whenDone(QtConcurrent::run(failuresSince, picture, m_seen), this, [this](const QList<Failure> &failures) {
        m_looking = false;
        for (const Failure &failure : failures) {
            m_seen = std::max(m_seen, failure.at - 1min); // clocks of agents differ a little
            if (m_known.contains(failure.task))
                continue;
            m_known.insert(failure.task);
            m_waiting.append(failure);
        }
        trim();
    });
}

/// Where a task was is looked up one at a time: that takes a walk through the picture.
void Rescuer::saveNext()
{
    while (m_underWay < mostAtOnce && !m_waiting.isEmpty()) {
        const Failure failure = m_waiting.takeLast();
        const auto place
            = m_logs->find({ links::ObjectRef::Kind::Task, (failure.framework + u'/' + failure.task).toUtf8() });
        if (!place) {
            leave(failure);
            continue;
        }
        ++m_underWay;
        QCoro::connect(save(m_logs, *place, failure.saved, m_clock.now(), m_stop.get_token()), this,
                       [this, failure](const Attempt &attempt) {
                           Failure after = failure;
                           after.saved = attempt.saved;
                           ended(after, attempt.isComplete);
                       });
    }
}

void Rescuer::ended(const Failure &failure, bool isComplete)
{
    --m_underWay;
    if (isComplete || failure.tries + 1 >= mostTries) {
        leave(failure);
    } else {
        Failure next = failure;
        ++next.tries;
        QTimer::singleShot(m_pause * (1 << failure.tries), this, [this, next] {
            m_waiting.append(next);
            trim();
        });
    }
    saveNext();
}

} // namespace tasklogs
