// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/watcher.h"

#include "models/actions/actioncenter.h"
#include "models/actions/owner.h"
#include "models/core/whendone.h"
#include "models/dag/forecast/boardinput.h"
#include "models/pools/board.h"
#include "models/stack/explaincontext.h"
#include "models/verbs/agents/cordonbook.h"
#include "models/watch/actionfindings.h"
#include "models/watch/firstwayout.h"
#include "models/watch/layerfindings.h"
#include "models/watch/poolfindings.h"

#include <QHash>
#include <QtConcurrent>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace watch {

namespace {

constexpr auto shortestInterval = 1s;
constexpr auto ageingInterval = 20s;
constexpr auto forecastInterval = 1min;

/// The pictures of all layers at one moment. Those that are null were not seen yet, or their layer is not there.
struct Scenes
{
    mesos::Snapshot mesos;
    core::TimePoint mesosAt{}; ///< what is old in it is judged by this time
    Sightings sightings;
    verbs::Cordons cordons; ///< those the journal tells of
    aurora::Snapshot aurora;
    core::TimePoint auroraAt{};
    aurora::PendingLimits pendingLimits;
    std::optional<WaitingScene> waiting; ///< none: no job waits, or nobody knows for what
    dag::NightPtr night;
    NightFacts nightFacts;
    std::optional<dag::ForecastInput> toForecast; ///< none: the forecast is young
    QList<actions::Record> records;
    pools::Snapshot pools;
    QList<Finding> layers; ///< rows of those that are ill
};

/// A held machine's agent is cordoned for as long as it is held: its hold has a row of its own.
verbs::Cordons withHolds(verbs::Cordons cordons, const pools::Snapshot &pools)
{
    if (!pools)
        return cordons;
    for (const pools::Machine &machine : pools->machines) {
        if (machine.isHeld() && !machine.agentId.isEmpty())
            cordons.insert(QString::fromUtf8(machine.agentId),
                           { machine.heldBy, {}, machine.heldSince, core::TimePoint::max() });
    }
    return cordons;
}

/// One line a layer.
Found foundIn(Scenes scenes)
{
    if (scenes.toForecast)
        scenes.nightFacts.forecast = std::make_shared<const dag::Forecast>(dag::forecastOf(*scenes.toForecast));

    const verbs::Cordons cordons = withHolds(scenes.cordons, scenes.pools);
    QList<Finding> all = scenes.layers;
    if (scenes.mesos)
        all += findings(*scenes.mesos, scenes.mesosAt, scenes.sightings, {}, cordons);
    if (scenes.aurora) {
        QList<Finding> jobs = jobFindings(*scenes.aurora, scenes.auroraAt, { scenes.pendingLimits });
        if (scenes.waiting)
            addWaysOut(jobs, *scenes.waiting);
        all += jobs;
    }
    if (scenes.night)
        all += nightFindings(*scenes.night, scenes.nightFacts);
    if (scenes.pools)
        all += poolFindings(*scenes.pools);
    all += actionFindings(scenes.records);
    joinRowsOfOneJob(all);
    sortFindings(all);
    return { all, scenes.nightFacts.forecast };
}

} // namespace

Watcher *Watcher::of(const stack::Stack *stack)
{
    static QHash<const stack::Stack *, Watcher *> watchers;
    Watcher *&watcher = watchers[stack];
    if (!watcher) {
        watcher = new Watcher(stack);
        connect(stack, &QObject::destroyed, watcher, [stack, gone = watcher] {
            watchers.remove(stack);
            delete gone; // not later: what is quiet shall be on disk when the last stack ends with the program
        });
    }
    return watcher;
}

