// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/croncommands.h"

#include "app/ctl/auroracontext.h"
#include "app/ctl/jobargument.h"
#include "app/ctl/jobsource.h"
#include "app/ctl/rowsprint.h"
#include "models/aurora/rows/jobrows.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/jobs/description.h"
#include "models/verbs/cron/cronplan.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/cron/rescheduleverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/jobfilter.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

const QStringList &usualColumns()
{
    static const QStringList columns{ u"role-env"_s, u"job"_s, u"cron"_s, u"next-run"_s, u"collision"_s, u"run"_s };
    return columns;
}

QJsonObject jsonOf(const verbs::FreshCron &fresh)
{
    const aurora::JobConfiguration &job = fresh.summary.job;
    const core::TimePoint next = fresh.summary.nextCronRun;
    return { { u"job"_s, job.key.text() },
             { u"schedule"_s, job.cronSchedule },
             { u"nextRun"_s, core::isKnown(next) ? QJsonValue(core::formatIso(next)) : QJsonValue() },
             { u"collision"_s, core::toQString(aurora::word(job.cronCollisionPolicy)) },
             { u"instances"_s, job.instanceCount },
             { u"active"_s, fresh.active().size() } };
}

QString textOf(const verbs::FreshCron &fresh)
{
    const aurora::JobConfiguration &job = fresh.summary.job;
    QString text = tr("%1\n").arg(job.key.text());
    const auto line = [&text](const QString &what, const QString &value) {
        text += u"  %1  %2\n"_s.arg(what.leftJustified(24), value);
    };
    line(tr("Schedule"), job.cronSchedule);
    line(tr("Next run"),
         core::isKnown(fresh.summary.nextCronRun) ? core::formatMoment(fresh.summary.nextCronRun) : tr("not told"));
    line(tr("If a run is active"), verbs::collisionWords(job.cronCollisionPolicy));
    line(tr("Runs now"), tr("%1 tasks").arg(fresh.active().size()));
    QString group;
    for (const jobs::Fact &fact : jobs::describe(job)) {
        if (fact.group != group)
            text += u'\n' + fact.group + u'\n';
        group = fact.group;
        line(fact.name, fact.value);
    }
    return text;
}

core::Result<actions::Request> requestFor(verbs::CronVerb::Way way, const QStringList &arguments)
{
    const auto part = jobArgument(arguments, false);
    if (!part)
        return core::failure(part.error());
    return verbs::CronVerb::request(way, part->job);
}

} // namespace

// ---- list

QString CronListCommand::name() const
{
    return u"cron list"_s;
}

QString CronListCommand::summary() const
{
    return tr("Jobs that start by the clock, with their next run.");
}

QString CronListCommand::help() const
{
    return tr(
        "Prints one row each, with the columns of the jobs table; --columns all shows every one. --output json is\n"
        "an array of objects with these keys.\n");
}

QCoro::Task<int> CronListCommand::run(Session *session)
{
    const auto context = auroraContext(session);
    if (!context)
        co_return complain(context.error(), u"Aurora"_s);
    const auto picture = co_await verbs::readPicture(*context, {});
    if (!picture)
        co_return complain(picture.error(), u"Aurora"_s);
    Options options = session->options();
    options.filter += u" !cron="_s; // those that have a schedule
    if (options.columns.isEmpty() && options.output != tables::ExportFormat::Json)
        options.columns = usualColumns();
    const tables::Rows rows = aurora::jobRows(*picture, session->stack()->config().poolAttribute, session->now(),
                                              session->stack()->config().pendingLimits);
    const auto text = printedRows(*rows, options, session->now());
    if (!text)
        co_return complain(text.error(), u"Aurora"_s);
    print(*text);
    co_return Fine;
}

// ---- show

QString CronShowCommand::name() const
{
    return u"cron show"_s;
}

QString CronShowCommand::summary() const
{
    return tr("One cron job: schedule, next run, what a run is: cron show ROLE/ENV/NAME");
}

