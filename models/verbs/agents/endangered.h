// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/context.h"

#include <QHash>
#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// A task that ends when its agent is drained.
struct Endangered
{
    QString id;
    QString name; ///< "hyoga-model/1"; another framework's as it names it
    QString job; ///< "role/env/name" of Aurora's; else the framework's name
    QString protection; ///< why its job is not fault tolerant; empty: nothing says so
    bool operator==(const Endangered &) const = default;
};

/// What runs on agents, by agent id, sorted by name.
struct EndangeredTasks
{
    QHash<QString, QList<Endangered>> byAgent;
    QHash<QString, int> running; ///< tasks of each job in the whole cluster, by Endangered::job
    core::TimePoint picturedAt{}; ///< when the picture of Mesos was true
};

/// Aurora's tasks on these agents, read afresh. `everything`: those of all other frameworks too, from the picture of
/// Mesos, as no question of its tells that of one agent. Config: there is no picture that is true now.
QCoro::Task<core::Result<EndangeredTasks>> readEndangered(Context context, QList<mesos::FreshAgent> agents,
                                                          bool everything, std::stop_token stop);

} // namespace verbs
