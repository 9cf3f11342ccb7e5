// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/frameworks/frameworkstate.h"

#include "models/core/tr.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

} // namespace

QCoro::Task<core::Result<bool>> isTornDown(Context context, QString framework, std::stop_token stop)
{
    if (!context.mesos)
        co_return core::failure(closing());
    const auto known = co_await context.mesos->framework(framework, stop);
    if (known)
        co_return known->completed;
    if (known.error().kind != core::Error::Kind::NotFound)
        co_return core::failure(known.error());
    co_return true;
}

QCoro::Task<core::Result<actions::Look>> lookAtFramework(Context context, actions::Step step, std::stop_token stop)
{
    const QString id = step.payload.value("framework"_L1).toString();
    const core::Result<bool> gone = co_await isTornDown(context, id, stop);
    if (!gone)
        co_return core::failure(gone.error());
    actions::Look look;
    look.effect = *gone ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = *gone ? tr("it is completed") : tr("it is still listed");
    co_return look;
}

} // namespace verbs
