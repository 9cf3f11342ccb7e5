// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/auroranight.h"

#include "models/core/format.h"
#include "models/night/waitingjobs.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

namespace {

using dag::NodeState;

bool hasEndedWell(aurora::TaskStatus status)
{
    return status == aurora::TaskStatus::Finished;
}

bool hasEnded(aurora::TaskStatus status)
{
    return status == aurora::TaskStatus::Finished || status == aurora::TaskStatus::Failed
        || status == aurora::TaskStatus::Killed || status == aurora::TaskStatus::Lost;
}

/// Of one job: its newest task of each instance decides.
dag::NodeRun nodeOfJob(const aurora::State &state, const aurora::JobRow &job, core::TimePoint begin,
                       const WaitingJob *waiting)
{
    dag::NodeRun node;
    bool active = false;
    bool failed = false;
    bool ended = false;
    int instance = -1;
    for (const aurora::TaskRow &task : state.tasksOf(job)) {
        const bool over = hasEnded(task.status);
        if (task.instance == instance || (over && task.since < begin)) // an older task, or another night's
            continue;
        instance = task.instance;
        active = active || !over;
        ended = ended || over;
        if (!core::isKnown(node.started) || task.created < node.started)
            node.started = task.created;
        if (over)
            node.ended = std::max(node.ended, task.since);
        if (over && !hasEndedWell(task.status)) {
            failed = true;
            node.message = state.string(task.message);
            node.host = state.string(task.host);
        }
        node.tryNumber = std::max(node.tryNumber, task.failures + 1);
    }
    if (waiting) {
        node.state = NodeState::PendingJob;
        node.pendingSince = waiting->since;
        node.message = waiting->words;
    } else if (active) {
        node.state = NodeState::Running;
    } else if (failed) {
        node.state = NodeState::Failed;
    } else if (ended) {
        node.state = NodeState::Done;
    }
    if (active || waiting)
        node.ended = {};
    return node;
}

/// What a node that did nothing yet makes of those above it.
void inherit(dag::NodeRun *node, const dag::Node &plan, bool allDone, bool blocked, core::TimePoint since)
{
    if (node->state != NodeState::Waiting)
        return;
    if (blocked && plan.rule != dag::TriggerRule::AllDone && plan.rule != dag::TriggerRule::Always) {
        node->state = NodeState::Blocked;
    } else if (plan.job.isEmpty() && allDone) {
        node->state = NodeState::Done;
        node->started = node->ended = since;
    }
}

} // namespace

dag::NightPtr nightOfJobs(const dag::GraphPtr &graph, const aurora::State &jobs, core::TimePoint begin)
{
    auto night = std::make_shared<dag::Night>();
    night->graph = graph;
    night->run.dag = graph->dag;
    night->run.id = core::formatIso(begin);
    night->run.started = begin;
    night->nodes.resize(graph->nodes.size());
    QHash<QByteArray, const aurora::JobRow *> rows;
    for (const aurora::JobRow &job : jobs.jobs) {
        const std::string_view key = jobs.view(job.key);
        rows.insert(QByteArray(key.data(), static_cast<qsizetype>(key.size())), &job);
    }
    const WaitingJobs waiting(jobs);
    for (size_t i = 0; i < graph->nodes.size(); ++i) {
        const dag::Node &plan = graph->nodes[i];
        if (const aurora::JobRow *const job = rows.value(plan.job))
            night->nodes[i] = nodeOfJob(jobs, *job, begin, waiting.find(plan.job));
    }
    // From above to below: who waits for nobody any more passes on what it has become.
    std::vector<int> open(graph->nodes.size(), 0);
    std::vector<std::vector<dag::NodeIndex>> below(graph->nodes.size());
    std::vector<std::vector<dag::NodeIndex>> above(graph->nodes.size());
    for (const dag::Edge &edge : graph->edges) {
        ++open[static_cast<size_t>(edge.to)];
        below[static_cast<size_t>(edge.from)].push_back(edge.to);
        above[static_cast<size_t>(edge.to)].push_back(edge.from);
    }
    std::vector<size_t> next;
    for (size_t i = 0; i < open.size(); ++i) {
        if (open[i] == 0)
            next.push_back(i);
    }
    bool allOver = true;
    bool anyFailed = false;
    while (!next.empty()) {
        const size_t i = next.back();
        next.pop_back();
        bool allDone = true;
        bool blocked = false;
        core::TimePoint since = begin;
        for (const dag::NodeIndex parent : above[i]) {
            const dag::NodeRun &node = night->nodes[static_cast<size_t>(parent)];
            allDone = allDone && dag::hasSucceeded(node.state);
            blocked = blocked || node.state == NodeState::Failed || node.state == NodeState::Blocked;
            since = std::max(since, node.ended);
        }
        inherit(&night->nodes[i], graph->nodes[i], allDone, blocked, since);
        allOver = allOver && dag::isOver(night->nodes[i].state);
        anyFailed = anyFailed || night->nodes[i].state == NodeState::Failed;
        for (const dag::NodeIndex child : below[i]) {
            if (--open[static_cast<size_t>(child)] == 0)
                next.push_back(static_cast<size_t>(child));
        }
    }
    night->run.state = !allOver ? dag::RunState::Running : anyFailed ? dag::RunState::Failed : dag::RunState::Success;
    return night;
}

} // namespace night
