// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/place.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <stop_token>

namespace mesos {
class Store;
}

namespace tasklogs {

class TaskLogs;

/// A task that has failed, or is about to be ended.
struct Failure
{
    QString framework;
    QString task;
    core::TimePoint at{};
    QString agent{}; ///< where somebody waits for it; empty: nobody does
    QSet<QString> saved{}; ///< files, by tries before
    int tries = 0;
};

/// Saves the ends of a failed task's stdout and stderr, and which files its sandbox holds, as soon as Mesos tells of
/// the failure, while its machine is there still; and those of tasks that are about to be killed or restarted. At most
/// a few tasks at once, and of many failures at once the newest: the agents have other things to do. What an agent did
/// not answer is asked for again a few times. A part of TaskLogs. Thread: GUI thread.
class Rescuer final : public QObject
{
    Q_OBJECT
public:
    Rescuer(TaskLogs *logs, const core::Clock &clock);
    ~Rescuer() override;

    void watch(mesos::Store *store); ///< from now on failures are looked for
    /// As somebody is about to end them, or the machine they are on: `agent`.
    void keep(const QStringList &tasks, const QString &agent);
    bool isBusyWith(const QString &agent) const { return m_open.value(agent) > 0; }

    static constexpr qint64 mostOfAFile = 4 << 20; ///< bytes of its end
    static constexpr int mostWaiting = 60; ///< tasks; older ones are left
    static constexpr int mostTries = 4;
    void setPause(std::chrono::milliseconds pause) { m_pause = pause; } ///< before the second try; each later one twice

private:
    void lookForFailures();
    void trim(); ///< leaves the oldest ones where too many wait, and goes on
    void saveNext();
    void ended(const Failure &failure, bool isComplete);
    void leave(const Failure &failure); ///< nobody waits for it any more

    TaskLogs *m_logs;
    mesos::Store *m_store = nullptr; ///< none: nothing is watched
    const core::Clock &m_clock;
    core::TimePoint m_seen; ///< failures up to here are known
    QList<Failure> m_waiting; ///< newest last
    QSet<QString> m_known; ///< ids of tasks
    std::chrono::milliseconds m_pause{ 8000 };
    QHash<QString, int> m_open; ///< by agent: tasks somebody waits for
    std::stop_source m_stop;
    int m_underWay = 0;
    bool m_looking = false;
};

} // namespace tasklogs
