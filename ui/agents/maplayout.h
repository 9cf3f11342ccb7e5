// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <vector>

namespace ui {

/// Measures of the map in pixels.
struct MapMeasures
{
    int columnWidth = 27;
    int columnGap = 3;
    int columnHeight = 66; ///< of the largest agent
    int titleHeight = 20;
    int groupGap = 30;
    int rowGap = 14;
    int margin = 10;
};

/// Measures for so many agents: columns grow thinner until some thousands fit without scrolling for minutes.
/// `px` scales design pixels.
MapMeasures mapMeasures(int columns, double px);

/// Where everything of the map lies. Groups flow like words; one that is wider than the map continues on further rows.
struct MapLayout
{
    /// A run of columns of one group on one row.
    struct Run
    {
        int group = 0;
        int firstColumn = 0;
        int columnCount = 0;
        QPoint columnsTopLeft; ///< of the cell of its first column
        bool hasTitle = false; ///< the group begins here
        QRect title;
    };
    MapMeasures measures;
    std::vector<Run> runs; ///< from the top, then from the left
    QSize size;
    QRect lastRow; ///< what the last row of runs covers; beside it is room for the legend

    /// The cell of a column, as high as the largest agent; empty when there is no such column.
    QRect cell(int column) const;
    /// The column whose cell (with the gap right of it) holds the point, -1: none.
    int columnAt(QPoint point) const;
    /// The nearest column of the row above (-1) or below (+1); `column` itself when there is none.
    int verticalNeighbour(int column, int direction) const;
    /// Runs whose cells or titles touch the rectangle's rows: [first, last).
    std::pair<size_t, size_t> runsIn(int top, int bottom) const;

private:
    const Run *runOf(int column) const;
};

/// Pure. `groups` holds the number of columns of each group, in order; `width` the room there is.
MapLayout layOutMap(const std::vector<int> &groups, const std::vector<int> &titleWidths, int width,
                    MapMeasures measures);

} // namespace ui
