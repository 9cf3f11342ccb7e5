// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/result.h"

namespace aurora {

/// A job as one line of text, for journals: what was planned must be there again, byte for byte, after a crash. It is
/// Thrift's own JSON of the struct that the scheduler is sent, so no second mapping can drift from the first.
QString storedJob(const JobConfiguration &job);

/// The reverse. Storage: it is none of ours.
core::Result<JobConfiguration> jobFromStored(const QString &text);

} // namespace aurora
