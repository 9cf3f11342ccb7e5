// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobcreatecommand.h"

#include "app/ctl/auroracontext.h"
#include "app/ctl/jobsource.h"
#include "models/core/tr.h"
#include "models/jobs/clone.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/selection.h"
#include "models/verbs/jobs/sourcejob.h"

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// A job, and the one instance that may be named with it.
core::Result<verbs::Selection::Part> oneInstance(const QString &argument)
{
    const auto part = verbs::partFromArgument(argument);
    if (!part)
        return core::failure(part.error());
    if (part->instances.size() > 1)
        return core::failure(usageError(tr("Name one instance at most: ROLE/ENV/NAME/0.")));
    return part;
}

std::optional<int> instanceOf(const verbs::Selection::Part &part)
{
    return part.instances.isEmpty() ? std::nullopt : std::optional(part.instances.first());
}

QString sendingHelp()
{
    return tr("Prints the plan. Sends it only with --yes; where the plan asks for it with --expect, the resulting\n"
              "number, and --reason. Stays until the instances run: exit code 0 says that this was seen.\n");
}

} // namespace

// ---- create

QString JobCreateCommand::name() const
{
    return u"job create"_s;
}

QString JobCreateCommand::summary() const
{
    return tr("Create a job from a definition: job create FILE|TEMPLATE|- --bind NAME=VALUE …");
}

QString JobCreateCommand::help() const
{
    return tr("  job create FILE       From a file; packaging/job.example.yaml names every key.\n"
              "  job create TEMPLATE   From a template: scale, scale-ec2, downscale-ec2, batch, spark-driver, or one "
              "of\n"
              "                        your own in ~/.config/comporta/templates.\n"
              "  job create -          From the standard input.\n\n"
              "Blanks are filled in with --bind NAME=VALUE, as often as needed. A definition with a cron schedule is\n"
              "scheduled. The scheduler is asked in a dry run first; a name that is taken is refused.\n")
        + sendingHelp();
}

QCoro::Task<core::Result<actions::Request>> JobCreateCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 1)
        co_return core::failure(usageError(tr("job create needs one file, the name of a template, or -.")));
    const auto of = templateOf(arguments.first());
    if (!of)
        co_return core::failure(of.error());
    const auto job = co_await filledIn(session, *of);
    if (!job)
        co_return core::failure(job.error());
    co_return verbs::CreateVerb::request(*job);
}

// ---- clone

QString JobCloneCommand::name() const
{
    return u"job clone"_s;
}

QString JobCloneCommand::summary() const
{
    return tr("Create a job like another one: job clone ROLE/ENV/NAME[/INSTANCE] --bind NAME=VALUE …");
}

QString JobCloneCommand::help() const
{
    return tr("  job clone KEY         Of a job that runs, or of its last run. With an instance: of its "
              "configuration.\n\n"
              "Changed with --bind, as often as needed: role, environment, name, instances, cpus, ram, disk, tier,\n"
              "priority, each constraint by its name, cmdline (or each process by its name). What is not named stays\n"
              "byte for byte. While the job itself is active, its clone needs another name.\n")
        + sendingHelp();
}

QCoro::Task<core::Result<actions::Request>> JobCloneCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 1)
        co_return core::failure(usageError(tr("job clone needs one job: ROLE/ENV/NAME.")));
    const auto part = oneInstance(arguments.first());
    if (!part)
        co_return core::failure(part.error());
    const auto client = auroraOf(session);
    if (!client)
        co_return core::failure(client.error());
    const auto source = co_await verbs::readSource(*client, part->job, instanceOf(*part), {});
    if (!source)
        co_return core::failure(source.error());
    const auto clone = jobs::cloneOf(*source);
    if (!clone)
        co_return core::failure(clone.error());
    const auto job = co_await filledIn(session, *clone);
    if (!job)
        co_return core::failure(job.error());
    co_return verbs::CreateVerb::request(*job);
}

// ---- add

QString JobAddCommand::name() const
{
    return u"job add"_s;
}

QString JobAddCommand::summary() const
{
    return tr("Add instances to a job that runs: job add ROLE/ENV/NAME[/INSTANCE] COUNT");
}

QString JobAddCommand::help() const
{
    return tr("  job add KEY COUNT     Each is a copy of the instance that is named, else of the first active one; "
              "they\n"
              "                        are numbered above the highest.\n\n")
        + sendingHelp();
}

QCoro::Task<core::Result<actions::Request>> JobAddCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    bool isNumber = false;
    const int count = arguments.value(1).toInt(&isNumber);
    if (arguments.size() != 2 || !isNumber)
        co_return core::failure(usageError(tr("job add needs a job and how many: ROLE/ENV/NAME 3.")));
    const auto part = oneInstance(arguments.first());
    if (!part)
        co_return core::failure(part.error());
    std::optional<int> instance = instanceOf(*part);
    if (!instance) {
        const auto client = auroraOf(session);
        if (!client)
            co_return core::failure(client.error());
        const auto running = co_await (*client)->configSummary(part->job);
        if (!running)
            co_return core::failure(running.error());
        if (running->groups.isEmpty() || running->groups.first().instances.isEmpty())
            co_return core::failure(usageError(
                tr("%1 has no active task: there is nothing to add to. Create it instead.").arg(part->job.text())));
        instance = running->groups.first().instances.first().first;
    }
    co_return verbs::AddVerb::request({ part->job, *instance }, count);
}

} // namespace ctl
