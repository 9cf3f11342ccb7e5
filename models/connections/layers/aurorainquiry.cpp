// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/client.h"
#include "models/connections/inquiry.h"

using namespace Qt::StringLiterals;

namespace connections::layers {

QCoro::Task<void> askAurora(std::shared_ptr<Inquiry> inquiry)
{
    using What = Step::What;
    const std::stop_token stop = inquiry->stop.get_token();
    const Answers schedulers = co_await askEach(inquiry, inquiry->config.auroraSchedulers, u"/leaderhealth"_s);
    if (inquiry->isOver())
        co_return;
    if (!tellAddresses(*inquiry, schedulers))
        co_return;

    aurora::ClientOptions options;
    options.credentials = inquiry->logins.aurora;
    options.route = inquiry->route();
    options.deadline = inquiry->config.deadline;
    aurora::Client client(inquiry->http.get(), std::make_shared<net::StaticDiscovery>(inquiry->config.auroraSchedulers),
                          options);
    const core::Result<QUrl> leader = co_await client.findLeader(stop);
    if (inquiry->isOver())
        co_return;
    if (!leader) {
        inquiry->failed(What::Leader, leader.error());
        co_return;
    }
    inquiry->fine(What::Leader, leader->authority());

    const core::Result<aurora::Vars> vars = co_await client.vars(stop);
    if (inquiry->isOver())
        co_return;
    if (!vars) {
        inquiry->failed(What::Version, vars.error());
        co_return;
    }
    inquiry->fine(What::Version, vars->version.isEmpty() ? Check::tr("not told") : u"Aurora "_s + vars->version);
    tellClock(*inquiry, schedulers.first()->clockOffset);

    const core::Result<QList<aurora::RoleSummary>> roles = co_await client.roles(stop);
    if (inquiry->isOver())
        co_return;
    if (!roles)
        inquiry->failed(What::Rights, roles.error());
    else
        inquiry->fine(
            What::Rights,
            Check::tr("reads %1; roles with jobs: %2").arg(signedInWords(inquiry->logins.aurora)).arg(roles->size()));
}

} // namespace connections::layers
