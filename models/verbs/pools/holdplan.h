// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/downscales.h"
#include "models/verbs/pools/poolreads.h"

namespace verbs {

/// A hold, or a release where the request has no end. `downscales`: of the pool; marked along where machines are held
/// that no group protects. Config: what cannot be. Pure.
core::Result<actions::Plan> drawHold(const actions::Request &request, const FreshPools &pools,
                                     const Downscales &downscales, const Context &context);

} // namespace verbs
