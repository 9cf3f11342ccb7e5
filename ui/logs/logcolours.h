// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace ui {

struct Tokens;

/// A colour of logs::AnsiStyle as it can be read on our ground: of the first sixteen those that can be told apart
/// (white and black are the text's own), of the others the hue. Pure.
QColor ansiColour(int number, const Tokens &tokens);

/// The same as a ground under text: a tint on which both our text and ansiColour() can be read. Pure.
QColor ansiPaper(int number, const Tokens &tokens);

} // namespace ui
