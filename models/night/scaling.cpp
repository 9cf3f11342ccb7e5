// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/scaling.h"

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

} // namespace night
