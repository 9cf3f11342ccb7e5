// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace ui {

/// The silhouettes of states (ui.md §4): one shape each, so that no state is told by colour alone.
enum class Shape {
    None,
    Dot,
    Ring,
    Triangle,
    Hourglass,
    LoopArrow,
    Tick,
    TickSquare,
    OctagonCross,
    BarredDiamond,
    DoubleChevron,
    ThinCross,
    Padlock,
    HalfDisc,
    DashedRingQuery,
    SquareCross,
    Square,
    TwoBars,
    ArrowOntoLine,
    Disc,
    RingSlash,
    RingOverLine,
    BrokenRing,
    DottedRing,
    Equals,
    ArrowUp,
    ArrowDown,
    TriangleBang,
    HalfRing,
    Clock,
    DashedRing,
};

/// Which of the token colours a state uses.
enum class Tone { Idle, Ink, Ok, Run, Warn, Fail };

struct Glyph
{
    Shape shape = Shape::None;
    Tone tone = Tone::Idle;
    bool filled = false;
};

/// From the word a model gives (TableModel::GlyphRole): "TASK_RUNNING", "active", "cordoned", "draining",
/// "unreachable", "completed", "live", "old", "down", "refused", "steady", … An unknown word is a dashed ring, never
/// ok.
Glyph glyphFor(const QString &word);

QColor toneMark(Tone tone);
QColor toneWord(Tone tone);

/// Draws on a 14 px grid scaled into `box`. `hollow`: outline only, in text 2, for old data.
void paintGlyph(QPainter *painter, const QRectF &box, Glyph glyph, bool hollow = false);

} // namespace ui
