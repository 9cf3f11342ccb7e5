// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"

#include <QHash>

namespace pools {

/// By what it is judged whether somebody needs a machine.
struct Needs
{
    core::Duration idleLimit = std::chrono::hours(1); ///< idle for longer, with nobody waiting: forgotten
    QHash<QString, core::TimePoint> doneWith; ///< by pool: since when tonight's run needs it no more
};

/// Machines that cost and that nobody needs, a row for each pool and reason: idle for long with nobody waiting for the
/// pool; idle since the night was done with it; held beyond the end of the hold. A group keeps its minimum, and those
/// that are idle for the shortest time; one that is never scaled is left alone. Pure.
QList<Difference> unneededIn(const Picture &picture, const Needs &needs);

/// Puts their number and money at their pools. A pool that has what it wants is Unneeded.
void markUnneeded(QList<Pool> &pools, const QList<Difference> &unneeded);

} // namespace pools