Watcher::Watcher(const stack::Stack *stack)
    : m_stack(stack)
    , m_book(stack->fileFor(QuietBook::fileName()), stack->clock())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(shortestInterval);
    m_ageing.setInterval(ageingInterval);
    connect(&m_soon, &QTimer::timeout, this, &Watcher::compute);
    connect(&m_ageing, &QTimer::timeout, this, &Watcher::compute);
    connect(stack->mesos(), &mesos::Store::snapshotChanged, this, &Watcher::onSnapshot);
    if (stack->aurora())
        connect(stack->aurora(), &aurora::Store::snapshotChanged, this, &Watcher::lookSoon);
    if (stack->night()) {
        connect(stack->night(), &core::Store::snapshotChanged, this, &Watcher::lookSoon);
        connect(stack->night(), &core::Store::freshnessChanged, this, &Watcher::onNightFreshness);
        connect(stack->night(), &dag::NightBoard::historyChanged, this, &Watcher::lookSoon);
        connect(stack->night(), &dag::NightBoard::fillingChanged, this, &Watcher::lookSoon);
    }
    if (stack->airflow())
        connect(stack->airflow(), &core::Store::snapshotChanged, this, &Watcher::readPause);
    connect(stack->actions(), &actions::ActionCenter::recordsChanged, this, &Watcher::onRecords);
    connect(stack->actions(), &actions::ActionCenter::loaded, this, &Watcher::onRecords);
    connect(stack->poolBoard(), &core::Store::snapshotChanged, this, &Watcher::lookSoon);
    connect(stack, &stack::Stack::layersChanged, this, &Watcher::onLayers);
    connect(stack->cordons(), &verbs::CordonBook::changed, this, &Watcher::lookSoon);
    connect(&m_book, &QuietBook::changed, this, &Watcher::tell);
    connect(&m_book, &QuietBook::loaded, this, &Watcher::quietKnown);
    connect(&m_book, &QuietBook::noticed, this, &Watcher::noticed);
    m_ageing.start();
    readPause();
    onSnapshot();
    onLayers();
}

void Watcher::onSnapshot()
{
    const mesos::Snapshot snapshot = m_stack->mesos()->snapshot();
    if (!snapshot)
        return;
    const core::TimePoint fetched = m_stack->mesos()->freshness().fetchedAt;
    m_sightings.observe(*snapshot, core::isKnown(fetched) ? fetched : m_stack->clock().now());
    if (!m_hasLooked)
        compute(); // the first picture is waited for
    else if (!m_soon.isActive())
        m_soon.start();
}

/// A layer that is ill is told even before there is any picture.
void Watcher::onLayers()
{
    if (layerFindings(m_stack->troubles()) == m_layers)
        return; // a layer's health is told with each look
    if (m_hasLooked)
        lookSoon();
    else
        compute();
}

void Watcher::onNightFreshness()
{
    if (std::exchange(m_isNightOld, m_stack->night()->freshness().isOld()) != m_isNightOld)
        lookSoon();
}

void Watcher::onRecords()
{
    if (m_isPaused)
        readPause(); // it may have been taken back, or be watched by nobody any more
    lookSoon();
}

/// The other layers' pictures come in turns: they are looked at together, soon.
void Watcher::lookSoon()
{
    if (m_hasLooked && !m_soon.isActive())
        m_soon.start();
}

/// What is old is judged by the time it was true: a dead master must not make every cordon look forgotten.
core::TimePoint Watcher::judgedAt(const core::Freshness &freshness) const
{
    return freshness.isOld() ? freshness.fetchedAt : m_stack->clock().now();
}

void Watcher::compute()
{
    const mesos::Snapshot snapshot = m_stack->mesos()->snapshot();
    m_layers = layerFindings(m_stack->troubles());
    if (!snapshot && m_layers.isEmpty() && !m_hasLooked)
        return;
    m_again = m_computing;
    if (m_computing)
        return;
    m_computing = true;
    Scenes scenes;
    scenes.layers = m_layers;
    scenes.mesos = snapshot;
    scenes.mesosAt = judgedAt(m_stack->mesos()->freshness());
    scenes.sightings = m_sightings;
    scenes.cordons = m_stack->cordons()->cordons();
    if (const aurora::Store *aurora = m_stack->aurora()) {
        scenes.aurora = aurora->snapshot();
        scenes.auroraAt = judgedAt(aurora->freshness());
        scenes.pendingLimits = m_stack->config().pendingLimits;
        const bool waits = scenes.aurora && std::ranges::any_of(scenes.aurora->jobs, [](const aurora::JobRow &job) {
                               return job.stats.pending > 0;
                           });
        if (waits && snapshot) {
            scenes.waiting = { scenes.aurora, snapshot, stack::explainContext(*m_stack), m_stack->poolBoard()->pools(),
                               m_stack->aws() ? m_stack->config().aws : std::nullopt };
        }
    }
    if (const dag::NightBoard *night = m_stack->night(); night && night->showsNewest()) { // a past one needs nobody
        scenes.night = night->night();
        scenes.nightFacts = factsOf(*night);
        if (isForecastDue(*night, scenes.nightFacts.now)) {
            m_forecastOf = night->night();
            m_learntFrom = night->history();
            m_forecastAt = scenes.nightFacts.now;
            scenes.toForecast = dag::inputOf(*night, m_forecastAt);
        }
    }
    if (m_stack->actions()->isLoaded())
        scenes.records = m_stack->actions()->records();
    scenes.pools = m_stack->poolBoard()->pools();
    core::whenDone(QtConcurrent::run([scenes] { return foundIn(scenes); }), this,
                   [this, isOfAll = hasEachAnswered()](const Found &found) { onComputed(found, isOfAll); });
}

