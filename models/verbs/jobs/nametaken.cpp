// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/nametaken.h"

#include "models/core/tr.h"
#include "models/verbs/context.h"

namespace verbs {

namespace {

using core::tr;

} // namespace

QString takenText(const aurora::JobKey &key, const NameHolder &holder)
{
    if (!holder.cronSchedule.isEmpty())
        return tr("%1 is a cron job already (%2). Choose another name, or replace its schedule instead.")
            .arg(key.text(), holder.cronSchedule);
    if (holder.active > 0)
        return tr("%1 exists already: %2. Choose another name, or kill it first.")
            .arg(key.text(), counted(holder.active, tr("1 task is active"), tr("%1 tasks are active")));
    if (!holder.updatedBy.isEmpty())
        return tr("%1 is being updated by %2. Choose another name, or wait until that ends.")
            .arg(key.text(), holder.updatedBy);
    return {};
}

QString takenText(const aurora::JobKey &key, const aurora::State &picture)
{
    const aurora::JobRow *job = picture.job(key);
    if (!job)
        return {};
    const aurora::UpdateRow *update = picture.updateOf(*job);
    return takenText(key,
                     { picture.string(job->cronSchedule), qint64{ job->stats.active } + job->stats.pending,
                       update ? picture.string(update->user) : QString() });
}

} // namespace verbs
