// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Registers every verb of this version; those about jobs only where the stack has an Aurora.
void addAll(actions::Verbs *verbs, const Context &context);

} // namespace verbs
