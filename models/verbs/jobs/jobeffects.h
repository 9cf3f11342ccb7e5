// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/jobs/instancesteps.h"

namespace verbs {

/// Where the figures of a plan over jobs are taken: the one job, or all roles the selection is in.
QString scopeText(const Selection &selection);

/// Blast radius of ending these tasks. The first row counts the tasks that are active in the scope.
QList<actions::Effect> killEffects(const Selection &selection, const FreshJobs &fresh, const QList<Chosen> &ended);

/// "186 other tasks, among them 31 on the same 9 agents. No machine is terminated."
QString notTouchedText(const FreshJobs &fresh, const QList<Chosen> &ended, int endedTasks);

/// What is sent along as the reason: the words, the ticket.
QString reasonText(const actions::Sending &sending);

} // namespace verbs
