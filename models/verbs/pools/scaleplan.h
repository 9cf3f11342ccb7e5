// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/scaleverb.h"

namespace verbs {

/// Pure. Config: it cannot be done, in one sentence.
core::Result<actions::Plan> drawScaling(const actions::Request &request, const FreshPools &pools,
                                        const Context &context);

/// What a step of scaling does.
enum class ScaleStep {
    Size, ///< the group wants so many
    Trim, ///< a spot group wants what it got
    Fill, ///< the group of on-demand machines wants what the spot groups did not get
};
std::optional<ScaleStep> scaleStepOf(const actions::Step &step); ///< nullopt: damaged, or of another version

} // namespace verbs
