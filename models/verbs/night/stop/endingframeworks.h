// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

/// The steps of a stop that tear down a framework which one of its jobs has registered. GUI thread.
namespace verbs::endingframeworks {

/// Its driver must have ended: a framework in use is not torn down, whatever the plan once saw.
QCoro::Task<core::Result<actions::Answer>> perform(Context context, actions::Step step, std::stop_token stop);
QCoro::Task<core::Result<actions::Watch>> watch(Context context, QList<actions::Step> steps, std::stop_token stop);
// A look at one is lookAtFramework().

} // namespace verbs::endingframeworks
