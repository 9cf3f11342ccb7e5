// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/systems/airflowsystem.h"

namespace stack {

namespace {

constexpr int timesRarer = 3; ///< than Mesos: the slowest to answer and the easiest to slow down

std::chrono::milliseconds intervalOf(const config::StackConfig &config)
{
    return config.policy.interval * timesRarer;
}

std::unique_ptr<airflow::Store> makeStore(const SystemSetup &setup)
{
    using Version = config::AirflowConfig::Version;
    const config::AirflowConfig &config = setup.config.airflow;
    airflow::StoreOptions o;
    o.url = config.url;
    o.dagId = config.dag;
    o.pastIsKept = true;
    o.policy.jitter = setup.config.policy.jitter;
    o.policy.interval = intervalOf(setup.config);
    o.policy.hiddenInterval = std::max(o.policy.hiddenInterval, o.policy.interval);
    o.pastEvery = std::min(o.pastEvery, setup.config.policy.interval); // a server that bears one bears the other
    o.policy.ceiling = std::max(o.policy.ceiling, o.policy.interval);
    o.client.credentials = setup.logins.current().airflow;
    if (config.version != Version::Auto)
        o.client.api = config.version == Version::Two ? airflow::Api::V1 : airflow::Api::V2;
    o.client.route = setup.route;
    o.client.deadline = setup.config.deadline;
    return std::make_unique<airflow::Store>(setup.http, o, setup.clock);
}

} // namespace

AirflowSystem::AirflowSystem(const SystemSetup &setup)
    : SystemOver(makeStore(setup))
    , m_setup(setup)
{
}

Diagnosis AirflowSystem::diagnosis() const
{
    return diagnoseAirflow(symptoms());
}

AirflowSymptoms AirflowSystem::symptoms() const
{
    return { store()->freshness(),       store()->health(),          store()->snapshot(),
             m_setup.config.airflow.url, intervalOf(m_setup.config), m_setup.clock.now() };
}

} // namespace stack
