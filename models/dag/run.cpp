// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/run.h"

using namespace Qt::StringLiterals;

namespace dag {

core::TimePoint dayOf(const Run &run)
{
    return core::isKnown(run.intervalStart) ? run.intervalStart : run.started;
}

bool isOver(NodeState state)
{
    switch (state) {
    case NodeState::Done:
    case NodeState::MarkedDone:
    case NodeState::Failed:
    case NodeState::Blocked:
    case NodeState::Skipped:
    case NodeState::Removed:
        return true;
    case NodeState::Waiting:
    case NodeState::Scheduled:
    case NodeState::Queued:
    case NodeState::Running:
    case NodeState::PendingJob:
    case NodeState::UpForRetry:
    case NodeState::Restarting:
    case NodeState::Held:
    case NodeState::Unknown:
        return false;
    }
    return false;
}

bool isActive(NodeState state)
{
    return state == NodeState::Running || state == NodeState::PendingJob || state == NodeState::Restarting;
}

bool hasSucceeded(NodeState state)
{
    return state == NodeState::Done || state == NodeState::MarkedDone || state == NodeState::Skipped;
}

QString stateWord(NodeState state)
{
    switch (state) {
    case NodeState::Waiting:
        return u"waiting"_s;
    case NodeState::Scheduled:
        return u"scheduled"_s;
    case NodeState::Queued:
        return u"queued"_s;
    case NodeState::Running:
        return u"running"_s;
    case NodeState::PendingJob:
        return u"pending"_s;
    case NodeState::UpForRetry:
        return u"up for retry"_s;
    case NodeState::Restarting:
        return u"restarting"_s;
    case NodeState::Done:
        return u"done"_s;
    case NodeState::MarkedDone:
        return u"marked done"_s;
    case NodeState::Failed:
        return u"failed"_s;
    case NodeState::Blocked:
        return u"blocked"_s;
    case NodeState::Skipped:
        return u"skipped"_s;
    case NodeState::Removed:
        return u"removed"_s;
    case NodeState::Held:
        return u"held"_s;
    case NodeState::Unknown:
        return u"unknown"_s;
    }
    return u"unknown"_s;
}

NodeState stateOf(QStringView word)
{
    for (int i = 0; i < static_cast<int>(NodeState::Unknown); ++i) {
        if (const auto state = static_cast<NodeState>(i); stateWord(state) == word)
            return state;
    }
    return NodeState::Unknown;
}

NightCounts countsOf(const Night &night)
{
    NightCounts counts;
    for (const NodeRun &node : night.nodes) {
        ++counts.total;
        if (hasSucceeded(node.state))
            ++counts.done;
        else if (node.state == NodeState::Failed)
            ++counts.failed;
        else if (node.state == NodeState::Blocked)
            ++counts.blocked;
        else if (node.state == NodeState::PendingJob)
            ++counts.pending;
        else if (node.state == NodeState::UpForRetry)
            ++counts.retrying;
        else if (isActive(node.state))
            ++counts.running;
        else if (node.state == NodeState::Held)
            ++counts.held;
        else if (node.state != NodeState::Removed)
            ++counts.waiting;
    }
    return counts;
}

} // namespace dag
