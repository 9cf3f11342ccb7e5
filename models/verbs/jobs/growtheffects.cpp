// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/growtheffects.h"

#include "models/core/format.h"
#include "models/core/tr.h"

namespace verbs {

using core::tr;

QList<actions::Effect> growthEffects(const Growth &growth, const FreshJobs &fresh)
{
    const QString &role = growth.config.job.role;
    qint64 ofJob = 0;
    double cpus = 0;
    double memory = 0;
    for (const aurora::Task &task : fresh.active) {
        ofJob += task.job() == growth.config.job ? 1 : 0;
        cpus += task.config.resources.cpus;
        memory += static_cast<double>(task.config.resources.ramMb);
    }
    const aurora::Resources &one = growth.config.resources;
    return { actions::countEffect(tr("Tasks active of %1").arg(growth.config.job.text()), ofJob, ofJob + growth.count),
             actions::sumEffect(tr("CPUs asked for in %1").arg(role), cpus, one.cpus * growth.count, &core::formatCpus),
             actions::sumEffect(tr("Memory asked for in %1, GiB").arg(role), memory,
                                static_cast<double>(one.ramMb) * growth.count, &core::formatGib) };
}

} // namespace verbs
