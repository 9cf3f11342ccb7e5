// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/stopverb.h"

#include "models/verbs/frameworks/frameworkstate.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/stop/endingframeworks.h"
#include "models/verbs/night/stop/endingnodes.h"
#include "models/verbs/night/stop/stopsteps.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr int timesAgain = 5; ///< so often one thing is ended again before it is told as failed

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
    const std::shared_ptr<KillVerb> kill = m_kill;
    const endingleftovers::CleanLooks clean = m_clean;
    switch (kindOf(step)) {
    case StopStep::Kill:
        co_return co_await kill->perform(step, sending, stop);
    case StopStep::Run:
    case StopStep::Node:
        co_return co_await endingnodes::perform(context, step, sending, stop);
    case StopStep::Framework:
        co_return co_await endingframeworks::perform(context, step, stop);
    case StopStep::Leftovers:
        co_return co_await endingleftovers::perform(context, step, sending, clean, stop);
    }
    Q_UNREACHABLE();
}

QCoro::Task<core::Result<actions::Look>> StopVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const std::shared_ptr<KillVerb> kill = m_kill;
    const endingleftovers::CleanLooks clean = m_clean;
    switch (kindOf(step)) {
    case StopStep::Kill:
        co_return co_await kill->look(step, stop);
    case StopStep::Run:
    case StopStep::Node:
        co_return co_await endingnodes::look(context, step, stop);
    case StopStep::Framework:
        co_return co_await lookAtFramework(context, step, stop);
    case StopStep::Leftovers:
        co_return co_await endingleftovers::look(context, step, clean, stop);
    }
    Q_UNREACHABLE();
}

QCoro::Task<core::Result<actions::Watch>> StopVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const std::shared_ptr<KillVerb> kill = m_kill;
    const endingleftovers::CleanLooks clean = m_clean;
    const actions::Step first = steps.constFirst(); // those of a phase are of one kind
    switch (kindOf(first)) {
    case StopStep::Kill:
        co_return co_await kill->watch(steps, stop);
    case StopStep::Run:
    case StopStep::Node:
        co_return co_await endingnodes::watch(context, steps, stop);
    case StopStep::Framework:
        co_return co_await endingframeworks::watch(context, steps, stop);
    case StopStep::Leftovers:
        co_return co_await endingleftovers::watch(context, first, clean, stop);
    }
    Q_UNREACHABLE();
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
