// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/verbs/pools/scaleverb.h"

namespace verbs {

/// Of "try spot": on-demand machines are asked for once the time-out of the spot ones is over, and not at all when
/// these have all come. By the journaled times, so a console that was started anew waits no longer.
QCoro::Task<core::Result<actions::Ready>> scaleGate(Context context, actions::Record record, QStringList keys);

/// Requested → launched → registered → first task, of all steps together; a group is as wanted once its new machines
/// have registered. `orderedAt`: pictures of AWS from before tell nothing.
QCoro::Task<core::Result<actions::Watch>> watchScaling(Context context, QList<actions::Step> steps,
                                                       std::shared_ptr<QHash<QString, core::TimePoint>> orderedAt);

} // namespace verbs
