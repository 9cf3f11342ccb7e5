// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"
#include "models/verbs/pools/retireverb.h"

namespace verbs {

/// Registers every verb of this version; those about jobs only where the stack has an Aurora. `saves`: see RetireVerb.
void addAll(actions::Verbs *verbs, const Context &context, const SavesLogs &saves = {});

} // namespace verbs
