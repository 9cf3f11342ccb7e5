// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/dag/run.h"
#include "models/mesos/state.h"
#include "models/pools/pool.h"

#include <array>

namespace nodechain {

enum class Kind { Node, Job, Task, Agent, Instance, Pool, Log };
inline constexpr size_t kinds = 7;

/// One link: what it is, how it stands, where it leads. A link that is missing says why in `detail`.
struct Link
{
    Kind kind = Kind::Node;
    QString name; ///< empty: there is none
    QString glyph; ///< word of the glyph; may be empty
    QString detail; ///< "failed · try 2 of 2 · 03:38", "none yet", "machine gone"
    QString path; ///< links::ObjectRef as a path; empty: leads nowhere. Of a log: whose log it is
    bool operator==(const Link &) const = default;
};

using Chain = std::array<Link, kinds>; ///< in the order of Kind

/// The pictures it is read from; each but the night may be null.
struct Sources
{
    dag::NightPtr night;
    aurora::Snapshot aurora;
    mesos::Snapshot mesos;
    pools::Snapshot pools;
    core::TimePoint now{};
};

/// The links of a node (D9): its Aurora job, the task that says most of it (the newest failed one of a failed node,
/// else one that runs), the task's agent, that agent's machine and pool, and its log. Pure; O(tasks); any thread.
Chain chainOf(const Sources &sources, dag::NodeIndex node);

QString kindName(Kind kind); ///< "Aurora job"

} // namespace nodechain