QString CronShowCommand::help() const
{
    return tr("--output json has: job, schedule (five fields), nextRun (time, ISO 8601 UTC), collision\n"
              "(KILL_EXISTING, CANCEL_NEW), instances (of one run), active (tasks now).\n");
}

QCoro::Task<int> CronShowCommand::run(Session *session)
{
    const Options options = session->options();
    const auto part = jobArgument(options.arguments, false);
    if (!part)
        co_return complain(part.error(), u"Aurora"_s);
    const auto context = auroraContext(session);
    if (!context)
        co_return complain(context.error(), u"Aurora"_s);
    const auto fresh = co_await verbs::readCron(*context, part->job, {});
    if (!fresh)
        co_return complain(fresh.error(), u"Aurora"_s);
    if (options.output == tables::ExportFormat::Json)
        print(QJsonDocument(jsonOf(*fresh)).toJson());
    else
        print(textOf(*fresh));
    co_return Fine;
}

// ---- start

QString CronStartCommand::name() const
{
    return u"cron start"_s;
}

QString CronStartCommand::summary() const
{
    return tr("Start a cron job's run now: cron start ROLE/ENV/NAME");
}

QString CronStartCommand::help() const
{
    return tr(
        "  cron start KEY      Besides its schedule, which stays. A run that is still active is killed first, or\n"
        "                      none starts, as the job's collision policy says; the plan tells which.\n\n"
        "Prints the plan; sends it only with --yes, and stays until its tasks run.\n");
}

QCoro::Task<core::Result<actions::Request>> CronStartCommand::request(Session *session) const
{
    co_return requestFor(verbs::CronVerb::Way::Start, session->options().arguments);
}

// ---- schedule

QString CronScheduleCommand::name() const
{
    return u"cron schedule"_s;
}

QString CronScheduleCommand::summary() const
{
    return tr("Schedule a job, or change one that is: cron schedule FILE|TEMPLATE|- --bind NAME=VALUE …");
}

QString CronScheduleCommand::help() const
{
    return tr(
        "  cron schedule FILE   A definition with a cron schedule; packaging/job.example.yaml names every key. Where "
        "a\n"
        "                       cron job has its name, that is changed to it; the plan shows what is different. A run\n"
        "                       that is active goes on as it began.\n\n"
        "Prints the plan; sends it only with --yes.\n");
}

QCoro::Task<core::Result<actions::Request>> CronScheduleCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 1)
        co_return core::failure(usageError(tr("cron schedule needs one file, the name of a template, or -.")));
    const auto of = templateOf(arguments.first());
    if (!of)
        co_return core::failure(of.error());
    const auto job = co_await filledIn(session, *of);
    if (!job)
        co_return core::failure(job.error());
    if (!job->isCron())
        co_return core::failure(
            usageError(tr("%1 has no cron schedule in this definition. Use job create.").arg(job->key.text())));
    const auto context = auroraContext(session);
    if (!context)
        co_return core::failure(context.error());
    const auto listed = co_await verbs::readSchedule(*context, job->key, {});
    if (!listed)
        co_return core::failure(listed.error());
    actions::Request request; // named first: gcc 12 destroys a conditional within a coroutine's return twice
    if (listed->has_value())
        request = verbs::RescheduleVerb::request(*job);
    else
        request = verbs::CreateVerb::request(*job);
    co_return request;
}

// ---- deschedule

QString CronDescheduleCommand::name() const
{
    return u"cron deschedule"_s;
}

QString CronDescheduleCommand::summary() const
{
    return tr("Take a job off its schedule: cron deschedule ROLE/ENV/NAME");
}

QString CronDescheduleCommand::help() const
{
    return tr("  cron deschedule KEY   Ends nothing that runs. The configuration is kept with the action, so that the\n"
              "                        window can schedule it again as it was.\n\n"
              "Prints the plan; sends it only with --yes.\n");
}

QCoro::Task<core::Result<actions::Request>> CronDescheduleCommand::request(Session *session) const
{
    co_return requestFor(verbs::CronVerb::Way::Deschedule, session->options().arguments);
}

} // namespace ctl
