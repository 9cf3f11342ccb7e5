// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobwidecommands.h"

#include "app/ctl/auroracontext.h"
#include "app/ctl/batching.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/forcestateverb.h"
#include "models/verbs/jobs/jobfilter.h"
#include "models/verbs/jobs/killverb.h"

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

QString JobKillAllCommand::name() const
{
    return u"job killall"_s;
}

QString JobKillAllCommand::summary() const
{
    return tr("Kill all jobs that a filter lets through: job killall --filter 'env=staging1'");
}

QString JobKillAllCommand::help() const
{
    return tr(
        "  job killall --filter TERMS   With the filter language and the columns of the jobs table: role=jobs\n"
        "                               env=staging1 !keep. Without a filter nothing is planned.\n\n"
        "The jobs are looked up once and planned by name, each with its instances: what begins to match later is\n"
        "not touched. Jobs that are not fault tolerant are left out unless --unlock names them. All at once, unless\n"
        "--batch-size, --pause, --failures and --keep-going say how, as for job kill.\n"
        "Prints the plan. Sends it only with --yes, --reason and --expect, the number of tasks that stay; above\n"
        "50 kills --stack must name the stack. Stays until all have ended.\n");
}

QCoro::Task<core::Result<actions::Request>> JobKillAllCommand::request(Session *session) const
{
    const Options options = session->options();
    if (!options.arguments.isEmpty())
        co_return core::failure(usageError(tr("job killall takes no job; --filter says which are meant.")));
    const auto context = auroraContext(session);
    if (!context)
        co_return core::failure(context.error());
    const auto selection = co_await verbs::readSelection(*context, options.filter, {});
    if (!selection)
        co_return core::failure(selection.error());
    const auto batching = batchingOf(options, {}, actions::Rolling::Batches);
    if (!batching)
        co_return core::failure(batching.error());
    actions::Request request = verbs::KillVerb::request(*selection);
    request.batching = *batching;
    co_return request;
}

QString JobForceStateCommand::name() const
{
    return u"job force-state"_s;
}

QString JobForceStateCommand::summary() const
{
    return tr("Set a task's state in Aurora's books, for administrators: job force-state TASK STATE");
}

QString JobForceStateCommand::help() const
{
    return tr(
        "  job force-state TASK STATE   TASK is a task's id, STATE as Aurora says it: KILLED, LOST. The last resort:\n"
        "                               the process is not asked, and may go on as an orphan. What Aurora does not\n"
        "                               allow it answers with OK, and nothing happens; this is told at the end.\n\n"
        "Prints the plan. Sends it only with --yes, --reason and --expect.\n");
}

QCoro::Task<core::Result<actions::Request>> JobForceStateCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 2)
        co_return core::failure(usageError(tr("job force-state needs a task's id and a state.")));
    const aurora::TaskStatus status = aurora::taskStatus(arguments[1].toUpper().toStdString());
    if (status == aurora::TaskStatus::Unknown)
        co_return core::failure(
            usageError(tr("“%1” is no state of a task. Write it as Aurora does: KILLED.").arg(arguments[1])));
    co_return verbs::ForceStateVerb::request(arguments[0], status);
}

} // namespace ctl
