// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/airflow/values.h"
#include "models/verbs/context.h"

/// Saying of one task instance that it is in a state, as a step of whatever action has to.
namespace verbs {

/// Its key and row are the node's name. `ends` counts one that runs.
actions::Step markStep(const airflow::TaskInstance &instance, const QString &dagId, airflow::TaskState state);
bool isMark(const actions::Step &step);

QCoro::Task<core::Result<actions::Answer>> sendMark(Context context, actions::Step step, airflow::TaskState state,
                                                    actions::Sending sending, std::stop_token stop);
QCoro::Task<core::Result<actions::Look>> lookAtMark(Context context, actions::Step step, airflow::TaskState state,
                                                    std::stop_token stop);

} // namespace verbs
