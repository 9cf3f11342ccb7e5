// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/savefile.h"
#include "models/tasklogs/tasklogs.h"

#include <QPointer>
#include <QStringList>

namespace tasklogs {

struct FolderReport
{
    int files = 0; ///< written whole
    QStringList unread; ///< "conf/core.jar: …": what could not be read, and why
};

/// A folder of a sandbox with all that lies in it. What cannot be read is left out and told; an agent that has stopped
/// answering, a full disk and a wish end it. GUI thread.
QCoro::Task<core::Result<FolderReport>> saveFolder(QPointer<TaskLogs> taskLogs, Place place, LogFile folder,
                                                   QString path, logs::SavingProgress progress, std::stop_token stop);

/// A name from a sandbox, so that it cannot lead out of the folder it is saved to.
QString safeName(const QString &name);

} // namespace tasklogs
