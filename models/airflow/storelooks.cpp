// SPDX-License-Identifier: GPL-3.0-or-later
// What the store asks for, and when again. A part of Store.
#include "models/airflow/store_p.h"

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace airflow {

namespace {

constexpr auto recentEvery = 5min; ///< the whole list of runs, if no run came or went
/// 2.x parses a DAG twice a minute and calls that a change; it is read again no oftener than this.
constexpr auto structureEvery = 10min;
/// Changes are asked for from a little before the last look: the server's clock is known to the second, and a change is
/// stamped before it can be seen.
constexpr auto overlap = 10s;

} // namespace

bool Store::Private::wantsRecent(const QList<Run> &alive) const
{
    if (!snapshot || !core::isKnown(recentAt) || clock.now() - recentAt >= recentEvery)
        return true;
    const auto isAlive = [](const Run &run) { return !isOver(run.state); };
    const auto known = std::ranges::count_if(snapshot->runs, isAlive);
    return known != alive.size()
        || std::ranges::any_of(alive, [this](const Run &run) { return snapshot->run(run.id) == nullptr; });
}

Store::Private::Looked Store::Private::lookAtRuns(std::stop_token stop)
{
    const calls::RunQuery active{ options.dagId, { RunState::Running, RunState::Queued }, {}, false, { calls::pageSize, 0 } };
    const core::Result<Page<Run>> alive = co_await asked<Page<Run>>(calls::runs(active), answers::runs, stop);
    if (!alive)
        co_return core::failure(alive.error());
    QList<Run> fresh = alive->items;
    const bool whole = wantsRecent(fresh);
    if (whole) {
        const core::TimePoint now = clock.now();
        const calls::RunQuery newest{ options.dagId, {}, {}, true, { options.runs, 0 } };
        const core::Result<Page<Run>> recent = co_await asked<Page<Run>>(calls::runs(newest), answers::runs, stop);
        if (!recent)
            co_return core::failure(recent.error());
        fresh = mergedRuns(fresh, recent->items, options.runs);
        recentAt = now;
    }
    const bool same = snapshot && !whole && mergedRuns(snapshot->runs, fresh, options.runs) == snapshot->runs;
    if (!same) {
        show([&](State &state) {
            state.runs = whole ? fresh : mergedRuns(state.runs, fresh, options.runs);
            state.tasks.removeIf([&](const auto &entry) { return !state.run(entry.key()) && entry.key() != wanted; });
        });
        if (whole) { // who came, ended or began again is looked at now
            of(Part::Tasks)->refresh();
            if (!pastToRead().isEmpty())
                of(Part::Past)->start();
        }
    }
    co_return core::Result<void>();
}

QStringList Store::Private::runsToRead() const
{
    QStringList runs;
    if (!snapshot)
        return runs;
    for (const Run &run : snapshot->runs) {
        const auto reading = readings.find(run.id);
        const bool endedSince = reading != readings.end() && isOver(run.state) && !reading->second.wasOver;
        if (!isOver(run.state) || endedSince)
            runs.append(run.id);
    }
    if (!wanted.isEmpty() && !runs.contains(wanted)) {
        const auto reading = readings.find(wanted);
        if (reading == readings.end() || !reading->second.wasOver)
            runs.append(wanted);
    }
    return runs;
}

Store::Private::Looked Store::Private::lookAtTasks(std::stop_token stop)
{
    const QStringList runs = runsToRead();
    for (const QString &run : runs) {
        const core::Result<void> looked = co_await lookAtRun(run, stop);
        if (!looked)
            co_return looked;
    }
    co_return core::Result<void>();
}

Store::Private::Looked Store::Private::lookAtRun(QString runId, std::stop_token stop)
{
    const core::TimePoint now = clock.now();
    const core::TimePoint serverNow = now + health.clockOffset.value_or(core::Duration(0));
    const Run *const run = snapshot ? snapshot->run(runId) : nullptr;
    const bool over = run && isOver(run->state);
    const RunTasksPtr before = snapshot ? snapshot->tasksOf(runId) : nullptr;
    const auto known = readings.find(runId); // not made before it is read: a reading says that there was one
    Reading reading = known == readings.end() ? Reading() : known->second;
    const bool whole = !before || over || now - reading.whole >= options.wholeEvery;
    calls::TaskInstanceQuery query{ options.dagId, runId, {}, {}, {} };
    if (!whole)
        query.changedSince = reading.changed - overlap;
    const core::Result<QList<TaskInstance>> read = co_await instances(query, stop);
    if (!read)
        co_return core::failure(read.error());
    if (whole)
        reading.whole = now;
    reading.changed = serverNow;
    reading.wasOver = over;
    readings[runId] = reading;
    const auto next = std::make_shared<const RunTasks>(merged(whole ? nullptr : before.get(), *read, now));
    if (!before || before->instances != next->instances)
        show([&](State &state) { state.tasks.insert(runId, next); });
    co_return core::Result<void>();
}

QCoro::Task<core::Result<QList<TaskInstance>>> Store::Private::instances(calls::TaskInstanceQuery query,
                                                                         std::stop_token stop)
{
    QList<TaskInstance> all;
    query.page = { calls::pageSize, 0 };
    for (;;) {
        const core::Result<Page<TaskInstance>> page
            = co_await asked<Page<TaskInstance>>(calls::taskInstances(query), answers::taskInstances, stop);
        if (!page)
            co_return core::failure(page.error());
        all.append(page->items);
        if (page->items.isEmpty() || all.size() >= page->total)
            co_return all;
        query.page.offset = static_cast<int>(all.size());
    }
}

QString Store::Private::pastToRead() const
{
    if (!snapshot || (options.pastIsKept && !keptRuns))
        return {};
    const auto isKept
        = [this](const Run &run) { return keptRuns && core::isKnown(run.end) && keptRuns->value(run.id) == run.end; };
    const auto found = std::ranges::find_if(snapshot->runs, [&](const Run &run) {
        return isOver(run.state) && !snapshot->tasks.contains(run.id) && !isKept(run);
    });
    return found == snapshot->runs.end() ? QString() : found->id;
}

Store::Private::Looked Store::Private::lookAtPast(std::stop_token stop)
{
    const QString run = pastToRead();
    if (run.isEmpty()) {
        // After this look: a poller may not be stopped while it asks.
        const auto rest = [this] {
            if (pastToRead().isEmpty())
                of(Part::Past)->stop();
        };
        QMetaObject::invokeMethod(q, rest, Qt::QueuedConnection);
        co_return core::Result<void>();
    }
    co_return co_await lookAtRun(run, stop);
}

Store::Private::Looked Store::Private::lookAtServer(std::stop_token stop)
{
    const core::Result<airflow::Health> told = co_await asked<airflow::Health>(calls::health(), answers::health, stop);
    if (!told)
        co_return core::failure(told.error());
    const core::Result<Dag> dag = co_await asked<Dag>(calls::dag(options.dagId), answers::dag, stop);
    if (!dag)
        co_return core::failure(dag.error());
    if (!snapshot || snapshot->health != *told || snapshot->dag != *dag) {
        show([&](State &state) {
            state.health = *told;
            state.dag = *dag;
        });
    }
    co_return co_await lookAtStructure(stop);
}

Store::Private::Looked Store::Private::lookAtStructure(std::stop_token stop)
{
    // 3.x numbers a DAG's versions and each run tells its own; 2.x tells only when it parsed the file.
    QString version = snapshot->runs.isEmpty() ? QString() : snapshot->runs.first().version;
    const core::TimePoint now = clock.now();
    const bool numbered = !version.isEmpty();
    if (!numbered)
        version = QString::number(snapshot->dag.parsedAt.time_since_epoch().count());
    const bool due = numbered || now - structureAt >= structureEvery;
    if (snapshot->structure && (version == structureVersion || !due))
        co_return core::Result<void>();
    const core::Result<DagStructure> structure
        = co_await asked<DagStructure>(calls::tasks(options.dagId), answers::tasks, stop);
    if (!structure)
        co_return core::failure(structure.error());
    structureVersion = version;
    structureAt = now;
    if (!snapshot->structure || *snapshot->structure != *structure)
        show([&](State &state) { state.structure = std::make_shared<const DagStructure>(*structure); });
    co_return core::Result<void>();
}

} // namespace airflow
