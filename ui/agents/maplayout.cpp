// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/maplayout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace ui {

MapMeasures mapMeasures(int columns, double px)
{
    const auto scaled = [px](int design) { return std::max(1, static_cast<int>(std::lround(design * px))); };
    MapMeasures m;
    struct Step
    {
        int upTo, width, gap, height;
    };
    constexpr Step steps[]
        = { { 120, 27, 3, 66 }, { 400, 18, 2, 56 }, { 1500, 10, 2, 44 }, { 4000, 6, 1, 36 }, { 1 << 30, 4, 1, 30 } };
    const Step &step = *std::ranges::find_if(steps, [columns](const Step &s) { return columns <= s.upTo; });
    m.columnWidth = scaled(step.width);
    m.columnGap = scaled(step.gap);
    m.columnHeight = scaled(step.height);
    m.titleHeight = scaled(m.titleHeight);
    m.groupGap = scaled(m.groupGap);
    m.rowGap = scaled(m.rowGap);
    m.margin = scaled(m.margin);
    return m;
}

MapLayout layOutMap(const std::vector<int> &groups, const std::vector<int> &titleWidths, int width, MapMeasures m)
{
    MapLayout layout;
    layout.measures = m;
    const int left = m.margin;
    const int right = std::max(width - m.margin, left + m.columnWidth);
    const int pitch = m.columnWidth + m.columnGap;
    const int rowHeight = m.titleHeight + m.columnHeight;
    const auto widthOf = [&](int columns) { return columns * pitch - m.columnGap; };
    const int perRow = std::max(1, (right - left + m.columnGap) / pitch);

    int x = left;
    int y = m.margin;
    int column = 0;
    int lastRight = left;
    const auto newRow = [&] {
        x = left;
        y += rowHeight + m.rowGap;
        lastRight = left;
    };
    for (size_t group = 0; group < groups.size(); ++group) {
        int remaining = groups[group];
        const int titleWidth = group < titleWidths.size() ? titleWidths[group] : 0;
        if (x > left && x + std::max(widthOf(std::min(remaining, perRow)), titleWidth) > right)
            newRow();
        bool begins = true;
        while (remaining > 0) {
            const int count = std::min(remaining, perRow);
            MapLayout::Run run;
            run.group = static_cast<int>(group);
            run.firstColumn = column;
            run.columnCount = count;
            run.hasTitle = begins;
            // Only the first row of a group carries the title; the others need no room for one.
            run.columnsTopLeft = { x, y + (begins ? m.titleHeight : 0) };
            const int runRight = x + std::max(widthOf(count), begins ? titleWidth : 0);
            run.title = begins ? QRect(x, y, std::min(std::max(widthOf(count), titleWidth), right - x), m.titleHeight)
                               : QRect();
            layout.runs.push_back(run);
            column += count;
            remaining -= count;
            lastRight = std::max(lastRight, runRight);
            layout.lastRow = QRect(left, y, lastRight - left, (begins ? m.titleHeight : 0) + m.columnHeight);
            if (remaining > 0) {
                y += (begins ? m.titleHeight : 0) + m.columnHeight + m.columnGap;
                x = left;
                lastRight = left;
            } else if (!begins) {
                newRow();
                y -= m.titleHeight; // the last run had no title
            } else {
                x = runRight + m.groupGap;
            }
            begins = false;
        }
    }
    const int bottom = layout.runs.empty() ? m.margin : layout.lastRow.bottom() + 1;
    layout.size = QSize(width, bottom + m.margin);
    return layout;
}

const MapLayout::Run *MapLayout::runOf(int column) const
{
    const auto after = std::ranges::upper_bound(runs, column, {}, &Run::firstColumn);
    if (column < 0 || after == runs.begin())
        return nullptr;
    const Run &run = *std::prev(after);
    return column < run.firstColumn + run.columnCount ? &run : nullptr;
}

QRect MapLayout::cell(int column) const
{
    const Run *run = runOf(column);
    if (!run)
        return {};
    const int x = run->columnsTopLeft.x() + (column - run->firstColumn) * (measures.columnWidth + measures.columnGap);
    return { x, run->columnsTopLeft.y(), measures.columnWidth, measures.columnHeight };
}

int MapLayout::columnAt(QPoint point) const
{
    const auto [first, last] = runsIn(point.y(), point.y());
    const int pitch = measures.columnWidth + measures.columnGap;
    for (size_t i = first; i < last; ++i) {
        const Run &run = runs[i];
        const int dx = point.x() - run.columnsTopLeft.x();
        const int dy = point.y() - run.columnsTopLeft.y();
        if (dx >= 0 && dx < run.columnCount * pitch && dy >= 0 && dy < measures.columnHeight)
            return run.firstColumn + dx / pitch;
    }
    return -1;
}

int MapLayout::verticalNeighbour(int column, int direction) const
{
    const Run *from = runOf(column);
    if (!from)
        return column;
    const QPoint start = cell(column).center();
    int best = column;
    int bestRow = 0;
    int bestDistance = 0;
    for (const Run &run : runs) {
        const int dy = (run.columnsTopLeft.y() - from->columnsTopLeft.y()) * direction;
        if (dy <= 0)
            continue;
        const int pitch = measures.columnWidth + measures.columnGap;
        const int offset = std::clamp((start.x() - run.columnsTopLeft.x()) / pitch, 0, run.columnCount - 1);
        const int candidate = run.firstColumn + offset;
        const int distance = std::abs(cell(candidate).center().x() - start.x());
        if (best == column || dy < bestRow || (dy == bestRow && distance < bestDistance)) {
            best = candidate;
            bestRow = dy;
            bestDistance = distance;
        }
    }
    return best;
}

std::pair<size_t, size_t> MapLayout::runsIn(int top, int bottom) const
{
    // Rows never overlap, and runs of one row differ in y by a title at most: ends and starts are both ascending enough
    // to search, after looking one row further on each side.
    const auto bottomOf = [this](const Run &run) { return run.columnsTopLeft.y() + measures.columnHeight; };
    const auto topOf
        = [this](const Run &run) { return run.columnsTopLeft.y() - (run.hasTitle ? measures.titleHeight : 0); };
    const auto first = std::ranges::lower_bound(runs, top, {}, bottomOf);
    const auto last = std::ranges::upper_bound(first, runs.end(), bottom, {}, topOf);
    return { static_cast<size_t>(first - runs.begin()), static_cast<size_t>(last - runs.begin()) };
}

} // namespace ui
