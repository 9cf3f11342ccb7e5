// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/aws/state.h"

namespace verbs {

/// Machines a plan asks AWS for.
struct NewMachines
{
    QString type; ///< "r5.4xlarge"
    bool spot = false;
    int count = 0;
};

/// Beside what the account may run: a row for each kind of machines, which says so when the limit is not known, and a
/// warning where AWS will refuse some, or refuses them already. Pure.
void addAccountLimits(actions::Plan *plan, const aws::State &state, const QList<NewMachines> &asked);

} // namespace verbs
