// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/kept/nighttable.h"

#include "models/history/moments.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using history::Database;
using history::SqlResult;

namespace night {

namespace {

using history::momentOf;
using history::ms;
using history::spanOf;

// Moments are milliseconds since 1970, UTC, 0: not known; spans are milliseconds. States are words, so that the file
// does not depend on their order in the program.
constexpr const char *migrations[] = {
    R"(
    CREATE TABLE night (id INTEGER PRIMARY KEY, dag TEXT NOT NULL, run TEXT NOT NULL, state TEXT NOT NULL,
        interval_start INTEGER NOT NULL, interval_end INTEGER NOT NULL, queued INTEGER NOT NULL,
        started INTEGER NOT NULL, ended INTEGER NOT NULL, manual INTEGER NOT NULL, UNIQUE (dag, run));
    CREATE INDEX night_started ON night (dag, started);
    CREATE TABLE node (night INTEGER NOT NULL, node TEXT NOT NULL,
        state TEXT NOT NULL, tries INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL,
        ran INTEGER NOT NULL, queued INTEGER NOT NULL, lost INTEGER NOT NULL, host TEXT NOT NULL,
        PRIMARY KEY (night, node)) WITHOUT ROWID;
    CREATE TABLE attempt (night INTEGER NOT NULL, node TEXT NOT NULL,
        number INTEGER NOT NULL, state TEXT NOT NULL, queued INTEGER NOT NULL, started INTEGER NOT NULL,
        ended INTEGER NOT NULL, host TEXT NOT NULL, PRIMARY KEY (night, node, number)) WITHOUT ROWID;
    CREATE TABLE pool (dag TEXT NOT NULL, run TEXT NOT NULL, pool TEXT NOT NULL, machines INTEGER NOT NULL,
        PRIMARY KEY (dag, run, pool)) WITHOUT ROWID;
    )",
};

constexpr std::pair<dag::RunState, QLatin1StringView> runStates[] = { { dag::RunState::Unknown, "unknown"_L1 },
                                                                      { dag::RunState::Queued, "queued"_L1 },
                                                                      { dag::RunState::Running, "running"_L1 },
                                                                      { dag::RunState::Success, "success"_L1 },
                                                                      { dag::RunState::Failed, "failed"_L1 } };

QString wordOf(dag::RunState state)
{
    return std::ranges::find(runStates, state, [](const auto &entry) { return entry.first; })->second;
}

dag::RunState runStateOf(const QString &word)
{
    const auto found = std::ranges::find_if(runStates, [&](const auto &entry) { return entry.second == word; });
    return found == std::end(runStates) ? dag::RunState::Unknown : found->first;
}

/// A null QString would be SQL's NULL.
QString textOf(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

history::Migrations nightMigrations()
{
    return migrations;
}

SqlResult<void> NightTable::write(const QString &dag, const std::vector<dag::PastNight> &nights)
{
    return m_db.transaction([&]() -> SqlResult<void> {
        for (const dag::PastNight &night : nights) {
            if (auto done = writeNight(dag, night); !done)
                return done;
        }
        const QString old
            = u"SELECT id FROM night WHERE dag = ? ORDER BY started DESC LIMIT -1 OFFSET %1"_s.arg(nightsKept);
        for (const char16_t *table : { u"node", u"attempt" }) {
            if (auto done
                = m_db.run(u"DELETE FROM %1 WHERE night IN (%2)"_s.arg(QString::fromUtf16(table), old), { dag });
                !done)
                return done;
        }
        return m_db.run(u"DELETE FROM night WHERE id IN (%1)"_s.arg(old), { dag }).and_then([&] {
            return m_db.run(u"DELETE FROM pool WHERE dag = ? AND run NOT IN (SELECT run FROM night WHERE dag = ?) "
                            "AND (SELECT count(*) FROM night WHERE dag = ?) >= %1"_s.arg(nightsKept),
                            { dag, dag, dag });
        });
    });
}

SqlResult<void> NightTable::writeNight(const QString &dag, const dag::PastNight &night)
{
    const dag::Run &run = night.run;
    // Of a run that began again all is new: what it was before goes with its row.
    for (const char16_t *table : { u"node", u"attempt" }) {
        auto done = m_db.run(u"DELETE FROM %1 WHERE night = (SELECT id FROM night WHERE dag = ? AND run = ?)"_s.arg(
                                 QString::fromUtf16(table)),
                             { dag, run.id });
        if (!done)
            return done;
    }
    auto done = m_db.run(u"INSERT OR REPLACE INTO night (dag, run, state, interval_start, interval_end, queued, "
                         "started, ended, manual) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                         { dag, run.id, wordOf(run.state), ms(run.intervalStart), ms(run.intervalEnd),
                           ms(run.queuedSince), ms(run.started), ms(run.ended), run.isManual });
    if (!done)
        return done;
    auto id = m_db.query(u"SELECT id FROM night WHERE dag = ? AND run = ?"_s, { dag, run.id });
    if (!id)
        return tl::make_unexpected(id.error());
    id->next();
    const qint64 key = id->value(0).toLongLong();
    id->finish();
    return writeNodes(key, night).and_then([&] { return writePools(dag, run.id, night.pools); });
}

SqlResult<void> NightTable::writeNodes(qint64 id, const dag::PastNight &night)
{
    auto node = m_db.prepared(u"INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    auto attempt = m_db.prepared(u"INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    for (auto *statement : { &node, &attempt }) {
        if (!*statement)
            return tl::make_unexpected(statement->error());
    }
    for (auto past = night.nodes.cbegin(); past != night.nodes.cend(); ++past) {
        for (const QVariant &value :
             QVariantList{ id, past.key(), dag::stateWord(past->state), past->tries, ms(past->started), ms(past->ended),
                           ms(past->ran), ms(past->queued), ms(past->lost), textOf(past->host) })
            node->addBindValue(value);
        if (auto done = Database::execute(*node); !done)
            return done;
        for (const dag::Try &one : past->earlier) {
            for (const QVariant &value :
                 QVariantList{ id, past.key(), one.number, dag::stateWord(one.state), ms(one.queuedSince),
                               ms(one.started), ms(one.ended), textOf(one.host) })
                attempt->addBindValue(value);
            if (auto done = Database::execute(*attempt); !done)
                return done;
        }
    }
    return {};
}

SqlResult<void> NightTable::writePools(const QString &dag, const QString &run, const QHash<QString, int> &pools)
{
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
        auto done = m_db.run(u"INSERT INTO pool VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
                             "SET machines = max(machines, excluded.machines)"_s,
                             { dag, run, pool.key(), pool.value() });
        if (!done)
            return done;
    }
    return {};
}

SqlResult<dag::HistoryPtr> NightTable::read(const QString &dag)
{
    QHash<qint64, dag::PastNight> nights;
    QStringList chosen;
    auto runs = m_db.query(u"SELECT id, run, state, interval_start, interval_end, queued, started, ended, manual "
                           "FROM night WHERE dag = ? ORDER BY started DESC LIMIT ?"_s,
                           { dag, nightsRead });
    if (!runs)
        return tl::make_unexpected(runs.error());
    while (runs->next()) {
        dag::PastNight night;
        night.run.dag = dag;
        night.run.id = runs->value(1).toString();
        night.run.state = runStateOf(runs->value(2).toString());
        night.run.intervalStart = momentOf(runs->value(3));
        night.run.intervalEnd = momentOf(runs->value(4));
        night.run.queuedSince = momentOf(runs->value(5));
        night.run.started = momentOf(runs->value(6));
        night.run.ended = momentOf(runs->value(7));
        night.run.isManual = runs->value(8).toBool();
        chosen << runs->value(0).toString();
        nights.insert(runs->value(0).toLongLong(), night);
    }
    if (auto done = readNodes(&nights, chosen.join(u',')); !done)
        return tl::make_unexpected(done.error());
    QHash<QString, QHash<QString, int>> pools;
    auto machines = m_db.query(u"SELECT run, pool, machines FROM pool WHERE dag = ?"_s, { dag });
    if (!machines)
        return tl::make_unexpected(machines.error());
    while (machines->next())
        pools[machines->value(0).toString()].insert(machines->value(1).toString(), machines->value(2).toInt());
    auto history = std::make_shared<dag::History>();
    history->dag = dag;
    for (dag::PastNight &night : nights) {
        night.pools = pools.value(night.run.id);
        history->nights.push_back(std::move(night));
    }
    std::ranges::sort(history->nights, {}, [](const dag::PastNight &n) { return std::pair(n.run.started, n.run.id); });
    return dag::HistoryPtr(history);
}

SqlResult<void> NightTable::readNodes(QHash<qint64, dag::PastNight> *nights, const QString &chosen)
{
    auto nodes = m_db.query(u"SELECT night, node, state, tries, started, ended, ran, queued, lost, host FROM node "
                            "WHERE night IN (%1)"_s.arg(chosen));
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    while (nodes->next()) {
        dag::PastNode past;
        past.state = dag::stateOf(nodes->value(2).toString());
        past.tries = nodes->value(3).toInt();
        past.started = momentOf(nodes->value(4));
        past.ended = momentOf(nodes->value(5));
        past.ran = spanOf(nodes->value(6));
        past.queued = spanOf(nodes->value(7));
        past.lost = spanOf(nodes->value(8));
        past.host = nodes->value(9).toString();
        (*nights)[nodes->value(0).toLongLong()].nodes.insert(nodes->value(1).toString(), past);
    }
    auto attempts = m_db.query(u"SELECT night, node, number, state, queued, started, ended, host FROM attempt "
                               "WHERE night IN (%1) ORDER BY night, node, number"_s.arg(chosen));
    if (!attempts)
        return tl::make_unexpected(attempts.error());
    while (attempts->next()) {
        dag::Try one;
        one.number = attempts->value(2).toInt();
        one.state = dag::stateOf(attempts->value(3).toString());
        one.queuedSince = momentOf(attempts->value(4));
        one.started = momentOf(attempts->value(5));
        one.ended = momentOf(attempts->value(6));
        one.host = attempts->value(7).toString();
        (*nights)[attempts->value(0).toLongLong()].nodes[attempts->value(1).toString()].earlier.push_back(one);
    }
    return {};
}

} // namespace night
