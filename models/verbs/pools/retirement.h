// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/pools/retireplan.h"

/// The parts a plan of retiring machines is put together from. Pure.
namespace verbs {

/// Which machines go, of what.
struct Retirement
{
    const RetireReads &reads;
    RetireVerb::Way way;
    QString pool;
    bool replaces = false; ///< the group starts others in their place
    QList<Candidate> going;

    int count() const { return static_cast<int>(going.size()); }
    int running() const { return static_cast<int>(reads.choice.candidates.size() + reads.choice.keepers.size()); }
    int left() const; ///< that the group wants afterwards, or that are there
    QStringList goingIds() const;
};

/// Phases: what protects the keepers; the machines, a batch a phase; what is left as it shall be.
QList<actions::Step> retirementSteps(const Retirement &of, const actions::Request &request);

/// What it does to the pool, its question, who is waited for, and the machines that stay whoever asks.
void addRetirementEffects(actions::Plan *plan, const Retirement &of);

} // namespace verbs
