// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/section.h"

namespace config {

/// Reads `pending:` of a stack: from how long on waiting instances are told, for all jobs and for some.
void readPending(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes);

} // namespace config
