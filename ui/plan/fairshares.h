// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace ui {

/// Widths of columns: each gets what it wants, up to an equal share of what the smaller ones leave of `room`. Pixels.
QList<int> fairShares(QList<int> wanted, int room);

} // namespace ui
