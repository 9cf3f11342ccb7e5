// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/auroradiagnosis.h"
#include "models/stack/systems/system.h"

namespace stack {

/// The schedulers, and whether the one that leads is registered with Mesos.
class AuroraSystem final : public SystemOver<aurora::Store>
{
public:
    /// `mesos` outlives it.
    AuroraSystem(const SystemSetup &setup, const mesos::Store &mesos);

    void signIn(const secrets::Logins &logins) override { store()->setCredentials(logins.aurora); }
    Layer layer() const override { return auroraLayer(symptoms()); }
    Diagnosis diagnosis() const override { return diagnoseAurora(symptoms()); }

private:
    AuroraSymptoms symptoms() const;
    void watchRegistration();

    const SystemSetup m_setup;
    const mesos::Store &m_mesos;
    core::TimePoint m_unregisteredSince{}; ///< not known: Aurora is registered, or has not told
    int64_t m_pendingThen = 0; ///< tasks, at that time
};

} // namespace stack
