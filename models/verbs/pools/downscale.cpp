// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/downscale.h"

#include "models/core/tr.h"
#include "models/night/scaling.h"
#include "models/verbs/night/clearplan.h"
#include "models/verbs/night/markverb.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs::downscale {

namespace {

using airflow::TaskState;

using core::tr;

QStringList namesOf(const dag::Night &tonight, const QString &pool)
{
    QStringList names;
    for (const dag::Node &node : tonight.graph->nodes) {
        if (night::givesBack(node, pool))
            names << node.id;
    }
    return names;
}

bool isWaiting(TaskState state)
{
    return !airflow::isOver(state) && !airflow::isActive(state);
}

} // namespace

QStringList nodesAhead(const dag::NightBoard *board, const QString &pool)
{
    QStringList ids;
    const dag::NightPtr tonight = board ? board->night() : nullptr;
    for (size_t i = 0; tonight && i < tonight->graph->nodes.size(); ++i) {
        const dag::Node &node = tonight->graph->nodes[i];
        if (night::givesBack(node, pool) && !dag::isOver(tonight->nodes[i].state))
            ids << node.id;
    }
    return ids;
}

QCoro::Task<Nodes> read(Context context, QString pool, bool hold, std::stop_token stop)
{
    Nodes nodes;
    const dag::NightPtr night = context.night ? context.night->night() : nullptr;
    if (!night || !context.airflow || night->run.state != dag::RunState::Running)
        co_return nodes;
    const QStringList names = namesOf(*night, pool);
    if (names.isEmpty())
        co_return nodes;
    const core::Result<FreshRun> run = co_await readRun(context, night->run.dag, night->run.id, stop);
    if (!run) {
        nodes.isUnread = true; // machines are held whether Airflow is there or not
        co_return nodes;
    }
    nodes.run = *run;
    for (const airflow::TaskInstance &instance : run->instances) {
        if (!names.contains(instance.taskId))
            continue;
        const bool wasMarked = instance.state == TaskState::Success && instance.tryNumber == 0;
        if (hold ? isWaiting(instance.state) : wasMarked)
            nodes.found << instance;
        else if (hold && !wasMarked)
            nodes.late << instance.taskId;
    }
    co_return nodes;
}

void addTo(actions::Plan *plan, const Nodes &nodes, bool hold)
{
    if (nodes.isUnread)
        plan->warnings << (hold ? tr("Airflow did not answer: the node that gives the machines back is not marked.")
                                : tr("Airflow did not answer: a node that was marked with the hold stays so."));
    if (!nodes.late.isEmpty())
        plan->warnings << tr("Under way or over, so not marked: %1.").arg(nodes.late.join(u", "_s));
    if (nodes.found.isEmpty())
        return;
    actions::ItemTable table;
    table.title = hold ? tr("Nodes that give the machines back, marked as success so that they do not")
                       : tr("Nodes marked with the hold, cleared so that they run");
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    for (const airflow::TaskInstance &instance : nodes.found) {
        const actions::Item item = actions::tickedBy(plan->request, itemOf(instance, nodes.run.readAt));
        table.items << item;
        if (!item.ticked)
            continue;
        const SeenTask seen{ { instance.taskId, instance.mapIndex }, instance.state, instance.tryNumber };
        actions::Step step = hold ? MarkVerb::step(MarkVerb::Way::Success, nodes.run.run.dagId, instance)
                                  : clearStep(nodes.run.run.dagId, nodes.run.run.id, { seen });
        step.things = 0; // what is counted is machines
        plan->steps << step;
    }
    plan->tables << table;
}

bool isMark(const actions::Step &step)
{
    return step.payload.contains("task"_L1);
}

bool isClear(const actions::Step &step)
{
    return step.payload.contains("tasks"_L1);
}

} // namespace verbs::downscale
