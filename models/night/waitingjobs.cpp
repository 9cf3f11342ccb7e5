// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/waitingjobs.h"

#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace night {

namespace {

using core::tr;

QString reasonOf(const aurora::State &state, const aurora::JobRow &job)
{
    for (const aurora::TaskRow &task : state.tasksOf(job)) {
        if (!aurora::isWaiting(task.status))
            continue;
        if (const aurora::PendingRow *const row = state.pendingReason(task.id))
            return state.string(row->reason);
    }
    return {};
}

} // namespace

WaitingJobs::WaitingJobs(const aurora::State &state)
{
    for (const aurora::JobRow &job : state.jobs) {
        if (job.stats.pending <= 0)
            continue;
        WaitingJob waiting;
        waiting.pending = job.stats.pending;
        waiting.instances = job.stats.pending + job.stats.active;
        waiting.since = job.pendingSince;
        waiting.words = tr("%1 of %2 instances wait for machines").arg(waiting.pending).arg(waiting.instances);
        if (const QString reason = reasonOf(state, job); !reason.isEmpty())
            waiting.words += u": "_s + reason;
        const std::string_view key = state.view(job.key);
        m_jobs.insert(QByteArray(key.data(), static_cast<qsizetype>(key.size())), waiting);
    }
}

const WaitingJob *WaitingJobs::find(const QByteArray &key) const
{
    const auto found = m_jobs.constFind(key);
    return key.isEmpty() || found == m_jobs.cend() ? nullptr : &*found;
}

} // namespace night
