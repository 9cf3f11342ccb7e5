// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/jobeffects.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString cores(double cpus)
{
    return QLocale().toString(cpus, 'f', 1);
}

/// Tasks that count in the scope of a selection.
bool inScope(const Selection &selection, const aurora::JobKey &job)
{
    return !selection.isOneJob() || selection.parts.first().job == job;
}

} // namespace

QString scopeText(const Selection &selection)
{
    return selection.isOneJob() ? selection.parts.first().job.text() : selection.roles().join(u", "_s);
}

QList<actions::Effect> killEffects(const Selection &selection, const FreshJobs &fresh, const QList<Chosen> &ended)
{
    qint64 tasks = 0;
    double cpus = 0;
    qint64 jobs = 0;
    const aurora::Task *before = nullptr;
    for (const aurora::Task &task : fresh.active) { // a job's tasks follow each other
        if (!inScope(selection, task.job()))
            continue;
        ++tasks;
        jobs += !before || before->job() != task.job() ? 1 : 0;
        before = &task;
        if (aurora::isOnAgent(task.status))
            cpus += task.config.resources.cpus;
    }
    qint64 endedTasks = 0;
    qint64 endedJobs = 0;
    double freed = 0;
    for (const Chosen &row : ended) {
        endedTasks += row.tasks.size();
        endedJobs += row.tasks.size() == row.active ? 1 : 0;
        for (const aurora::Task &task : row.tasks) {
            freed += aurora::isOnAgent(task.status) ? task.config.resources.cpus : 0;
        }
    }
    QList<actions::Effect> effects;
    effects << actions::countEffect(tr("Tasks active in %1").arg(scopeText(selection)), tasks, tasks - endedTasks);
    if (!selection.isOneJob())
        effects << actions::countEffect(tr("Jobs active"), jobs, jobs - endedJobs);
    actions::Effect held;
    held.touches = tr("CPUs they hold");
    held.before = cores(cpus);
    held.after = cores(cpus - freed);
    held.delta = u'−' + cores(freed);
    effects << held;
    return effects;
}

QString notTouchedText(const FreshJobs &fresh, const QList<Chosen> &ended, int endedTasks)
{
    QSet<QString> agents;
    qint64 endedThere = 0;
    for (const Chosen &row : ended) {
        for (const aurora::Task &task : row.tasks) {
            if (task.host.isEmpty())
                continue;
            agents.insert(task.host);
            ++endedThere;
        }
    }
    const auto there
        = std::ranges::count_if(fresh.active, [&](const aurora::Task &task) { return agents.contains(task.host); });
    const qint64 beside = there - endedThere;
    return tr("%1 other tasks of these roles, among them %2 on the same %3 agents. No machine is terminated.")
        .arg(core::formatCount(fresh.active.size() - endedTasks), core::formatCount(beside),
             core::formatCount(agents.size()));
}

QString reasonText(const actions::Sending &sending)
{
    return sending.ticket.isEmpty() ? sending.reason : u"%1 (%2)"_s.arg(sending.reason, sending.ticket);
}

} // namespace verbs
