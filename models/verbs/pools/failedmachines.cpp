// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/failedmachines.h"

#include <QMap>
#include <QSet>

namespace verbs {

namespace {

bool hasFailed(mesos::TaskState state)
{
    return mesos::isTerminal(state) && state != mesos::TaskState::Finished && state != mesos::TaskState::Killed;
}

} // namespace

QList<FailedMachines> machinesOfFailed(const mesos::State &state, const pools::Picture &picture, const QString &job)
{
    const std::string name = job.toStdString();
    QSet<QByteArray> agents;
    for (const mesos::Task &task : state.tasks) {
        if (hasFailed(task.state) && state.view(task.name) == name)
            agents.insert(state.string(task.agent).toUtf8());
    }
    QMap<QString, QStringList> byPool;
    for (const pools::Machine &machine : picture.machines) {
        const bool isThere = !machine.instance.isEmpty() && machine.state != pools::Machine::State::Leaving;
        if (isThere && !machine.isHeld() && !machine.agentId.isEmpty() && agents.contains(machine.agentId))
            byPool[machine.pool] << machine.instance;
    }
    QList<FailedMachines> found;
    for (auto pool = byPool.cbegin(); pool != byPool.cend(); ++pool)
        found << FailedMachines{ pool.key(), pool.value() };
    return found;
}

} // namespace verbs
