// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"

#include <QHash>

#include <memory>

/// The last step of a stop: whatever is left, or has come back, is ended again, until two looks in a row find nothing.
/// GUI thread.
namespace verbs::endingleftovers {

/// By run: how many looks in a row have found nothing left. Shared by the coroutines of one verb; in memory alone:
/// whoever resumes after a crash looks twice again.
using CleanLooks = std::shared_ptr<QHash<QString, int>>;

QCoro::Task<core::Result<actions::Answer>> perform(Context context, actions::Step step, actions::Sending sending,
                                                   CleanLooks clean, std::stop_token stop);
QCoro::Task<core::Result<actions::Look>> look(Context context, actions::Step step, CleanLooks clean,
                                              std::stop_token stop);
/// What needs orders is told as failed, so that the step is done anew.
QCoro::Task<core::Result<actions::Watch>> watch(Context context, actions::Step step, CleanLooks clean,
                                                std::stop_token stop);

} // namespace verbs::endingleftovers
