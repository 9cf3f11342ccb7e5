// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window knows of the jobs' page before it is built: its place in the rail, the palette, its actions and
/// badge.
#include "models/aurora/instancename.h"
#include "models/aurora/rows/jobrows.h"
#include "models/aurora/rows/jobstate.h"
#include "models/core/foldedsearch.h"
#include "models/core/text.h"
#include "models/verbs/updates/freshupdate.h"
#include "ui/jobs/jobobjects.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/noaurorapage.h"

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = links::ObjectRef::Kind;

Findable findableOf(const aurora::State &state, const aurora::JobRow &job)
{
    const QString word = core::toQString(aurora::word(aurora::jobState(state, job)));
    return { { Kind::Job, state.string(job.key).toUtf8() },
             state.string(job.name),
             JobsPage::tr("job, %1, %2").arg(word, state.string(job.key)),
             word };
}

Findable findableOf(const aurora::State &state, const aurora::UpdateRow &update)
{
    const QString job = state.string(update.jobKey);
    const QString word = verbs::statusText(update.status);
    return { { links::ObjectRef::Kind::Job, (job + u'#' + state.string(update.id)).toUtf8() },
             JobsPage::tr("update of %1").arg(job.section(u'/', -1)),
             JobsPage::tr("update, %1 by %2, %3").arg(word, state.string(update.user), job),
             word };
}

/// By the name that is shown: "hyoga-model/0".
QList<Findable> findInstances(const aurora::State &state, const QString &needle, int limit)
{
    QList<Findable> found;
    const auto name = aurora::InstanceName::parse(needle);
    if (!name)
        return found;
    const std::string wanted = name->job.toStdString();
    for (const aurora::JobRow &job : state.jobs) {
        if (found.size() >= limit)
            break;
        if (!core::containsFolded(state.view(job.key), wanted))
            continue;
        const auto tasks = state.tasksOf(job); // the newest of an instance first
        const auto newest = std::ranges::find(tasks, name->instance, &aurora::TaskRow::instance);
        if (newest == tasks.end())
            continue;
        const QString word = core::toQString(aurora::word(newest->status));
        const QString number = u'/' + QString::number(name->instance);
        found.append({ { Kind::Instance, (state.string(job.key) + number).toUtf8() },
                       state.string(job.name) + number,
                       JobsPage::tr("instance, %1, of %2").arg(word, state.string(job.key)),
                       word });
    }
    return found;
}

/// Jobs whose key contains `needle`, their instances, and updates in flight of such jobs.
QList<Findable> findJobs(const stack::Stack &stack, const QString &needle, int limit)
{
    const aurora::Snapshot picture = stack.aurora() ? stack.aurora()->snapshot() : nullptr;
    const std::string wanted = needle.toStdString();
    QList<Findable> found;
    if (!picture || wanted.empty())
        return found;
    found += findInstances(*picture, needle, limit);
    // Updates are few and are asked for by what they are, too.
    const bool anyUpdate = needle.size() > 2 && u"update"_s.startsWith(needle, Qt::CaseInsensitive);
    for (const aurora::UpdateRow &update : picture->updates) {
        if (found.size() < limit && (anyUpdate || core::containsFolded(picture->view(update.jobKey), wanted)))
            found.append(findableOf(*picture, update));
    }
    for (const aurora::JobRow &job : picture->jobs) {
        if (found.size() >= limit)
            break;
        if (core::containsFolded(picture->view(job.key), wanted))
            found.append(findableOf(*picture, job));
    }
    return found;
}

/// Jobs that failed; jobs whose instances wait too long.
Badge troubles(const stack::Stack &stack)
{
    Badge badge;
    const aurora::Snapshot picture = stack.aurora() ? stack.aurora()->snapshot() : nullptr;
    if (!picture)
        return badge;
    const core::TimePoint now = stack.clock().now();
    const aurora::PendingLimits &limits = stack.config().pendingLimits;
    for (const aurora::JobRow &job : picture->jobs) {
        badge.failures += aurora::jobState(*picture, job) == aurora::JobState::Failed ? 1 : 0;
        const bool waits = core::isKnown(job.pendingSince);
        badge.warnings += waits && now - job.pendingSince > limits.of(picture->view(job.key)) ? 1 : 0;
    }
    return badge;
}

} // namespace

PageEntry jobsPage()
{
    PageEntry entry;
    entry.key = u"jobs"_s;
    entry.title = JobsPage::tr("Jobs");
    entry.icon = u"jobs"_s;
    entry.opens = { links::ObjectRef::Kind::Job, links::ObjectRef::Kind::Instance };
    entry.make = [](const PageContext &context, QWidget *parent) -> Page * {
        return context.stack->aurora() ? static_cast<Page *>(new JobsPage(context, parent))
                                       : static_cast<Page *>(new NoAuroraPage(context, parent));
    };
    entry.find = &findJobs;
    entry.actionsFor = &jobObjectActions;
    entry.actions = {
        { u"new"_s, u"grow"_s, JobsPage::tr("&New job…"), { Qt::CTRL | Qt::Key_N } },
        { u"clone"_s, u"copy"_s, JobsPage::tr("&Clone the chosen job…"), { Qt::CTRL | Qt::SHIFT | Qt::Key_D } },
        { u"add"_s,
          u"grow"_s,
          JobsPage::tr("&Add instances to the chosen job…"),
          { Qt::CTRL | Qt::SHIFT | Qt::Key_G } },
        { u"change"_s,
          u"export"_s,
          JobsPage::tr("&Update or reschedule the chosen job…"),
          { Qt::CTRL | Qt::SHIFT | Qt::Key_E } },
        { u"start-cron"_s, u"play"_s, JobsPage::tr("&Start a run of the chosen cron job now…"), {} },
        { u"quota"_s, u"roles"_s, JobsPage::tr("Set the &quota of the chosen job's role…"), {} },
        { u"why"_s, u"help"_s, JobsPage::tr("&Why is the chosen job pending…"), {} },
        { u"restart"_s, u"restart"_s, JobsPage::tr("&Restart the chosen job…"), {} },
        { u"kill"_s, u"kill"_s, JobsPage::tr("&Kill the chosen job…"), {} },
    };
    entry.keys = {
        { JobsPage::tr("Log of what is chosen"), Qt::Key_L },
        { JobsPage::tr("All instances' logs, by time"), Qt::SHIFT | Qt::Key_L },
        { JobsPage::tr("Why it is pending"), Qt::Key_W },
        { JobsPage::tr("Restart what is chosen…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R },
        { JobsPage::tr("Kill what is chosen…"), Qt::CTRL | Qt::SHIFT | Qt::Key_K },
    };
    entry.badge = &troubles;
    return entry;
}

} // namespace ui
