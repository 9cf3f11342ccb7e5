// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/nightboard.h"
#include "models/pools/board.h"

namespace stack {

/// Has the pools know, while both live, which of them tonight's run needs no more. GUI thread.
void followNeeds(const dag::NightBoard *night, pools::Board *board);

} // namespace stack
