// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

/// Calls `f(TextId &)` for every text of a row, which is how rows change from one pool to another.
namespace mesos {

template <typename F>
void forEachText(Agent &row, F &&f)
{
    for (TextId *id :
         { &row.id, &row.hostname, &row.address, &row.version, &row.ports, &row.usedPorts, &row.zone, &row.region })
        f(*id);
}

template <typename F>
void forEachText(Framework &row, F &&f)
{
    for (TextId *id : { &row.id, &row.name, &row.user, &row.principal, &row.host, &row.address, &row.webUi })
        f(*id);
}

template <typename F>
void forEachText(Task &row, F &&f)
{
    for (TextId *id : { &row.executor, &row.id, &row.name, &row.framework, &row.agent, &row.role, &row.message,
                        &row.reason, &row.stateWord, &row.ports })
        f(*id);
}

template <typename F>
void forEachText(Executor &row, F &&f)
{
    for (TextId *id : { &row.id, &row.name, &row.framework, &row.agent, &row.source })
        f(*id);
}

template <typename F>
void forEachText(Cluster &row, F &&f)
{
    for (TextId *id : { &row.name, &row.leader, &row.leaderAddress, &row.version, &row.masterId })
        f(*id);
}

} // namespace mesos
