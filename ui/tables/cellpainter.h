// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "ui/tables/textcache.h"

#include <QColor>

#include <functional>

class QPainter;

namespace ui {

struct Tokens;

/// How a row looks apart from what it says.
struct RowLook
{
    bool selected = false;
    bool hovered = false;
    bool old = false; ///< from an old picture
    bool gone = false; ///< the object is not there any more: pale, but its words are of now
    tables::Severity severity = tables::Severity::None;
    bool tinted = false; ///< severity shows as a tint of the whole row, not in the glyph alone
};

/// Draws the cells of a TableView by their kind, from cached text: one pass, no style option, no layout (goal P10).
/// GUI thread.
class CellPainter
{
public:
    explicit CellPainter(const core::Clock &clock)
        : m_clock(clock)
    {
    }

    /// Fonts, colours and measures of now; after each change of the theme.
    void readTheme();

    int padding() const { return m_padding; }
    int chevronWidth() const { return m_padding + m_glyph + m_glyphGap; } ///< where a press folds a group
    TextCache &texts() { return m_texts; }

    /// The row's ground from x = 0 to `width`: tint, grid line below, bar of a selected row.
    void paintGround(QPainter *painter, const QRect &row, const RowLook &look);
    void paintCell(QPainter *painter, const QRect &cell, const QModelIndex &index, const tables::Column &column,
                   const RowLook &look, bool linkHovered);

    /// A group header: chevron, bold name and `count` ("18 agents") over the columns that have no sum.
    void paintGroupGround(QPainter *painter, const QRect &row, const RowLook &look);
    void paintGroupTitle(QPainter *painter, const QRect &box, const QString &name, const QString &count, bool folded);
    /// Sums are larger than their parts: a sum may reach left out of its cell, down to `leftLimit`. Returns its left
    /// end.
    int paintGroupSum(QPainter *painter, const QRect &cell, int leftLimit, const QString &text);

    /// Marks the current cell, when it is walked by key.
    void paintCellFocus(QPainter *painter, const QRect &cell);

    /// The part of the cell that shows the text of a link; empty: no link there.
    QRect linkRect(const QRect &cell, const QString &text) const;
    /// Whether the whole text can be read without hover.
    bool isElided(const QRect &cell, const QModelIndex &index, const tables::Column &column);

    static QString shownText(const QModelIndex &index, const tables::Column &column, bool old);

private:
    void paintState(QPainter *painter, QRect box, const QModelIndex &index, const QString &text, const RowLook &look);
    void paintMeter(QPainter *painter, const QRect &box, const QModelIndex &index, const QString &text,
                    const RowLook &look);
    void paintFigures(QPainter *painter, const QRect &box, const QModelIndex &index, const tables::Column &column,
                      const QString &text, const RowLook &look);
    void paintText(QPainter *painter, const QRect &box, const QModelIndex &index, const tables::Column &column,
                   const QString &text, const RowLook &look, bool linkHovered);

    QString narrowAge(const QModelIndex &index, const tables::Column &column) const;

    const core::Clock &m_clock;
    mutable TextCache m_texts;
    const Tokens *m_tokens = nullptr;
    QString m_longSpan; ///< one of the longest spans there are
    int m_padding = 8;
    int m_glyph = 13;
    int m_glyphGap = 7;
    int m_meterHeight = 9;
    int m_meterNarrow = 54;
    int m_meterWide = 120;
    int m_bar = 2;
    bool m_dark = false;
};

} // namespace ui
