// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"

#include "models/core/largememory.h"
#include "models/mesos/decoding/carry.h"
#include "models/mesos/decoding/companionreader.h"
#include "models/mesos/decoding/finish.h"
#include "models/mesos/decoding/listsplitter.h"
#include "models/mesos/decoding/look.h"
#include "models/mesos/decoding/vanished.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

// A guess for the first picture. Untouched reserve costs address space only, growing would touch all rows again.
constexpr size_t bytesPerTask = 1024;
constexpr size_t bytesPerExecutor = 2048;

/// Of a /state whose length nobody knows.
constexpr size_t fewBytes = size_t{ 16 } << 20;
constexpr size_t pieceSize = 256 << 10;

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
    std::optional<Look> look;
    size_t partSize = ListSplitter::usualPart;
    std::vector<char> piece; ///< of a whole /state that must not be written to
    ListSplitter splitter{ [this](const ListPart &part) { return readPart(part); } };

    std::optional<size_t> readPart(const ListPart &part);
    void begin(size_t expectedSize);
    core::Result<Snapshot> finish(const PolledBodies &beside);
    core::Result<void> readCompanions(Walk &walk, const PolledBodies &bodies);
    void keepDrains(State &state) const;
    void keepAgents(State &state);
    bool isNewLeaderWithoutMemory(const State &state) const;
};

std::optional<size_t> Decoder::Private::readPart(const ListPart &part)
{
    const Look::Mark before(*look);
    const core::Result<size_t> size = look->reader->readPart(part);
    if (size)
        return *size;
    if (part.isGuess)
        look->goBack(before);
    else
        look->read = of("/state"_L1, core::failure(size.error()));
    return std::nullopt;
}

void Decoder::Private::begin(size_t expectedSize)
{
    look.reset();
    texts.renew();
    look.emplace(reader, texts, last);
    reserve(*look->state, look->walk.last, expectedSize > 0 ? expectedSize : fewBytes);
    splitter.begin(partSize);
}

core::Result<Snapshot> Decoder::Private::finish(const PolledBodies &beside)
{
    const Document rest = splitter.finish();
    if (look->read)
        look->read = of("/state"_L1, look->reader->read(rest));
    if (!look->read)
        return core::failure(look->read.error());
    State &state = *look->state;
    sortRows(state);
    if (const core::Result<void> read = readCompanions(look->walk, beside); !read)
        return core::failure(read.error());
    keepAgents(state);
    sortRows(state);
    applyMaintenance(texts, state);
    countLiveTasks(state);
    texts.settle();
    last = look->state;
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
    begin(bodies.state.size);
    std::string_view left(bodies.state.data, bodies.state.size);
    while (!left.empty()) {
        const std::string_view piece = left.substr(0, pieceSize);
        d->piece.assign(piece.begin(), piece.end());
        feed(d->piece);
        left.remove_prefix(piece.size());
    }
    return finish(bodies);
}

void Decoder::begin(size_t expectedSize)
{
    d->begin(expectedSize);
}

void Decoder::feed(std::span<char> bytes)
{
    if (d->look)
        d->splitter.feed(bytes);
}

core::Result<Snapshot> Decoder::finish(const PolledBodies &beside)
{
    if (!d->look)
        begin(); // nothing came, not even an empty body
    core::Result<Snapshot> result = d->finish(beside);
    d->look.reset();
    return result;
}

void Decoder::setPartSize(size_t bytes)
{
    d->partSize = bytes;
}

void Decoder::abandon()
{
    d->look.reset();
}

} // namespace mesos
