// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/awsconfig.h"
#include "models/verbs/pools/launchverb.h"

/// Machines as the stacks file says for their pool, or a little otherwise.
namespace verbs {

/// `usual`: the pool's template; where `asked` differs from it, the equal command says so.
LaunchVerb::Order launchOrder(const QString &pool, int count, const config::AwsLaunch &asked,
                              const config::AwsLaunch &usual);

/// Takes a word of the command line: "type=r5.2xlarge", "disk=400", "disk-type=gp2", "spot", "on-demand",
/// "tag:owner=ana". False: it is none.
bool takeLaunchWord(const QString &word, config::AwsLaunch &asked);

/// "owner=ana, ticket=OPS-7" as tags; nullopt: some part has no name, or is a tag that AWS or the pool sets.
std::optional<QMap<QString, QString>> parseTags(const QString &text);
QString tagsText(const QMap<QString, QString> &tags);

bool isInstanceType(const QString &text); ///< looks like one: "r5.4xlarge"

} // namespace verbs
