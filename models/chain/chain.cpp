// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/chain.h"

#include "models/chain/walk.h"
#include "models/core/tr.h"
#include "models/dag/nightboard.h"
#include "models/pools/board.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chain {

namespace {

using Kind = links::ObjectRef::Kind;

using core::tr;

/// Why the walk met none of a kind.
QString whyMissing(const Walk &walk, Kind kind, Kind begin)
{
    const Pictures &pictures = walk.pictures();
    const bool isPending = walk.waitsForAgent();
    if (kind == begin)
        return tr("not known any more");
    if (begin == Kind::Pool && kind != Kind::Node && kind != Kind::Machine)
        return tr("see its machines");
    switch (kind) {
    case Kind::Node:
        return pictures.night ? tr("no node of this night") : tr("no night was read");
    case Kind::Job:
        return begin == Kind::Node ? tr("no rule names one")
            : walk.has(Kind::Task) ? tr("not Aurora's")
                                   : tr("no task");
    case Kind::Task:
        return begin == Kind::Agent || begin == Kind::Machine ? tr("none runs there")
            : walk.has(Kind::Job)                             ? tr("none known")
                                                              : tr("no job");
    case Kind::Agent:
        return isPending             ? tr("none yet: it waits for one")
            : walk.has(Kind::Task)   ? tr("not known any more")
            : begin == Kind::Machine ? tr("none has registered")
                                     : tr("no task");
    case Kind::Machine:
        return isPending             ? tr("none yet")
            : !walk.has(Kind::Agent) ? tr("no task")
            : pictures.pools         ? tr("machine gone, or not EC2's")
                                     : tr("not read yet");
    case Kind::Pool:
        return pictures.pools ? tr("not known") : tr("not read yet");
    case Kind::Log:
        return isPending || begin == Kind::Node ? tr("none yet") : tr("no task");
    default:
        return {};
    }
}

} // namespace

Pictures picturesOf(const stack::Stack &stack)
{
    Pictures pictures;
    pictures.mesos = stack.mesos()->snapshot();
    if (stack.aurora())
        pictures.aurora = stack.aurora()->snapshot();
    if (stack.night())
        pictures.night = stack.night()->night();
    pictures.pools = stack.poolBoard()->pools();
    pictures.now = stack.clock().now();
    return pictures;
}

QList<Link> of(const Pictures &pictures, const links::ObjectRef &ref)
{
    constexpr std::array order{ Kind::Node,  Kind::Job,     Kind::Instance, Kind::Task,
                                Kind::Agent, Kind::Machine, Kind::Pool,     Kind::Log };
    Walk walk(pictures);
    walk.from(ref);
    QList<Link> sorted;
    for (const Kind kind : order) {
        int count = 0;
        for (const Link &link : walk.links()) {
            if (link.ref.kind == kind && link.leads() && ++count <= mostOfAKind)
                sorted.append(link);
        }
    }
    return sorted;
}

Cells cellsOf(const Pictures &pictures, const links::ObjectRef &ref)
{
    Walk walk(pictures);
    walk.from(ref);
    const Kind begin = walk.begin();
    Cells cells;
    for (size_t i = 0; i < keyed.size(); ++i) {
        const auto first = std::ranges::find(walk.links(), keyed[i], [](const Link &link) { return link.ref.kind; });
        if (first != walk.links().end())
            cells[i] = *first;
        else
            cells[i] = { { keyed[i], {} }, {}, {}, whyMissing(walk, keyed[i], begin) };
    }
    return cells;
}

const Link &cellOf(const Cells &cells, Kind kind)
{
    const auto place = std::ranges::find(keyed, kind);
    Q_ASSERT(place != keyed.end());
    return cells[static_cast<size_t>(place - keyed.begin())];
}

} // namespace chain
