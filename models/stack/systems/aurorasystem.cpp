// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/systems/aurorasystem.h"

using namespace Qt::StringLiterals;

namespace stack {

namespace {

std::unique_ptr<aurora::Store> makeStore(const SystemSetup &setup)
{
    const config::StackConfig &config = setup.config;
    aurora::StoreOptions o;
    o.policy = config.policy;
    o.client.credentials = setup.logins.current().aurora;
    o.client.route = setup.route;
    o.client.deadline = config.deadline;
    o.client.maxBody = config.maxBody;
    o.cacheFile = setup.file(u"aurora.picture"_s);
    return std::make_unique<aurora::Store>(setup.http, std::make_shared<net::StaticDiscovery>(config.auroraSchedulers),
                                           o, setup.clock);
}

} // namespace

AuroraSystem::AuroraSystem(const SystemSetup &setup, const mesos::Store &mesos)
    : SystemOver(makeStore(setup))
    , m_setup(setup)
    , m_mesos(mesos)
{
    QObject::connect(store(), &aurora::Store::snapshotChanged, store(), [this] { watchRegistration(); });
}

void AuroraSystem::watchRegistration()
{
    const aurora::Snapshot picture = store()->snapshot();
    if (!picture || !core::isKnown(picture->scheduler.at))
        return;
    if (picture->scheduler.registered) {
        m_unregisteredSince = {};
    } else if (!core::isKnown(m_unregisteredSince)) {
        m_unregisteredSince = picture->scheduler.at;
        m_pendingThen = picture->scheduler.pendingTasks;
    }
}

AuroraSymptoms AuroraSystem::symptoms() const
{
    AuroraSymptoms s;
    s.freshness = store()->freshness();
    s.health = store()->health();
    s.schedulers = m_setup.config.auroraSchedulers;
    s.cluster = m_setup.config.auroraCluster;
    s.user = m_setup.logins.current().aurora.user;
    if (const aurora::Snapshot picture = store()->snapshot()) {
        const aurora::Scheduler &scheduler = picture->scheduler;
        s.clusterSaid = picture->string(scheduler.cluster);
        if (core::isKnown(scheduler.at))
            s.registered = scheduler.registered;
        s.pendingNow = scheduler.pendingTasks;
    }
    s.unregisteredSince = m_unregisteredSince;
    s.pendingThen = m_pendingThen;
    s.mesosAnswers = m_mesos.freshness().phase == core::Freshness::Phase::Fresh;
    if (const mesos::Snapshot picture = m_mesos.snapshot()) {
        const mesos::Framework *const framework = auroraFramework(*picture);
        s.countedDisconnected = framework == nullptr || framework->phase == mesos::FrameworkPhase::Disconnected
            || framework->phase == mesos::FrameworkPhase::Recovering;
    }
    s.interval = m_setup.config.policy.interval;
    s.deadline = m_setup.config.deadline;
    s.now = m_setup.clock.now();
    return s;
}

} // namespace stack
