// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

namespace ui {

/// The two colour tables of ui.md §3, as they stand there. Pure; the tests check their contrast and distances.
const Tokens &lightTokens();
const Tokens &darkTokens();

/// The stack's frame of ui.md §2: tiers differ in lightness, not only in hue, and no tier is red.
FrameColours frameColours(config::Tier tier, bool dark);

/// Our tokens in the roles that Qt's own widgets ask for.
QPalette paletteOf(const Tokens &tokens);

} // namespace ui
