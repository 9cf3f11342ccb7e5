// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/nightsource.h"

#include "models/core/whendone.h"
#include "models/night/auroranight.h"
#include "models/night/conversion.h"
#include "models/night/kept/nightarchive.h"
#include "models/night/parameterreader.h"
#include "models/night/tryreader.h"

#include <QThreadPool>
#include <QTimeZone>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

namespace {

std::vector<dag::Deadline> deadlinesOf(const QList<config::DeadlineConfig> &configs)
{
    std::vector<dag::Deadline> deadlines;
    for (const config::DeadlineConfig &each : configs)
        deadlines.push_back({ each.name, each.at, QTimeZone(each.zone), each.tasks, each.share });
    return deadlines;
}

/// Nothing will ever be shown: there is no Airflow, and the definition cannot be read.
core::Freshness unreadable(const QString &file, const QList<config::Mistake> &mistakes)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.endpoint = file;
    error.detail = config::mistakesText(mistakes, file);
    core::Freshness freshness;
    freshness.phase = core::Freshness::Phase::Failed;
    freshness.failures = 1;
    freshness.error = error;
    return freshness;
}

} // namespace

struct NightSource::Private
{
    Private(NightSource *source, config::AirflowConfig airflowConfig, airflow::Store *airflowStore,
            aurora::Store *auroraStore, const core::Clock &sourceClock, QString file);

    void readKept();
    void convertNext();
    void readParameters(Input *input, const airflow::Run &shown);
    void take(const Input &input, const Output &output);
    void tellFreshness();
    void tellMistakes();
    bool standsIn() const; ///< the definition does, for Airflow
    QString dagId() const { return definition.graph && !airflow ? definition.graph->dag : config.dag; }
    void keepWhenOver(const dag::NightPtr &night);

    NightSource *q;
    const config::AirflowConfig config;
    QPointer<airflow::Store> airflow;
    QPointer<aurora::Store> aurora;
    const core::Clock &clock;
    dag::NightBoard board;
    NightArchive archive;
    ParameterReader parameters;
    TryReader tries;
    Definition definition;
    QThreadPool one;
    QString wanted;
    bool converting = false;
    bool again = false;
    Input last;
    QHash<QString, QHash<QString, int>> machines; ///< the most each pool had, by run id; of runs under way
};

NightSource::Private::Private(NightSource *source, config::AirflowConfig airflowConfig, airflow::Store *airflowStore,
                              aurora::Store *auroraStore, const core::Clock &sourceClock, QString file)
    : q(source)
    , config(std::move(airflowConfig))
    , airflow(airflowStore)
    , aurora(auroraStore)
    , clock(sourceClock)
    , board(airflowStore ? u"Airflow"_s : u"Aurora"_s)
    , archive(std::move(file), sourceClock)
    , parameters(config, airflowStore)
    , tries(airflowStore, config.dag)
{
    one.setMaxThreadCount(1);
    if (!config.definition.isEmpty())
        definition = readDefinition(config.definition);
    board.setDeadlines(deadlinesOf(config.deadlines));
}

/// Before anything is asked of Airflow's past: what is kept need not be read again.
void NightSource::Private::readKept()
{
    core::whenDone(archive.read(dagId()), q, [this](const dag::HistoryPtr &kept) {
        last.history = kept;
        if (airflow) {
            QHash<QString, core::TimePoint> ends;
            for (const dag::PastNight &night : kept->nights)
                ends.insert(night.run.id, night.run.ended);
            airflow->setKeptRuns(ends);
        }
        board.setHistory(kept);
        convertNext();
    });
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
        const auto convert = [graph = definition.graph, input] {
            Output output;
            output.night = nightOfJobs(graph, *input.aurora, input.begin);
            output.history = input.history;
            output.past = input.past;
            return output;
        };
        core::whenDone(QtConcurrent::run(&one, convert), q,
                       [done, input](const Output &output) { done(input, output); });
        return;
    }
    if (const airflow::Run *const run = shownRun(*input.airflow, wanted)) {
        readParameters(&input, *run);
    }
    input.tries = tries.all();
    input.machines = machines;
    core::whenDone(QtConcurrent::run(&one, [input, rules = config.jobs] { return converted(input, rules); }), q,
                   [done, input](const Output &output) { done(input, output); });
}

