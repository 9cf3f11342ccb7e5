// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/awsconfig.h"
#include "models/config/section.h"

namespace config {

/// Reads what stands below `aws:`.
AwsConfig readAws(const Section::Entry &entry, QList<Mistake> &mistakes);

} // namespace config
