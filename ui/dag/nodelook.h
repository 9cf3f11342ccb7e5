// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"
#include "ui/style/glyphs.h"

#include <QColor>
#include <QString>

class QPainter;
class QRectF;

namespace ui {

/// How a node is drawn and what it says (ui.md §4, §5): state by colour, shape and word.
struct NodeLook
{
    Glyph glyph;
    QString name;
    QString detail; ///< "31 min", "38 of ~85 min", "failed 03:38, try 2 of 2", "blocked · 48 min"
    QColor fill, border, nameColour, detailColour;
    double borderWidth = 1;
    double progress = -1; ///< 0…1 of its usual time; below 0: not running
    bool isStrong = false; ///< bold name
    bool isDashed = false; ///< nothing happened to it yet
    bool isFirstFailure = false; ///< filled, with a second outline

    bool operator==(const NodeLook &other) const;
};

NodeLook lookOf(const NightView &view, dag::NodeIndex node, core::TimePoint now);
/// Of a folded group: its worst state, and how many of its nodes are done.
NodeLook lookOfGroup(const NightView &view, const dag::LaidNode &box, core::TimePoint now);

enum class Detail { Whole, GlyphOnly, Block };
void paintNode(QPainter *painter, const QRectF &box, const NodeLook &look, Detail detail, bool isCurrent, bool isDim,
               double scale);

} // namespace ui
