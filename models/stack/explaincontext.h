// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/context.h"
#include "models/pools/pool.h"

namespace stack {

class Stack;

/// What is known of the stack beside its picture of Mesos, for models/explain: from the pictures that are there, asking
/// nobody. What only a question tells (Aurora's offers) is left to who asks it. GUI thread.
explain::Context explainContext(const Stack &stack);

/// Host → for whom its machine is held: "ana@desk until 05:10 BRT".
QHash<QString, QString> heldHosts(const pools::Picture &picture, core::TimePoint now);

} // namespace stack
