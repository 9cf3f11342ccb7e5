// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/updateprogress.h"
#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// What the scheduler says right now of one update.
struct FreshUpdate
{
    core::TimePoint readAt{};
    aurora::UpdateDetails details;
    aurora::UpdateProgress progress;
};

/// Config: the scheduler knows no such update (any more).
QCoro::Task<core::Result<FreshUpdate>> readUpdate(Context context, aurora::UpdateKey key, std::stop_token stop);

/// For how long an update of so many instances may be expected to roll: each group has its watch and some minutes to
/// start.
std::chrono::seconds rollingLimit(const aurora::UpdateSettings &settings, qsizetype instances);

QString statusText(aurora::UpdateStatus status); ///< "ROLLING_FORWARD"

} // namespace verbs
