// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"

#include "models/core/largememory.h"
#include "models/mesos/decoding/carry.h"
#include "models/mesos/decoding/companionreader.h"
#include "models/mesos/decoding/finish.h"
#include "models/mesos/decoding/statereader.h"
#include "models/mesos/decoding/vanished.h"

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

// A guess for the first picture. Untouched reserve costs address space only, growing would touch all rows again.
constexpr size_t bytesPerTask = 1024;
constexpr size_t bytesPerExecutor = 2048;

void reserve(State &state, const State *last, size_t bodySize)
{
    const auto some = [](size_t n) { return n + n / 64 + 64; };
    state.tasks.reserve(last ? some(last->tasks.size()) : bodySize / bytesPerTask);
    state.executors.reserve(last ? some(last->executors.size()) : bodySize / bytesPerExecutor);
    if (last) {
        state.agents.reserve(some(last->agents.size()));
        state.attributes.reserve(some(last->attributes.size()));
        state.frameworks.reserve(some(last->frameworks.size()));
    }
    core::LargeMemory::prefer(state.tasks.data(), state.tasks.capacity() * sizeof(Task));
    core::LargeMemory::prefer(state.executors.data(), state.executors.capacity() * sizeof(Executor));
}

bool isRegistered(const Agent &agent)
{
    return agent.phase != AgentPhase::Recovering && agent.phase != AgentPhase::Unreachable;
}

core::Result<void> of(QLatin1StringView endpoint, core::Result<void> result)
{
    if (!result)
        result.error().endpoint = endpoint;
    return result;
}

} // namespace

struct Decoder::Private
{
    Reader reader;
    Texts texts;
    Snapshot last;
    VanishedAgents vanished;
    int looksAtNobody = 0; ///< pictures in a row in which a new leader knew no agent yet

    core::Result<Snapshot> decode(const PolledBodies &bodies);
    core::Result<void> readCompanions(Walk &walk, const PolledBodies &bodies);
    void keepDrains(State &state) const;
    void keepAgents(State &state);
    bool isNewLeaderWithoutMemory(const State &state) const;
};

core::Result<Snapshot> Decoder::Private::decode(const PolledBodies &bodies)
{
    texts.renew();
    const auto state = std::make_shared<State>();
    state->pool = texts.pool();
    const State *const guesses = last && last->pool == state->pool ? last.get() : nullptr;
    reserve(*state, guesses, bodies.state.size);
    Walk walk{ reader, texts, *state, guesses };
    if (core::Result<void> read = of("/state"_L1, StateReader(walk).read(bodies.state)); !read)
        return core::failure(read.error());
    sortRows(*state);
    if (core::Result<void> read = readCompanions(walk, bodies); !read)
        return core::failure(read.error());
    keepAgents(*state);
    sortRows(*state);
    applyMaintenance(texts, *state);
    countLiveTasks(*state);
    texts.settle();
    last = state;
    return last;
}

core::Result<void> Decoder::Private::readCompanions(Walk &walk, const PolledBodies &bodies)
{
    core::Result<void> result;
    if (bodies.slaves.data)
        result = of("/slaves"_L1, readDrains(walk, bodies.slaves));
    else
        keepDrains(walk.out);
    if (result && bodies.roles.data)
        result = of("/roles"_L1, readRoles(walk, bodies.roles));
    else if (last)
        Carry(*last, texts, walk.out).roles();
    if (result && bodies.maintenanceSchedule.data)
        result = of("/maintenance/schedule"_L1, readSchedule(walk, bodies.maintenanceSchedule));
    else if (last)
        Carry(*last, texts, walk.out).maintenance();
    if (result && bodies.maintenanceStatus.data)
        result = of("/maintenance/status"_L1, readMachineStatus(walk, bodies.maintenanceStatus));
    return result;
}

/// Where /state itself does not tell of drains, and /slaves was not asked: they go on as they were.
void Decoder::Private::keepDrains(State &state) const
{
    if (!last)
        return;
    for (Agent &agent : state.agents) {
        if (agent.phase != AgentPhase::Deactivated)
            continue;
        const TextId old = last->pool == state.pool ? agent.id : last->pool->find(state.view(agent.id));
        const Agent *const before = last->agent(old);
        if (before && (before->phase == AgentPhase::Draining || before->phase == AgentPhase::Drained)) {
            agent.phase = before->phase;
            agent.drainStarted = before->drainStarted;
        }
    }
}

/// Right after a failover the new leader answers, but its lists may still be empty: no proof of an empty cluster.
bool Decoder::Private::isNewLeaderWithoutMemory(const State &state) const
{
    constexpr int patience = 3;
    if (!last || last->agents.empty() || !state.agents.empty() || looksAtNobody >= patience)
        return false;
    return last->cluster.elected != state.cluster.elected || std::ranges::none_of(last->agents, isRegistered);
}

void Decoder::Private::keepAgents(State &state)
{
    if (!last) {
        vanished.keep({}, state.cluster.unreachableAgents, 0);
        return;
    }
    Carry carry(*last, texts, state);
    if (isNewLeaderWithoutMemory(state)) {
        ++looksAtNobody;
        for (const Agent &agent : last->agents)
            carry.agent(agent, isRegistered(agent) ? AgentPhase::Recovering : agent.phase);
        return;
    }
    looksAtNobody = 0;

    std::vector<VanishedAgents::Candidate> candidates;
    std::vector<const Agent *> rows;
    size_t known = 0;
    for (const Agent &agent : last->agents) {
        const TextId id = carry.text(agent.id);
        if (state.agent(id)) {
            ++known;
            continue;
        }
        candidates.push_back({ id, agent.phase });
        rows.push_back(&agent);
    }
    uint32_t returned = 0;
    if (known < state.agents.size()) {
        for (const Agent &agent : state.agents) {
            const TextId old = last->pool == state.pool ? agent.id : last->pool->find(state.view(agent.id));
            returned += core::isKnown(agent.reregistered) && !last->agent(old) ? 1 : 0;
        }
    }
    addEvidence(state, candidates);
    const std::vector<TextId> kept = vanished.keep(candidates, state.cluster.unreachableAgents, returned);
    for (size_t i = 0; i < candidates.size(); ++i) {
        if (std::ranges::find(kept, candidates[i].id) != kept.end())
            carry.agent(*rows[i], AgentPhase::Unreachable);
    }
}

Decoder::Decoder()
    : d(std::make_unique<Private>())
{
}

Decoder::~Decoder() = default;

core::Result<Snapshot> Decoder::decode(const PolledBodies &bodies)
{
    return d->decode(bodies);
}

} // namespace mesos
