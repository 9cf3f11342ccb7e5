// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/poolreads.h"

namespace verbs {

/// Tasks of one job that wait, and what new machines would do for them.
struct Placement
{
    QString job; ///< "jobs/prod/fx-model"
    int pending = 0;
    int placed = 0; ///< of these, on the new machines
    QString why; ///< why not all of them: "needs slave-type=model"; empty: all are placed
};

/// What `machines` more like those a pool has would place, the jobs in turn, by name. Pure. Counts what a machine holds
/// and the constraint on the pool; limits by zone and the like are the scheduler's to mind.
QList<Placement> placedBy(const FreshPools &pools, const QString &pool, int machines, const QString &poolAttribute);

} // namespace verbs
