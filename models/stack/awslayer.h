// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

namespace stack {

/// Everything the judgement of AWS is made from.
struct AwsSymptoms
{
    core::Freshness freshness;
    std::chrono::milliseconds latency{ 0 };
    core::Duration clockCorrected{ 0 }; ///< AWS's clock minus ours, where it had to be corrected to be let in
    QString region; ///< empty: none is named
    QString profile; ///< empty: keys are given, not looked for
    core::TimePoint keysEnd{}; ///< not known: they do not end, or there are none yet
    core::TimePoint now{};
};

/// Refused, too, where there are no keys to ask with: nothing is wrong with AWS then. Tells when the keys end. Pure.
Layer awsLayer(const AwsSymptoms &symptoms);

QList<Evidence> awsEvidence(const AwsSymptoms &symptoms); ///< a row of what was asked, one of the keys

/// Ill where it is down, refuses, or there are no keys to ask with. Pure.
Diagnosis diagnoseAws(const AwsSymptoms &symptoms);

} // namespace stack
