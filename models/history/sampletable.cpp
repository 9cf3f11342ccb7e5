// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/sampletable.h"

#include "models/history/moments.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace history {

namespace {

// A partial index finds what is still to be thinned without walking over a month; its condition and the queries' must
// be the same words for SQLite to use it.
constexpr const char *migrations[] = {
    R"(
    CREATE TABLE pool (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE sample (
        pool INTEGER NOT NULL REFERENCES pool(id), at INTEGER NOT NULL, span INTEGER NOT NULL,
        total_cpus REAL, total_mem REAL, total_disk REAL, total_gpus REAL,
        allocated_cpus REAL, allocated_mem REAL, allocated_disk REAL, allocated_gpus REAL,
        offered_cpus REAL, offered_mem REAL, offered_disk REAL, offered_gpus REAL,
        agents INTEGER NOT NULL, tasks INTEGER NOT NULL,
        PRIMARY KEY (pool, at)) WITHOUT ROWID;
    CREATE INDEX sample_fresh ON sample (at) WHERE span < 300000;
    CREATE TABLE event (at INTEGER NOT NULL, layer TEXT NOT NULL, glyph TEXT NOT NULL, text TEXT NOT NULL, link TEXT NOT NULL);
    CREATE INDEX event_at ON event (at);
    )",
    R"(
    ALTER TABLE sample ADD COLUMN wanted REAL;
    ALTER TABLE sample ADD COLUMN launched REAL;
    )",
};
static_assert(thinnedSpan.count() == 300000, "the partial index and the queries below say so");

constexpr int figureCount = 16; ///< columns after pool, at, span
constexpr int firstUnsure = 14; ///< from here on a figure may be NULL: not known
constexpr const char16_t *figures[figureCount]
    = { u"total_cpus",     u"total_mem",      u"total_disk",   u"total_gpus",  u"allocated_cpus", u"allocated_mem",
        u"allocated_disk", u"allocated_gpus", u"offered_cpus", u"offered_mem", u"offered_disk",   u"offered_gpus",
        u"agents",         u"tasks",          u"wanted",       u"launched" };

/// Each figure's mean over rows, in order. Rows are weighed by the time they stand for: a thinned row counts as much as
/// the thirty it was made of. One that is not known counts for nothing; where none is known the mean is NULL.
QString means()
{
    QStringList list;
    for (int i = 0; i < figureCount; ++i) {
        const QString mean = i < firstUnsure ? u"total(%1 * span) / total(span)"_s
                                             : u"sum(%1 * span) / sum(CASE WHEN %1 IS NULL THEN NULL ELSE span END)"_s;
        list << mean.arg(QString::fromUtf16(figures[i]));
    }
    return list.join(u", "_s);
}

QVariant toSql(std::optional<int> figure)
{
    return figure ? QVariant(*figure) : QVariant();
}

std::optional<int> fromSql(const QVariant &figure)
{
    return figure.isNull() ? std::nullopt : std::optional(qRound(figure.toDouble()));
}

core::TimePoint at(qint64 msecs)
{
    return core::TimePoint(core::Duration(msecs));
}

/// Times before 1970 would round upwards; there are none.
constexpr qint64 floorTo(qint64 value, qint64 step)
{
    return value / step * step;
}

} // namespace

Migrations historyMigrations()
{
    return migrations;
}

SqlResult<void> SampleTable::write(std::span<const Row> rows, std::span<const Event> events)
{
    return m_db.transaction([&]() -> SqlResult<void> {
        auto pool = m_db.prepared(u"INSERT OR IGNORE INTO pool (name) VALUES (?)"_s);
        auto sample
            = m_db.prepared(u"INSERT OR REPLACE INTO sample VALUES ((SELECT id FROM pool WHERE name = ?), ?, %1, %2)"_s
                                .arg(freshSpan.count())
                                .arg(QStringList(figureCount, u"?"_s).join(u", "_s)));
        auto event = m_db.prepared(u"INSERT INTO event VALUES (?, ?, ?, ?, ?)"_s);
        for (auto *statement : { &pool, &sample, &event }) {
            if (!*statement)
                return tl::make_unexpected(statement->error());
        }
        for (const Row &row : rows) {
            const QString name = row.pool.isNull() ? u""_s : row.pool; // null would be SQL's NULL
            pool->addBindValue(name);
            if (auto done = Database::execute(*pool); !done)
                return done;
            sample->addBindValue(name);
            sample->addBindValue(ms(row.sample.at));
            for (const auto *values : { &row.sample.total, &row.sample.allocated, &row.sample.offered }) {
                for (const double value : *values)
                    sample->addBindValue(value);
            }
            sample->addBindValue(row.sample.agents);
            sample->addBindValue(row.sample.tasks);
            sample->addBindValue(toSql(row.sample.wanted));
            sample->addBindValue(toSql(row.sample.launched));
            if (auto done = Database::execute(*sample); !done)
                return done;
        }
        for (const Event &e : events) {
            event->addBindValue(ms(e.at));
            for (const QString &text : { e.layer, e.glyph, e.text, e.link })
                event->addBindValue(text.isNull() ? u""_s : text);
            if (auto done = Database::execute(*event); !done)
                return done;
        }
        return {};
    });
}

