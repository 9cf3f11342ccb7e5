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

#include <algorithm>

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

actions::Request clearRequest(const dag::Night &night, std::span<const dag::NodeIndex> nodes, bool downstream,
                              bool withJobs)
{
    airflow::calls::Clearing clearing;
    clearing.dagId = night.run.dag;
    clearing.runId = night.run.id;
    for (const dag::NodeIndex node : nodes)
        clearing.tasks.append({ night.graph->nodes[static_cast<size_t>(node)].id });
    clearing.downstream = downstream;
    return verbs::ClearVerb::request(clearing, withJobs);
}

void addNodeActions(QMenu *menu, const NightView &view, std::span<const dag::NodeIndex> nodes, Navigator *navigator)
{
    const dag::Night &night = *view.night;
    const auto count = nodes.size();
    const bool isOne = count == 1;
    const auto words = [&](const QString &one, const QString &several) { return isOne ? one : several.arg(count); };
    QStringList ids;
    QList<airflow::Reference> tasks;
    bool anyJob = false;
    for (const dag::NodeIndex node : nodes) {
        const dag::Node &each = night.graph->nodes[static_cast<size_t>(node)];
        ids << each.id;
        tasks.append({ each.id });
        anyJob = anyJob || !each.job.isEmpty();
    }
    const auto below = std::ranges::count_if(dag::indicesOf(view.structure->descendants(nodes)),
                                             [&](auto node) { return std::ranges::find(nodes, node) == nodes.end(); });
    menu->addSeparator();
    add(menu, u"clear"_s, words(tr("Clear…"), tr("Clear these %1…")), clearRequest(night, nodes, false), navigator);
    if (below > 0)
        add(menu, u"clear"_s,
            isOne ? tr("Clear with %1 downstream…").arg(below)
                  : tr("Clear these %1 with %2 downstream…").arg(count).arg(below),
            clearRequest(night, nodes, true), navigator);
    if (anyJob)
        add(menu, u"clear"_s, isOne ? tr("Kill its job, then clear…") : tr("Kill their jobs, then clear…"),
            clearRequest(night, nodes, false, true), navigator);
    const dag::NodeIndex first = nodes.front();
    if (isOne && night.nodes[static_cast<size_t>(first)].state == dag::NodeState::Failed && below > 0)
        add(menu, u"mark"_s, tr("Unblock what waits for it…"), unblockRequest(night, first), navigator);
    menu->addSeparator();
    using Way = verbs::MarkVerb::Way;
    add(menu, u"mark"_s, words(tr("Mark success…"), tr("Mark these %1 success…")),
        verbs::MarkVerb::request(Way::Success, night.run.dag, night.run.id, tasks), navigator);
    add(menu, u"kill"_s, words(tr("Mark failed…"), tr("Mark these %1 failed…")),
        verbs::MarkVerb::request(Way::Failed, night.run.dag, night.run.id, tasks), navigator);
    menu->addSeparator();
    const QString stop = below > 0 ? words(tr("Stop it and %1 below…"), tr("Stop these %1 and %2 below…")).arg(below)
                                   : words(tr("Stop it…"), tr("Stop these %1…"));
    add(menu, u"stop"_s, stop, verbs::StopVerb::request({ night.run.dag, night.run.id, ids }), navigator);
    if (const auto unit = isOne ? dag::poolUnitOf(*night.graph, first) : std::nullopt)
        addUnitActions(menu, view, *unit, navigator);
}

} // namespace ui
