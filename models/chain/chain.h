// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"
#include "models/links/objectref.h"
#include "models/mesos/state.h"
#include "models/pools/pool.h"
#include "models/stack/stack.h"

#include <QList>

/// One index over all layers: DAG node ↔ job ↔ instance ↔ task ↔ agent ↔ machine ↔ pool ↔ log.
namespace chain {

/// What the layers know at one moment; any may be null.
struct Pictures
{
    mesos::Snapshot mesos;
    dag::NightPtr night;
    pools::Snapshot pools;
};
Pictures picturesOf(const stack::Stack &stack); ///< GUI thread

/// An object that others lead to, as menus and commands show it.
struct Link
{
    links::ObjectRef ref;
    QString text; ///< "itaipu-dimensional-modeling/0"
    QString state; ///< glyph word; empty: none
    bool operator==(const Link &) const = default;
};

/// The whole chain that `ref` is a part of, itself included, from the night down, as ui.md numbers its keys: node, job,
/// instance, task, agent, machine, pool, log. Where a layer has several (instances of a job, tasks on an agent) the one
/// that is worth looking at stands first: what failed, then what runs; further ones follow, at most `mostOfAKind` of
/// each kind. Empty: nobody knows the object. O(tasks). Pure; any thread.
QList<Link> of(const Pictures &pictures, const links::ObjectRef &ref);

inline constexpr int mostOfAKind = 6;

} // namespace chain
