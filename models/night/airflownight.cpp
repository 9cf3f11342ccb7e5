// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/airflownight.h"

#include "models/dag/analysis/poolunits.h"
#include "models/night/failurewords.h"
#include "models/night/jobrules.h"
#include "models/night/scaling.h"
#include "models/night/triggerrule.h"
#include "models/night/waitingjobs.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

namespace {

using airflow::TaskState;

/// The worse, the greater: how a mapped node stands is how its worst instance does.
int severity(TaskState state)
{
    switch (state) {
    case TaskState::Failed:
        return 12;
    case TaskState::UpstreamFailed:
        return 11;
    case TaskState::UpForRetry:
        return 10;
    case TaskState::Restarting:
        return 9;
    case TaskState::Running:
        return 8;
    case TaskState::Deferred:
    case TaskState::UpForReschedule:
        return 7;
    case TaskState::Queued:
        return 6;
    case TaskState::Scheduled:
        return 5;
    case TaskState::None:
        return 4;
    case TaskState::Unknown:
        return 3;
    case TaskState::Success:
        return 2;
    case TaskState::Skipped:
        return 1;
    case TaskState::Removed:
        return 0;
    }
    Q_UNREACHABLE();
}

/// What was before does not count for a node that was cleared and has not run again: its dates are the old attempt's.
bool hasOwnDates(TaskState state)
{
    return state != TaskState::None && state != TaskState::Scheduled && state != TaskState::Queued;
}

dag::NodeRun nodeOf(const airflow::TaskInstance &instance)
{
    dag::NodeRun node;
    node.state = nodeState(instance.state);
    node.word = airflow::word(instance.state);
    node.tryNumber = instance.tryNumber;
    node.maxTries = instance.maxTries + 1;
    node.host = instance.host;
    if (instance.state != TaskState::None && instance.state != TaskState::Scheduled)
        node.queuedSince = instance.queued;
    if (hasOwnDates(instance.state)) {
        node.started = instance.start;
        if (airflow::isOver(instance.state) || instance.state == TaskState::UpForRetry)
            node.ended = instance.end;
    }
    return node;
}

core::TimePoint earlier(core::TimePoint a, core::TimePoint b)
{
    return !core::isKnown(a) || (core::isKnown(b) && b < a) ? b : a;
}

void addMapped(dag::NodeRun *node, int *worst, const airflow::TaskInstance &instance)
{
    const dag::NodeRun one = nodeOf(instance);
    ++node->mapped.total;
    node->mapped.done += dag::hasSucceeded(one.state);
    node->mapped.failed += one.state == dag::NodeState::Failed;
    node->mapped.running += dag::isActive(one.state);
    node->started = earlier(node->started, one.started);
    node->queuedSince = earlier(node->queuedSince, one.queuedSince);
    node->ended = std::max(node->ended, one.ended);
    node->tryNumber = std::max(node->tryNumber, one.tryNumber);
    node->maxTries = std::max(node->maxTries, one.maxTries);
    if (severity(instance.state) > *worst) {
        *worst = severity(instance.state);
        node->state = one.state;
        node->word = one.word;
        node->host = one.host;
    }
}

/// Earlier tries of an instance as they were told, the current one as it stands. −1: of a node that is not mapped.
void addTries(dag::NodeRun *node, const dag::NodeRun &one, int mapIndex, const std::vector<dag::Try> &known)
{
    const bool runs = one.tryNumber > 0 && core::isKnown(one.started);
    std::ranges::copy_if(known, std::back_inserter(node->tries), [&](const dag::Try &told) {
        return told.mapIndex == mapIndex && (told.number < one.tryNumber || !runs); // after a clear all are past
    });
    if (runs)
        node->tries.push_back(
            { one.tryNumber, mapIndex, one.state, one.queuedSince, one.started, one.ended, one.host });
}

/// An instance of a mapped node whose tries are of interest.
bool hasTries(const airflow::TaskInstance &instance)
{
    return instance.state == TaskState::Failed || instance.tryNumber > 1;
}

/// They stand together, as a run's are sorted by task id.
Instances instancesOf(const airflow::RunTasks &tasks, const QString &task)
{
    return std::ranges::equal_range(tasks.instances, task, {}, &airflow::TaskInstance::taskId);
}

/// What that rendered field of a task said in the first of these runs that knows it.
QByteArray toldJob(const QString &task, const QString &field, const QList<airflow::RunTasksPtr> &runs)
{
    for (const airflow::RunTasksPtr &run : runs) {
        for (const airflow::TaskInstance &instance : run ? instancesOf(*run, task) : Instances()) {
            const auto told = std::ranges::find(instance.jobFields, field, &airflow::RenderedField::name);
            if (told != instance.jobFields.end())
                return told->value.toUtf8();
        }
    }
    return {};
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

} // namespace

dag::NodeState nodeState(TaskState state)
{
    using enum dag::NodeState;
    switch (state) {
    case TaskState::None:
        return Waiting;
    case TaskState::Scheduled:
        return Scheduled;
    case TaskState::Queued:
        return Queued;
    case TaskState::Running:
    case TaskState::Deferred: // waits in the triggerer for the job it has started
    case TaskState::UpForReschedule:
        return Running;
    case TaskState::Success:
        return Done;
    case TaskState::Restarting:
        return Restarting;
    case TaskState::Failed:
        return Failed;
    case TaskState::UpForRetry:
        return UpForRetry;
    case TaskState::UpstreamFailed:
        return Blocked;
    case TaskState::Skipped:
        return Skipped;
    case TaskState::Removed:
        return Removed;
    case TaskState::Unknown:
        return Unknown;
    }
    Q_UNREACHABLE();
}

dag::GraphPtr withToldJobs(const dag::GraphPtr &graph, const QList<config::JobRule> &rules,
                           const QList<airflow::RunTasksPtr> &runs)
{
    if (std::ranges::all_of(rules, [](const config::JobRule &rule) { return rule.field.isEmpty(); }))
        return graph;
    std::shared_ptr<dag::Graph> told;
    for (size_t i = 0; i < graph->nodes.size(); ++i) {
        const config::JobRule *const rule = ruleOf(rules, graph->nodes[i].id);
        if (!rule || rule->field.isEmpty())
            continue;
        const QByteArray job = toldJob(graph->nodes[i].id, rule->field, runs);
        if (job.isEmpty() || job == graph->nodes[i].job)
            continue;
        if (!told)
            told = std::make_shared<dag::Graph>(*graph);
        told->nodes[i].job = job;
    }
    return told ? told : graph;
}

std::vector<Instances> byNode(const airflow::RunTasks &tasks)
{
    std::vector<Instances> nodes;
    for (Instances rest = tasks.instances; !rest.empty(); rest = rest.subspan(nodes.back().size()))
        nodes.push_back(instancesOf(tasks, rest.front().taskId));
    return nodes;
}

dag::NodeRun nodeOf(Instances instances)
{
    dag::NodeRun node;
    int worst = -1;
    for (const airflow::TaskInstance &instance : instances) {
        if (instance.mapIndex < 0)
            node = nodeOf(instance);
        else
            addMapped(&node, &worst, instance);
    }
    if (node.mapped.total > 0 && !dag::isOver(node.state))
        node.ended = {}; // one of its instances has not ended
    return node;
}

bool hasStory(const airflow::TaskInstance &instance)
{
    return hasTries(instance) || airflow::isActive(instance.state) || instance.state == TaskState::UpForRetry;
}

dag::GraphPtr graphOf(const QString &dagId, const airflow::DagStructure &structure, const QList<config::JobRule> &rules)
{
    auto graph = std::make_shared<dag::Graph>();
    graph->dag = dagId;
    QHash<QString, dag::NodeIndex> places;
    for (const airflow::TaskDefinition &task : structure.tasks) {
        dag::Node node;
        node.id = task.id;
        const qsizetype dot = task.id.lastIndexOf(u'.');
        node.label = task.id.sliced(dot + 1);
        node.group = dot < 0 ? QString() : task.id.left(dot);
        node.job = jobOf(rules, task.id);
        tellScaling(&node);
        node.rule = triggerRuleOf(task.triggerRule).value_or(dag::TriggerRule::AllSuccess);
        node.retries = task.retries;
        node.isMapped = task.mapped;
        places.insert(task.id, static_cast<dag::NodeIndex>(graph->nodes.size()));
        graph->nodes.push_back(std::move(node));
    }
    for (const airflow::TaskDefinition &task : structure.tasks) {
        const dag::NodeIndex from = places.value(task.id);
        QList<dag::NodeIndex> seen;
        for (const QString &below : task.downstream) {
            const auto to = places.constFind(below);
            if (to == places.cend() || *to == from || seen.contains(*to))
                continue;
            seen.append(*to);
            graph->edges.push_back({ from, *to });
        }
    }
    dag::groupPoolUnits(graph.get());
    return graph;
}

dag::Run runOf(const airflow::Run &run, const QList<dag::Parameter> &parameters)
{
    dag::Run result;
    result.dag = run.dagId;
    result.id = run.id;
    switch (run.state) {
    case airflow::RunState::Unknown:
        break;
    case airflow::RunState::Queued:
        result.state = dag::RunState::Queued;
        break;
    case airflow::RunState::Running:
        result.state = dag::RunState::Running;
        break;
    case airflow::RunState::Success:
        result.state = dag::RunState::Success;
        break;
    case airflow::RunState::Failed:
        result.state = dag::RunState::Failed;
        break;
    }
    result.intervalStart = run.intervalStart;
    result.intervalEnd = run.intervalEnd;
    result.queuedSince = run.queued;
    result.started = run.start;
    result.ended = run.end;
    result.isManual = run.type == u"manual"_s;
    result.parameters = parameters;
    const QJsonObject conf = QJsonDocument::fromJson(run.conf).object();
    for (auto it = conf.begin(); it != conf.end(); ++it) {
        const bool there = std::ranges::any_of(
            parameters, [&](const dag::Parameter &parameter) { return parameter.name == it.key(); });
        if (!there)
            result.parameters.append({ it.key(), textOf(it.value()), dag::ParameterSource::Conf });
    }
    return result;
}

dag::NightPtr nightOf(const dag::GraphPtr &graph, dag::Run run, const airflow::RunTasks &tasks,
                      const airflow::DagStructure &structure, const aurora::State *jobs, const Tries &tries,
                      const QHash<QString, int> &pools)
{
    auto night = std::make_shared<dag::Night>();
    night->graph = graph;
    night->run = std::move(run);
    night->pools = pools;
    night->nodes.resize(graph->nodes.size());
    const WaitingJobs waiting = jobs ? WaitingJobs(*jobs) : WaitingJobs();
    QHash<QString, core::Duration> delays;
    for (const airflow::TaskDefinition &task : structure.tasks)
        delays.insert(task.id, task.retryDelay);
    for (size_t i = 0; i < graph->nodes.size(); ++i) {
        const dag::Node &plan = graph->nodes[i];
        dag::NodeRun &node = night->nodes[i];
        const Instances instances = instancesOf(tasks, plan.id);
        const std::vector<dag::Try> known = tries.value(plan.id);
        node = nodeOf(instances);
        for (const airflow::TaskInstance &instance : instances) {
            if (instance.mapIndex < 0 || hasTries(instance))
                addTries(&node, nodeOf(instance), instance.mapIndex, known);
        }
        if (node.state == dag::NodeState::UpForRetry && core::isKnown(node.ended))
            node.retryAt = node.ended + delays.value(plan.id);
        if (node.state == dag::NodeState::Running) {
            if (const WaitingJob *const job = waiting.find(plan.job)) {
                node.state = dag::NodeState::PendingJob;
                node.pendingSince = job->since;
                node.message = job->words;
            }
        }
        if (node.state == dag::NodeState::Failed && jobs && !plan.job.isEmpty())
            node.message = failureWords(*jobs, plan.job, node.started); // Airflow has it in its log alone
    }
    return night;
}

dag::HistoryPtr historyOf(const airflow::State &state)
{
    auto history = std::make_shared<dag::History>();
    history->dag = state.dag.id;
    for (auto run = state.runs.crbegin(); run != state.runs.crend(); ++run) {
        const airflow::RunTasksPtr tasks = state.tasksOf(run->id);
        if (!tasks || !airflow::isOver(run->state))
            continue;
        dag::PastNight past;
        past.run = runOf(*run);
        for (const Instances node : byNode(*tasks))
            past.nodes.insert(node.front().taskId, dag::pastOf(nodeOf(node)));
        history->nights.push_back(std::move(past));
    }
    std::ranges::stable_sort(history->nights, {}, [](const dag::PastNight &night) { return night.run.started; });
    return history;
}

} // namespace night
