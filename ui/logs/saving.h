// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/tasklogs.h"

#include <QPointer>

#include <functional>

class QWidget;

namespace ui {

class Navigator;

enum class SavedAs {
    Bytes, ///< as its keeper has it
    Text, ///< lines as they are copied: without colours and control characters
};

/// Writes a file of a task to disk, piece by piece, as far as it goes now. `progress`: bytes read so far; false ends
/// it. The result is the bytes written. What was written stays when it ends early, under its name with ".part".
QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<logs::Source> source, QString path, SavedAs as,
                                           std::function<bool(qint64)> progress, std::stop_token stop);

/// A folder of a sandbox with all that lies in it. The result counts files.
QCoro::Task<core::Result<int>> saveFolder(QPointer<tasklogs::TaskLogs> logs, tasklogs::Place place,
                                          tasklogs::LogFile folder, QString path, std::function<bool(qint64)> progress,
                                          std::stop_token stop);

/// Asks where to; tests answer for the user. Empty: he thought better of it.
using AskPath = std::function<QString(QWidget *, const QString &title, const QString &suggested, bool folder)>;
AskPath &askPath();

/// Tells how far a saving is, and what became of it, for as long as the window is there.
class SavingNews
{
public:
    explicit SavingNews(Navigator *navigator)
        : m_navigator(navigator)
    {
    }
    std::function<bool(qint64)> progress() const;
    void tell(const QString &sentence) const;
    void failed(const core::Error &error, const QString &keeper) const; ///< nothing, where the user ended it

private:
    QPointer<Navigator> m_navigator;
};

/// Asks where to, writes the file there and tells about it. `suggested`: its name.
void saveAsked(QWidget *asker, Navigator *navigator, const QString &suggested, std::shared_ptr<logs::Source> source,
               SavedAs as, std::stop_token stop);

} // namespace ui
