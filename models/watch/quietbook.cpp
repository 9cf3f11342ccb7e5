// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/quietbook.h"

#include "models/core/whendone.h"
#include "models/history/moments.h"

#include <utility>

using namespace Qt::StringLiterals;
using history::Database;
using history::momentOf;
using history::ms;
using history::SqlResult;

namespace watch {

namespace {

/// Ended so long ago, an entry goes: who was quiet about what last night may still be asked.
constexpr core::Duration quietKept = std::chrono::hours(24 * 7);

// Moments are milliseconds since 1970, UTC. `severity`: 0 a warning, 1 a failure, as it was when it was told.
constexpr const char *quietSteps[] = {
    R"(
    CREATE TABLE quiet (finding TEXT PRIMARY KEY, since INTEGER NOT NULL, until INTEGER NOT NULL, who TEXT NOT NULL,
        severity INTEGER NOT NULL) WITHOUT ROWID;
    )",
};

history::ArchiveFile::Words quietWords()
{
    return { QuietBook::tr("The file of what is quiet is damaged and was set aside as %1. Nothing is quiet now."),
             QuietBook::tr("The file of what is quiet was written by a newer version of this program and is left as "
                           "it is: %1"),
             QuietBook::tr("What is quiet cannot be kept (%1): %2") };
}

} // namespace

QuietBook::QuietBook(QString path, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_file(std::move(path), quietSteps, quietWords(), clock)
{
    connect(&m_file, &history::ArchiveFile::noticed, this, &QuietBook::noticed);
}

SqlResult<QuietBook::Entries> QuietBook::read(Database &db)
{
    auto rows = db.query(u"SELECT finding, since, until, who, severity FROM quiet"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    Entries entries;
    while (rows->next()) {
        const Quiet quiet{ momentOf(rows->value(1)), momentOf(rows->value(2)), rows->value(3).toString() };
        entries.insert(rows->value(0).toString(),
                       { quiet, rows->value(4).toInt() == 1 ? Severity::Failure : Severity::Warning });
    }
    return entries;
}

void QuietBook::load()
{
    if (std::exchange(m_isLoading, true))
        return;
    core::whenDone(m_file.read(&QuietBook::read, Entries()), this, [this](Entries kept) {
        for (auto said = m_entries.cbegin(); said != m_entries.cend(); ++said)
            kept.insert(said.key(), said.value()); // meanwhile
        m_entries = std::move(kept);
        m_isLoaded = true;
        emit changed();
        emit loaded();
    });
}

std::optional<Quiet> QuietBook::of(const QString &key, Severity severity, core::TimePoint now) const
{
    const auto found = m_entries.constFind(key);
    if (found == m_entries.cend() || found->quiet.until <= now || severity > found->severity)
        return std::nullopt;
    return found->quiet;
}

void QuietBook::set(const QString &key, Severity severity, const Quiet &quiet)
{
    m_entries.insert(key, { quiet, severity });
    m_file.write([=, old = m_clock.now() - quietKept](Database &db) {
        return db.transaction([&]() -> SqlResult<void> {
            if (auto done = db.run(u"DELETE FROM quiet WHERE until < ?"_s, { ms(old) }); !done)
                return done;
            return db.run(u"INSERT OR REPLACE INTO quiet VALUES (?, ?, ?, ?, ?)"_s,
                          { key, ms(quiet.since), ms(quiet.until), quiet.by, severity == Severity::Failure ? 1 : 0 });
        });
    });
    emit changed();
}

void QuietBook::end(const QString &key)
{
    const auto found = m_entries.constFind(key);
    if (found == m_entries.cend())
        return;
    Entry ended = *found;
    ended.quiet.until = m_clock.now();
    set(key, ended.severity, ended.quiet);
}

} // namespace watch
