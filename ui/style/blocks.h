// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>

class QPainter;

namespace ui {

/// A bar of one block for each unit, from the left those that work, those that wait (hollow) and those that failed;
/// above forty, or where blocks would be no wider than the gaps between them, three parts of a whole (ui.md §5).
/// `counts`: how many of each, as TableModel::BlocksRole tells them. `old`: of an old picture. GUI thread.
void paintBlocks(QPainter *painter, const QRectF &box, const QList<int> &counts, bool old);

} // namespace ui
