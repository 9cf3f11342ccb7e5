// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"

namespace chain {

/// Objects of all layers whose name, id or address contains `needle` (case ignored), at most `limit` of each kind, in
/// the order of the chain: nodes, jobs, tasks, agents, machines, pools. Live tasks come before ended ones. Linear.
/// Pure; any thread.
QList<Link> search(const Pictures &pictures, const QString &needle, int limit);

} // namespace chain
