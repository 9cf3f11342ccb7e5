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
    return tr("Tear down an inactive framework: framework teardown ID");
}

QString FrameworkCommand::help() const
{
    return tr(
        "  framework teardown ID   Ends an orphaned framework with all its tasks. Refused for one whose scheduler\n"
        "                          is connected, such as the registered Aurora's.\n\n"
        "Prints the plan; sends it only with --yes, --reason and --expect, the number of tasks that stay.\n");
}

QCoro::Task<core::Result<actions::Request>> FrameworkCommand::request(Session *session) const
{
    const QStringList arguments = session->options().arguments;
    if (arguments.size() != 2 || arguments.first() != u"teardown")
        co_return core::failure(usageError(tr("framework needs teardown and one framework id.")));
    co_return verbs::TeardownVerb::request(arguments.last());
}

} // namespace ctl
