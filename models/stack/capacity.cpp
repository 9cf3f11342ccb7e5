// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/capacity.h"

#include "models/core/text.h"

#include <map>

namespace stack {

namespace {

std::array<double, 4> figures(const mesos::ResourceSum &sum)
{
    return { sum.cpus, sum.mem, sum.disk, sum.gpus };
}

} // namespace

bool isRegistered(const mesos::Agent &agent)
{
    return agent.phase != mesos::AgentPhase::Unreachable && agent.phase != mesos::AgentPhase::Recovering;
}

QList<Pool> poolsOf(const mesos::State &state, std::string_view attribute)
{
    std::map<std::string_view, Pool> pools;
    for (const mesos::Agent &agent : state.agents) {
        if (!isRegistered(agent))
            continue;
        Pool &pool = pools[state.view(state.attribute(agent, attribute))];
        ++pool.agents;
        ++(agent.liveTasks > 0 ? pool.busy : pool.idle);
        pool.tasks += static_cast<int>(agent.liveTasks);
        pool.total += agent.total;
        pool.used += agent.used;
        pool.offered += agent.offered;
    }
    QList<Pool> list;
    for (auto &[name, pool] : pools) {
        pool.name = core::toQString(name);
        list << pool;
    }
    return list;
}

history::CapacitySample clusterSample(const mesos::State &state, core::TimePoint at)
{
    history::CapacitySample sample;
    sample.at = at;
    sample.total = figures(state.total());
    sample.allocated = figures(state.used());
    sample.offered = figures(state.offered());
    for (const mesos::Agent &agent : state.agents) {
        if (!isRegistered(agent))
            continue;
        ++sample.agents;
        sample.tasks += static_cast<int>(agent.liveTasks);
    }
    return sample;
}

history::CapacitySample poolSample(const Pool &pool, core::TimePoint at)
{
    return { at, figures(pool.total), figures(pool.used), figures(pool.offered), pool.agents, pool.tasks };
}

QMap<QString, history::CapacitySample> poolSamples(const QList<Pool> &pools, const pools::Snapshot &machines,
                                                   core::TimePoint at)
{
    QMap<QString, history::CapacitySample> samples;
    for (const Pool &pool : pools)
        samples.insert(pool.name, poolSample(pool, at));
    if (machines) {
        for (const pools::Pool &pool : machines->pools) {
            if (pool.kind == pools::Pool::Kind::Outside)
                continue;
            history::CapacitySample &sample = samples[pool.name];
            sample.at = at;
            sample.wanted = pool.wanted;
            sample.launched = pool.launched;
        }
    }
    samples.remove(QString()); // that name is the cluster's in the history
    return samples;
}

} // namespace stack
