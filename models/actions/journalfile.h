// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/audit.h"
#include "models/actions/touch.h"
#include "models/history/database.h"

#include <QHash>

namespace actions {

template <typename T>
using SqlResult = history::SqlResult<T>;

/// Journal and audit log in SQL, in one file: what is journaled and what is audited is one transaction. Each write is
/// on the disk when it returns (WAL, synchronous=FULL). Thread: the database's.
class JournalFile
{
public:
    explicit JournalFile(QString path);

    SqlResult<void> open();
    QString setAside(QDate day) { return m_db.setAside(day); }

    SqlResult<void> begin(const Record &record, const Entry &entry, const AuditEntry &audit);
    /// A step and, with it, what is to be told of it. Fails with `lostOwner` when another process runs the action now.
    SqlResult<void> writeStep(const Record &record, int step, const Entry &entry,
                              const std::optional<AuditEntry> &audit);
    /// State, end and way back of the action, all its steps.
    SqlResult<void> writeRecord(const Record &record, const Entry &entry, const std::optional<AuditEntry> &audit);
    SqlResult<void> note(const QString &action, const Entry &entry);
    SqlResult<void> audit(const AuditEntry &entry);

    /// From the owner, state and end it is known with to another owner and state, if it is still as known: true for one
    /// caller alone. The end tells apart two times of being half done.
    SqlResult<bool> takeOver(const Record &known, const QString &owner, State to);
    SqlResult<void> setUndone(const QString &action, const QString &by);

    /// What is under way or half done, and the `ended` newest of the rest; newest first.
    SqlResult<QList<Record>> records(const QString &stack, int ended);
    SqlResult<QList<Record>> underWay(const QString &stack); ///< of whatever process
    /// What was done to these objects (Step::object), by actions however old; newest action first.
    SqlResult<QList<Touch>> touches(const QString &stack, const QStringList &objects);
    SqlResult<QList<Entry>> entries(const QString &action); ///< newest first
    SqlResult<QList<AuditEntry>> search(const AuditQuery &query); ///< newest first
    SqlResult<qint64> dataVersion(); ///< changes when another connection wrote

    static bool isLostOwner(const history::SqlFailure &failure);

private:
    SqlResult<void> write(const Record &record);
    SqlResult<void> writeSteps(const Record &record, int from, int to);
    SqlResult<QList<Record>> read(const QString &stack, const QString &where, const QVariantList &values);
    SqlResult<QList<StepRecord>> steps(const QString &action);
    SqlResult<QHash<QString, Request>> requests(const QStringList &actions);
    static StepRecord stepIn(const QSqlQuery &rows); ///< of the columns step to answer, which come first

    history::Database m_db;
};

} // namespace actions
