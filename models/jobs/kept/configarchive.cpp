// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/kept/configarchive.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using history::Database;

namespace jobs {

namespace {

history::ArchiveFile::Words configWords()
{
    return { ConfigArchive::tr("The file of past configurations is damaged and was set aside as %1. It begins anew."),
             ConfigArchive::tr("The file of past configurations was written by a newer version of this program and is "
                               "left as it is: %1"),
             ConfigArchive::tr("The past configurations cannot be kept (%1): %2") };
}

} // namespace

ConfigArchive::ConfigArchive(QString path, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_file(std::move(path), configMigrations(), configWords(), clock)
{
    connect(&m_file, &history::ArchiveFile::noticed, this, &ConfigArchive::noticed);
}

void ConfigArchive::keep(const aurora::JobKey &job, QList<KeptConfig> seen)
{
    m_file.write([job = job.text(), kept = std::move(seen)](Database &db) { return ConfigTable(db).write(job, kept); });
}

void ConfigArchive::goesOn(const QStringList &jobs, core::TimePoint now)
{
    m_file.write([jobs, now](Database &db) { return ConfigTable(db).goesOn(jobs, now); });
}

QFuture<QList<KeptConfig>> ConfigArchive::read(const aurora::JobKey &job)
{
    return m_file.read([key = job.text()](Database &db) { return ConfigTable(db).read(key); }, QList<KeptConfig>());
}

QFuture<QHash<QString, core::TimePoint>> ConfigArchive::lastSeen()
{
    return m_file.read([](Database &db) { return ConfigTable(db).lastSeen(); }, QHash<QString, core::TimePoint>());
}

const KeptConfig *configOfNight(const QList<KeptConfig> &kept, QDate morning)
{
    const core::TimePoint noon(core::Duration(QDateTime(morning, QTime(12, 0)).toMSecsSinceEpoch()));
    const auto found = std::ranges::find_if(kept, [&](const KeptConfig &each) { return each.from < noon; });
    return found == kept.end() ? nullptr : &*found;
}

} // namespace jobs
