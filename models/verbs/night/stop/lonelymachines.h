// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <QSet>
#include <QStringList>

namespace verbs {

/// A machine on which nothing runs but what is about to end.
struct LonelyMachine
{
    QString host;
    QString pool; ///< the agent's value of the pool attribute; may be empty
};

/// Of one picture of Mesos: the agents that run some of these tasks, or of these frameworks' tasks, and nothing else.
/// By pool and host. Pure.
QList<LonelyMachine> lonelyMachines(const mesos::State &state, const QSet<QString> &tasks,
                                    const QSet<QString> &frameworks, const QString &poolAttribute);

/// "3 of model (ip-a, ip-b, ip-c), 1 of mesos-on-demand (ip-d)"; empty for none.
QString wordsOf(const QList<LonelyMachine> &machines);

} // namespace verbs
