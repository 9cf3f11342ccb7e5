// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagforecast.h"

#include "app/ctl/dagorder.h"
#include "app/ctl/plainrows.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/dag/analysis/structure.h"
#include "models/dag/forecast/forecast.h"
#include "models/night/airflownight.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

constexpr int nightsRead = 31; ///< tonight's and thirty before

struct ReadNight
{
    dag::NightPtr night;
    airflow::State state; ///< of that run, and of past ones where they were asked for
};

QCoro::Task<core::Result<airflow::RunTasksPtr>> readTasks(Session *session, airflow::Run run)
{
    airflow::calls::TaskInstanceQuery query;
    query.dagId = run.dagId;
    query.runId = run.id;
    const auto tasks = co_await session->stack()->airflow()->client()->allTaskInstances(query);
    if (!tasks)
        co_return core::failure(tasks.error());
    co_return std::make_shared<const airflow::RunTasks>(airflow::merged(nullptr, *tasks, session->now()));
}

QCoro::Task<core::Result<ReadNight>> readNight(Session *session, QString word)
{
    const core::Result<airflow::Run> run = co_await findRun(session, word);
    if (!run)
        co_return core::failure(run.error());
    const auto structure = co_await session->stack()->airflow()->client()->structure(run->dagId);
    if (!structure)
        co_return core::failure(structure.error());
    const core::Result<airflow::RunTasksPtr> tasks = co_await readTasks(session, *run);
    if (!tasks)
        co_return core::failure(tasks.error());
    ReadNight read;
    read.state.dag.id = run->dagId;
    read.state.structure = std::make_shared<const airflow::DagStructure>(*structure);
    read.state.runs = { *run };
    read.state.tasks.insert(run->id, *tasks);
    const dag::GraphPtr graph = night::graphOf(run->dagId, *structure, session->stack()->config().airflow.jobs);
    read.night = night::nightOf(graph, night::runOf(*run), **tasks, *structure, nullptr);
    co_return read;
}

/// The nights before, into `read`; one that cannot be read is left out.
QCoro::Task<core::Result<void>> readPast(Session *session, ReadNight *read)
{
    airflow::Store *const store = session->stack()->airflow();
    const QString tonight = read->state.runs.first().id;
    airflow::calls::RunQuery query;
    query.dagId = store->dagId();
    query.newestFirst = true;
    query.page.limit = nightsRead;
    const auto runs = co_await store->client()->runs(query);
    if (!runs)
        co_return core::failure(runs.error());
    for (const airflow::Run &run : runs->items) {
        if (run.id == tonight || !airflow::isOver(run.state))
            continue;
        const core::Result<airflow::RunTasksPtr> tasks = co_await readTasks(session, run);
        if (!tasks)
            continue;
        read->state.runs << run;
        read->state.tasks.insert(run.id, *tasks);
    }
    co_return core::Result<void>();
}

dag::HistoryPtr historyOf(airflow::State state)
{
    state.tasks.remove(state.runs.takeFirst().id); // the run that is looked at is no past one
    return night::historyOf(state);
}

QStringList rowOf(const QString &what, core::TimePoint due, const QString &chance, const dag::Window &window,
                  bool known)
{
    return { what,
             isoText(due),
             chance,
             known ? isoText(window.early) : QString(),
             isoText(window.median),
             known ? isoText(window.late) : QString() };
}

} // namespace

QCoro::Task<int> showGraph(Session *session)
{
    const core::Result<ReadNight> read
        = co_await readNight(session, session->options().arguments.value(1, u"latest"_s));
    if (!read)
        co_return complain(read.error(), u"Airflow"_s);
    const dag::Night &night = *read->night;
    const dag::Structure structure(*night.graph);
    QList<QStringList> rows;
    for (const dag::NodeIndex index : structure.order()) {
        const dag::Node &node = night.graph->nodes[static_cast<size_t>(index)];
        QStringList parents;
        for (const dag::NodeIndex parent : structure.parents(index))
            parents << night.graph->nodes[static_cast<size_t>(parent)].id;
        rows.append({ node.id, night.nodes[static_cast<size_t>(index)].word, QString::fromUtf8(node.job), node.pool,
                      parents.join(u' ') });
    }
    co_return printRows({ u"node"_s, u"state"_s, u"job"_s, u"pool"_s, u"waits_for"_s }, rows, {}, session->options());
}

QCoro::Task<int> showForecast(Session *session)
{
    core::Result<ReadNight> read = co_await readNight(session, session->options().arguments.value(1, u"latest"_s));
    if (!read)
        co_return complain(read.error(), u"Airflow"_s);
    const core::Result<void> past = co_await readPast(session, &*read);
    if (!past)
        co_return complain(past.error(), u"Airflow"_s);
    dag::ForecastInput input;
    input.night = read->night;
    input.history = historyOf(read->state);
    for (const config::DeadlineConfig &each : session->stack()->config().airflow.deadlines)
        input.deadlines.push_back({ each.name, each.at, QTimeZone(each.zone), each.tasks, each.share });
    input.now = session->now();
    const dag::Forecast forecast = dag::forecastOf(input);
    QList<QStringList> rows{ rowOf(u"run"_s, {}, {}, forecast.finish, forecast.hasInterval) };
    for (const dag::DeadlineForecast &deadline : forecast.deadlines) {
        const QString chance = deadline.isMet ? u"met"_s : QString::number(deadline.chance, 'f', 2);
        rows << rowOf(deadline.deadline.name, deadline.due, forecast.hasInterval || deadline.isMet ? chance : QString(),
                      deadline.reached, forecast.hasInterval);
    }
    if (forecast.needsRestart)
        complain(tr("Something has failed: this holds if it is cleared with all below it right now."));
    if (!forecast.hasInterval)
        complain(tr("Learnt from %1 nights: too few for a range.").arg(forecast.pastNights));
    co_return printRows({ u"what"_s, u"due"_s, u"chance"_s, u"early"_s, u"median"_s, u"late"_s }, rows, { u"chance"_s },
                        session->options());
}

} // namespace ctl
