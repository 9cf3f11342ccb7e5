// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagforecast.h"

#include "app/ctl/dagorder.h"
#include "app/ctl/dagrows.h"
#include "models/night/airflownight.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

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

} // namespace

QCoro::Task<int> showGraph(Session *session)
{
    const core::Result<ReadNight> read
        = co_await readNight(session, session->options().arguments.value(1, u"latest"_s));
    if (!read)
        co_return complain(read.error(), u"Airflow"_s);
    co_return printGraph(*read->night, session->options());
}

QCoro::Task<int> showForecast(Session *session)
{
    core::Result<ReadNight> read = co_await readNight(session, session->options().arguments.value(1, u"latest"_s));
    if (!read)
        co_return complain(read.error(), u"Airflow"_s);
    const core::Result<void> past = co_await readPast(session, &*read);
    if (!past)
        co_return complain(past.error(), u"Airflow"_s);
    co_return printForecast(session, read->night, historyOf(read->state));
}

QCoro::Task<dag::ForecastPtr> latestForecast(Session *session)
{
    core::Result<ReadNight> read = co_await readNight(session, u"latest"_s);
    if (!read) {
        complain(read.error(), u"Airflow"_s);
        co_return dag::ForecastPtr();
    }
    const core::Result<void> past = co_await readPast(session, &*read);
    if (!past) {
        complain(past.error(), u"Airflow"_s);
        co_return dag::ForecastPtr();
    }
    co_return std::make_shared<const dag::Forecast>(forecastOf(*session, read->night, historyOf(read->state)));
}

} // namespace ctl
