// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobcommand.h"

#include "app/ctl/batching.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

core::Result<verbs::Selection> selectionOf(const QStringList &arguments)
{
    verbs::Selection selection;
    for (const QString &argument : arguments) {
        const auto part = verbs::partFromArgument(argument);
        if (!part)
            return core::failure(part.error());
        selection.parts.append(*part);
    }
    if (selection.parts.isEmpty())
        return core::failure(usageError(tr("Which job? Write role/environment/name, or role/environment/name/0-5,7.")));
    return selection;
}

} // namespace

QString JobCommand::name() const
{
    return u"job"_s;
}

QString JobCommand::summary() const
{
    return tr("Kill or restart instances of jobs: job kill|restart ROLE/ENV/NAME[/0-5,7] …");
}

QString JobCommand::help() const
{
    return tr(
        "  job kill KEY …      Kills the active instances that the plan lists, of one job or of many.\n"
        "  job restart KEY …   Restarts them in batches and waits until each runs.\n\n"
        "--batch-size instances at once (a restart: 1, a kill: all of a job), --pause between two batches, --watch "
        "for\n"
        "how long a restarted one must run (45s). --failures-each tries of one instance and --failures instances in\n"
        "all may fail; a batch in which one fails is the last, unless --keep-going. The plan says how long it takes.\n"
        "KEY is role/environment/name for all active instances, role/environment/name/0-5,7 for some. Over many\n"
        "jobs those that are not fault tolerant are left out unless --unlock names them.\n"
        "Prints the plan. Sends it only with --yes; where the plan asks for it with --expect, the number that\n"
        "stays, and --reason. Stays until the action is over: exit code 0 says that the wanted state was seen.\n");
}

QCoro::Task<core::Result<actions::Request>> JobCommand::request(Session *session) const
{
    const Options options = session->options();
    QStringList arguments = options.arguments;
    const QString verb = arguments.isEmpty() ? QString() : arguments.takeFirst();
    const auto selection = selectionOf(arguments);
    if (verb != u"kill" && verb != u"restart")
        co_return core::failure(usageError(tr("job needs kill or restart, then the jobs.")));
    if (!selection)
        co_return core::failure(selection.error());
    actions::Request request;
    if (verb == u"kill") {
        const auto batching = batchingOf(options, {}, actions::Rolling::Batches);
        if (!batching)
            co_return core::failure(batching.error());
        request = verbs::KillVerb::request(*selection);
        request.batching = *batching;
    } else {
        const auto batching = batchingOf(options, verbs::RestartVerb::defaultBatching(), actions::Rolling::Watched);
        if (!batching)
            co_return core::failure(batching.error());
        request = verbs::RestartVerb::request(*selection, *batching);
    }
    co_return request;
}

} // namespace ctl
