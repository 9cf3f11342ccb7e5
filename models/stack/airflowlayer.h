// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/store.h"
#include "models/stack/stack.h"

namespace stack {

/// Everything the judgement of Airflow is made from.
struct AirflowSymptoms
{
    core::Freshness freshness; ///< of the runs
    airflow::Store::Health health;
    airflow::Snapshot picture; ///< may be null
    QUrl url; ///< as configured
    std::chrono::milliseconds interval{ 15000 };
    core::TimePoint now{};
};

/// Slow, too, where its scheduler gives no sign of life: runs then stand still though the server answers. Pure.
Layer airflowLayer(const AirflowSymptoms &symptoms);

/// A row of what was asked; of the scheduler another one, where it is ill.
QList<Evidence> airflowEvidence(const AirflowSymptoms &symptoms);

/// Ill where it is down, refuses, or answers while its scheduler gives no sign of life; well, but with a verdict, where
/// this machine's clock is off. Pure.
Diagnosis diagnoseAirflow(const AirflowSymptoms &symptoms);

} // namespace stack
