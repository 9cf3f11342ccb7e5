// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/sampletable.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>

namespace history {

/// The only one who touches the history file, in a thread of its own. What is appended is written once a second in one
/// transaction; when the disk refuses, it waits here, bounded, and is tried again.
class Writer final : public QObject
{
    Q_OBJECT
public:
    Writer(QString path, const core::Clock &clock);
    ~Writer() override;

    // All in the writer's thread.
    void open();
    void append(const QString &pool, const CapacitySample &sample);
    void append(const Event &event);
    Samples samples(core::TimePoint from, core::TimePoint to, int maxPoints, const QString &pool);
    Events events(core::TimePoint from, int limit);
    /// Thins and drops what is due, all of it. By itself it is done in small pieces.
    void tidyNow();
    void close();

signals:
    void written();
    void noticeChanged(const QString &notice);

private:
    SqlResult<void> openFile();
    void openMemory();
    void scheduleWrite();
    void write();
    void tidyPiece();
    /// Sets a damaged file aside and goes on with a new one; other failures become a notice. Returns true when it is
    /// worth trying again at once.
    bool cope(const SqlFailure &failure);
    void setNotice(const QString &notice);

    const QString m_path;
    const core::Clock &m_clock;
    std::unique_ptr<Database> m_db;
    std::deque<SampleTable::Row> m_rows;
    std::deque<Event> m_events;
    QHash<QString, core::TimePoint> m_newest; ///< by pool, for the pace of one sample each ten seconds
    QString m_notice;
    bool m_failing = false; ///< the notice is about writing, and goes when that works again
    QTimer m_writeTimer;
    QTimer m_tidyTimer;
};

} // namespace history
