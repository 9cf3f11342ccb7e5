// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/mesos/state.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace actions {
class ActionCenter;
}
namespace mesos {
class Store;
}
namespace tasklogs {
class TaskLogs;
}

namespace stack {

/// Agents on machines that actions under way are about to terminate and have not told to go. Pure.
QStringList agentsGoing(const QList<actions::Record> &records);

struct EndedTask
{
    QString agent;
    QString task;
    bool operator==(const EndedTask &) const = default;
};
/// The newest tasks that have ended on these agents, oldest first, at most so many of each. Pure; any thread.
QList<EndedTask> endedOn(const mesos::State &state, const QStringList &agents, int mostOfEach);

/// Saves the ends of the logs of tasks that end on a machine while it waits for its termination, and of those that
/// ended there lately: their sandboxes go with its disk. Thread: GUI thread.
class RetiredLogs final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    RetiredLogs(actions::ActionCenter *center, mesos::Store *mesos, tasklogs::TaskLogs *logs);

    static constexpr int mostOfAMachine = 10; ///< tasks

private:
    void look();
    void keep(const QList<EndedTask> &ended);

    actions::ActionCenter *m_center;
    mesos::Store *m_mesos;
    tasklogs::TaskLogs *m_logs;
    QSet<QString> m_known; ///< tasks whose logs were asked for, while machines wait
    bool m_looking = false;
};

} // namespace stack
