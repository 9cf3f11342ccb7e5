// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Which process runs an action. Two consoles may share a journal: a live one is left alone, a dead one's actions are
/// taken over.
namespace actions {

/// One console in this process, for as long as it lives. Its id holds the process ("host boot pid start": a later
/// process with the same number started at another time) and tells apart the consoles in it. Thread: any.
class Owner
{
public:
    Owner();
    ~Owner();
    Q_DISABLE_COPY_MOVE(Owner)
    const QString &id() const { return m_id; }

private:
    QString m_id;
};

enum class Life {
    Alive,
    Dead,
    Elsewhere, ///< on another machine that shares the file: it cannot be told from here
};
Life lifeOf(const QString &owner);

QString thisUser(); ///< user@host

} // namespace actions
