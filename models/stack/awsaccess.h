// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials/chain.h"
#include "models/aws/store.h"
#include "models/config/stackconfig.h"
#include "models/stack/signin.h"

namespace stack {

/// How a stack reaches AWS.
struct AwsAccess
{
    std::unique_ptr<aws::Store> store;
    std::shared_ptr<aws::KeySource> keys; ///< what the store signs with
    std::shared_ptr<aws::Chain> chain; ///< null: keys were given, or nothing can be asked
};

/// By the stack's `aws:` and what other tools of AWS are told: profile, region, endpoints. `keys`: given, then no file
/// of these tools is read. Else those of `logins` come first, which outlives the store. What is missing is told by the
/// store's freshness. GUI thread; reads two small files.
AwsAccess accessAws(const config::StackConfig &config, std::shared_ptr<const net::Route> route,
                    std::shared_ptr<aws::KeySource> keys, const secrets::StackLogins *logins, AwsSignIn::AskMfa askMfa,
                    net::HttpClient *http, const core::Clock &clock,
                    const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

} // namespace stack
