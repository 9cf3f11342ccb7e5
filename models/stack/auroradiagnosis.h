// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "models/stack/stack.h"

/// Whether Aurora is ill, what that means for the cluster, and what to do. All pure.
namespace stack {

/// Everything the judgement is made from; of Mesos only what bears on Aurora.
struct AuroraSymptoms
{
    core::Freshness freshness; ///< of the job summaries
    aurora::Store::Health health;
    QList<QUrl> schedulers; ///< as configured
    QString cluster; ///< as configured; empty: any
    QString clusterSaid; ///< by the scheduler; empty: not yet
    QString user; ///< empty: nobody signed in
    std::optional<bool> registered; ///< with Mesos, by its own word; nullopt: not told
    core::TimePoint unregisteredSince{}; ///< first seen so
    int64_t pendingThen = 0; ///< PENDING tasks at that time
    int64_t pendingNow = 0;
    bool mesosAnswers = false;
    bool countedDisconnected = false; ///< by Mesos, of Aurora's framework
    std::chrono::milliseconds interval{ 5000 };
    std::chrono::milliseconds deadline{ 20000 };
    core::TimePoint now{};
};

Layer auroraLayer(const AuroraSymptoms &symptoms);
Diagnosis diagnoseAurora(const AuroraSymptoms &symptoms);
QList<Evidence> auroraEvidence(const AuroraSymptoms &symptoms); ///< a row for each scheduler, and its registration

/// What Mesos' picture says about Aurora: its framework, the one registered last; nullptr: none.
const mesos::Framework *auroraFramework(const mesos::State &state);

} // namespace stack
