// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/jobfindings.h"

#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/links/whypending.h"
#include "models/watch/findingparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

/// The instances of one job that stand still for one cause.
struct Standing
{
    int count = 0;
    core::TimePoint since{}; ///< of the one that stands longest
    const aurora::TaskRow *first = nullptr; ///< that one

    void add(const aurora::TaskRow &task, core::TimePoint at)
    {
        ++count;
        if (first && since <= at)
            return;
        since = at;
        first = &task;
    }
};

QString jobLink(const aurora::State &state, const aurora::JobRow &job)
{
    return links::toPath({ links::ObjectRef::Kind::Job, state.string(job.key).toUtf8() });
}

Finding rowOf(const aurora::State &state, const aurora::JobRow &job, const Standing &standing, const QString &kind)
{
    Finding finding;
    finding.key = kind + u'/' + state.string(job.key);
    finding.job = state.string(job.key).toUtf8();
    finding.since = standing.since;
    finding.steps += openStep(tr("Open job"), u"jobs"_s, jobLink(state, job));
    return finding;
}

Finding waitingRow(const aurora::State &state, const aurora::JobRow &job, const Standing &waiting)
{
    Finding finding = rowOf(state, job, waiting, u"waiting"_s);
    const QByteArray key = state.string(job.key).toUtf8();
    finding.steps += openStep(tr("Why pending…"), u"help"_s,
                              links::toPath({ links::ObjectRef::Kind::Job, key + links::whyPending }));
    finding.glyph = u"PENDING"_s;
    finding.subject = tr("%1 waits for an agent").arg(state.string(job.name));
    finding.fact = tr("%1 of %2 instances pending")
                       .arg(core::formatCount(waiting.count), core::formatCount(job.stats.active + job.stats.pending));
    const aurora::PendingRow *reason = state.pendingReason(waiting.first->id);
    if (reason && !reason->reason.isEmpty())
        finding.cause = tr("Aurora says: %1").arg(state.string(reason->reason).replace(u',', u", "_s));
    return finding;
}

Finding flappingRow(const aurora::State &state, const aurora::JobRow &job, const Standing &flapping)
{
    Finding finding = rowOf(state, job, flapping, u"flapping"_s);
    finding.glyph = u"THROTTLED"_s;
    finding.subject = tr("%1 flaps").arg(state.string(job.name));
    finding.fact = counted(flapping.count, "1 instance fails again and again, and Aurora holds it back",
                           "%1 instances fail again and again, and Aurora holds them back");
    if (!flapping.first->message.isEmpty())
        finding.cause = state.string(flapping.first->message);
    return finding;
}

} // namespace

QList<Finding> jobFindings(const aurora::State &state, core::TimePoint now, const JobLimits &limits)
{
    QList<Finding> waiting;
    QList<Finding> flapping;
    for (const aurora::JobRow &job : state.jobs) {
        Standing pending;
        Standing throttled;
        const core::Duration waitingLong = limits.waiting.of(state.view(job.key));
        for (const aurora::TaskRow &task : state.tasksOf(job)) {
            if (task.status == aurora::TaskStatus::Throttled)
                throttled.add(task, task.since);
            else if (aurora::isWaiting(task.status) && now - task.created > waitingLong)
                pending.add(task, task.created);
        }
        if (pending.count > 0)
            waiting += waitingRow(state, job, pending);
        if (throttled.count > 0)
            flapping += flappingRow(state, job, throttled);
    }
    const auto many = [&limits](const QList<Finding> &rows, const char *subject, const QString &filter) {
        return merged(rows, limits.rowsPerKind, tr(subject).arg(core::formatCount(rows.size())),
                      filterStep(tr("Open jobs"), u"jobs"_s, u"jobs"_s, filter));
    };
    QList<Finding> all
        = many(waiting, "%1 jobs wait for agents", u"state:pending in-state>"_s + limits.waiting.usualAsFilter());
    all += many(flapping, "%1 jobs flap", u"state=THROTTLED"_s);
    sortFindings(all);
    return all;
}

} // namespace watch
