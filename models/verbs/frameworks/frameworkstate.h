// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

/// Whether a framework has gone, which is what whoever tears one down wants to know. GUI thread.
namespace verbs {

/// True: it is completed, or the master does not know it any more.
QCoro::Task<core::Result<bool>> isTornDown(Context context, QString framework, std::stop_token stop);

/// For a step whose payload names a "framework".
QCoro::Task<core::Result<actions::Look>> lookAtFramework(Context context, actions::Step step, std::stop_token stop);

} // namespace verbs
