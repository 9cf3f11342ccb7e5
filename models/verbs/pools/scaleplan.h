// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/scaleverb.h"

namespace verbs {

/// Pure. Config: it cannot be done, in one sentence.
core::Result<actions::Plan> drawScaling(const actions::Request &request, const FreshPools &pools,
                                        const Context &context);

/// The groups an order gives machines to, with how many each: evenly, leaving out those AWS has just refused.
QList<QPair<QString, int>> sharesOf(const ScaleVerb::Order &order, const FreshPools &pools);

/// What a step of scaling does.
enum class ScaleStep {
    Size, ///< the group wants so many
    Trim, ///< a spot group wants what it got
    Fill, ///< the group of on-demand machines wants what the spot groups did not get
};
std::optional<ScaleStep> scaleStepOf(const actions::Step &step); ///< nullopt: damaged, or of another version

} // namespace verbs
