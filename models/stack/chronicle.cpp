// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/chronicle.h"

#include "models/core/format.h"
#include "models/core/whendone.h"
#include "models/night/nightevents.h"
#include "models/night/nightsource.h"
#include "models/pools/board.h"
#include "models/stack/auroraevents.h"
#include "models/stack/capacity.h"
#include "models/stack/mesosevents.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace stack {

/// What one picture tells in sum, made off the GUI thread.
struct Chronicle::Digest
{
    QList<Pool> pools;
    history::CapacitySample cluster;
    QList<history::Event> events;
};

Chronicle::Digest Chronicle::digest(const mesos::Snapshot &older, const mesos::Snapshot &newer,
                                    const QByteArray &poolAttribute, core::TimePoint at)
{
    const std::string_view attribute(poolAttribute.constData(), static_cast<size_t>(poolAttribute.size()));
    Digest result{ poolsOf(*newer, attribute), clusterSample(*newer, at), {} };
    if (older)
        result.events = mesosEventsBetween(*older, *newer, attribute, at);
    return result;
}

Chronicle::Chronicle(const Sources &sources, const QString &poolAttribute, history::CapacityHistory *history,
                     const core::Clock &clock)
    : m_from(sources)
    , m_poolAttribute(poolAttribute.toUtf8())
    , m_history(history)
    , m_clock(clock)
{
    m_one.setMaxThreadCount(1);
    m_one.setThreadPriority(QThread::LowPriority);
    connect(m_from.mesos, &mesos::Store::snapshotChanged, this, &Chronicle::digestNext);
    connect(m_from.mesos, &mesos::Store::freshnessChanged, this, [this] {
        if (!m_digesting && m_digestedIsLive)
            sample();
    });
    if (m_from.aurora)
        connect(m_from.aurora, &aurora::Store::snapshotChanged, this, &Chronicle::digestAurora);
    if (m_from.night) {
        connect(m_from.night->board(), &core::Store::snapshotChanged, this, &Chronicle::watchNight);
        connect(m_from.night, &night::NightSource::noticed, this, &Chronicle::tellNotice);
    }
}

Chronicle::~Chronicle()
{
    m_one.waitForDone();
}

void Chronicle::tellNotice(const QString &notice)
{
    tell({ m_clock.now(), u"console"_s, u"warning"_s, notice, {} });
}

void Chronicle::tell(const history::Event &event)
{
    m_history->append(event);
    emit eventHappened(event);
}

void Chronicle::digestNext()
{
    const mesos::Snapshot next = m_from.mesos->snapshot();
    if (m_digesting || !next || next == m_digested)
        return;
    m_digesting = true;
    const core::Freshness &freshness = m_from.mesos->freshness();
    const bool live = freshness.phase != core::Freshness::Phase::Restored;
    const mesos::Snapshot older = m_digestedIsLive ? m_digested : mesos::Snapshot();
    m_digested = next;
    m_digestedIsLive = live;
    const core::TimePoint at = core::isKnown(freshness.fetchedAt) ? freshness.fetchedAt : m_clock.now();
    core::whenDone(QtConcurrent::run(&m_one, &Chronicle::digest, older, next, m_poolAttribute, at), this,
                   [this, live](const Digest &done) {
                       m_digesting = false;
                       take(done, live);
                       digestNext();
                   });
}

void Chronicle::take(const Digest &done, bool live)
{
    m_cluster = done.cluster;
    if (m_pools != done.pools) {
        m_pools = done.pools;
        emit poolsChanged();
    }
    for (const history::Event &event : done.events)
        tell(event);
    if (live)
        sample();
}

/// The picture that is shown is a sample for as long as it is confirmed: when nothing changes, no new one comes.
void Chronicle::sample()
{
    const core::Freshness &freshness = m_from.mesos->freshness();
    if (freshness.phase != core::Freshness::Phase::Fresh || !core::isKnown(m_cluster.at)
        || freshness.fetchedAt <= m_sampled)
        return;
    m_sampled = freshness.fetchedAt;
    m_cluster.at = m_sampled;
    m_history->append(m_cluster);
    const auto samples = poolSamples(m_pools, m_from.machines->pools(), m_sampled);
    for (auto sample = samples.begin(); sample != samples.end(); ++sample)
        m_history->appendPool(sample.key(), *sample);
    if (m_from.night) {
        QHash<QString, int> machines;
        for (const Pool &pool : std::as_const(m_pools))
            machines.insert(pool.name, pool.agents);
        m_from.night->noteMachines(machines);
    }
}

void Chronicle::digestAurora()
{
    const aurora::Snapshot next = m_from.aurora->snapshot();
    if (m_auroraDigesting || !next || next == m_auroraDigested)
        return;
    const aurora::Snapshot older = std::exchange(m_auroraDigested, next);
    if (!older)
        return;
    m_auroraDigesting = true;
    core::whenDone(
        QtConcurrent::run(&m_one, [older, next, at = m_clock.now()] { return auroraEventsBetween(*older, *next, at); }),
        this, [this](const QList<history::Event> &events) {
            m_auroraDigesting = false;
            for (const history::Event &event : events)
                tell(event);
            digestAurora();
        });
}

/// What happens to the newest run; looking at another one is no event.
void Chronicle::watchNight()
{
    const dag::NightBoard &shown = *m_from.night->board();
    if (!shown.night() || shown.runs().isEmpty() || shown.runs().first().run.id != shown.night()->run.id)
        return;
    const dag::NightPtr before = std::exchange(m_lastNight, shown.night());
    if (!before)
        return;
    for (const history::Event &event : night::eventsBetween(*before, *m_lastNight, shown.system(), m_clock.now()))
        tell(event);
}

void Chronicle::tellTroubles(const QList<Layer> &layers, const std::function<QString(const Layer &)> &verdict)
{
    using State = Layer::State;
    for (const Layer &layer : layers) {
        const bool wasInTrouble = m_troubleSince.contains(layer.name);
        const bool isRefused = layer.state == State::Refused;
        if ((isRefused || layer.state == State::Down) && !wasInTrouble) {
            m_troubleSince[layer.name] = layer.freshness.failingSince;
            tell({ m_clock.now(), layer.name, isRefused ? u"refused"_s : u"down"_s, verdict(layer), {} });
        } else if (wasInTrouble && (layer.state == State::Live || layer.state == State::Slow)) {
            const core::TimePoint since = m_troubleSince.take(layer.name);
            tell({ m_clock.now(),
                   layer.name,
                   u"live"_s,
                   Stack::tr("%1 answers again, after %2").arg(layer.name, core::formatSpan(m_clock.now() - since)),
                   {} });
        }
    }
}

} // namespace stack
