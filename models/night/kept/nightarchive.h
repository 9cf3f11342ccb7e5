// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/history.h"
#include "models/history/archivefile.h"

namespace night {

/// The nights of one stack that are over, kept in SQLite: states, tries, spans, hosts, sizes of pools. Survives
/// restarts; a damaged file is set aside with a word (`notice`), and without a file the nights end with this window.
/// One thread of its own touches the file. Answers in the caller's thread. Thread: GUI thread.
class NightArchive final : public QObject
{
    Q_OBJECT
public:
    /// `path` of the database file; ":memory:" keeps nothing. Gone, what was given is on disk.
    NightArchive(QString path, const core::Clock &clock, QObject *parent = nullptr);

    QFuture<dag::HistoryPtr> read(const QString &dag); ///< the newest `nightsRead`; never null
    /// Instead of what was kept of the same runs.
    void keep(const QString &dag, std::vector<dag::PastNight> nights);
    /// How many machines a run that is under way has; the largest of all figures is kept.
    void keepPools(const QString &dag, const QString &run, const QHash<QString, int> &pools);

signals:
    void noticed(const QString &notice); ///< "The file of past nights is damaged and was set aside as …"

private:
    history::ArchiveFile m_file;
};

} // namespace night
