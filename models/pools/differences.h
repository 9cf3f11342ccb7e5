// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"

namespace pools {

/// Whether the pool has what it wants, and if not, why. Sets state and refusal. `activities`: newest first.
void judge(Pool &pool, const QList<aws::Activity> &activities);

/// What does not fit together, and `unneeded`, the dearest first. Pure.
QList<Difference> differencesOf(const Picture &picture, const QList<Difference> &unneeded);

} // namespace pools
