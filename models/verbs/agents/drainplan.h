// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/agents/drainverb.h"
#include "models/verbs/agents/endangered.h"

namespace verbs {

/// What a drain is planned from, all of it read.
struct DrainReads
{
    QList<mesos::FreshAgent> agents;
    QStringList states; ///< of each agent: Mesos' word, or Aurora's maintenance mode
    QList<bool> draining; ///< of each agent: is already so
    EndangeredTasks tasks;
};

/// Pure.
actions::Plan drawDrain(const actions::Request &request, const DrainReads &reads, DrainVerb::By by,
                        const Context &context);

std::chrono::seconds graceOf(const actions::Request &request);

} // namespace verbs