std::optional<core::TimePoint> SampleTable::newest(const QString &pool)
{
    auto answer = m_db.query(u"SELECT max(at) FROM sample WHERE pool = (SELECT id FROM pool WHERE name = ?)"_s,
                             { pool.isNull() ? u""_s : pool });
    if (!answer || !answer->next() || answer->isNull(0))
        return std::nullopt;
    return at(answer->value(0).toLongLong());
}

SqlResult<Samples> SampleTable::read(core::TimePoint from, core::TimePoint to, int maxPoints, const QString &pool)
{
    Samples samples;
    if (to <= from || maxPoints < 1)
        return samples;
    const qint64 width = ((to - from).count() + maxPoints - 1) / maxPoints;
    auto answer = m_db.query(u"SELECT min(at), max(at), avg(at), max(span), %1 FROM sample "
                             "WHERE pool = (SELECT id FROM pool WHERE name = ?) AND at >= ? AND at < ? "
                             "GROUP BY (at - ?) / ? ORDER BY 1"_s.arg(means()),
                             { pool.isNull() ? u""_s : pool, ms(from), ms(to), ms(from), width });
    if (!answer)
        return tl::make_unexpected(answer.error());

    qint64 lastEnd = 0;
    qint64 lastPause = 0;
    while (answer->next()) {
        const qint64 pause = std::max<qint64>({ answer->value(3).toLongLong(), width, usualPause.count() });
        if (!samples.isEmpty() && answer->value(0).toLongLong() - lastEnd > 3 * std::max(pause, lastPause)) {
            CapacitySample hole;
            hole.at = at(lastEnd + lastPause);
            hole.total.fill(std::numeric_limits<double>::quiet_NaN());
            hole.allocated = hole.offered = hole.total;
            samples << hole;
        }
        CapacitySample sample;
        sample.at = at(std::llround(answer->value(2).toDouble()));
        int column = 4;
        for (auto *values : { &sample.total, &sample.allocated, &sample.offered }) {
            for (double &value : *values)
                value = answer->value(column++).toDouble();
        }
        sample.agents = qRound(answer->value(column++).toDouble());
        sample.tasks = qRound(answer->value(column++).toDouble());
        sample.wanted = fromSql(answer->value(column++));
        sample.launched = fromSql(answer->value(column));
        samples << sample;
        lastEnd = answer->value(1).toLongLong();
        lastPause = pause;
    }
    return samples;
}

SqlResult<Events> SampleTable::events(core::TimePoint from, int limit)
{
    auto answer = m_db.query(
        u"SELECT at, layer, glyph, text, link FROM event WHERE at >= ? ORDER BY at DESC, rowid DESC LIMIT ?"_s,
        { ms(from), limit });
    if (!answer)
        return tl::make_unexpected(answer.error());
    Events events;
    while (answer->next()) {
        events << Event{ at(answer->value(0).toLongLong()), answer->value(1).toString(), answer->value(2).toString(),
                         answer->value(3).toString(), answer->value(4).toString() };
    }
    return events;
}

SqlResult<bool> SampleTable::thinSome(core::TimePoint now)
{
    const qint64 step = thinnedSpan.count();
    const qint64 cut = floorTo(ms(now - keptFresh), step);
    auto oldest = m_db.query(u"SELECT min(at) FROM sample WHERE span < 300000 AND at < ?"_s, { cut });
    if (!oldest)
        return tl::make_unexpected(oldest.error());
    if (!oldest->next() || oldest->isNull(0))
        return false;
    const qint64 first = floorTo(oldest->value(0).toLongLong(), step);
    oldest->finish(); // an open read would keep the log from being folded in
    constexpr int stepsAtOnce = 72; // six hours: some 20 ms, so that a chart's question never waits long
    const qint64 end = std::min(cut, first + stepsAtOnce * step);

    auto done = m_db.transaction([&] {
        return m_db
            .run(u"INSERT OR REPLACE INTO sample SELECT pool, at / 300000 * 300000, 300000, %1 FROM sample "
                 "WHERE pool IN (SELECT id FROM pool) AND at >= ? AND at < ? "
                 "GROUP BY pool, at / 300000 HAVING min(span) < 300000"_s.arg(means()),
                 { first, end })
            .and_then([&] {
                return m_db.run(u"DELETE FROM sample WHERE span < 300000 AND at >= ? AND at < ?"_s, { first, end });
            });
    });
    if (!done)
        return tl::make_unexpected(done.error());
    return true;
}

SqlResult<void> SampleTable::dropOld(core::TimePoint now)
{
    const qint64 cut = ms(now - kept);
    return m_db.transaction([&] {
        return m_db.run(u"DELETE FROM sample WHERE pool IN (SELECT id FROM pool) AND at < ?"_s, { cut }).and_then([&] {
            return m_db.run(u"DELETE FROM event WHERE at < ?"_s, { cut });
        });
    });
}

} // namespace history
