// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace ui {

/// What the user made of a table's columns. Kept by key, so that it outlives a change of the columns.
struct ColumnChoice
{
    QStringList order; ///< keys left to right; columns not named follow at their own place
    QSet<QString> hidden; ///< hidden by hand
    QSet<QString> shown; ///< shown by hand although hidden at first
    QHash<QString, int> widths; ///< set by hand, in px at 12 px font

    bool isHidden(const tables::Column &column) const
    {
        return hidden.contains(column.key) || (column.hiddenAtFirst && !shown.contains(column.key));
    }
    bool operator==(const ColumnChoice &) const = default;
};

/// Columns of this many never give way (ui.md §2).
inline constexpr int steadyColumns = 3;
/// A text column stops growing here, in px at 12 px font; the rest stays empty.
inline constexpr int widestText = 900;

/// Widths in px for `available` px; 0: not shown. `scale` turns px at 12 px font into px now. Columns give way by their
/// priority, the highest first; what is left goes to the last text column that the user has not sized.
/// Pure; `order` holds logical columns from left to right.
QList<int> layOutColumns(const QList<tables::Column> &columns, const QList<int> &order, const ColumnChoice &choice,
                         int available, double scale);

/// Logical columns from left to right.
QList<int> columnOrder(const QList<tables::Column> &columns, const ColumnChoice &choice);

QByteArray saveChoice(const ColumnChoice &choice);
/// Anything that is no choice gives an empty one.
ColumnChoice restoreChoice(const QByteArray &state);

} // namespace ui
