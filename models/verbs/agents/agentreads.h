// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/context.h"
#include "models/verbs/words.h"

namespace verbs {

/// What plans over agents share: how agents are named in a request, read afresh, and shown.

/// {"agents": [ids as the master gave them]}
QJsonObject agentsJson(const QStringList &agents);
QStringList agentsOf(const actions::Request &request);

/// The agents of a request as the leader lists them now, in its order. NotFound: one is not listed any more.
QCoro::Task<core::Result<QList<mesos::FreshAgent>>> readAgents(Context context, QStringList ids, std::stop_token stop);

/// "active", "cordoned", "draining", …
QString stateOf(const mesos::FreshAgent &agent);
/// The row of an agent without its facts.
actions::Item agentItem(const mesos::FreshAgent &agent);
/// A step about one agent, without its call.
actions::Step agentStep(const mesos::FreshAgent &agent);
/// The agents of the steps that were done, for the way back.
QStringList agentsDone(const actions::Record &record);

/// When many are changed at once, asks how many agents of the cluster take tasks after `taken` fewer (or, negative,
/// more) do. A plan of a few asks nothing, and must not be void because of an agent it does not touch.
void askForTaking(actions::Plan &plan, const Context &context, int taken);

} // namespace verbs
