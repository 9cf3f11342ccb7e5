// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/fairshares.h"

#include <algorithm>
#include <numeric>

namespace ui {

QList<int> fairShares(QList<int> wanted, int room)
{
    QList<qsizetype> order(wanted.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&wanted](qsizetype i) { return wanted.at(i); });
    int columns = static_cast<int>(order.size());
    for (const qsizetype i : std::as_const(order)) {
        wanted[i] = std::min(wanted.at(i), std::max(0, room) / columns--);
        room -= wanted.at(i);
    }
    return wanted;
}

} // namespace ui
