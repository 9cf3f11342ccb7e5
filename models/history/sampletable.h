// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/capacityhistory.h"
#include "models/history/database.h"

#include <optional>

namespace history {

using Samples = QList<CapacitySample>;
using Events = QList<Event>;

/// How long what is kept. A row of the table stands for a span of time: ten seconds as it came, five minutes once
/// thinned.
inline constexpr core::Duration freshSpan = std::chrono::seconds(10);
inline constexpr core::Duration thinnedSpan = std::chrono::minutes(5);
inline constexpr core::Duration keptFresh = std::chrono::hours(48);
inline constexpr core::Duration kept = std::chrono::hours(24 * 30);

/// The slowest ordinary polling (nobody looks at the window): shorter pauses than thrice this are no holes.
inline constexpr core::Duration usualPause = std::chrono::seconds(30);

/// Schema of the history file, oldest step first. Steps are only ever added.
Migrations historyMigrations();

/// Samples and events in SQL; no state of its own but the database. Thread: the database's.
class SampleTable
{
public:
    explicit SampleTable(Database &db)
        : m_db(db)
    {
    }

    struct Row
    {
        QString pool; ///< empty: the whole cluster
        CapacitySample sample;
    };
    /// One transaction.
    SqlResult<void> write(std::span<const Row> rows, std::span<const Event> events);
    std::optional<core::TimePoint> newest(const QString &pool);
    SqlResult<Samples> read(core::TimePoint from, core::TimePoint to, int maxPoints, const QString &pool);
    SqlResult<Events> events(core::TimePoint from, int limit);

    /// Thins the oldest stretch of samples that are past `keptFresh`; true: there is more to do.
    SqlResult<bool> thinSome(core::TimePoint now);
    SqlResult<void> dropOld(core::TimePoint now);

private:
    Database &m_db;
};

} // namespace history
