// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/kept/nightarchive.h"

#include "models/night/kept/nighttable.h"

using history::Database;

namespace night {

namespace {

history::ArchiveFile::Words nightWords()
{
    return { NightArchive::tr("The file of past nights is damaged and was set aside as %1. Nights are read from their "
                              "source again."),
             NightArchive::tr("The file of past nights was written by a newer version of this program and is left as "
                              "it is: %1"),
             NightArchive::tr("The past nights cannot be kept (%1): %2") };
}

} // namespace

NightArchive::NightArchive(QString path, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_file(std::move(path), nightMigrations(), nightWords(), clock)
{
    connect(&m_file, &history::ArchiveFile::noticed, this, &NightArchive::noticed);
}

QFuture<dag::HistoryPtr> NightArchive::read(const QString &dag)
{
    const dag::HistoryPtr none = std::make_shared<const dag::History>();
    return m_file.read([dag](Database &db) { return NightTable(db).read(dag); }, none);
}

void NightArchive::keep(const QString &dag, std::vector<dag::PastNight> nights)
{
    m_file.write([dag, kept = std::move(nights)](Database &db) { return NightTable(db).write(dag, kept); });
}

void NightArchive::keepPools(const QString &dag, const QString &run, const QHash<QString, int> &pools)
{
    m_file.write([dag, run, pools](Database &db) { return NightTable(db).writePools(dag, run, pools); });
}

} // namespace night
