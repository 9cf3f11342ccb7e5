// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hostcommand.h"

#include "models/core/tr.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/agents/maintenanceverb.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

QString HostCommand::name() const
{
    return u"host"_s;
}

QString HostCommand::summary() const
{
    return tr("Cordon, drain or maintain agents: host cordon|uncordon|drain|maintenance HOST …");
}

QString HostCommand::help() const
{
    return tr(
        "  host cordon HOST …             No new task comes to these agents; what runs goes on (DEACTIVATE_AGENT).\n"
        "                                 With --for TIME it has an end: the window then offers to uncordon them,\n"
        "                                 nothing does it by itself.\n"
        "  host uncordon HOST …           They take tasks again (REACTIVATE_AGENT).\n"
        "  host drain HOST …              Kills every task of every framework there at once, each with --grace to\n"
        "                                 end (DRAIN_AGENT). Cannot be stopped. The agents stay cordoned.\n"
        "  host maintenance start HOST …  Aurora prefers other hosts. A wish: it places there when all else is full.\n"
        "  host maintenance drain HOST …  Kills Aurora's tasks there; it starts them elsewhere if there is room.\n"
        "  host maintenance end HOST …    Takes both back.\n\n"
        "HOST is an agent's host name or id. A drain's plan names every task that ends; agents that run tasks which\n"
        "are not fault tolerant are left out unless --unlock names their hosts.\n"
        "Prints the plan; sends it only with --yes, a drain in production with --reason and --expect too.\n");
}

namespace {

/// What the words after `host` ask for, given the agents' ids; nothing: they are not understood.
std::optional<actions::Request> requestOf(const QString &verb, const QStringList &ids, const Options &options,
                                          core::TimePoint now)
{
    using verbs::CordonVerb;
    using verbs::DrainVerb;
    using verbs::MaintenanceVerb;
    if (verb == u"cordon")
        return CordonVerb::request(CordonVerb::Way::Cordon, ids,
                                   options.span ? now + *options.span : core::TimePoint());
    if (verb == u"uncordon")
        return CordonVerb::request(CordonVerb::Way::Uncordon, ids);
    if (verb == u"maintenance start")
        return MaintenanceVerb::request(MaintenanceVerb::Way::Start, ids);
    if (verb == u"maintenance end")
        return MaintenanceVerb::request(MaintenanceVerb::Way::End, ids);
    if (verb == u"maintenance drain")
        return DrainVerb::request(DrainVerb::By::Aurora, ids);
    if (verb == u"drain") {
        const auto grace = options.grace.value_or(DrainVerb::defaultGrace);
        return DrainVerb::request(DrainVerb::By::Mesos, ids, std::chrono::ceil<std::chrono::seconds>(grace));
    }
    return std::nullopt;
}

core::Result<QStringList> idsOf(const QStringList &hosts, const mesos::State &state)
{
    QStringList ids;
    for (const QString &host : hosts) {
        const auto agent = std::ranges::find_if(state.agents, [&](const mesos::Agent &each) {
            return state.string(each.hostname) == host || state.string(each.id) == host;
        });
        if (agent == state.agents.end())
            return core::failure(usageError(tr("The master lists no agent «%1».").arg(host)));
        ids << state.string(agent->id);
    }
    return ids;
}

} // namespace

QCoro::Task<core::Result<actions::Request>> HostCommand::request(Session *session) const
{
    const Options options = session->options();
    QStringList hosts = options.arguments;
    QString verb = hosts.isEmpty() ? QString() : hosts.takeFirst();
    if (verb == u"maintenance" && !hosts.isEmpty())
        verb += u' ' + hosts.takeFirst();
    const core::TimePoint now = session->now();
    if (!requestOf(verb, {}, options, now) || hosts.isEmpty()) {
        co_return core::failure(
            usageError(tr("host needs cordon, uncordon, drain or maintenance start, drain or end, then the agents.")));
    }
    if (options.grace && verb != u"drain")
        co_return core::failure(usageError(tr("--grace means nothing to host %1.").arg(verb)));
    if (options.span && verb != u"cordon")
        co_return core::failure(usageError(tr("--for means nothing to host %1.").arg(verb)));
    const auto picture = co_await session->picture();
    if (!picture)
        co_return core::failure(picture.error());
    const auto ids = idsOf(hosts, **picture);
    if (!ids)
        co_return core::failure(ids.error());
    co_return *requestOf(verb, *ids, options, now);
}

} // namespace ctl
