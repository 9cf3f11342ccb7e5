// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/retiredlogs.h"

#include "models/actions/actioncenter.h"
#include "models/core/whendone.h"
#include "models/mesos/store.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/pools/retiresteps.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <unordered_map>

namespace stack {

QStringList agentsGoing(const QList<actions::Record> &records)
{
    QStringList agents;
    for (const actions::Record &record : records) {
        if (!actions::isUnderWay(record.state) || record.state == actions::State::Held)
            continue;
        for (const actions::StepRecord &step : record.steps) {
            if (step.state != actions::StepState::Waiting || verbs::steps::kindOf(step.step) != verbs::steps::Kind::End)
                continue;
            const QString agent = verbs::steps::machineOf(step.step).agent;
            if (!agent.isEmpty())
                agents << agent;
        }
    }
    return agents;
}

QList<EndedTask> endedOn(const mesos::State &state, const QStringList &agents, int mostOfEach)
{
    std::unordered_map<uint32_t, std::vector<const mesos::Task *>> ended; // by agent
    for (const mesos::Agent &agent : state.agents) {
        if (agents.contains(state.string(agent.id)))
            ended.try_emplace(agent.id.value);
    }
    for (const mesos::Task &task : state.tasks) {
        const auto of = ended.find(task.agent.value);
        if (of != ended.end() && mesos::isTerminal(task.state) && core::isKnown(task.started))
            of->second.push_back(&task);
    }
    std::vector<const mesos::Task *> chosen;
    for (auto &[agent, tasks] : ended) {
        std::ranges::sort(tasks, std::ranges::greater(), &mesos::Task::changed);
        tasks.resize(std::min(tasks.size(), static_cast<size_t>(mostOfEach)));
        chosen.insert(chosen.end(), tasks.begin(), tasks.end());
    }
    std::ranges::sort(chosen, {}, &mesos::Task::changed);
    QList<EndedTask> result;
    for (const mesos::Task *task : chosen)
        result.append({ state.string(task->agent), state.string(task->id) });
    return result;
}

RetiredLogs::RetiredLogs(actions::ActionCenter *center, mesos::Store *mesos, tasklogs::TaskLogs *logs)
    : m_center(center)
    , m_mesos(mesos)
    , m_logs(logs)
{
    connect(mesos, &mesos::Store::snapshotChanged, this, &RetiredLogs::look);
}

void RetiredLogs::look()
{
    const QStringList agents = agentsGoing(m_center->records());
    const mesos::Snapshot picture = m_mesos->snapshot();
    if (agents.isEmpty())
        m_known.clear();
    if (agents.isEmpty() || m_looking || !picture)
        return;
    m_looking = true;
    core::whenDone(QtConcurrent::run([picture, agents] { return endedOn(*picture, agents, mostOfAMachine); }), this,
                   [this](const QList<EndedTask> &ended) {
                       m_looking = false;
                       keep(ended);
                   });
}

void RetiredLogs::keep(const QList<EndedTask> &ended)
{
    for (const EndedTask &each : ended) {
        if (m_known.contains(each.task))
            continue;
        m_known.insert(each.task);
        m_logs->keepEnds({ each.task }, each.agent);
    }
}

} // namespace stack
