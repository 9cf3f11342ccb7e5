// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/nightsource.h"

#include "models/night/airflownight.h"
#include "models/night/auroranight.h"

#include <QSet>
#include <QThreadPool>
#include <QTimeZone>
#include <QtConcurrentRun>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

namespace {

/// What one conversion starts from, and what it makes.
struct Input
{
    airflow::Snapshot airflow;
    aurora::Snapshot aurora;
    QString run; ///< wanted; empty: the newest
    QList<dag::Parameter> parameters;
    dag::GraphPtr graph; ///< made before, of the same structure
    std::shared_ptr<const airflow::DagStructure> structure; ///< `graph` was made of
    dag::HistoryPtr history; ///< made before, of the same past
    QList<airflow::RunTasksPtr> past; ///< `history` was made of
    core::TimePoint begin{}; ///< of a definition's night
};

struct Output
{
    dag::NightPtr night;
    dag::HistoryPtr history;
    QList<dag::RunChoice> runs;
    QList<airflow::RunTasksPtr> past;
};

QList<airflow::RunTasksPtr> pastOf(const airflow::State &state)
{
    QList<airflow::RunTasksPtr> past;
    for (const airflow::Run &run : state.runs) {
        if (const airflow::RunTasksPtr tasks = state.tasksOf(run.id); tasks && airflow::isOver(run.state))
            past.append(tasks);
    }
    return past;
}

const airflow::Run *shownRun(const airflow::State &state, const QString &wanted)
{
    if (const airflow::Run *const run = state.run(wanted))
        return run;
    return state.runs.isEmpty() ? nullptr : &state.runs.first();
}

Output converted(const Input &input, const QList<config::JobRule> &rules)
{
    Output output;
    const airflow::State &state = *input.airflow;
    for (const airflow::Run &run : state.runs)
        output.runs.append({ state.dag.id, runOf(run) });
    output.past = pastOf(state);
    output.history = input.history && output.past == input.past ? input.history : historyOf(state);
    const airflow::Run *const run = shownRun(state, input.run);
    const airflow::RunTasksPtr tasks = run ? state.tasksOf(run->id) : nullptr;
    if (!tasks || !state.structure)
        return output;
    const dag::GraphPtr graph = input.graph && input.structure == state.structure
        ? input.graph
        : graphOf(state.dag.id, *state.structure, rules);
    output.night = nightOf(graph, runOf(*run, input.parameters), *tasks, *state.structure, input.aurora.get());
    return output;
}

std::vector<dag::Deadline> deadlinesOf(const QList<config::DeadlineConfig> &configs)
{
    std::vector<dag::Deadline> deadlines;
    for (const config::DeadlineConfig &each : configs)
        deadlines.push_back({ each.name, each.at, QTimeZone(each.zone), each.tasks, each.share });
    return deadlines;
}

} // namespace

struct NightSource::Private
{
    Private(NightSource *source, config::AirflowConfig airflowConfig, airflow::Store *airflowStore,
            aurora::Store *auroraStore, const core::Clock &sourceClock);

    void convertNext();
    void take(const Input &input, const Output &output);
    void tellFreshness();
    bool standsIn() const; ///< the definition does, for Airflow
    void readParameters(const airflow::Run &run, const airflow::RunTasks &tasks);
    QCoro::Task<void> readParameter(QString runId, config::ParameterRule rule);
    QList<dag::Parameter> parametersOf(const QString &runId) const;

    NightSource *q;
    const config::AirflowConfig config;
    QPointer<airflow::Store> airflow;
    QPointer<aurora::Store> aurora;
    const core::Clock &clock;
    dag::NightBoard board;
    Definition definition;
    QThreadPool one;
    QString wanted;
    bool converting = false;
    bool again = false;
    Input last;
    QHash<QString, QHash<QString, dag::Parameter>> parameters; ///< run id → name
    QSet<QString> asked; ///< run id + name: under way, or there
};

NightSource::Private::Private(NightSource *source, config::AirflowConfig airflowConfig, airflow::Store *airflowStore,
                              aurora::Store *auroraStore, const core::Clock &sourceClock)
    : q(source)
    , config(std::move(airflowConfig))
    , airflow(airflowStore)
    , aurora(auroraStore)
    , clock(sourceClock)
    , board(airflowStore ? u"Airflow"_s : u"Aurora"_s)
{
    one.setMaxThreadCount(1);
    if (!config.definition.isEmpty())
        definition = readDefinition(config.definition);
    board.setDeadlines(deadlinesOf(config.deadlines));
}

bool NightSource::Private::standsIn() const
{
    if (!definition.graph || !aurora)
        return false;
    if (!airflow)
        return true;
    const core::Freshness &freshness = airflow->freshness();
    return freshness.failures >= 2 || !airflow->snapshot();
}

void NightSource::Private::convertNext()
{
    if (converting) {
        again = true;
        return;
    }
    Input input = last;
    input.aurora = aurora ? aurora->snapshot() : nullptr;
    input.run = wanted;
    const bool byDefinition = standsIn();
    input.airflow = airflow && !byDefinition ? airflow->snapshot() : nullptr;
    if (byDefinition ? !input.aurora : !input.airflow)
        return;
    converting = true;
    const auto done = [this](const Input &from, const Output &output) {
        converting = false;
        take(from, output);
        if (std::exchange(again, false))
            convertNext();
    };
    if (byDefinition) {
        input.begin = beginOf(definition, clock.now());
        QtConcurrent::run(&one, [graph = definition.graph, input] {
            return Output{ nightOfJobs(graph, *input.aurora, input.begin), input.history, {}, input.past };
        }).then(q, [done, input](const Output &output) { done(input, output); });
        return;
    }
    if (const airflow::Run *const run = shownRun(*input.airflow, wanted)) {
        input.parameters = parametersOf(run->id);
        if (const airflow::RunTasksPtr tasks = input.airflow->tasksOf(run->id))
            readParameters(*run, *tasks);
    }
    QtConcurrent::run(&one, [input, rules = config.jobs] {
        return converted(input, rules);
    }).then(q, [done, input](const Output &output) { done(input, output); });
}

