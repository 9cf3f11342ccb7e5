// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/nightboard.h"

#include <qcoro/qcorotask.h>

namespace ctl {

/// The night's first picture; nullptr: the stack has no night. Not longer than until its source has failed once.
QCoro::Task<void> firstNight(dag::NightBoard *board);

} // namespace ctl
