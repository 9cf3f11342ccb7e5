// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace ui {

/// Logs of tasks whose name or id contains `needle`, for who types "log hyoga": the most urgent few, as the tasks
/// themselves are found, too.
QList<Findable> findLogs(const stack::Stack &stack, const QString &needle, int limit);

} // namespace ui
