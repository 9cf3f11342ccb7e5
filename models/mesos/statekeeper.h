// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/statecache.h"
#include "models/net/threadlink.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace mesos {

/// Keeps the last picture on disk: read once at the start, written off-thread at most once a minute and at the end.
/// Thread: the one it lives in.
class StateKeeper final : public QObject
{
    Q_OBJECT
public:
    /// `file` empty: nothing is kept. `worker` outlives this object and is waited for by its owner.
    StateKeeper(QString file, QThreadPool *worker, QObject *parent = nullptr);
    ~StateKeeper() override;

    void restore();
    void keep(Snapshot state, TimePoint fetchedAt);
    void flush(); ///< what is not written yet, now

signals:
    void restored(const mesos::CachedState &cached); ///< not at all where there is no usable file

private:
    QString m_file;
    QThreadPool *m_worker;
    std::shared_ptr<net::ThreadLink> m_link;
    QTimer m_timer;
    Snapshot m_unwritten;
    TimePoint m_fetchedAt{};
    bool m_writtenOnce = false;
};

} // namespace mesos