/// Of the shown run and of those it is compared with.
void NightSource::Private::readParameters(Input *input, const airflow::Run &shown)
{
    QList<airflow::Run> runs = runsBefore(*input->airflow, shown);
    runs.prepend(shown);
    input->parameters.clear();
    for (const airflow::Run &run : std::as_const(runs)) {
        input->parameters.insert(run.id, parameters.parametersOf(run.id));
        const airflow::RunTasksPtr tasks = input->airflow->tasksOf(run.id);
        if (tasks || airflow::isOver(run.state))
            parameters.want(run.id, tasks.get());
    }
}

void NightSource::Private::take(const Input &input, const Output &output)
{
    const dag::HistoryPtr known = last.history; // read from the file meanwhile, perhaps
    last = input;
    last.history = output.history ? output.history : known;
    last.past = output.past;
    last.pastTries = output.history ? input.tries : QHash<QString, Tries>();
    if (!output.news.empty())
        archive.keep(dagId(), output.news);
    for (const TryReader::Wish &wish : output.wishes)
        tries.want(wish);
    if (!airflow && output.night)
        keepWhenOver(output.night);
    if (output.night) {
        if (input.airflow) {
            last.graph = output.night->graph;
            last.structure = input.airflow->structure;
        }
        board.setNight(output.night);
    }
    if (last.history)
        board.setHistory(last.history);
    QList<dag::RunChoice> runs = output.runs;
    if (runs.isEmpty() && output.night)
        runs.append({ output.night->run.dag, output.night->run });
    board.setRuns(std::move(runs));
    board.setFilling(airflow && (!last.history || again || airflow->isReadingPast() || tries.isReading()));
    tellFreshness();
}

/// Nobody but us remembers the nights of a definition's jobs.
void NightSource::Private::keepWhenOver(const dag::NightPtr &night)
{
    if (!last.history || (night->run.state != dag::RunState::Success && night->run.state != dag::RunState::Failed))
        return;
    dag::History over;
    over.dag = dagId();
    over.nights = { dag::pastOf(*night) };
    over.nights.front().run.ended = std::ranges::max(night->nodes, {}, &dag::NodeRun::ended).ended;
    const dag::HistoryPtr history = dag::mergedHistory(last.history.get(), over);
    if (*history == *last.history)
        return;
    archive.keep(dagId(), over.nights);
    last.history = history;
}

/// Of the part that is worst: the night is as true as its least true half.
void NightSource::Private::tellFreshness()
{
    if (!airflow && !definition.graph) {
        board.setFreshness(unreadable(config.definition, definition.mistakes));
        return;
    }
    if (standsIn() || !airflow) {
        if (aurora)
            board.setFreshness(aurora->freshness(aurora::Store::Part::ActiveTasks));
        return;
    }
    const core::Freshness &runs = airflow->freshness(airflow::Store::Part::Runs);
    const core::Freshness &tasks = airflow->freshness(airflow::Store::Part::Tasks);
    board.setFreshness(runs.failures >= tasks.failures ? runs : tasks);
}

/// Also where Airflow is there: the night it is away is no time to look for a mistake.
void NightSource::Private::tellMistakes()
{
    for (const config::Mistake &mistake : std::as_const(definition.mistakes))
        emit q->noticed(config::mistakeText(mistake, config.definition));
}

NightSource::NightSource(config::AirflowConfig config, airflow::Store *airflow, aurora::Store *aurora,
                         const core::Clock &clock, QString file, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), airflow, aurora, clock, std::move(file)))
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
    connect(&d->parameters, &ParameterReader::changed, this, convert);
    connect(&d->tries, &TryReader::changed, this, convert);
    connect(&d->archive, &NightArchive::noticed, this, &NightSource::noticed);
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
    d->readKept();
    d->tellFreshness();
    QMetaObject::invokeMethod(
        this, [this] { d->tellMistakes(); }, Qt::QueuedConnection); // to those who listen then
}

NightSource::~NightSource()
{
    d->one.waitForDone();
}

dag::NightBoard *NightSource::board() const
{
    return &d->board;
}

void NightSource::noteMachines(const QHash<QString, int> &machines)
{
    for (const dag::RunChoice &choice : d->board.runs()) {
        if (choice.run.state != dag::RunState::Running)
            continue;
        QHash<QString, int> &most = d->machines[choice.run.id];
        const QHash<QString, int> before = most;
        for (auto pool = machines.cbegin(); pool != machines.cend(); ++pool)
            most[pool.key()] = std::max(most.value(pool.key()), pool.value());
        if (most != before)
            d->archive.keepPools(d->dagId(), choice.run.id, most);
    }
}

} // namespace night
