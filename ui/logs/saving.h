// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/tasklogs.h"

#include <QPointer>
#include <QStringList>

#include <functional>

class QWidget;

namespace ui {

class Navigator;

enum class SavedAs {
    Bytes, ///< as its keeper has it
    Text, ///< lines as they are copied: without colours and control characters
};

/// How far a saving is: bytes, and how many there are as far as is known. False ends it.
using SavingProgress = std::function<bool(qint64 done, qint64 whole)>;

/// Writes a file of a task to disk, piece by piece, as far as it goes now. The result is the bytes written. What was
/// written when it fails stays under its name with ".part", unless there is nothing in it or it was ended on purpose.
QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<logs::Source> source, QString path, SavedAs as,
                                           SavingProgress progress, std::stop_token stop);

struct FolderReport
{
    int files = 0; ///< written whole
    QStringList unread; ///< "conf/core.jar: …": what could not be read, and why
};

/// A folder of a sandbox with all that lies in it. What cannot be read is left out and told; an agent that has stopped
/// answering, a full disk and a wish end it.
QCoro::Task<core::Result<FolderReport>> saveFolder(QPointer<tasklogs::TaskLogs> logs, tasklogs::Place place,
                                                   tasklogs::LogFile folder, QString path, SavingProgress progress,
                                                   std::stop_token stop);

/// Asks where to; tests answer for the user. Empty: he thought better of it.
using AskPath = std::function<QString(QWidget *, const QString &title, const QString &suggested, bool folder)>;
AskPath &askPath();

/// Asks where to, writes the file there and tells about it: share and way to cancel in the activity strip, and what
/// became of it. It ends when `asker` goes. `suggested`: its name.
void saveAsked(QWidget *asker, Navigator *navigator, const QString &suggested, std::shared_ptr<logs::Source> source,
               SavedAs as);
/// The same of a folder. `name`: what it is called where it is saved.
void saveFolderAsked(QWidget *asker, Navigator *navigator, tasklogs::TaskLogs *logs, const tasklogs::Place &place,
                     const tasklogs::LogFile &folder, const QString &name);

} // namespace ui
