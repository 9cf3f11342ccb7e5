// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"

namespace pools {

/// Whether the pool has what it wants, and if not, why. Sets state and refusal. `activities`: newest first.
void judge(Pool &pool, const QList<aws::Activity> &activities);

/// What does not fit together, the dearest first. Pure.
QList<Difference> differencesOf(const Picture &picture, core::TimePoint now);

} // namespace pools
