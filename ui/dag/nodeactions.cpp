// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nodeactions.h"

#include "models/core/tr.h"
#include "models/dag/analysis/poolunits.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/night/stop/stopverb.h"
#include "models/verbs/night/unblockverb.h"
#include "ui/shell/page.h"
#include "ui/style/icons.h"

#include <QMenu>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

void add(QMenu *menu, const QString &icon, const QString &text, const actions::Request &request, Navigator *navigator)
{
    menu->addAction(ui::icon(icon), text, navigator, [navigator, request] { navigator->plan(request); });
}

/// A job with the nodes that give and take its machines, as one.
void addUnitActions(QMenu *menu, const NightView &view, const dag::PoolUnit &unit, Navigator *navigator)
{
    const dag::Night &night = *view.night;
    const std::vector<dag::NodeIndex> members = unit.members();
    const auto idOf = [&night](dag::NodeIndex node) { return night.graph->nodes[static_cast<size_t>(node)].id; };
    airflow::calls::Clearing clearing;
    clearing.dagId = night.run.dag;
    clearing.runId = night.run.id;
    for (const dag::NodeIndex node : members)
        clearing.tasks.append({ idOf(node) });
    QStringList roots{ idOf(unit.up) };
    for (const dag::NodeIndex node : unit.work)
        roots << idOf(node);
    // The node that gives the machines back stays, so that it does; whoever wants it stopped ticks it.
    const actions::Request stop
        = actions::withRow(verbs::StopVerb::request({ night.run.dag, night.run.id, roots }), idOf(unit.down), false);
    menu->addSeparator();
    add(menu, u"clear"_s, tr("Clear all %1 of pool %2…").arg(members.size()).arg(unit.pool),
        verbs::ClearVerb::request(clearing), navigator);
    add(menu, u"stop"_s, tr("Stop all of pool %1 and what waits for it…").arg(unit.pool), stop, navigator);
}

} // namespace

actions::Request unblockRequest(const dag::Night &night, dag::NodeIndex node)
{
    return verbs::UnblockVerb::request(night.run.dag, night.run.id,
                                       { night.graph->nodes[static_cast<size_t>(node)].id });
}

void addNodeActions(QMenu *menu, const NightView &view, dag::NodeIndex node, Navigator *navigator)
{
    const dag::Night &night = *view.night;
    const std::array nodes{ node };
    const auto below = dag::indicesOf(view.structure->descendants(nodes)).size();
    menu->addSeparator();
    add(menu, u"clear"_s, tr("Clear…"), verbs::ClearVerb::ofNode(night, node, false), navigator);
    if (below > 0)
        add(menu, u"clear"_s, tr("Clear with %1 downstream…").arg(below), verbs::ClearVerb::ofNode(night, node, true),
            navigator);
    const auto n = static_cast<size_t>(node);
    if (!night.graph->nodes[n].job.isEmpty())
        add(menu, u"clear"_s, tr("Kill its job, then clear…"), verbs::ClearVerb::ofNode(night, node, false, true),
            navigator);
    if (night.nodes[n].state == dag::NodeState::Failed && below > 0)
        add(menu, u"mark"_s, tr("Unblock what waits for it…"), unblockRequest(night, node), navigator);
    menu->addSeparator();
    using Way = verbs::MarkVerb::Way;
    const QList<airflow::Reference> task{ { night.graph->nodes[static_cast<size_t>(node)].id } };
    add(menu, u"mark"_s, tr("Mark success…"), verbs::MarkVerb::request(Way::Success, night.run.dag, night.run.id, task),
        navigator);
    add(menu, u"kill"_s, tr("Mark failed…"), verbs::MarkVerb::request(Way::Failed, night.run.dag, night.run.id, task),
        navigator);
    menu->addSeparator();
    add(menu, u"stop"_s, below > 0 ? tr("Stop it and %1 below…").arg(below) : tr("Stop it…"),
        verbs::StopVerb::request({ night.run.dag, night.run.id, { night.graph->nodes[n].id } }), navigator);
    if (const auto unit = dag::poolUnitOf(*night.graph, node))
        addUnitActions(menu, view, *unit, navigator);
}

} // namespace ui
