// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

#include <QList>

namespace aurora {

/// Whose tasks must be looked at again after a look at the summaries: jobs whose counts differ, and jobs that have
/// failures whose tasks were never read, since the table shows their message. Pure; any thread.
struct ChangedJobs
{
    QList<JobKey> jobs; ///< at most `limit`
    bool more = false; ///< there are more than that: a look at all active tasks is cheaper
};
ChangedJobs changedJobs(const State *older, const State &newer, qsizetype limit);

} // namespace aurora
