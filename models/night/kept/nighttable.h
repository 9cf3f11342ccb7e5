// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/history.h"
#include "models/history/database.h"

namespace night {

inline constexpr int nightsKept = 120; ///< of a DAG; older ones are dropped
inline constexpr int nightsRead = 60; ///< what a History holds: enough to learn from, and to judge what was learnt

/// Schema of the file of nights, oldest step first. Steps are only ever added.
history::Migrations nightMigrations();

/// Past nights in SQL; no state of its own but the database. Thread: the database's.
class NightTable
{
public:
    explicit NightTable(history::Database &db)
        : m_db(db)
    {
    }

    /// Each of them anew, in one transaction; what is past `nightsKept` goes.
    history::SqlResult<void> write(const QString &dag, const std::vector<dag::PastNight> &nights);
    /// The most machines a pool had while the run was under way: the larger figure stays.
    history::SqlResult<void> writePools(const QString &dag, const QString &run, const QHash<QString, int> &pools);
    history::SqlResult<dag::HistoryPtr> read(const QString &dag);

private:
    history::SqlResult<void> writeNight(const QString &dag, const dag::PastNight &night);
    history::SqlResult<void> writeNodes(qint64 id, const dag::PastNight &night);
    history::SqlResult<void> readNodes(QHash<qint64, dag::PastNight> *nights, const QString &chosen);

    history::Database &m_db;
};

} // namespace night
