// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

/// Why instances are PENDING, and how many more would fit: computed from the picture of Mesos and what the job asks,
/// not from what the scheduler says. All pure, any thread.
namespace explain {

Verdict explainPending(const Landscape &landscape, const PendingGroup &group);
Verdict explainPending(const mesos::State &state, const PendingGroup &group, const Context &context);

/// All groups of a cluster, in their order. The picture is prepared once.
QList<Verdict> explainAll(const mesos::State &state, const QList<PendingGroup> &groups, const Context &context);

struct HeadRoom
{
    struct On
    {
        QString agent; ///< id
        QString host;
        QString pool;
        int instances = 0;
        bool operator==(const On &) const = default;
    };
    int instances = 0; ///< that fit now, at once; at most 4000, which is the largest job
    QList<On> agents; ///< most instances first, then by host
};

/// How many more instances fit now and where: each agent is filled as far as cpus, memory, disk, gpus and ports go
/// together, and the limits are minded. Not a division of sums.
HeadRoom headRoom(const Landscape &landscape, const Demand &demand);
HeadRoom headRoom(const mesos::State &state, const Demand &demand, const Context &context);

} // namespace explain
