// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/endingframeworks.h"

#include "models/core/tr.h"
#include "models/verbs/frameworks/frameworkstate.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs::endingframeworks {

namespace {

using core::tr;

} // namespace

QCoro::Task<core::Result<actions::Answer>> perform(Context context, actions::Step step, std::stop_token stop)
{
    const QString id = step.payload.value("framework"_L1).toString();
    const auto driver = aurora::JobKey::parse(step.payload.value("driver"_L1).toString());
    if (!context.mesos)
        co_return core::failure(closing());
    const auto framework = co_await context.mesos->framework(id, stop);
    const bool isGone = framework ? framework->completed : framework.error().kind == core::Error::Kind::NotFound;
    if (isGone)
        co_return actions::Answer{ tr("it has ended with its driver"), {}, {} };
    if (!framework)
        co_return actions::notSent(framework.error());
    if (driver && context.aurora) {
        const auto query = aurora::TaskQuery::Builder().jobs({ *driver }).statuses(activeStatuses()).build();
        if (!query)
            co_return actions::notSent(query.error());
        const auto active = co_await readTasks(context, *query, stop);
        if (!active)
            co_return actions::notSent(active.error());
        if (!active->isEmpty())
            co_return core::failure(unusable(tr("Its driver %1 is active again.").arg(driver->text())));
    }
    if (!context.mesos)
        co_return core::failure(closing());
    const auto done = co_await context.mesos->teardown(id, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ tr("OK"), { { u"tasks"_s, framework->tasks } }, {} };
}

QCoro::Task<core::Result<actions::Watch>> watch(Context context, QList<actions::Step> steps, std::stop_token stop)
{
    actions::Watch watch;
    for (const actions::Step &step : steps) {
        const core::Result<bool> gone
            = co_await isTornDown(context, step.payload.value("framework"_L1).toString(), stop);
        if (!gone)
            co_return core::failure(gone.error());
        if (*gone)
            watch.reached << step.key;
    }
    co_return watch;
}

} // namespace verbs::endingframeworks
