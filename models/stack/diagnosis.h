// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

/// Which layer is ill, and what to do: judged from what each side answered last. All pure.
namespace stack {

/// Everything the judgement is made from.
struct Symptoms
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

Layer mesosLayer(const Symptoms &symptoms);
Diagnosis diagnose(const Symptoms &symptoms);

/// Beyond this, signatures and tokens are refused for the clock alone (features C8).
inline constexpr core::Duration suspiciousOffset = std::chrono::seconds(60);
/// "own clock 0.4 s ahead", "own clock 17 min 20 s behind"
QString offsetText(core::Duration serverMinusOurs);

} // namespace stack
