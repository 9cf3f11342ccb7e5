// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"

#include <cstdlib>
#include <vector>

/// A poll with any body: an error or a picture whose ids all resolve, twice in a row so that guesses of the last
/// picture take part. The first byte chooses which document the rest is.
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
    for (int look = 0; look < 2; ++look) {
        const core::Result<mesos::Snapshot> result = decoder.decode(bodies);
        if (!result)
            continue;
        const mesos::State &state = **result;
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
        if (bytes > 100 * (size + sizeof good)) // texts cannot be longer than the document
            std::abort();
    }
    return 0;
}
