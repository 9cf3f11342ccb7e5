// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"

namespace tasklogs {
struct Place;
}

/// Single objects as links: their names, states and details, in one place for chain and search. Pure; any thread.
namespace chain {

/// `index` is in the night's graph.
Link linkOfNode(const dag::Night &night, size_t index, core::TimePoint now);
/// `key` is "role/env/name". Without a picture of Aurora it is taken for one of its jobs; one that Aurora does not list
/// leads nowhere.
Link linkOfJob(const aurora::State *state, const QString &key);
Link linkOfInstance(const QString &job, int instance, const QString &state);
Link linkOfTask(const tasklogs::Place &place, core::TimePoint now); ///< leads nowhere while its framework is not known
Link linkOfAgent(const mesos::State &state, const mesos::Agent &agent);
Link linkOfMachine(const pools::Machine &machine); ///< leads nowhere where EC2 knows none
Link linkOfPool(const pools::Picture *picture, const QString &name);
Link linkOfLog(const tasklogs::Place &place); ///< its detail: the last words of a task that failed

} // namespace chain
