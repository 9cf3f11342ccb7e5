// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoder.h"

#include <cstdlib>
#include <vector>

namespace {

core::Result<aurora::Snapshot> decode(aurora::Decoder &decoder, uint8_t kind, const aurora::ReplyBytes &reply)
{
    switch (kind % 4) {
    case 0:
        return decoder.jobs(reply);
    case 1:
        return decoder.activeTasks(reply);
    case 2:
        return decoder.tasksOfRole(QStringLiteral("web"), reply);
    default:
        return decoder.tasksOfJobs(
            { aurora::JobKey{ QStringLiteral("web"), QStringLiteral("prod"), QStringLiteral("frontend") } }, reply);
    }
}

} // namespace

/// A scheduler's reply with any body, in either encoding: an error or a picture in which all ids and places resolve,
/// twice in a row so that guesses of the last picture take part. The first byte chooses what was asked.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const std::vector<char> body(data + 1, data + size);
    const aurora::ReplyBytes reply{ body.data(), body.size(), body.size() };
    aurora::Decoder decoder;
    for (int look = 0; look < 2; ++look) {
        const core::Result<aurora::Snapshot> result = decode(decoder, static_cast<uint8_t>(data[0] + look * 4), reply);
        if (!result)
            continue;
        const aurora::State &state = **result;
        size_t bytes = 0;
        size_t tasks = 0;
        for (const aurora::JobRow &job : state.jobs) {
            if (state.job(job.key) != &job)
                std::abort();
            bytes += state.view(job.key).size() + state.constraintsOf(job).size();
            for (const aurora::TaskRow &task : state.tasksOf(job)) {
                if (&state.jobs[task.job] != &job)
                    std::abort();
                bytes += state.view(task.id).size() + state.view(task.host).size() + state.view(task.message).size();
                ++tasks;
            }
        }
        if (tasks != state.tasks.size())
            std::abort();
        if (bytes > 100 * size) // texts cannot be longer than the reply
            std::abort();
    }
    return 0;
}
