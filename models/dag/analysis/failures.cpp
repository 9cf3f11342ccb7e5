// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/failures.h"

#include <algorithm>

namespace dag {

namespace {

std::vector<NodeIndex> cascadeOf(const Night &night, const Structure &structure, NodeIndex failed)
{
    // Walks on from what cannot run; a node that runs in spite of failures ends the cascade.
    std::vector<char> hit(night.nodes.size(), 0);
    std::vector<NodeIndex> open{ failed };
    while (!open.empty()) {
        const NodeIndex node = open.back();
        open.pop_back();
        for (const NodeIndex child : structure.children(node)) {
            const NodeState state = night.nodes[at(child)].state;
            const bool waits = state == NodeState::Waiting && !toleratesFailure(night.graph->nodes[at(child)].rule);
            if (!hit[at(child)] && (state == NodeState::Blocked || waits)) {
                hit[at(child)] = 1;
                open.push_back(child);
            }
        }
    }
    return indicesOf(hit);
}

} // namespace

bool toleratesFailure(TriggerRule rule)
{
    switch (rule) {
    case TriggerRule::AllSuccess:
    case TriggerRule::NoneFailed:
    case TriggerRule::NoneFailedOneSuccess:
    case TriggerRule::AllSkipped:
        return false;
    case TriggerRule::AllDone:
    case TriggerRule::OneSuccess:
    case TriggerRule::OneDone:
    case TriggerRule::OneFailed:
    case TriggerRule::AllFailed:
    case TriggerRule::Always:
        return true;
    }
    return false;
}

bool isAlarm(TriggerRule rule)
{
    return rule == TriggerRule::OneFailed || rule == TriggerRule::AllFailed || rule == TriggerRule::AllSkipped;
}

std::vector<Failure> failuresOf(const Night &night, const Structure &structure)
{
    std::vector<NodeIndex> failed;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        if (night.nodes[i].state == NodeState::Failed)
            failed.push_back(static_cast<NodeIndex>(i));
    }
    std::vector<Failure> failures;
    for (const NodeIndex node : failed) {
        const std::vector<NodeIndex> alone{ node };
        const std::vector<char> before = structure.ancestors(alone);
        const bool isSecond = std::ranges::any_of(failed, [&](NodeIndex other) { return before[at(other)] != 0; });
        if (!isSecond)
            failures.push_back({ node, cascadeOf(night, structure, node) });
    }
    std::ranges::stable_sort(failures, {}, [&](const Failure &failure) {
        const core::TimePoint ended = night.nodes[at(failure.node)].ended;
        return core::isKnown(ended) ? ended : core::TimePoint::max();
    });
    return failures;
}

} // namespace dag
