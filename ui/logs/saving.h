// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/tasklogs.h"

#include <QPointer>

#include <functional>

namespace ui {

/// Writes a file of a task to disk, piece by piece. `progress`: bytes so far; false ends it. The result is the bytes
/// written. What was written stays when it ends early, under its name with ".part".
QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<logs::Source> source, QString path,
                                           std::function<bool(qint64)> progress, std::stop_token stop);

/// A folder of a sandbox with all that lies in it. The result counts files.
QCoro::Task<core::Result<int>> saveFolder(QPointer<tasklogs::TaskLogs> logs, tasklogs::Place place,
                                          tasklogs::LogFile folder, QString path, std::function<bool(qint64)> progress,
                                          std::stop_token stop);

/// Asks where to; tests answer for the user. Empty: he thought better of it.
using AskPath = std::function<QString(QWidget *, const QString &title, const QString &suggested, bool folder)>;
AskPath &askPath();

} // namespace ui
