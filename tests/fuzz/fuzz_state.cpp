// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace {

/// All ids resolve, and texts are not longer than their document.
void look(const mesos::State &state, size_t size)
{
    size_t bytes = 0;
    for (const mesos::Task &task : state.tasks)
        bytes += state.view(task.id).size() + state.view(task.agent).size() + state.view(task.executor).size();
    for (const mesos::Agent &agent : state.agents) {
        bytes += state.view(agent.hostname).size() + state.attributesOf(agent).size();
        if (state.agent(agent.id) != &agent)
            std::abort();
    }
    for (const mesos::Framework &framework : state.frameworks)
        bytes += state.rolesOf(framework).size() + state.view(framework.name).size();
    if (bytes > 100 * size)
        std::abort();
}

/// In pieces of some bytes, and with lists read in parts that are as small.
core::Result<mesos::Snapshot> inPieces(const mesos::Document &state, size_t seed)
{
    mesos::Decoder decoder;
    decoder.setPartSize(1 + seed % 97);
    decoder.begin();
    for (size_t from = 0; from < state.size;) {
        const size_t size = std::min(1 + (seed = seed * 31 + 7) % 211, state.size - from);
        std::vector<char> piece(state.data + from, state.data + from + size);
        decoder.feed(piece);
        if (!std::equal(piece.begin(), piece.end(), state.data + from))
            std::abort();
        from += size;
    }
    return decoder.finish({});
}

} // namespace

/// A poll with any body: an error or a picture whose ids all resolve, twice in a row so that guesses of the last
/// picture take part; and the same rows where it comes in pieces. The first byte chooses which document the rest is.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static constexpr char good[]
        = R"({"id":"m","slaves":[{"id":"s","hostname":"h","deactivated":true}],"frameworks":[]})";
    if (size == 0)
        return 0;
    std::vector<char> body(data + 1, data + size);
    const mesos::Document fuzzed{ body.data() ? body.data() : good, body.size(), body.size() };
    mesos::PolledBodies bodies;
    bodies.state = { good, sizeof good - 1, sizeof good - 1 };
    mesos::Document *const documents[]
        = { &bodies.state, &bodies.slaves, &bodies.roles, &bodies.maintenanceSchedule, &bodies.maintenanceStatus };
    *documents[data[0] % 5] = fuzzed;

    mesos::Decoder decoder;
    for (int round = 0; round < 2; ++round) {
        if (const core::Result<mesos::Snapshot> result = decoder.decode(bodies))
            look(**result, size + sizeof good);
    }
    if (data[0] % 5 != 0)
        return 0;
    const core::Result<mesos::Snapshot> whole = mesos::Decoder().decode(bodies);
    const core::Result<mesos::Snapshot> pieces = inPieces(bodies.state, size);
    if (whole && pieces
        && ((*whole)->tasks.size() != (*pieces)->tasks.size() || (*whole)->agents.size() != (*pieces)->agents.size()
            || (*whole)->attributes.size() != (*pieces)->attributes.size()
            || (*whole)->executors.size() != (*pieces)->executors.size()))
        std::abort();
    if (pieces)
        look(**pieces, size);
    return 0;
}
