// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/auroracontext.h"

#include "app/ctl/actioncommand.h"
#include "models/config/units.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

} // namespace

core::Result<QPointer<aurora::Client>> auroraOf(Session *session)
{
    if (!session->stack()->aurora())
        return core::failure(usageError(tr("This stack has no Aurora. Name its schedulers in the stacks file.")));
    return QPointer(session->stack()->aurora()->client());
}

core::Result<verbs::Context> auroraContext(Session *session)
{
    if (const auto client = auroraOf(session); !client)
        return core::failure(client.error());
    verbs::Context context;
    context.aurora = session->stack()->aurora();
    context.stack = session->stack()->name();
    context.production = config::isTreatedAsProduction(session->stack()->config().tier);
    context.poolAttribute = session->stack()->config().poolAttribute;
    context.clock = &session->stack()->clock();
    return context;
}

core::Result<qint64> mebibytesArgument(const QString &argument)
{
    const auto bytes = config::parseSize(argument);
    if (!bytes || *bytes < 0 || *bytes % core::mebibyte != 0)
        return core::failure(usageError(tr("“%1” is no size in whole MiB. Write 512MiB or 64GiB.").arg(argument)));
    return *bytes / core::mebibyte;
}

} // namespace ctl
