// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/processesverb.h"

#include "models/actions/record.h"
#include "models/aws/calls.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/pools/poolorders.h"
#include "models/verbs/pools/processesplan.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString groupOf(const actions::Step &step)
{
    return step.payload.value("pool"_L1).toString();
}

QStringList processesOf(const actions::Step &step)
{
    return step.payload.value("processes"_L1).toVariant().toStringList();
}

aws::Call callOf(const actions::Step &step, ProcessesVerb::Way way)
{
    return way == ProcessesVerb::Way::Resume ? aws::calls::resume(groupOf(step), processesOf(step))
                                             : aws::calls::suspend(groupOf(step), processesOf(step));
}

bool isReadable(const actions::Step &step)
{
    return !groupOf(step).isEmpty() && !processesOf(step).isEmpty(); // none at all would mean every one to AWS
}

/// Whether these are suspended, or none of them is.
actions::Look judged(const QStringList &processes, bool wanted, const aws::Group &group)
{
    actions::Look look;
    look.effect = actions::Look::Effect::Done;
    const auto asWanted = [&](const QString &process) { return group.suspended.contains(process) == wanted; };
    if (!std::ranges::all_of(processes, asWanted))
        look.effect = actions::Look::Effect::NotDone;
    look.words = group.suspended.isEmpty()
        ? tr("nothing of %1 is suspended").arg(group.name)
        : tr("of %1 are suspended: %2").arg(group.name, group.suspended.join(u", "_s));
    return look;
}

} // namespace

ProcessesVerb::ProcessesVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

actions::Request ProcessesVerb::request(Way way, const QString &group, const QStringList &processes)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = { { u"pool"_s, group }, { u"processes"_s, QJsonArray::fromStringList(processes) } };
    return request;
}

actions::Request ProcessesVerb::resume(const QString &group, const QStringList &suspended)
{
    const QString rebalancing = u"AZRebalance"_s;
    return request(Way::Resume, group, suspended.contains(rebalancing) ? QStringList{ rebalancing } : suspended);
}

QCoro::Task<core::Result<actions::Plan>> ProcessesVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const QStringList names{ request.what.value("pool"_L1).toString() };
    const core::Result<FreshPools> pools = co_await readPools(context, names, stop);
    if (!pools)
        co_return core::failure(pools.error());
    if (!context.aws) // its clock may have gone with it
        co_return core::failure(closing());
    co_return drawProcesses(request, *pools, way, context);
}

QCoro::Task<core::Result<actions::Answer>> ProcessesVerb::perform(actions::Step step, actions::Sending,
                                                                  std::stop_token stop)
{
    const Context context = m_context;
    if (!isReadable(step))
        co_return core::failure(unreadableStep());
    const aws::Call call = callOf(step, m_way);
    const QString words = tr("OK");
    co_return co_await orderFromAws(context, call, words, stop);
}

QCoro::Task<core::Result<actions::Look>> ProcessesVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    if (!isReadable(step))
        co_return core::failure(unreadableStep());
    const std::function<actions::Look(const aws::Group &)> judge
        = [processes = processesOf(step), wanted = m_way == Way::Suspend](const aws::Group &group) {
              return judged(processes, wanted, group);
          };
    co_return co_await lookAtGroup(context, groupOf(step), judge, stop);
}

std::optional<actions::Request> ProcessesVerb::inverse(const actions::Record &record) const
{
    for (const actions::StepRecord &step : record.steps) {
        if (step.state == actions::StepState::Reached)
            return request(m_way == Way::Resume ? Way::Suspend : Way::Resume, groupOf(step.step),
                           processesOf(step.step));
    }
    return std::nullopt;
}

} // namespace verbs
