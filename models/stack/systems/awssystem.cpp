// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/systems/awssystem.h"

namespace stack {

AwsSystem::AwsSystem(AwsAccess access, const core::Clock &clock)
    : SystemOver(std::move(access.store))
    , m_chain(access.chain)
    , m_clock(clock)
{
}

Diagnosis AwsSystem::diagnosis() const
{
    return diagnoseAws(symptoms());
}

AwsSymptoms AwsSystem::symptoms() const
{
    const aws::Client *client = store()->client();
    return { store()->freshness(),
             client->latency(),
             client->clockOffset(),
             client->options().region,
             m_chain ? m_chain->profile() : QString(),
             m_chain ? m_chain->expires() : core::TimePoint(),
             m_clock.now() };
}

} // namespace stack
