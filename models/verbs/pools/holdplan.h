// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/downscale.h"
#include "models/verbs/pools/poolreads.h"

namespace verbs {

/// A hold, or a release where the request has no end. `nodes`: of tonight, that give the pool's machines back; marked
/// or cleared along. Config: what cannot be. Pure.
core::Result<actions::Plan> drawHold(const actions::Request &request, const FreshPools &pools,
                                     const downscale::Nodes &nodes, const Context &context);

} // namespace verbs
