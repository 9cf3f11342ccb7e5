// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

namespace ui {

/// The configurations of a job, group by group, as lines a person reads: one fact a line, commands whole. Pure.
QString configText(const aurora::ConfigSummary &summary);

} // namespace ui
