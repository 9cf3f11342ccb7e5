// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/watch/finding.h"

namespace watch {

/// Actions that are half done: each waits until somebody resumes it, retries what failed, or leaves it so. More than
/// `rowsPerKind` are one row. Pure: any thread.
QList<Finding> actionFindings(const QList<actions::Record> &records, int rowsPerKind = 3);

} // namespace watch
