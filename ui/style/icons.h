// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace ui {

/// Line icon by name from resources/icons/NAME.svg (16 grid, 1.5 stroke, currentColor), coloured by the palette of now:
/// "overview", "agents", "frameworks", "tasks", "search", "lock", "copy", "export", "columns", "filter", "map",
/// "table", "menu", "connections", "preferences", "clock", "link", "close", "restart", "help", "chevron-down", …
QIcon icon(const QString &name);
QIcon icon(const QString &name, const QColor &colour);

} // namespace ui
