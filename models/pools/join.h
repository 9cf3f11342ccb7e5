// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/aws/state.h"
#include "models/pools/pool.h"
#include "models/pools/unneeded.h"

#include <QMap>

namespace pools {

/// Dollars an hour by instance type, of on-demand machines: AWS tells the prices of spot machines alone.
using Prices = QMap<QString, double>;

struct Sources
{
    aws::Snapshot aws; ///< null: not read yet; then all pools are Outside
    mesos::Snapshot mesos; ///< null: not read yet
    aurora::Snapshot aurora; ///< null: the stack has none, or not read yet
    QByteArray poolAttribute; ///< "slave-type"; the tag of instances has the same name
    Prices prices;
    Needs needs;
    Snapshot before; ///< the last picture, which remembers since when machines are idle; null: there was none
    core::TimePoint now{};
};

/// Joins instances and agents by private address, by host name, or by an attribute that holds the instance's id.
/// Pure; any thread. Linear in machines, agents, tasks and jobs.
Snapshot join(const Sources &sources);

} // namespace pools
