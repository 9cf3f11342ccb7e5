// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace config {

/// What an archive of logs may know a task by. What is not known is empty.
struct ArchivedTask
{
    QString task; ///< Mesos task id
    QString framework; ///< id
    QString agent; ///< id
    QString host;
    QString job; ///< "role/environment/name"
    int instance = -1;
    core::TimePoint since{}; ///< of its last state
};

/// The words that may stand in braces in a link to an archive: "{task}". Their values are percent-encoded.
QStringList archiveWords();
/// "https://logs.example/{role}/{name}?task={task}": a link of HTTP whose words are all known.
bool isArchiveLink(const QString &pattern);
/// Where a browser finds the task's logs. Empty: there is no pattern, or nothing is known of one of its words.
QUrl archiveLink(const QString &pattern, const ArchivedTask &task);

} // namespace config
