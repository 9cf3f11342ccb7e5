// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/database.h"
#include "models/tasklogs/copystore.h"

namespace tasklogs {

/// What CopyStore has done in a thread of its own. A part of it.
class CopyWorker final : public QObject
{
    Q_OBJECT
public:
    CopyWorker(QString folder, qint64 mostBytes);

    // All in the worker's thread.
    void open();
    void keep(Copy copy, const QByteArray &content);
    QList<Copy> copies(const QString &where, const QVariantList &values);
    QList<Copy> copiesFor(const CopyQuery &query);
    void close();

signals:
    void kept(const QString &task);
    void noticeChanged(const QString &notice);

private:
    history::SqlResult<void> store(Copy copy, const QByteArray &content);
    history::SqlResult<void> dropOldest();
    history::SqlResult<void> drop(const Copy &copy);
    void tell(const history::SqlFailure &failure);

    const QString m_folder;
    const qint64 m_mostBytes;
    history::Database m_db;
    QString m_notice;
};

} // namespace tasklogs
