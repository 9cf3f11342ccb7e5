// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

namespace verbs {

/// Who has a job's name.
struct NameHolder
{
    QString cronSchedule; ///< empty: no cron job
    qint64 active = 0; ///< tasks, those that wait included
    QString updatedBy; ///< user whose update is in flight; empty: none
};

/// Why no other job may be created by that name, in a sentence; empty: it is free. Pure, as is the next.
QString takenText(const aurora::JobKey &key, const NameHolder &holder);
/// As far as the picture tells: the plan reads afresh.
QString takenText(const aurora::JobKey &key, const aurora::State &picture);

} // namespace verbs
