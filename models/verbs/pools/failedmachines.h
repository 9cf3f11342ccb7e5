// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/pools/pool.h"

namespace verbs {

/// Machines of one pool on which tasks of a job failed.
struct FailedMachines
{
    QString pool;
    QStringList instances; ///< of EC2
    bool operator==(const FailedMachines &) const = default;
};

/// Where tasks of a job ("role/env/name") failed or were lost, as far as the master lists them: the machines AWS still
/// has and nobody holds yet, by pool. Pure.
QList<FailedMachines> machinesOfFailed(const mesos::State &state, const pools::Picture &picture, const QString &job);

} // namespace verbs
