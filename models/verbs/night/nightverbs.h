// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

namespace verbs {

/// Registers the verbs about Airflow's runs.
void addNightVerbs(actions::Verbs *verbs, const Context &context);

} // namespace verbs
