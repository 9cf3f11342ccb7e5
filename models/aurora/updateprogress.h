// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/updatevalues.h"

namespace aurora {

/// How far an update has come, instance by instance. Each list is ascending; an instance is in `all` and in at most one
/// of the others, by the last thing that was done to it.
struct UpdateProgress
{
    QList<int> all; ///< that the update is to change, add or remove
    QList<int> updated; ///< as the update wants them
    QList<int> working; ///< begun, forward or back
    QList<int> failed; ///< given up
    QList<int> rolledBack; ///< as they were before
    QList<int> existing; ///< of `all`: were there before, so that changing them ends a task
    bool operator==(const UpdateProgress &) const = default;

    QList<int> waiting() const; ///< not begun
    QList<int> touched() const; ///< begun, whatever became of it: what a way back brings back
};
UpdateProgress progressOf(const UpdateDetails &details); ///< Pure

bool goesBack(UpdateStatus status); ///< rolls back, or would when it is resumed

} // namespace aurora
