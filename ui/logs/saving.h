// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/savefile.h"
#include "models/tasklogs/tasklogs.h"

#include <functional>

class QWidget;

namespace ui {

class Navigator;

/// Asks where to; tests answer for the user. Empty: he thought better of it.
using AskPath = std::function<QString(QWidget *, const QString &title, const QString &suggested, bool folder)>;
AskPath &askPath();

/// Asks where to, writes the file there and tells about it: share and way to cancel in the activity strip, and what
/// became of it. It ends when `asker` goes. `suggested`: its name.
void saveAsked(QWidget *asker, Navigator *navigator, const QString &suggested, std::shared_ptr<logs::Source> source,
               logs::SavedAs as);
/// The same of a folder. `name`: what it is called where it is saved.
void saveFolderAsked(QWidget *asker, Navigator *navigator, tasklogs::TaskLogs *taskLogs, const tasklogs::Place &place,
                     const tasklogs::LogFile &folder, const QString &name);

} // namespace ui
