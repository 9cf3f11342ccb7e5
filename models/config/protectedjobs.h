// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/section.h"

namespace config {

/// "role/env/name", or a beginning of that with '*' at its end. A lone '*' would mean every job, which nobody means.
bool isJobPattern(const QString &text);

/// Reads `protected:` of a stack: which jobs are not fault tolerant.
void readProtected(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes);

} // namespace config
