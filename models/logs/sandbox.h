// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace logs {

/// One entry of a sandbox. Source: the agent's /files/browse.
struct SandboxEntry
{
    QString path; ///< as the agent wants it back
    QString name; ///< the path's last part
    qint64 size = 0; ///< bytes
    core::TimePoint modified{};
    bool directory = false;
    bool operator==(const SandboxEntry &) const = default;
};

/// Of a path and a size as the agent tells them; WrongShape, at `place` in its document, where there is no name.
core::Result<SandboxEntry> sandboxEntry(const QString &path, qint64 size, const QString &place);
core::Error sandboxShapeError(const QString &place); ///< NotJson where the place is empty

/// Entries in the agent's order, which is by path. NotJson, WrongShape. Pure.
core::Result<QList<SandboxEntry>> decodeBrowse(const QByteArray &body);

/// The one sandbox of a task by the agent's virtual path, which needs no look at the agent's state. Command tasks have
/// no executor of their own: their id is the executor's.
QString sandboxPath(const QString &framework, const QString &executor, const QString &task);

} // namespace logs
