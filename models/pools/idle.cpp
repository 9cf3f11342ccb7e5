// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/idle.h"

#include <QHash>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pools {

namespace {

/// A master keeps so many ended tasks a framework, or more: one that lists fewer has forgotten none.
constexpr int fewestKept = 50;

/// The ends of tasks a master lists.
struct Ends
{
    /// `agents`: those that are asked for, by TextId::value.
    Ends(const mesos::State &state, std::unordered_map<uint32_t, core::TimePoint> agents)
        : ofAgent(std::move(agents))
    {
        struct Listed
        {
            core::TimePoint oldest = core::TimePoint::max();
            int count = 0;
        };
        std::unordered_map<uint32_t, Listed> listed; // by framework
        uint32_t framework = 0;
        Listed *of = nullptr; // of most tasks it is the same as of the one before
        for (const mesos::Task &task : state.tasks) {
            if (task.list != mesos::TaskList::Completed || !core::isKnown(task.changed))
                continue;
            if (!of || task.framework.value != framework) {
                framework = task.framework.value;
                of = &listed[framework];
            }
            of->oldest = std::min(of->oldest, task.changed);
            ++of->count;
            if (const auto last = ofAgent.find(task.agent.value); last != ofAgent.end())
                last->second = std::max(last->second, task.changed);
        }
        for (const auto &[id, all] : listed) {
            if (all.count >= fewestKept)
                reach = std::max(reach, all.oldest);
        }
    }

    std::unordered_map<uint32_t, core::TimePoint> ofAgent; ///< the last one; not known: none is listed
    core::TimePoint reach{}; ///< what ended before may be forgotten; not known: nothing is
};

/// Those that were idle in a picture, by their agent.
QHash<QByteArray, core::TimePoint> idleIn(const Picture *before)
{
    QHash<QByteArray, core::TimePoint> idle;
    for (const Machine &machine : before ? before->machines : QList<Machine>()) {
        if (core::isKnown(machine.idleSince))
            idle.insert(machine.agentId, machine.idleSince);
    }
    return idle;
}

} // namespace

void tellIdleTimes(QList<Machine> &machines, const mesos::State &state, const Picture *before)
{
    std::unordered_map<std::string_view, const mesos::Agent *> agents;
    for (const mesos::Agent &agent : state.agents)
        agents.emplace(state.view(agent.id), &agent);
    std::vector<std::pair<Machine *, const mesos::Agent *>> idle;
    std::unordered_map<uint32_t, core::TimePoint> asked;
    for (Machine &machine : machines) {
        const std::string_view id(machine.agentId.constData(), static_cast<size_t>(machine.agentId.size()));
        const auto agent = machine.state == Machine::State::Idle ? agents.find(id) : agents.end();
        if (agent == agents.end())
            continue;
        idle.emplace_back(&machine, agent->second);
        asked.emplace(agent->second->id.value, core::TimePoint());
    }
    if (idle.empty())
        return;
    const Ends ends(state, std::move(asked));
    const QHash<QByteArray, core::TimePoint> known = idleIn(before);
    for (const auto &[machine, agent] : idle) {
        const core::TimePoint end = ends.ofAgent.at(agent->id.value);
        machine->idleSince = std::max(agent->registered, core::isKnown(end) ? end : ends.reach);
        const auto earlier = known.constFind(machine->agentId);
        if (!core::isKnown(end) && earlier != known.cend())
            machine->idleSince = std::min(machine->idleSince, *earlier);
    }
}

} // namespace pools
