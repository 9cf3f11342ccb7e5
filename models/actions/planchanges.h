// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

namespace actions {

/// What differs between the plan somebody consented to and the one drawn now.
struct PlanChanges
{
    QStringList sentences; ///< one a change: "Tasks running: 214 → 212", "fx-model is gone"
    Plan marked; ///< the new plan with its changed rows marked

    bool isEmpty() const { return sentences.isEmpty(); }
    QString button() const; ///< "Review 2 changes"
};

/// Empty exactly when the fingerprints are equal.
PlanChanges changesBetween(const Plan &before, const Plan &now);

} // namespace actions
