// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nightscope.h"

namespace ui {

std::vector<char> scopeOf(const NightView &view, GraphScope scope)
{
    std::vector<char> flags;
    const auto where = [&](auto &&matches) {
        flags.assign(view.night->nodes.size(), 0);
        for (size_t i = 0; i < flags.size(); ++i)
            flags[i] = matches(i) ? 1 : 0;
    };
    switch (scope) {
    case GraphScope::All:
        break;
    case GraphScope::Critical:
        flags = view.isCritical;
        break;
    case GraphScope::Failure:
        flags = view.isInCascade;
        for (const dag::Failure &failure : view.failures)
            flags[dag::at(failure.node)] = 1;
        break;
    case GraphScope::Running:
        where([&](size_t i) {
            const dag::NodeState state = view.night->nodes[i].state;
            return dag::isActive(state) || state == dag::NodeState::UpForRetry || state == dag::NodeState::Queued
                || state == dag::NodeState::Scheduled;
        });
        break;
    case GraphScope::Late:
        where([&](size_t i) {
            const dag::NodeChange &change = view.comparison.nodes[i];
            return change.startedLater.count() > 0 || change.slower.count() > 0
                || (view.forecast && view.forecast->nodes[i].overdue.count() > 0);
        });
        break;
    }
    return flags;
}

} // namespace ui
