// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/watcher.h"

#include "models/core/whendone.h"
#include "models/dag/nightboard.h"
#include "models/pools/board.h"
#include "models/verbs/agents/cordonbook.h"
#include "models/watch/nightfindings.h"
#include "models/watch/poolfindings.h"

#include <QHash>
#include <QtConcurrent>

using namespace std::chrono_literals;

namespace watch {

namespace {

constexpr auto shortestInterval = 1s;
constexpr auto ageingInterval = 20s;

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
    dag::NightPtr night;
    bool canClear = false;
    pools::Snapshot pools;
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
QList<Finding> findingsOf(const Scenes &scenes)
{
    const verbs::Cordons cordons = withHolds(scenes.cordons, scenes.pools);
    QList<Finding> all = findings(*scenes.mesos, scenes.mesosAt, scenes.sightings, {}, cordons);
    if (scenes.aurora)
        all += jobFindings(*scenes.aurora, scenes.auroraAt, { scenes.pendingLimits });
    if (scenes.night)
        all += nightFindings(*scenes.night, scenes.canClear);
    if (scenes.pools)
        all += poolFindings(*scenes.pools);
    joinRowsOfOneJob(all);
    sortFindings(all);
    return all;
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
            gone->m_stack = nullptr;
            gone->deleteLater();
        });
    }
    return watcher;
}

Watcher::Watcher(const stack::Stack *stack)
    : m_stack(stack)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(shortestInterval);
    m_ageing.setInterval(ageingInterval);
    connect(&m_soon, &QTimer::timeout, this, &Watcher::compute);
    connect(&m_ageing, &QTimer::timeout, this, &Watcher::compute);
    connect(stack->mesos(), &mesos::Store::snapshotChanged, this, &Watcher::onSnapshot);
    if (stack->aurora())
        connect(stack->aurora(), &aurora::Store::snapshotChanged, this, &Watcher::lookSoon);
    if (stack->night())
        connect(stack->night(), &core::Store::snapshotChanged, this, &Watcher::lookSoon);
    connect(stack->poolBoard(), &core::Store::snapshotChanged, this, &Watcher::lookSoon);
    connect(stack->cordons(), &verbs::CordonBook::changed, this, &Watcher::lookSoon);
    m_ageing.start();
    onSnapshot();
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
    const mesos::Snapshot snapshot = m_stack ? m_stack->mesos()->snapshot() : nullptr;
    if (!snapshot)
        return;
    m_again = m_computing;
    if (m_computing)
        return;
    m_computing = true;
    Scenes scenes;
    scenes.mesos = snapshot;
    scenes.mesosAt = judgedAt(m_stack->mesos()->freshness());
    scenes.sightings = m_sightings;
    scenes.cordons = m_stack->cordons()->cordons();
    if (const aurora::Store *aurora = m_stack->aurora()) {
        scenes.aurora = aurora->snapshot();
        scenes.auroraAt = judgedAt(aurora->freshness());
        scenes.pendingLimits = m_stack->config().pendingLimits;
    }
    if (const dag::NightBoard *night = m_stack->night(); night && night->showsNewest()) { // a past one needs nobody
        scenes.night = night->night();
        scenes.canClear = m_stack->airflow() != nullptr;
    }
    scenes.pools = m_stack->poolBoard()->pools();
    core::whenDone(QtConcurrent::run([scenes] { return findingsOf(scenes); }), this,
                   [this](QList<Finding> found) { onComputed(std::move(found)); });
}

void Watcher::onComputed(QList<Finding> found)
{
    m_computing = false;
    const bool changed = !m_hasLooked || found != m_findings;
    m_findings = std::move(found);
    m_hasLooked = true;
    if (changed)
        emit findingsChanged();
    if (m_again)
        compute();
}

} // namespace watch
