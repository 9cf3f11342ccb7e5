// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/archivefile.h"
#include "models/jobs/kept/configtable.h"

namespace jobs {

/// How the jobs of one stack were configured, kept in SQLite: Aurora forgets an ended run after some days, or hours.
/// Each configuration is there once, however many nights had it; 60 of a job at most, half a year. Answers in the
/// caller's thread. Thread: GUI thread.
class ConfigArchive final : public QObject
{
    Q_OBJECT
public:
    static QString fileName() { return QStringLiteral("configs.sqlite"); } ///< in a stack's folder

    /// `path` of the database file; ":memory:" keeps nothing. Gone, what was given is on disk.
    ConfigArchive(QString path, const core::Clock &clock, QObject *parent = nullptr);

    void keep(const aurora::JobKey &job, QList<KeptConfig> seen); ///< at one time: all that it has then
    void goesOn(const QStringList &jobs, core::TimePoint now); ///< these still have what they had
    QFuture<QList<KeptConfig>> read(const aurora::JobKey &job); ///< newest first
    QFuture<QHash<QString, core::TimePoint>> lastSeen(); ///< by job, "role/env/name"

signals:
    void noticed(const QString &notice); ///< "The file of past configurations is damaged and was set aside as …"

private:
    history::ArchiveFile m_file;
};

/// Of those that were kept, newest first, the one a job had in the night that ended with this day: seen last before its
/// noon here, and begun by then. Null: none was.
const KeptConfig *configOfNight(const QList<KeptConfig> &kept, QDate morning);

} // namespace jobs
