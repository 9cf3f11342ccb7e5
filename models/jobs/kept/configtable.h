// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/clock.h"
#include "models/history/database.h"

#include <QHash>

namespace jobs {

/// A configuration that instances of a job had for a while.
struct KeptConfig
{
    aurora::TaskConfig config;
    core::TimePoint from{}; ///< the first of its tasks that was seen was made then
    core::TimePoint until{}; ///< seen last
    int instances = 0; ///< the most that were seen at once
    bool operator==(const KeptConfig &) const = default;
};

inline constexpr int stretchesKept = 60; ///< of a job; older ones are dropped
inline constexpr core::Duration configsKept = std::chrono::hours(24 * 180);

/// Schema of the file of configurations, oldest step first. Steps are only ever added.
history::Migrations configMigrations();

/// Configurations in SQL, each text once; no state of its own but the database. Thread: the database's.
class ConfigTable
{
public:
    explicit ConfigTable(history::Database &db)
        : m_db(db)
    {
    }

    /// What is seen of one job at one time (`until` of all). One that goes on makes its stretch longer; one that comes
    /// back after another begins a new one. One transaction; what is past its time goes.
    history::SqlResult<void> write(const QString &job, const QList<KeptConfig> &seen);
    /// These jobs still have what they had when they were seen last.
    history::SqlResult<void> goesOn(const QStringList &jobs, core::TimePoint now);
    history::SqlResult<QList<KeptConfig>> read(const QString &job); ///< newest first
    history::SqlResult<QHash<QString, core::TimePoint>> lastSeen(); ///< by job

private:
    history::SqlResult<qint64> idOf(const aurora::TaskConfig &config);
    history::SqlResult<void> writeOne(const QString &job, const KeptConfig &seen);
    history::SqlResult<void> dropOld(const QString &job, core::TimePoint now);

    history::Database &m_db;
};

} // namespace jobs
