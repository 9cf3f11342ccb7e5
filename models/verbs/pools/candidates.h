// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/verbs/agents/endangered.h"

namespace verbs {

/// A machine that may go, once nothing runs on it.
struct Candidate
{
    pools::Machine machine;
    QList<Endangered> tasks; ///< what it has to wait for
};

/// A machine that stays, whoever asks.
struct Keeper
{
    pools::Machine machine;
    QString reason; ///< "runs capivara-http/2, not fault tolerant: bound to mesos-fixed"
};

/// The machines of a pool, divided: those that may go, in the order in which they would, and those that may not.
struct Choice
{
    QList<Candidate> candidates; ///< those without work first; among these the zone that has most machines gives first
    QList<Keeper> keepers;
};

/// Pure. Machines that run what is not fault tolerant, are protected from scale-in, have lost their agent or are not
/// up yet are never candidates.
Choice chooseMachines(const QList<pools::Machine> &machines, const EndangeredTasks &tasks);

/// What is waited for on a machine: "hyoga-model/3, fx-model/0 and 4 more"; "idle".
QString workText(const Candidate &candidate);

} // namespace verbs
