// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/scaling.h"

#include "models/dag/forecast/poolsizes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace night {

void tellScaling(dag::Node *node)
{
    static constexpr std::array starts{ std::pair(QLatin1StringView("scale-"), dag::Scaling::Up),
                                        std::pair(QLatin1StringView("downscale-"), dag::Scaling::Down) };
    const QString bare = node->id.sliced(node->id.lastIndexOf(u'.') + 1);
    for (const auto &[start, scaling] : starts) {
        if (!bare.startsWith(start))
            continue;
        node->scaling = scaling;
        if (node->pool.isEmpty())
            node->pool = bare.sliced(start.size());
    }
}

bool givesBack(const dag::Node &node, const QString &pool)
{
    return node.scaling == dag::Scaling::Down && (dag::isOfPool(pool, node.pool) || node.pool.endsWith(u'-' + pool));
}

QHash<QString, core::TimePoint> doneWith(const dag::Night &night, const QStringList &pools)
{
    QHash<QString, core::TimePoint> done;
    for (const QString &pool : pools) {
        core::TimePoint since{};
        bool isDone = !pool.isEmpty();
        for (size_t i = 0; i < night.graph->nodes.size(); ++i) {
            if (!givesBack(night.graph->nodes[i], pool))
                continue;
            const dag::NodeRun &node = night.nodes[i];
            // A blocked one runs after all once what failed before it is cleared.
            isDone = isDone && (dag::hasSucceeded(node.state) || node.state == dag::NodeState::Failed);
            since = std::max(since, node.ended);
        }
        if (isDone && core::isKnown(since))
            done.insert(pool, since);
    }
    return done;
}

} // namespace night
