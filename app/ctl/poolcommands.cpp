// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/poolcommands.h"

#include "app/ctl/firstnight.h"
#include "app/ctl/poolwords.h"
#include "models/core/tr.h"
#include "models/verbs/pools/launchtemplate.h"
#include "models/verbs/pools/retireverb.h"

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// The first option that would be taken in silence; empty: there is none.
QString unusedPace(const Options &options)
{
    return options.watch       ? u"--watch"_s
        : options.failuresEach ? u"--failures-each"_s
        : options.failures     ? u"--failures"_s
        : options.keepGoing    ? u"--keep-going"_s
                               : QString();
}

} // namespace

QString PoolCommand::name() const
{
    return u"pool"_s;
}

QString PoolCommand::summary() const
{
    return tr("Scale pools without ending work: pool scale|drain|cycle|terminate|hold|release|zones|resume POOL …");
}

QString PoolCommand::help() const
{
    return tr(
        "  pool scale GROUP +N [MODE] [TIME]  N machines more, or N in all without the sign. MODE on-demand (this\n"
        "                                     group), spot-only (spot groups) or try-spot: spot first, and after TIME\n"
        "                                     (15m) what is missing from this group. Ends when all have registered.\n"
        "  pool drain GROUP N                 N machines fewer, those without work first: no new task comes to them\n"
        "                                     (DEACTIVATE_AGENT), what runs ends by itself, then exactly these are\n"
        "                                     terminated. More tasks waiting for the pool than before end it early.\n"
        "  pool terminate POOL ID …           These machines, in the same way; with replace the group starts others.\n"
        "  pool cycle GROUP                   All machines of the group, --batch-size at once, --pause between two\n"
        "                                     lots; it replaces them.\n"
        "  pool hold POOL ID … [TIME]         These machines stay up (6h if not said): no new task comes to them, "
        "they\n"
        "                                     are not scaled in, every console sees who holds them, and tonight's\n"
        "                                     downscale node is marked so that it does not run.\n"
        "  pool hold JOB [TIME]               The same for the machines on which tasks of the job (role/env/name)\n"
        "                                     failed. Once it has finished, the hold is told of as over.\n"
        "  pool release POOL ID …             Takes that back.\n"
        "  pool zones GROUP [ZONE …]          The group launches in these zones, too; not named: those AWS offers "
        "where\n"
        "                                     it refuses. AZRebalance is suspended first, so that AWS ends nothing.\n"
        "  pool resume GROUP [PROCESS …]      AWS does again by itself what is suspended (AZRebalance). The plan tells "
        "how\n"
        "                                     many machines it may then end at once, whatever runs there.\n"
        "  pool suspend GROUP PROCESS …       Takes that back.\n\n"
        "min=N and max=N set other limits of the group, too. Machines that run what is not fault tolerant, or are\n"
        "protected from scale-in, never go. Ctrl+C stops it: what is left takes tasks again.\n"
        "Prints the plan; sends it only with --yes, those that take machines away with --reason and\n"
        "--expect too.\n");
}

QCoro::Task<core::Result<actions::Request>> PoolCommand::request(Session *session) const
{
    const QStringList words = session->options().arguments;
    const Options &options = session->options();
    const PoolPace pace{ options.batchSize, options.pause };
    if (const QString unused = unusedPace(options); !unused.isEmpty())
        co_return core::failure(usageError(tr("%1 is about a job's instances; it means nothing to pool.").arg(unused)));
    const core::Result<pools::Snapshot> pools = co_await session->poolPicture();
    if (!pools)
        co_return core::failure(pools.error());
    if (words.value(0) == "hold"_L1 && session->stack()->airflow())
        co_await firstNight(session->stack()->night()); // whose nodes may be about to end these machines
    co_return poolRequest(words, pace, **pools, session->stack()->mesos()->snapshot(), session->now());
}

QString InstancesStartCommand::name() const
{
    return u"instances start"_s;
}

QString InstancesStartCommand::summary() const
{
    return tr("Start machines one by one: instances start POOL N [WORD …]");
}

QString InstancesStartCommand::help() const
{
    return tr("N machines with slave-type POOL, as launch: below aws: in the stacks file says for it (RunInstances).\n"
              "Otherwise than there: type=r5.2xlarge, disk=400 (GiB), disk-type=gp3, spot, on-demand, tag:NAME=VALUE.\n"
              "Ends when all have registered with Mesos, or 20 min later.\n"
              "Prints the plan; sends it only with --yes.\n");
}

QCoro::Task<core::Result<actions::Request>> InstancesStartCommand::request(Session *session) const
{
    const QStringList words = session->options().arguments;
    bool isNumber = false;
    const int count = words.value(1).toInt(&isNumber);
    if (words.size() < 2 || !isNumber || count < 1)
        co_return core::failure(usageError(tr("instances start needs the machines' slave-type and how many.")));
    const auto &aws = session->stack()->config().aws;
    if (!aws || !aws->launches.contains(words.first())) {
        co_return core::failure(usageError(
            tr("How a machine of %1 is started is not known. Add launch: with %1: below aws: in the stacks file.")
                .arg(words.first())));
    }
    const config::AwsLaunch usual = aws->launches.value(words.first());
    config::AwsLaunch asked = usual;
    for (const QString &word : words.mid(2)) {
        if (!verbs::takeLaunchWord(word, asked)) {
            co_return core::failure(usageError(tr("«%1» is not understood. Write type=TYPE, disk=GIB, disk-type=gp3, "
                                                  "spot, on-demand or tag:NAME=VALUE.")
                                                   .arg(word)));
        }
    }
    const verbs::LaunchVerb::Order order = verbs::launchOrder(words.first(), count, asked, usual);
    const actions::Request request = verbs::LaunchVerb::request(order);
    const core::Result<pools::Snapshot> pools = co_await session->poolPicture();
    if (!pools)
        co_return core::failure(pools.error());
    co_return request;
}

QString InstancesStopCommand::name() const
{
    return u"instances stop"_s;
}

QString InstancesStopCommand::summary() const
{
    return tr("Stop machines started one by one: instances stop POOL [ID …]");
}

QString InstancesStopCommand::help() const
{
    return tr(
        "POOL is the machines' slave-type; without ids all of them. No new task comes to them, what runs ends by\n"
        "itself, then they are terminated (TerminateInstances). Ctrl+C stops it: what is left takes tasks again.\n"
        "Prints the plan; sends it only with --yes, --reason and --expect.\n");
}

QCoro::Task<core::Result<actions::Request>> InstancesStopCommand::request(Session *session) const
{
    const QStringList words = session->options().arguments;
    if (words.isEmpty())
        co_return core::failure(usageError(tr("instances stop needs the machines' slave-type.")));
    const core::Result<pools::Snapshot> pools = co_await session->poolPicture();
    if (!pools)
        co_return core::failure(pools.error());
    co_return verbs::RetireVerb::stop(words.first(), words.mid(1));
}

} // namespace ctl
