// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

class QPainter;

/// The few strokes all our widgets are drawn with, for Style and for widgets that paint themselves.
namespace ui {

inline constexpr int cornerRadius = 2;

int px(int designPixels); ///< of the theme in force

/// 1 px outline inside `rect` with 2 px corners. Either colour may be invalid: not drawn.
void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line,
             Qt::PenStyle pen = Qt::SolidLine);

/// The ground that old data stands on: stripes of the warn tint.
void drawHatch(QPainter *painter, const QRect &rect);

/// The one focus outline: 2 px of the focus colour along the inside of `rect`.
void drawFocus(QPainter *painter, const QRect &rect);

/// A chevron of one stroke in the middle of `rect`.
void drawChevron(QPainter *painter, const QRect &rect, Qt::ArrowType direction, const QColor &colour);

} // namespace ui
