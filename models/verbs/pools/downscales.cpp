// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/downscales.h"

#include "models/verbs/night/freshrun.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

/// "downscale-ec2-model" scales "ec2-model", whose machines have the slave-type "model".
bool endsMachinesOf(const dag::Node &node, const QString &pool)
{
    return node.scaling == dag::Scaling::Down && (node.pool == pool || node.pool.endsWith(u'-' + pool));
}

QStringList downscalesOf(const dag::Graph &graph, const QString &pool)
{
    QStringList ids;
    for (const dag::Node &node : graph.nodes) {
        if (endsMachinesOf(node, pool))
            ids << node.id;
    }
    return ids;
}

} // namespace

QStringList downscalesAhead(const dag::NightBoard *night, const QString &pool)
{
    QStringList ids;
    if (!night || !night->night())
        return ids;
    const dag::Night &shown = *night->night();
    for (size_t i = 0; i < shown.graph->nodes.size(); ++i) {
        const dag::Node &node = shown.graph->nodes[i];
        if (endsMachinesOf(node, pool) && !dag::isOver(shown.nodes[i].state))
            ids << node.id;
    }
    return ids;
}

QCoro::Task<Downscales> readDownscales(Context context, QString pool, std::stop_token stop)
{
    Downscales found;
    if (!context.airflow || !context.night || !context.night->night() || context.night->runs().isEmpty())
        co_return found;
    const QStringList ids = downscalesOf(*context.night->night()->graph, pool);
    if (ids.isEmpty())
        co_return found;
    found.dag = context.night->night()->run.dag;
    const auto &runs = context.night->runs();
    const auto newest = std::ranges::find(runs, found.dag, &dag::RunChoice::dag);
    if (newest == runs.end())
        co_return found;
    const QString run = newest->run.id;
    const core::Result<FreshRun> fresh = co_await readRun(context, found.dag, run, stop);
    if (!fresh) {
        found.trouble = fresh.error().detail;
        co_return found;
    }
    for (const airflow::TaskInstance &instance : fresh->instances) {
        if (ids.contains(instance.taskId) && !airflow::isOver(instance.state) && !airflow::isActive(instance.state))
            found.ahead << instance;
    }
    if (airflow::isOver(fresh->run.state))
        found.ahead.clear();
    co_return found;
}

} // namespace verbs