NightFacts Watcher::factsOf(const dag::NightBoard &night) const
{
    NightFacts facts;
    facts.canClear = m_stack->airflow() != nullptr;
    facts.now = judgedAt(night.freshness());
    if (night.freshness().isOld())
        facts.oldSince = night.freshness().fetchedAt;
    if (m_forecastOf == night.night())
        facts.forecast = m_forecast;
    facts.isPaused = m_isPaused;
    facts.pause = m_pause;
    return facts;
}

/// It costs some milliseconds: once for a night as it stands, and again as time goes on. Of a past that is still being
/// read another one would be told with each of its nights: then none is.
bool Watcher::isForecastDue(const dag::NightBoard &night, core::TimePoint now) const
{
    const bool isOfThis = m_forecastOf == night.night() && m_learntFrom == night.history();
    return night.history() && !night.isFilling()
        && (!isOfThis || std::chrono::abs(now - m_forecastAt) >= forecastInterval);
}

/// Who paused the DAG is asked of the journal, by its name: it may be long ago.
void Watcher::readPause()
{
    const airflow::Snapshot snapshot = m_stack->airflow() ? m_stack->airflow()->snapshot() : nullptr;
    const bool wasPaused = std::exchange(m_isPaused, snapshot && snapshot->dag.paused);
    if (!m_isPaused) {
        m_pause.reset();
        if (wasPaused)
            lookSoon();
        return;
    }
    if (!wasPaused)
        lookSoon();
    QCoro::connect(m_stack->actions()->touches({ verbs::pausedObject(snapshot->dag.id) }), this,
                   [this](const core::Result<QList<actions::Touch>> &touches) {
                       const auto note = verbs::pauseNoteOf(touches.value_or(QList<actions::Touch>()));
                       if (std::exchange(m_pause, note) != note)
                           lookSoon();
                   });
}

/// With a picture, or with a failure: who waits for the latter would wait all night.
bool Watcher::hasEachAnswered() const
{
    const auto hasAnswered = [](const core::Store *store) {
        return !store || store->freshness().hasPicture() || store->freshness().failures > 0;
    };
    return hasAnswered(m_stack->mesos()) && hasAnswered(m_stack->aurora()) && hasAnswered(m_stack->night())
        && hasAnswered(m_stack->aws()) && m_stack->poolBoard()->pools() && m_stack->poolBoard()->isSettled();
}

void Watcher::onComputed(const Found &found, bool isOfAll)
{
    m_computing = false;
    m_forecast = found.forecast;
    m_found = found.findings;
    const bool isFirst = !std::exchange(m_hasLooked, true);
    if (isFirst) {
        m_findings = m_found;
        emit findingsChanged();
        m_book.load(); // not before: a start has better to do than to open one more file
    }
    tell();
    if (isOfAll && !std::exchange(m_hasSeenAll, true))
        emit allSeen();
    if (m_again)
        compute();
}

void Watcher::tell()
{
    if (!m_hasLooked)
        return;
    QList<Finding> marked = m_found;
    for (Finding &finding : marked)
        finding.quiet = m_book.of(finding.key, finding.severity, m_stack->clock().now());
    sortFindings(marked);
    if (marked == m_findings)
        return;
    m_findings = std::move(marked);
    emit findingsChanged();
}

void Watcher::quiet(const QString &key, core::Duration span)
{
    const auto finding = std::ranges::find(m_findings, key, &Finding::key);
    if (finding == m_findings.end())
        return;
    const core::TimePoint now = m_stack->clock().now();
    m_book.set(key, finding->severity, { now, now + span, actions::thisUser() });
}

void Watcher::endQuiet(const QString &key)
{
    m_book.end(key);
}

} // namespace watch
