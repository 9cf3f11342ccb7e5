// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"
#include "models/config/stackconfig.h"
#include "models/net/sshtunnel.h"
#include "models/pools/board.h"
#include "models/tasklogs/tasklogs.h"

/// What the parts of a stack are told of its entry in the stacks file. Pure.
namespace stack {

/// To its machines: through the tunnel where there is one. `tunnel`: may be null.
std::shared_ptr<const net::Route> routeOf(const config::StackConfig &config, const net::SshTunnel *tunnel);

actions::ActionOptions actionOptions(const config::StackConfig &config, const QString &file,
                                     actions::ActionOptions::Authority authority);
pools::Board::Options boardOptions(const config::StackConfig &config);
/// `folder`: of all that is kept of the stack; empty: nothing is.
tasklogs::Options logsOptions(const config::StackConfig &config, const net::Credentials &login,
                              const std::shared_ptr<const net::Route> &route, const QString &folder,
                              actions::ActionOptions::Authority authority);

} // namespace stack
