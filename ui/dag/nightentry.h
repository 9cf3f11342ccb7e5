// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/nightboard.h"
#include "ui/shell/page.h"

namespace ui {

/// The page's line for app/console/pages.cpp. `boardOf` gives a stack's board, null where it has no night; the board
/// lives as long as the stack.
PageEntry nightPage(std::function<dag::NightBoard *(const stack::Stack &)> boardOf);

} // namespace ui
