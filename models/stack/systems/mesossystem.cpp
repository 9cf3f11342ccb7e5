// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/systems/mesossystem.h"

#include "models/stack/mesosdiagnosis.h"

using namespace Qt::StringLiterals;

namespace stack {

namespace {

std::unique_ptr<mesos::Store> makeStore(const SystemSetup &setup)
{
    const config::StackConfig &config = setup.config;
    mesos::StoreOptions o;
    o.mode = config.mesosMode;
    o.policy = config.policy;
    o.credentials = setup.logins.current().mesos;
    o.route = setup.route;
    o.maxBody = config.maxBody;
    o.deadline = config.deadline;
    o.cacheFile = setup.file(u"mesos.picture"_s);
    return std::make_unique<mesos::Store>(setup.http, std::make_shared<net::StaticDiscovery>(config.mesosMasters), o,
                                          setup.clock);
}

mesos::AgentUsage::Options usageOptions(const SystemSetup &setup)
{
    mesos::AgentUsage::Options o;
    o.credentials = setup.logins.current().mesos;
    o.route = setup.route;
    o.scheme = agentScheme(setup.config);
    o.deadline = std::min(o.deadline, setup.config.deadline);
    return o;
}

MesosSymptoms symptomsOf(const SystemSetup &setup, const mesos::Store &store)
{
    const config::StackConfig &config = setup.config;
    return { store.freshness(),
             store.health(),
             config.mesosMasters,
             setup.logins.current().mesos.user,
             !config.route.rewrite.isEmpty(),
             !config.route.proxy.isEmpty(),
             config.policy.interval,
             config.deadline,
             setup.clock.now() };
}

} // namespace

QString agentScheme(const config::StackConfig &config)
{
    return config.mesosMasters.isEmpty() ? u"http"_s : config.mesosMasters.first().scheme();
}

MesosSystem::MesosSystem(const SystemSetup &setup)
    : SystemOver(makeStore(setup))
    , m_setup(setup)
    , m_usage(setup.http, usageOptions(setup), setup.clock)
    , m_gone(store(), setup.clock, setup.file(u"gone.picture"_s))
    , m_operator(setup.http, std::make_shared<net::StaticDiscovery>(setup.config.mesosMasters),
                 setup.logins.current().mesos, setup.route)
{
}

void MesosSystem::refresh()
{
    store()->refresh();
    m_usage.refresh();
}

void MesosSystem::setHidden(bool hidden)
{
    store()->setHidden(hidden);
    m_usage.setHidden(hidden);
}

void MesosSystem::signIn(const secrets::Logins &logins)
{
    store()->setCredentials(logins.mesos);
    m_usage.setCredentials(logins.mesos);
    m_operator.setCredentials(logins.mesos);
}

Layer MesosSystem::layer() const
{
    return mesosLayer(symptomsOf(m_setup, *store()));
}

Diagnosis MesosSystem::diagnosis() const
{
    return diagnoseMesos(symptomsOf(m_setup, *store()));
}

} // namespace stack
