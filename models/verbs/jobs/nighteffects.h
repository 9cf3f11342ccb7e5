// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/dag/forecast/forecast.h"
#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

namespace verbs {

/// What is done to the jobs of a plan.
enum class JobFate { Killed, Restarted };

/// What it does to the night that is seen: each node that runs on one of these jobs, when the run ends and how likely
/// each deadline is met. A killed node is taken to be cleared right away. Empty: no node of the night stands behind
/// them. Forecasts are made in the pool. The picture may be some seconds old, so nothing of it makes a plan void.
QCoro::Task<QList<actions::Effect>> nightEffects(Context context, QList<aurora::JobKey> jobs, JobFate fate);

/// The same from a picture. Pure; any thread.
QList<actions::Effect> nightEffectsOf(const dag::ForecastInput &input, const QList<aurora::JobKey> &jobs, JobFate fate);

} // namespace verbs
