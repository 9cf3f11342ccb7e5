// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace ui {

/// How full something is, as a bar (ui.md §5): base, allocated, and what is offered beside it.
struct Meter
{
    double allocated = 0; ///< share of the whole, 0…1; NaN: not known, only the outline is drawn
    double offered = 0; ///< share of the whole, drawn right of allocated
    double used = 0; ///< share really used, a thin mark inside the bar; 0: not told
    bool fail = false; ///< disk from 99 % on
    bool old = false; ///< the figure is from an old picture: drawn in the offered tint
};

/// The share of a disk from which its meter turns to the fail colour.
inline constexpr double failingDiskShare = 0.99;

/// Draws a one-pixel outline in the line colour and the shares inside it, on whole pixels. `box` is 54–120 × 9 design
/// px; it is drawn as high as it is. GUI thread.
void paintMeter(QPainter *painter, const QRectF &box, const Meter &meter);

} // namespace ui
