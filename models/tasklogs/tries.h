// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/place.h"

namespace tasklogs {

/// All tasks of one instance that Aurora or Mesos list (either may be null), the oldest first: each is a try to do its
/// work. Empty: it is no instance of a job. O(tasks).
QList<Place> triesOfInstance(const aurora::State *aurora, const mesos::State *mesos, const QString &job, int instance);

} // namespace tasklogs
