// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

/// Whether Mesos is ill, and what to do: judged from what each side answered last. All pure.
namespace stack {

/// Everything the judgement is made from.
struct MesosSymptoms
{
    core::Freshness freshness;
    mesos::Store::Health health;
    QList<QUrl> masters; ///< as configured
    QString user; ///< empty: nobody signed in
    bool rewritten = false; ///< names are replaced by addresses
    bool proxied = false;
    std::chrono::milliseconds interval{ 5000 };
    std::chrono::milliseconds deadline{ 30000 };
    core::TimePoint now{};
};

Layer mesosLayer(const MesosSymptoms &symptoms);
Diagnosis diagnoseMesos(const MesosSymptoms &symptoms);

} // namespace stack
