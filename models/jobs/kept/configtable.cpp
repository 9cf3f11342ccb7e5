// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/kept/configtable.h"

#include "models/aurora/storedjob.h"
#include "models/history/moments.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using history::SqlResult;

namespace jobs {

namespace {

using history::momentOf;
using history::ms;

// Moments are milliseconds since 1970, UTC. `body` is a job of one instance in Thrift's own JSON, deflated; `hash` is
// of the text, so that a configuration that many jobs' nights share is there once.
constexpr const char *migrations[] = {
    R"(
    CREATE TABLE config (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
    CREATE TABLE stretch (id INTEGER PRIMARY KEY, job TEXT NOT NULL, config INTEGER NOT NULL, began INTEGER NOT NULL,
        seen INTEGER NOT NULL, instances INTEGER NOT NULL);
    CREATE INDEX stretch_job ON stretch (job, seen);
    CREATE INDEX stretch_config ON stretch (config);
    )",
};

} // namespace

history::Migrations configMigrations()
{
    return migrations;
}

SqlResult<qint64> ConfigTable::idOf(const aurora::TaskConfig &config)
{
    aurora::JobConfiguration job;
    job.key = config.job;
    job.config = config;
    job.instanceCount = 1;
    const QByteArray text = aurora::storedJob(job).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    if (auto made = m_db.run(u"INSERT OR IGNORE INTO config (hash, body) VALUES (?, ?)"_s, { hash, qCompress(text) });
        !made)
        return tl::unexpected(made.error());
    auto found = m_db.query(u"SELECT id FROM config WHERE hash = ?"_s, { hash });
    if (!found)
        return tl::unexpected(found.error());
    return found->next() ? found->value(0).toLongLong() : 0;
}

SqlResult<void> ConfigTable::writeOne(const QString &job, const KeptConfig &seen)
{
    const auto id = idOf(seen.config);
    if (!id)
        return tl::unexpected(id.error());
    // Its newest stretch, unless the job had only others since.
    auto last = m_db.query(u"SELECT id, began, seen FROM stretch s WHERE job = ? AND config = ? AND NOT EXISTS "
                           "(SELECT 1 FROM stretch o WHERE o.job = s.job AND o.config <> s.config AND o.began > s.seen "
                           "AND o.began <= ?) ORDER BY seen DESC LIMIT 1"_s,
                           { job, *id, ms(seen.from) });
    if (!last)
        return tl::unexpected(last.error());
    if (last->next())
        return m_db.run(u"UPDATE stretch SET began = min(began, ?), seen = max(seen, ?), instances = max(instances, ?) "
                        "WHERE id = ?"_s,
                        { ms(seen.from), ms(seen.until), seen.instances, last->value(0) });
    return m_db.run(u"INSERT INTO stretch (job, config, began, seen, instances) VALUES (?, ?, ?, ?, ?)"_s,
                    { job, *id, ms(seen.from), ms(seen.until), seen.instances });
}

SqlResult<void> ConfigTable::dropOld(const QString &job, core::TimePoint now)
{
    if (auto done = m_db.run(u"DELETE FROM stretch WHERE job = ? AND id NOT IN "
                             "(SELECT id FROM stretch WHERE job = ? ORDER BY seen DESC LIMIT ?)"_s,
                             { job, job, stretchesKept });
        !done)
        return done;
    if (auto done = m_db.run(u"DELETE FROM stretch WHERE seen < ?"_s, { ms(now - configsKept) }); !done)
        return done;
    return m_db.run(u"DELETE FROM config WHERE NOT EXISTS (SELECT 1 FROM stretch WHERE stretch.config = config.id)"_s);
}

SqlResult<void> ConfigTable::write(const QString &job, const QList<KeptConfig> &seen)
{
    if (seen.isEmpty())
        return {};
    return m_db.transaction([&]() -> SqlResult<void> {
        for (const KeptConfig &each : seen) {
            if (auto done = writeOne(job, each); !done)
                return done;
        }
        const auto newest = std::ranges::max(seen, {}, &KeptConfig::until).until;
        return dropOld(job, newest);
    });
}

SqlResult<void> ConfigTable::goesOn(const QStringList &jobs, core::TimePoint now)
{
    return m_db.transaction([&]() -> SqlResult<void> {
        for (const QString &job : jobs) {
            if (auto done = m_db.run(u"UPDATE stretch SET seen = max(seen, ?) WHERE job = ? AND seen = "
                                     "(SELECT max(seen) FROM stretch WHERE job = ?)"_s,
                                     { ms(now), job, job });
                !done)
                return done;
        }
        return {};
    });
}

SqlResult<QList<KeptConfig>> ConfigTable::read(const QString &job)
{
    auto rows
        = m_db.query(u"SELECT body, began, seen, instances FROM stretch JOIN config ON config.id = stretch.config "
                     "WHERE job = ? ORDER BY seen DESC, began DESC"_s,
                     { job });
    if (!rows)
        return tl::unexpected(rows.error());
    QList<KeptConfig> kept;
    while (rows->next()) {
        const auto stored = aurora::jobFromStored(QString::fromUtf8(qUncompress(rows->value(0).toByteArray())));
        if (stored)
            kept.append({ stored->config, momentOf(rows->value(1)), momentOf(rows->value(2)), rows->value(3).toInt() });
    }
    return kept;
}

SqlResult<QHash<QString, core::TimePoint>> ConfigTable::lastSeen()
{
    auto rows = m_db.query(u"SELECT job, max(seen) FROM stretch GROUP BY job"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    QHash<QString, core::TimePoint> seen;
    while (rows->next())
        seen.insert(rows->value(0).toString(), momentOf(rows->value(1)));
    return seen;
}

} // namespace jobs
