// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagcommand.h"

#include "app/ctl/dagdefined.h"
#include "app/ctl/dagforecast.h"
#include "app/ctl/dagorder.h"
#include "app/ctl/dagrows.h"
#include "app/ctl/plainrows.h"
#include "models/core/tr.h"
#include "models/night/airflownight.h"
#include "models/verbs/night/freshrun.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QCoro::Task<int> showRuns(Session *session)
{
    airflow::Store *const store = session->stack()->airflow();
    airflow::calls::RunQuery query;
    query.dagId = store->dagId();
    query.newestFirst = true;
    query.page.limit = 31;
    const core::Result<airflow::Page<airflow::Run>> runs = co_await store->client()->runs(query);
    if (!runs)
        co_return complain(runs.error(), u"Airflow"_s);
    QList<QStringList> rows;
    for (const airflow::Run &run : runs->items) {
        const core::TimePoint until = core::isKnown(run.end) ? run.end : session->now();
        rows.append({ run.id, airflow::word(run.state), run.type, isoText(run.start), isoText(run.end),
                      core::isKnown(run.start) ? core::formatSpan(until - run.start) : QString() });
    }
    co_return printRows({ u"run"_s, u"state"_s, u"type"_s, u"start"_s, u"end"_s, u"took"_s }, rows, {},
                        session->options());
}

/// By their start. A mapped node has a row for all of its instances, and below it one for each that is not just done
/// or waiting: there may be thousands.
QList<QStringList> nodeRows(const airflow::RunTasks &tasks)
{
    std::vector<night::Instances> nodes = night::byNode(tasks);
    const auto begin = [](const night::Instances &node) {
        const core::TimePoint started = night::nodeOf(node).started;
        return core::isKnown(started) ? started : core::TimePoint::max();
    };
    std::ranges::stable_sort(nodes, {}, begin);
    QList<QStringList> rows;
    for (const night::Instances node : nodes) {
        rows.append(dagRow(node.front().taskId, night::nodeOf(node)));
        for (const airflow::TaskInstance &instance : node) {
            if (instance.mapIndex < 0 || !night::hasStory(instance))
                continue;
            dag::NodeRun one = night::nodeOf(night::Instances(&instance, 1));
            one.mapped = {};
            rows.append(dagRow(verbs::nameOf({ instance.taskId, instance.mapIndex }), one));
        }
    }
    return rows;
}

QCoro::Task<int> showRun(Session *session)
{
    const core::Result<airflow::Run> run
        = co_await findRun(session, session->options().arguments.value(1, u"latest"_s));
    if (!run)
        co_return complain(run.error(), u"Airflow"_s);
    airflow::calls::TaskInstanceQuery query;
    query.dagId = run->dagId;
    query.runId = run->id;
    const core::Result<QList<airflow::TaskInstance>> told
        = co_await session->stack()->airflow()->client()->allTaskInstances(query);
    if (!told)
        co_return complain(told.error(), u"Airflow"_s);
    const airflow::RunTasks tasks = airflow::merged(nullptr, *told, session->now());
    co_return printDagRows(nodeRows(tasks), session->options());
}

} // namespace

QString DagCommand::name() const
{
    return u"dag"_s;
}

QString DagCommand::summary() const
{
    return tr(
        "The nightly run: dag runs | show | graph | forecast | stop | resume | clear | unblock | mark | trigger | "
        "pause | unpause");
}

QString DagCommand::help() const
{
    return tr(
        "  dag runs                      The last 31 runs, the newest first.\n"
        "  dag show [RUN]                The nodes of a run, by their start. Without RUN: the newest. Of a mapped "
        "node\n"
        "                                also each instance that failed, runs or took several tries: NODE/INDEX.\n"
        "  dag graph [RUN]               Each node with its job and what it waits for.\n"
        "  dag forecast [RUN]            When the run ends and which deadlines it meets, learnt from past nights.\n"
        "  dag stop RUN [NODE…]          Fails the run, or these nodes and all below them; kills the jobs alive "
        "behind\n"
        "                                them and tears their Spark frameworks down, until nothing is left.\n"
        "  dag resume [RUN]              Clears exactly what the last stop of the run has ended.\n"
        "  dag clear RUN NODE…           Runs these nodes again. Further words: downstream (and all below them),\n"
        "                                upstream, failed (of these only what failed or is blocked), kill (ends the\n"
        "                                jobs still alive behind them first), kill:JOB (only this one), all (the "
        "whole\n"
        "                                run, in place of nodes).\n"
        "  dag clear RUN failed          The same for all that failed in the run.\n"
        "  dag unblock RUN NODE          Marks a failed node as success and clears what it alone has blocked.\n"
        "  dag mark success|failed RUN [NODE…]   Says so of the nodes, or of the whole run; failed ends what runs.\n"
        "                                Airflow clears with a node what has failed or is blocked below it.\n"
        "  dag trigger [JSON]            A new run with these parameters. Without: those of the last run;\n"
        "                                --bind NAME=VALUE changes single ones.\n"
        "  dag pause, dag unpause        No further node and no new run begins; they begin again. dag pause --for 30m\n"
        "                                stays and lets it go on then; Ctrl+C leaves it paused.\n\n"
        "Without Airflow, where the stack has a definition of its night, runs, show, graph and forecast tell of the\n"
        "one under way by Aurora's jobs.\n"
        "RUN is an id, or latest. What changes something prints its plan, and sends it only with --yes, in\n"
        "production with --reason and --expect, the number that stays, where the plan asks for it.\n"
        "--filter, --columns and --sort go with runs, show, graph and forecast: dag show -f 'state=failed try>1'.\n"
        "Keys of runs: run, state, type, start, end, took; of show: node, state, try, start, end, host,\n"
        "instances; of graph: node, state, job, pool, waits_for; of forecast: what, due, chance, early, median, "
        "late.\n");
}

QCoro::Task<int> DagCommand::run(Session *session)
{
    const QStringList words = session->options().arguments;
    const QString what = words.value(0);
    static const QStringList looks{ u"runs"_s, u"show"_s, u"graph"_s, u"forecast"_s };
    static const QStringList orders{ u"stop"_s, u"resume"_s,  u"clear"_s, u"unblock"_s,
                                     u"mark"_s, u"trigger"_s, u"pause"_s, u"unpause"_s };
    if (!session->stack()->airflow() && (orders.contains(what) || !session->stack()->night()))
        co_return complain(verbs::noAirflow(), u"Airflow"_s);
    if (!session->stack()->airflow() && looks.contains(what))
        co_return co_await showDefined(session, what);
    if (what == u"runs"_s)
        co_return co_await showRuns(session);
    if (what == u"show"_s)
        co_return co_await showRun(session);
    if (what == u"graph"_s)
        co_return co_await showGraph(session);
    if (what == u"forecast"_s)
        co_return co_await showForecast(session);
    if (!orders.contains(what))
        co_return complain(usageError(tr(
            "dag needs runs, show, graph, forecast, stop, resume, clear, unblock, mark, trigger, pause or unpause.")));
    const Options &options = session->options();
    if (!options.filter.isEmpty() || !options.columns.isEmpty() || !options.sort.isEmpty())
        co_return complain(usageError(tr("--filter, --columns and --sort mean nothing to dag %1.").arg(what)));
    DagOrder order;
    co_return co_await order.run(session);
}

} // namespace ctl
