// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/dag/run.h"
#include "models/links/objectref.h"
#include "models/mesos/state.h"
#include "models/pools/pool.h"
#include "models/stack/stack.h"

#include <QList>

#include <array>

/// One index over all layers: DAG node ↔ job ↔ instance ↔ task ↔ agent ↔ machine ↔ pool ↔ log.
namespace chain {

/// What the layers know at one moment; any may be null.
struct Pictures
{
    mesos::Snapshot mesos;
    aurora::Snapshot aurora;
    dag::NightPtr night;
    pools::Snapshot pools;
    core::TimePoint now{}; ///< by which ages are told
};
Pictures picturesOf(const stack::Stack &stack); ///< GUI thread

/// An object that others lead to, as menus, commands and the bar show it.
struct Link
{
    links::ObjectRef ref; ///< its kind always; without an id it leads nowhere
    QString text; ///< "itaipu-dimensional-modeling/0"; empty: there is none
    QString state; ///< glyph word; empty: none
    QString
        detail; ///< "failed · try 2 of 2 · 9 min ago"; of one that leads nowhere also why: "none yet", "machine gone"

    bool leads() const { return !ref.id.isEmpty(); }
    bool operator==(const Link &) const = default;
};

/// The whole chain that `ref` is a part of, itself included, from the night down, as ui.md numbers its keys: node, job,
/// instance, task, agent, machine, pool, log. Where a layer has several (instances of a job, tasks on an agent) the one
/// that is worth looking at stands first: what failed, then what runs; further ones follow, at most `mostOfAKind` of
/// each kind. All of them lead somewhere. Empty: nobody knows the object. O(tasks). Pure; any thread.
QList<Link> of(const Pictures &pictures, const links::ObjectRef &ref);

inline constexpr int mostOfAKind = 6;

/// What Alt+1 to Alt+7 lead to, from the night down (ui.md §11).
inline constexpr std::array keyed{ links::ObjectRef::Kind::Node,    links::ObjectRef::Kind::Job,
                                   links::ObjectRef::Kind::Task,    links::ObjectRef::Kind::Agent,
                                   links::ObjectRef::Kind::Machine, links::ObjectRef::Kind::Pool,
                                   links::ObjectRef::Kind::Log };
using Cells = std::array<Link, keyed.size()>; ///< in the order of `keyed`

/// The first of each kind; one that is missing says why. O(tasks). Pure; any thread.
Cells cellsOf(const Pictures &pictures, const links::ObjectRef &ref);
const Link &cellOf(const Cells &cells, links::ObjectRef::Kind kind); ///< `kind` is a keyed one

} // namespace chain
