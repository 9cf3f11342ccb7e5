// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "models/actions/plan.h"

namespace ctl {

/// What --batch-size and its like ask for, over what is usual for the verb. Usage: an option that would say nothing:
/// a kill watches nothing, and a bound on failures that nothing ever reaches.
core::Result<actions::Batching> batchingOf(const Options &options, const actions::Batching &usual,
                                           actions::Rolling rolling);

} // namespace ctl
