// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/aurora/values.h"
#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

#include <optional>
#include <span>
#include <stop_token>

/// What an action does to what is charged to a role's quota, as Aurora counts it: tasks of production jobs (tier not
/// preemptible) that are not dedicated to machines of their own; a cron job for its whole size, whether it runs or not;
/// an update that rolls for the larger of what its instances were and shall be.
namespace verbs {

/// Cores, MiB of memory, MiB of disk.
using Charge = aurora::Resources;

/// Of so many tasks; nothing where they do not count.
Charge charged(const aurora::TaskConfig &config, qint64 count = 1);
Charge chargedTogether(std::span<const aurora::Task> tasks);
/// Of a cron job: its template, or what runs of it if that is more.
Charge chargedForCron(const aurora::JobConfiguration &job, std::span<const aurora::Task> active);

Charge plus(const Charge &a, const Charge &b);
Charge minus(const Charge &a, const Charge &b);
Charge larger(const Charge &a, const Charge &b); ///< of each resource

/// How the charge of a role changes.
struct QuotaShift
{
    QString role;
    bool counts = false; ///< otherwise nothing is told
    Charge then; ///< beside what is used now, once it is through; below 0: less
    /// What Aurora adds to the present use and holds against the limit before it takes the order; nothing: it takes it
    /// whatever the quota.
    std::optional<Charge> asked;
};

/// More instances of one configuration.
QuotaShift growthShift(const aurora::TaskConfig &config, int count);
/// An update before it is started. `desired`: as the scheduler fills it in.
QuotaShift startUpdateShift(const aurora::UpdateDiff &diff, const aurora::TaskConfig &desired);
/// An update that rolls, once it is through, forward or back.
QuotaShift updateShift(const aurora::UpdateInstructions &update, bool back);
/// Tasks of one role that end and are not started again. `jobs`: of the role; those by the clock stay charged.
QuotaShift endShift(const QString &role, const QList<aurora::Task> &active, const QSet<QString> &ended,
                    const QList<aurora::JobSummary> &jobs);

/// A row for each of what a quota limits: used now, used then, of how much. And where Aurora will refuse, a warning:
/// "The quota of jobs does not allow it: 4.0 CPUs too many. Aurora will refuse."
void tellQuota(const QuotaShift &shift, const aurora::Quota &quota, actions::Plan &plan);

/// The same, the quota read first where it counts. One that cannot be read is told of and keeps nobody from acting.
QCoro::Task<actions::Plan> withQuota(Context context, actions::Plan plan, QuotaShift shift, std::stop_token stop);

} // namespace verbs
