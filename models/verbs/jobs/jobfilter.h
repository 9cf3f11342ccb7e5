// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/verbs/context.h"
#include "models/verbs/jobs/selection.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// The jobs with active tasks that a filter of the jobs table lets through ("env=staging1 !keep"), each by its name:
/// what begins to match later is not among them. Pure.
/// Config: the filter is empty, which would mean everything; it is none; or nothing active matches.
core::Result<Selection> selectionByFilter(const aurora::Snapshot &picture, const QString &filter,
                                          const QString &poolAttribute, core::TimePoint now);

/// The jobs and active tasks as the scheduler tells them right now.
QCoro::Task<core::Result<aurora::Snapshot>> readPicture(Context context, std::stop_token stop);

/// selectionByFilter() of that picture.
QCoro::Task<core::Result<Selection>> readSelection(Context context, QString filter, std::stop_token stop);

} // namespace verbs