void NightSource::Private::take(const Input &input, const Output &output)
{
    last = input;
    last.history = output.history;
    last.past = output.past;
    if (output.night) {
        if (input.airflow) {
            last.graph = output.night->graph;
            last.structure = input.airflow->structure;
        }
        board.setNight(output.night);
    }
    board.setHistory(output.history);
    QList<dag::RunChoice> runs = output.runs;
    if (runs.isEmpty() && output.night)
        runs.append({ output.night->run.dag, output.night->run });
    board.setRuns(std::move(runs));
    tellFreshness();
}

/// Of the part that is worst: the night is as true as its least true half.
void NightSource::Private::tellFreshness()
{
    if (standsIn() || !airflow) {
        if (aurora)
            board.setFreshness(aurora->freshness(aurora::Store::Part::ActiveTasks));
        return;
    }
    const core::Freshness &runs = airflow->freshness(airflow::Store::Part::Runs);
    const core::Freshness &tasks = airflow->freshness(airflow::Store::Part::Tasks);
    board.setFreshness(runs.failures >= tasks.failures ? runs : tasks);
}

// ---- parameters

QList<dag::Parameter> NightSource::Private::parametersOf(const QString &runId) const
{
    QList<dag::Parameter> list;
    const auto known = parameters.constFind(runId);
    for (const config::ParameterRule &rule : config.parameters) {
        if (known != parameters.cend() && known->contains(rule.name))
            list.append(known->value(rule.name));
    }
    return list;
}

void NightSource::Private::readParameters(const airflow::Run &run, const airflow::RunTasks &tasks)
{
    using Source = config::ParameterRule::Source;
    for (const config::ParameterRule &rule : config.parameters) {
        const QString key = run.id + u'\n' + rule.name;
        if (rule.source == Source::Conf || asked.contains(key))
            continue; // the conf is shown whole
        const auto task = std::ranges::find(tasks.instances, rule.task, &airflow::TaskInstance::taskId);
        if (task == tasks.instances.end() || task->tryNumber == 0
            || (rule.source == Source::Xcom && task->state != airflow::TaskState::Success))
            continue;
        asked.insert(key);
        readParameter(run.id, rule);
    }
}

QCoro::Task<void> NightSource::Private::readParameter(QString runId, config::ParameterRule rule)
{
    const QPointer<NightSource> self(q);
    const airflow::calls::TaskKey key{ config.dag, runId, rule.task, -1 };
    std::optional<QString> value;
    bool failed = false;
    if (rule.source == config::ParameterRule::Source::Xcom) {
        const core::Result<airflow::Xcom> xcom = co_await airflow->client()->xcom(key, rule.key);
        failed = !xcom && xcom.error().kind != core::Error::Kind::NotFound;
        if (xcom)
            value = xcom->value;
    } else {
        const core::Result<airflow::TaskInstanceDetails> details = co_await airflow->client()->taskInstance(key);
        failed = !details;
        if (details) {
            const auto field = std::ranges::find(details->renderedFields, rule.key, &airflow::RenderedField::name);
            if (field != details->renderedFields.end())
                value = field->value;
        }
    }
    if (!self)
        co_return;
    if (failed)
        asked.remove(runId + u'\n' + rule.name); // asked again with the next picture
    if (!value)
        co_return;
    const auto source = rule.source == config::ParameterRule::Source::Xcom ? dag::ParameterSource::XCom
                                                                           : dag::ParameterSource::RenderedFields;
    parameters[runId].insert(rule.name, { rule.name, *value, source, false });
    convertNext();
}

// ---- the source

NightSource::NightSource(config::AirflowConfig config, airflow::Store *airflow, aurora::Store *aurora,
                         const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), airflow, aurora, clock))
{
    const auto convert = [this] { d->convertNext(); };
    const auto freshness = [this] {
        d->tellFreshness();
        if (d->airflow && d->definition.graph)
            d->convertNext(); // the file may have to stand in, or no longer
    };
    if (airflow) {
        connect(airflow, &core::Store::snapshotChanged, this, convert);
        connect(airflow, &core::Store::freshnessChanged, this, freshness);
    }
    if (aurora) {
        connect(aurora, &core::Store::snapshotChanged, this, convert);
        if (!airflow)
            connect(aurora, &core::Store::freshnessChanged, this, freshness);
    }
    connect(&d->board, &dag::NightBoard::runWanted, this, [this](const QString &, const QString &run) {
        d->wanted = run;
        if (d->airflow)
            d->airflow->setWanted(run);
        d->convertNext();
    });
    connect(&d->board, &dag::NightBoard::refreshWanted, this, [this] {
        if (d->airflow)
            d->airflow->refresh();
        if (d->aurora)
            d->aurora->refresh();
    });
}

NightSource::~NightSource()
{
    d->one.waitForDone();
}

dag::NightBoard *NightSource::board() const
{
    return &d->board;
}

const QList<config::Mistake> &NightSource::definitionMistakes() const
{
    return d->definition.mistakes;
}

} // namespace night
