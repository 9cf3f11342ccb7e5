// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/dag/graph.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace dag {

/// Where a run's parameter was read, so that the operator knows what to believe.
enum class ParameterSource { Conf, RenderedFields, XCom, File };

struct Parameter
{
    QString name; ///< "transaction"
    QString value;
    ParameterSource source = ParameterSource::Conf;
    /// What it was in the run before, where it differs and such a difference is not usual; empty: there was none.
    std::optional<QString> before = std::nullopt;

    bool isChanged() const { return before.has_value(); }
    bool operator==(const Parameter &) const = default;
};

enum class RunState { Unknown, Queued, Running, Success, Failed };

/// One night. Moments that are not known are the epoch (core::isKnown).
struct Run
{
    QString dag;
    QString id; ///< "scheduled__2026-11-23T01:00:00+00:00"
    RunState state = RunState::Unknown;
    core::TimePoint intervalStart{}; ///< of the data, not of the work; unknown for manual runs of Airflow 3
    core::TimePoint intervalEnd{};
    core::TimePoint queuedSince{};
    core::TimePoint started{}; ///< the real start
    core::TimePoint ended{};
    bool isManual = false;
    QList<Parameter> parameters; ///< in the order to show them
    QList<Parameter> dropped; ///< had by the runs before, not by this one

    bool operator==(const Run &) const = default;
};

/// What a night is named by: the day of its data; where that is not known, when it started.
core::TimePoint dayOf(const Run &run);

/// What became of a node so far, in the words of ui.md §4.
enum class NodeState {
    Waiting, ///< for its parents: Airflow's null state
    Scheduled,
    Queued,
    Running,
    PendingJob, ///< runs in Airflow, while instances of its Aurora job wait for machines
    UpForRetry,
    Restarting,
    Done,
    MarkedDone, ///< by hand
    Failed,
    Blocked, ///< Airflow's upstream_failed
    Skipped,
    Removed, ///< no longer in the DAG
    Held, ///< kept from running by one of us
    Unknown, ///< a word we do not know; NodeRun::word has it. The last one
};

/// One attempt that is over or under way.
struct Try
{
    int number = 1;
    int mapIndex = -1; ///< which instance of a mapped node made it; -1: the node is not mapped
    NodeState state = NodeState::Unknown;
    core::TimePoint queuedSince{};
    core::TimePoint started{};
    core::TimePoint ended{};
    QString host;
    bool operator==(const Try &) const = default;
};

/// How the instances of a mapped node stand.
struct MappedCounts
{
    int total = 0; ///< 0: the node is not mapped, or its instances are not made yet
    int done = 0;
    int failed = 0;
    int running = 0;
    bool operator==(const MappedCounts &) const = default;
};

/// A node in one run. For a mapped node: its worst state, its first start, its last end.
/// Beware of Airflow: after a clear the state is null while the dates are those of the attempt before; whoever fills
/// this leaves the dates of a waiting node unknown.
struct NodeRun
{
    NodeState state = NodeState::Waiting;
    QString word; ///< the server's own word for the state
    int tryNumber = 0; ///< from 1; 0: never ran
    int maxTries = 0; ///< 0: not known
    core::TimePoint queuedSince{};
    core::TimePoint started{}; ///< of the current or last try
    core::TimePoint ended{}; ///< of the last try, when it is over
    core::TimePoint retryAt{}; ///< UpForRetry: when it starts again
    core::TimePoint pendingSince{}; ///< PendingJob: since when instances wait for machines
    QString host;
    QString message; ///< why it failed or waits, one sentence in the words of its source; empty: not known
    MappedCounts mapped;
    /// Earlier ones and the current one, by number; may be empty. Of a mapped node those of the instances that failed
    /// or took several, by instance and number.
    std::vector<Try> tries;

    bool operator==(const NodeRun &) const = default;
};

/// A run and how each node of its graph stands. Immutable once shared; any thread.
struct Night
{
    GraphPtr graph; ///< never null
    Run run;
    std::vector<NodeRun> nodes; ///< nodes[i] belongs to graph->nodes[i]
    QHash<QString, int> pools; ///< the most machines each pool has had in this run, where this was seen

    bool operator==(const Night &) const = default;
};
using NightPtr = std::shared_ptr<const Night>;

bool isOver(NodeState state); ///< will not run any more by itself
bool isActive(NodeState state); ///< runs, or is about to: Running, PendingJob, Restarting
bool hasSucceeded(NodeState state); ///< Done, MarkedDone, Skipped
QString stateWord(NodeState state); ///< "running", "blocked"; English, lower case: name of the glyph and of filters
NodeState stateOf(QStringView word); ///< the reverse of stateWord(); Unknown: no such word

/// How many nodes stand how.
struct NightCounts
{
    int failed = 0, blocked = 0, pending = 0, retrying = 0, running = 0, done = 0, waiting = 0, held = 0, total = 0;
    bool operator==(const NightCounts &) const = default;
};
NightCounts countsOf(const Night &night);

} // namespace dag
