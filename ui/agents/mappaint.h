// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/agents/mappicture.h"

#include <QRect>

class QPainter;

namespace ui {

/// A column's own rectangle inside its cell: as high as the agent is large, standing on the cell's foot.
QRect barRect(const QRect &cell, const MapColumn &column);

/// The rectangle of the block at `index` (of the column's blocks) inside `bar`; empty when it has no pixel.
QRect blockRect(const QRect &bar, const MapPicture &picture, const MapColumn &column, uint32_t index);

/// Narrower than this a column is a plain bar without blocks.
inline constexpr int narrowestWithBlocks = 8;

struct ColumnLook
{
    bool current = false;
    bool old = false;
    int hoverBlock = -1; ///< index into MapPicture::blocks
};
void paintColumn(QPainter *painter, const QRect &cell, const MapPicture &picture, const MapColumn &column,
                 ColumnLook look);

/// Word of glyphFor() that marks the column; empty: a well agent needs no mark.
QString markOf(const MapColumn &column);

} // namespace ui
