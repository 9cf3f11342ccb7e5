// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/httpanswers.h"
#include "models/aurora/state.h"
#include "models/explain/verdict.h"

namespace explain {

/// What an instance with this configuration asks for. A tier that `tiers` does not know asks for lasting resources and
/// does not give way.
Demand demandOf(const aurora::TaskConfig &config, const aurora::Tiers &tiers = {});

/// The same of a job in the picture: by the one configuration its summary names.
Demand demandOf(const aurora::State &state, const aurora::JobRow &job);

/// Changes a configuration as the way out says: another constraint, limit or request. False: this way changes none, or
/// the configuration asks for something else by now.
bool change(aurora::TaskConfig &config, const WayOut &way);

/// What Aurora thinks of its hosts, for Context::auroraModes.
QHash<QString, AuroraMode> modesOf(const QList<aurora::HostStatus> &hosts);

/// PENDING and throttled tasks of `tasks` by job and by what they ask for, in the order of their jobs; each with how
/// many active tasks its job has and with the reasons given for its own tasks, read at `at`.
QList<PendingGroup> pendingGroups(const QList<aurora::Task> &tasks, const QList<aurora::PendingReason> &reasons,
                                  core::TimePoint at, const aurora::Tiers &tiers = {});

/// The same of a picture of the whole scheduler, or of one job ("role/env/name"). A job is one group there: its summary
/// names one configuration.
QList<PendingGroup> pendingGroups(const aurora::State &state, const QString &job = {});
QHash<QString, AuroraMode> modesOf(const aurora::State &state);

/// For Context::offers.
QList<Offer> offersOf(const QList<aurora::Offer> &offers);

/// What /pendingtasks, read at `at`, tells beside the reasons that are there: when Aurora tries again, and reasons that
/// nobody gave yet. Of a job whose instances ask for different things it is not told whose a new reason is: left out.
void addPending(QList<PendingGroup> &groups, const QList<aurora::PendingGroup> &told, core::TimePoint at);

} // namespace explain
