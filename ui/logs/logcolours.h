// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace ui {

struct Tokens;

/// A colour of the terminal's 256 as it can be read on our ground: of the first sixteen those that can be told apart
/// (white and black are the text's own), of the others the hue. Pure.
QColor ansiColour(int number, const Tokens &tokens);

} // namespace ui
