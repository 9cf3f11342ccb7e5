// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/stopscope.h"

#include "models/core/tr.h"
#include "models/dag/analysis/structure.h"

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString missingRoot(const dag::Graph &graph, const QStringList &roots)
{
    for (const QString &root : roots) {
        if (std::ranges::find(graph.nodes, root, &dag::Node::id) == graph.nodes.end())
            return root;
    }
    return {};
}

Driver driverOf(const aurora::JobKey &job, const QList<aurora::Task> &tasks)
{
    Driver driver{ job, {} };
    for (const aurora::Task &task : tasks) {
        if (!task.host.isEmpty())
            driver.hosts.insert(task.host);
    }
    return driver;
}

/// The jobs of the scope, and all others that are active in the same roles.
std::pair<QList<Driver>, QList<Driver>> driversOf(const StopScope &scope)
{
    std::pair<QList<Driver>, QList<Driver>> drivers;
    QSet<aurora::JobKey> inScope;
    for (const dag::Node &node : scope.graph->nodes) {
        const auto job = aurora::JobKey::parse(QString::fromUtf8(node.job));
        if (!job || !scope.nodes.contains(node.id) || inScope.contains(*job))
            continue;
        inScope.insert(*job);
        drivers.first << driverOf(*job, begunSince(scope.jobs.fresh.of(*job), scope.run.run.start));
    }
    for (const aurora::Task &task : scope.jobs.fresh.active) { // a job's tasks follow each other
        const bool isNew = drivers.second.isEmpty() || drivers.second.last().job != task.job();
        if (isNew && !inScope.contains(task.job()))
            drivers.second << driverOf(task.job(), scope.jobs.fresh.of(task.job()));
    }
    return drivers;
}

QCoro::Task<core::Result<QStringList>> readOtherRuns(Context context, StopWish wish, std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    airflow::calls::RunQuery query;
    query.dagId = wish.dagId;
    query.states = { airflow::RunState::Running, airflow::RunState::Queued };
    const core::Result<airflow::Page<airflow::Run>> runs = co_await context.airflow->client()->runs(query, stop);
    if (!runs)
        co_return core::failure(runs.error());
    QStringList others;
    for (const airflow::Run &run : runs->items) {
        if (run.id != wish.runId)
            others << run.id;
    }
    co_return others;
}

} // namespace

QJsonObject toJson(const StopWish &wish)
{
    return { { u"dag"_s, wish.dagId },
             { u"run"_s, wish.runId },
             { u"roots"_s, QJsonArray::fromStringList(wish.roots) } };
}

StopWish stopWishFromJson(const QJsonObject &json)
{
    StopWish wish{ json.value("dag"_L1).toString(), json.value("run"_L1).toString(), {} };
    for (const QJsonValue root : json.value("roots"_L1).toArray())
        wish.roots << root.toString();
    return wish;
}

airflow::TaskState endOf(const FreshRun &run, const airflow::TaskInstance &instance)
{
    using enum airflow::TaskState;
    const bool hasBegun = std::ranges::any_of(run.instances, [&](const airflow::TaskInstance &each) {
        return each.taskId == instance.taskId
            && (airflow::isActive(each.state) || each.state == UpForRetry || each.state == Success
                || each.state == Failed);
    });
    return hasBegun ? Failed : Skipped;
}

QStringList nodesOfScope(const dag::Graph &graph, const QStringList &roots)
{
    const dag::Structure structure(graph);
    std::vector<char> inScope(graph.nodes.size(), roots.isEmpty() ? 1 : 0);
    if (!roots.isEmpty()) {
        std::vector<dag::NodeIndex> from;
        for (size_t i = 0; i < graph.nodes.size(); ++i) {
            if (roots.contains(graph.nodes[i].id))
                from.push_back(static_cast<dag::NodeIndex>(i));
        }
        inScope = structure.descendants(from);
        for (const dag::NodeIndex root : from)
            inScope[static_cast<size_t>(root)] = 1;
    }
    QStringList nodes;
    for (auto it = structure.order().rbegin(); it != structure.order().rend(); ++it) {
        if (inScope[static_cast<size_t>(*it)])
            nodes << graph.nodes[static_cast<size_t>(*it)].id;
    }
    return nodes;
}

QCoro::Task<core::Result<StopScope>> readStopScope(Context context, StopWish wish, std::stop_token stop)
{
    StopScope scope;
    const core::Result<FreshRun> run = co_await readRun(context, wish.dagId, wish.runId, stop);
    if (!run)
        co_return core::failure(run.error());
    scope.run = *run;
    const core::Result<dag::GraphPtr> graph = co_await readGraph(context, scope.run, stop);
    if (!graph)
        co_return core::failure(graph.error());
    scope.graph = *graph;
    if (const QString missing = missingRoot(*scope.graph, wish.roots); !missing.isEmpty())
        co_return core::failure(airflowRefusal(tr("%1 has no node %2.").arg(wish.dagId, missing)));
    scope.nodes = nodesOfScope(*scope.graph, wish.roots);
    for (const QString &node : scope.nodes) {
        for (const airflow::TaskInstance &instance : scope.run.instances) {
            if (instance.taskId != node)
                continue;
            if (!airflow::isOver(instance.state))
                scope.open << instance;
            if (instance.state == airflow::TaskState::Success)
                scope.done << node;
        }
    }
    const core::Result<QStringList> others = co_await readOtherRuns(context, wish, stop);
    if (!others)
        co_return core::failure(others.error());
    scope.otherRuns = *others;
    const core::Result<NodeJobs> jobs
        = co_await readNodeJobs(context, scope.graph, scope.nodes, scope.run.run.start, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    scope.jobs = *jobs;
    if (!context.mesos) {
        scope.knowsFrameworks = false;
        co_return scope;
    }
    const core::Result<QList<mesos::ListedFramework>> frameworks = co_await context.mesos->frameworks(stop);
    if (!frameworks)
        co_return core::failure(frameworks.error());
    const auto [drivers, otherJobs] = driversOf(scope);
    scope.frameworks = frameworksOf(drivers, otherJobs, *frameworks, scope.run.run.start);
    co_return scope;
}

} // namespace verbs
