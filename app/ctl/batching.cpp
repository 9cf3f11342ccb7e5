// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/batching.h"

#include "app/ctl/actioncommand.h"
#include "models/core/tr.h"

namespace ctl {

using core::tr;

core::Result<actions::Batching> batchingOf(const Options &options, const actions::Batching &usual,
                                           actions::Rolling rolling)
{
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    if (rolling != actions::Rolling::Watched && (options.watch || options.failuresEach))
        return core::failure(usageError(
            tr("--watch and --failures-each are about instances that start again; a killed one has ended.")));
    actions::Batching batching = usual;
    if (options.batchSize > 0)
        batching.size = options.batchSize;
    if (options.pause)
        batching.pause = duration_cast<seconds>(*options.pause);
    if (options.watch)
        batching.watch = duration_cast<seconds>(*options.watch);
    batching.failuresPerItem = options.failuresEach.value_or(usual.failuresPerItem);
    batching.failuresInTotal = options.failures.value_or(usual.failuresInTotal);
    batching.stopOnBadBatch = usual.stopOnBadBatch && !options.keepGoing;
    if (options.keepGoing && batching.failuresInTotal == 0)
        return core::failure(usageError(tr("--keep-going needs --failures, the number that may fail; without it the "
                                           "first failure ends all.")));
    return batching;
}

} // namespace ctl
