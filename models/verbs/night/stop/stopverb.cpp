// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/stopverb.h"

#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/stop/endingnodes.h"
#include "models/verbs/night/stop/leftovers.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr int looksAsked = 2;
constexpr int timesAgain = 5; ///< so often one thing is ended again before it is told as failed

QString tr(const char *text)
{
    return QCoreApplication::translate("StopVerb", text);
}

/// The driver must have ended: a framework in use is not torn down, whatever the plan once saw.
QCoro::Task<core::Result<actions::Answer>> tearDown(Context context, actions::Step step, std::stop_token stop)
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
        co_return core::failure(framework.error());
    if (driver && context.aurora) {
        const auto query = aurora::TaskQuery::Builder().jobs({ *driver }).statuses(activeStatuses()).build();
        if (!query)
            co_return core::failure(query.error());
        const auto active = co_await readTasks(context, *query, stop);
        if (!active)
            co_return core::failure(active.error());
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

QCoro::Task<core::Result<bool>> isTornDown(Context context, actions::Step step, std::stop_token stop)
{
    if (!context.mesos)
        co_return core::failure(closing());
    const auto framework = co_await context.mesos->framework(step.payload.value("framework"_L1).toString(), stop);
    if (framework)
        co_return framework->completed;
    if (framework.error().kind != core::Error::Kind::NotFound)
        co_return core::failure(framework.error());
    co_return true;
}

QCoro::Task<core::Result<actions::Watch>> watchFrameworks(Context context, QList<actions::Step> steps,
                                                          std::stop_token stop)
{
    actions::Watch watch;
    for (const actions::Step &step : steps) {
        const core::Result<bool> gone = co_await isTornDown(context, step, stop);
        if (!gone)
            co_return core::failure(gone.error());
        if (*gone)
            watch.reached << step.key;
    }
    co_return watch;
}

} // namespace

StopVerb::StopVerb(Context context)
    : m_context(std::move(context))
    , m_kill(std::make_shared<KillVerb>(m_context))
{
}

actions::Request StopVerb::request(const StopWish &wish)
{
    actions::Request request;
    request.verb = verbName();
    request.what = toJson(wish);
    request.batching.failuresPerItem = timesAgain;
    // One job that cannot be killed keeps no other alive; but nobody goes on to the next phase without it.
    request.batching.failuresInTotal = std::numeric_limits<int>::max();
    return request;
}

QCoro::Task<core::Result<actions::Plan>> StopVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const StopWish wish = stopWishFromJson(request.what);
    const core::Result<StopScope> scope = co_await readStopScope(context, wish, stop);
    if (!scope)
        co_return core::failure(scope.error());
    co_return stopPlan(request, wish, *scope, context);
}

QCoro::Task<core::Result<actions::Answer>> StopVerb::perform(actions::Step step, actions::Sending sending,
                                                             std::stop_token stop)
{
    const Context context = m_context;
    switch (kindOf(step)) {
    case StopStep::Kill: {
        const std::shared_ptr<KillVerb> kill = m_kill;
        co_return co_await kill->perform(step, sending, stop);
    }
    case StopStep::Run:
    case StopStep::Node:
        co_return co_await endingnodes::perform(context, step, sending, stop);
    case StopStep::Framework:
        co_return co_await tearDown(context, step, stop);
    case StopStep::Leftovers:
        break;
    }
    m_clean->remove(step.object);
    const auto end = stopEndFromJson(step.payload);
    if (!end)
        co_return core::failure(end.error());
    const core::Result<Leftovers> left = co_await readLeftovers(context, *end, stop);
    if (!left)
        co_return core::failure(left.error());
    const core::Result<QString> words = co_await endLeftovers(context, *end, *left, reasonText(sending), stop);
    if (!words)
        co_return core::failure(words.error());
    co_return actions::Answer{ *words, {}, {} };
}

QCoro::Task<core::Result<actions::Look>> StopVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    actions::Look look;
    switch (kindOf(step)) {
    case StopStep::Kill: {
        const std::shared_ptr<KillVerb> kill = m_kill;
        co_return co_await kill->look(step, stop);
    }
    case StopStep::Run:
    case StopStep::Node:
        co_return co_await endingnodes::look(context, step, stop);
    case StopStep::Framework: {
        const core::Result<bool> gone = co_await isTornDown(context, step, stop);
        if (!gone)
            co_return core::failure(gone.error());
        look.effect = *gone ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
        look.words = *gone ? tr("it is completed") : tr("it is still listed");
        co_return look;
    }
    case StopStep::Leftovers:
        break;
    }
    m_clean->remove(step.object);
    const auto end = stopEndFromJson(step.payload);
    if (!end)
        co_return core::failure(end.error());
    const core::Result<Leftovers> left = co_await readLeftovers(context, *end, stop);
    if (!left)
        co_return core::failure(left.error());
    look.effect = left->isEmpty() ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = left->words();
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> StopVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const std::shared_ptr<Looks> clean = m_clean;
    switch (kindOf(steps.constFirst())) { // those of a phase are of one kind
    case StopStep::Kill: {
        const std::shared_ptr<KillVerb> kill = m_kill;
        co_return co_await kill->watch(steps, stop);
    }
    case StopStep::Run:
    case StopStep::Node:
        co_return co_await endingnodes::watch(context, steps, stop);
    case StopStep::Framework:
        co_return co_await watchFrameworks(context, steps, stop);
    case StopStep::Leftovers:
        break;
    }
    const actions::Step step = steps.constFirst();
    const auto end = stopEndFromJson(step.payload);
    if (!end)
        co_return core::failure(end.error());
    const core::Result<Leftovers> left = co_await readLeftovers(context, *end, stop);
    if (!left) {
        (*clean)[step.object] = 0; // what was not seen was not empty
        co_return core::failure(left.error());
    }
    actions::Watch watch;
    (*clean)[step.object] = left->isEmpty() ? clean->value(step.object) + 1 : 0;
    watch.waitingFor = left->isEmpty() ? tr("a second look") : left->words();
    if (left->needsOrders()) {
        watch.failed << step.key;
        watch.reasons << left->words();
    } else if (clean->value(step.object) >= looksAsked) {
        clean->remove(step.object);
        watch.reached << step.key;
        watch.summary = tr("Two looks in a row found nothing left.");
    }
    co_return watch;
}

std::optional<actions::Request> StopVerb::inverse(const actions::Record &record) const
{
    for (const actions::StepRecord &step : record.steps) {
        if (kindOf(step.step) != StopStep::Leftovers)
            continue;
        const auto end = stopEndFromJson(step.step.payload);
        if (end && !end->nodes.isEmpty())
            return ClearVerb::resumeRequest(end->wish.dagId, end->wish.runId, end->nodes);
    }
    return std::nullopt;
}

bool isStopOf(const actions::Record &record, const QString &runId)
{
    return record.plan->request.verb == StopVerb::verbName()
        && stopWishFromJson(record.plan->request.what).runId == runId
        && std::ranges::any_of(record.steps, [](const actions::StepRecord &step) { return step.attempts > 0; });
}

} // namespace verbs
