// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hostcommand.h"

#include "models/verbs/agents/cordonverb.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

} // namespace

QString HostCommand::name() const
{
    return u"host"_s;
}

QString HostCommand::summary() const
{
    return tr("Cordon agents, or take that back: host cordon|uncordon HOST …");
}

QString HostCommand::help() const
{
    return tr("  host cordon HOST …     No new task comes to these agents; what runs goes on (DEACTIVATE_AGENT).\n"
              "  host uncordon HOST …   They take tasks again (REACTIVATE_AGENT).\n\n"
              "HOST is an agent's host name or id. Prints the plan; sends it only with --yes.\n");
}

QCoro::Task<core::Result<actions::Request>> HostCommand::request(Session *session) const
{
    QStringList hosts = session->options().arguments;
    const QString verb = hosts.isEmpty() ? QString() : hosts.takeFirst();
    if ((verb != u"cordon" && verb != u"uncordon") || hosts.isEmpty())
        co_return core::failure(usageError(tr("host needs cordon or uncordon, then the agents.")));
    const auto picture = co_await session->picture();
    if (!picture)
        co_return core::failure(picture.error());
    const mesos::State &state = **picture;
    QStringList ids;
    for (const QString &host : hosts) {
        const auto agent = std::ranges::find_if(state.agents, [&](const mesos::Agent &each) {
            return state.string(each.hostname) == host || state.string(each.id) == host;
        });
        if (agent == state.agents.end())
            co_return core::failure(usageError(tr("The master lists no agent «%1».").arg(host)));
        ids << state.string(agent->id);
    }
    co_return verbs::CordonVerb::request(
        verb == u"cordon" ? verbs::CordonVerb::Way::Cordon : verbs::CordonVerb::Way::Uncordon, ids);
}

} // namespace ctl
