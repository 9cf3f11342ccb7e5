// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/night/stop/leftovers.h"

/// The steps of a stop, and what their payloads say. Pure.
namespace verbs {

/// Each begins when the one before it has been seen through.
namespace stopphase {
inline constexpr int nodes = 0;
inline constexpr int jobs = 1;
inline constexpr int frameworks = 2;
inline constexpr int look = 3;
} // namespace stopphase

/// Kinds of steps, as payloads carry them; a kill is KillVerb's and carries none.
enum class StopStep { Kill, Run, Node, Framework, Leftovers };
StopStep kindOf(const actions::Step &step);

/// The whole run at once: `nodes` of it end so, `running` of them under way.
actions::Step runStep(const StopWish &wish, int nodes, int running);
/// `end`: see endOf(). `isFirst`: of its node, which is counted once however many instances it has.
actions::Step nodeStep(const StopWish &wish, const airflow::TaskInstance &instance, airflow::TaskState end,
                       bool isFirst);
actions::Step frameworkStep(const DrivenFramework &framework);
actions::Step lookStep(const StopEnd &end);

} // namespace verbs
