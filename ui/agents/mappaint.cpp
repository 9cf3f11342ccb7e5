// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/mappaint.h"

#include "models/core/text.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The columns' insides begin one pixel in from the outline.
QRect inside(const QRect &bar)
{
    return bar.adjusted(1, 1, -1, -1);
}

void paintBlocks(QPainter *painter, const QRect &bar, const MapPicture &picture, const MapColumn &column, bool old)
{
    const Tokens &tokens = Theme::instance()->tokens();
    if (bar.width() < narrowestWithBlocks) {
        QRect fill = inside(bar);
        fill.setTop(fill.bottom() + 1
                    - static_cast<int>(std::lround(column.filled * static_cast<float>(fill.height()))));
        painter->fillRect(fill, old ? tokens.offered : tokens.allocated);
        return;
    }
    for (uint32_t i = 0; i < column.blockCount; ++i) {
        QRect rect = blockRect(bar, picture, column, i);
        if (rect.isEmpty())
            continue;
        const MapBlock &block = picture.blocks[column.firstBlock + i];
        painter->fillRect(rect, block.strong && !old ? tokens.allocated : tokens.offered);
        if (rect.height() > 2) // a line of base between two tasks, as long as it leaves something of them
            painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), tokens.base);
    }
}

/// A mark in words of colour and shape; where there is no room for a glyph, shape is told by the outline.
void paintMark(QPainter *painter, const QRect &bar, const MapColumn &column)
{
    const QString mark = markOf(column);
    if (mark.isEmpty())
        return;
    const Tokens &tokens = Theme::instance()->tokens();
    const int side = std::min(bar.width() - 4, Theme::instance()->px(14));
    constexpr int smallestGlyph = 9;
    if (side >= smallestGlyph) {
        const int top = std::max(bar.top() + 3, bar.bottom() - bar.height() + 3);
        const QRect chip(bar.center().x() - side / 2 - 1, top - 2, side + 3, std::min(side + 4, bar.height()));
        painter->fillRect(chip.intersected(inside(bar)), tokens.base);
        paintGlyph(painter, QRectF(bar.center().x() + 0.5 - side / 2.0, top, side, side), glyphFor(mark));
        return;
    }
    const Glyph glyph = glyphFor(mark);
    if (column.failed) {
        painter->fillRect(QRect(bar.left(), bar.top() - 4, bar.width(), 3), toneMark(glyph.tone));
        return;
    }
    painter->setPen(QPen(toneMark(glyph.tone), 1));
    painter->drawLine(bar.left(), bar.bottom() - bar.width(), bar.right(), bar.bottom());
    painter->drawLine(bar.left(), bar.top() - 2, bar.right(), bar.top() - 2);
}

} // namespace

QString markOf(const MapColumn &column)
{
    if (column.failed && column.phase != mesos::AgentPhase::Unreachable)
        return u"TASK_FAILED"_s;
    if (column.phase == mesos::AgentPhase::Active)
        return {};
    const std::string_view phase = mesos::word(column.phase);
    return core::toQString(phase);
}

QRect barRect(const QRect &cell, const MapColumn &column)
{
    const int height = std::max(4, static_cast<int>(std::lround(column.size * static_cast<float>(cell.height()))));
    return { cell.left(), cell.bottom() + 1 - height, cell.width(), height };
}

QRect blockRect(const QRect &bar, const MapPicture &picture, const MapColumn &column, uint32_t index)
{
    const QRect room = inside(bar);
    float below = 0;
    for (uint32_t i = 0; i < index; ++i)
        below += picture.blocks[column.firstBlock + i].share;
    const auto height = static_cast<float>(room.height());
    const float above = below + picture.blocks[column.firstBlock + index].share;
    // Both edges are rounded from the same sums, so that neighbours touch and the column never overflows.
    const int foot = static_cast<int>(std::lround(std::min(below, 1.0F) * height));
    const int head = static_cast<int>(std::lround(std::min(above, 1.0F) * height));
    return { room.left(), room.bottom() + 1 - head, room.width(), head - foot };
}

void paintColumn(QPainter *painter, const QRect &cell, const MapPicture &picture, const MapColumn &column,
                 ColumnLook look)
{
    const Tokens &tokens = Theme::instance()->tokens();
    const QRect bar = barRect(cell, column);
    const bool lost = column.phase == mesos::AgentPhase::Unreachable;
    painter->fillRect(bar, tokens.base);
    paintBlocks(painter, bar, picture, column, look.old || lost);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(lost ? QPen(tokens.failMark, 1, Qt::DashLine) : QPen(tokens.line, 1));
    painter->drawRect(bar.adjusted(0, 0, -1, -1));
    paintMark(painter, bar, column);
    const int hovered = look.hoverBlock - static_cast<int>(column.firstBlock);
    if (look.hoverBlock >= 0 && hovered >= 0 && hovered < static_cast<int>(column.blockCount)) {
        painter->setPen(QPen(tokens.text, 1));
        painter->drawRect(blockRect(bar, picture, column, static_cast<uint32_t>(hovered)).adjusted(-1, 0, 0, -1));
    }
    if (look.current) {
        painter->setPen(QPen(tokens.focus, 2));
        painter->drawRect(bar.adjusted(-1, -1, 1, 1));
    }
}

} // namespace ui
