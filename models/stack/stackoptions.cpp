// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stackoptions.h"

#include "models/stack/systems/mesossystem.h"

using namespace Qt::StringLiterals;

namespace stack {

std::shared_ptr<const net::Route> routeOf(const config::StackConfig &config, const net::SshTunnel *tunnel)
{
    net::Route route = config.route;
    if (tunnel)
        route.proxy = tunnel->proxy();
    return std::make_shared<const net::Route>(route);
}

actions::ActionOptions actionOptions(const config::StackConfig &config, const QString &file,
                                     actions::ActionOptions::Authority authority)
{
    actions::ActionOptions o;
    o.stack = config.name;
    o.production = config::isTreatedAsProduction(config.tier);
    o.file = file;
    o.authority = authority;
    o.pace = o.pace.hurried(config.hurry);
    return o;
}

pools::Board::Options boardOptions(const config::StackConfig &config)
{
    const config::AwsConfig settings = config.aws.value_or(config::AwsConfig());
    return { config.poolAttribute, settings.prices, settings.idleLimit };
}

tasklogs::Options logsOptions(const config::StackConfig &config, const net::Credentials &login,
                              const std::shared_ptr<const net::Route> &route, const QString &folder,
                              actions::ActionOptions::Authority authority)
{
    tasklogs::Options o;
    o.credentials = login;
    o.route = route;
    o.scheme = agentScheme(config);
    o.observerPort = config.observerPort;
    o.deadline = config.deadline;
    o.archive = config.logArchive;
    o.zone = config.logZone;
    o.folder = folder.isEmpty() ? QString() : folder + u"/logs"_s;
    o.rescue = authority == actions::ActionOptions::Authority::Armed; // a command ends too soon
    return o;
}

} // namespace stack
