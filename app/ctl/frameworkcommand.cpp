// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/frameworkcommand.h"

#include "models/core/tr.h"
#include "models/verbs/frameworks/teardownverb.h"

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

QString FrameworkCommand::name() const
{
    return u"framework"_s;
}

QString FrameworkCommand::summary() const
{
    return tr("Tear down inactive frameworks: framework teardown ID…");
}

QString FrameworkCommand::help() const
{
    return tr(
        "  framework teardown ID…   Ends orphaned frameworks with all their tasks. Refused for one whose scheduler\n"
        "                           is connected, such as the registered Aurora's; of several that one is left out.\n\n"
        "Prints the plan; sends it only with --yes, --reason and --expect, the number of tasks that stay.\n");
}

QCoro::Task<core::Result<actions::Request>> FrameworkCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() < 2 || arguments.first() != u"teardown")
        co_return core::failure(usageError(tr("framework needs teardown and framework ids.")));
    co_return verbs::TeardownVerb::request(arguments.mid(1));
}

} // namespace ctl
