// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/updateverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/jobs/nighteffects.h"
#include "models/verbs/quota/quotaeffects.h"
#include "models/verbs/updates/updateplan.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using aurora::UpdateStatus;
using Way = UpdateVerb::Way;

using core::tr;

enum class Stand { NotYet, There, Elsewhere };

/// Where an update stands with regard to what was wanted of it.
Stand standOf(Way way, UpdateStatus status)
{
    using enum UpdateStatus;
    const bool ended = !aurora::isActive(status);
    switch (way) {
    case Way::Pause:
        return aurora::isPaused(status) ? Stand::There : ended ? Stand::Elsewhere : Stand::NotYet;
    case Way::Resume:
        if (aurora::isPaused(status))
            return Stand::NotYet;
        return !ended || status == RolledForward || status == RolledBack ? Stand::There : Stand::Elsewhere;
    case Way::Abort:
        return status == Aborted ? Stand::There : ended ? Stand::Elsewhere : Stand::NotYet;
    case Way::RollBack:
        return status == RolledBack ? Stand::There : ended ? Stand::Elsewhere : Stand::NotYet;
    case Way::Pulse:
        return Stand::There;
    }
    return Stand::NotYet;
}

/// Whether the call has had its effect, however far that has come.
bool isTaken(Way way, UpdateStatus status)
{
    if (way == Way::Pulse)
        return !aurora::isAwaitingPulse(status);
    return standOf(way, status) != Stand::NotYet || (way == Way::RollBack && aurora::goesBack(status));
}

QCoro::Task<core::Result<aurora::Done>> send(Context context, Way way, aurora::UpdateKey key, QString reason,
                                             std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    aurora::Client *const client = context.aurora->client();
    switch (way) {
    case Way::Pause:
        co_return co_await client->pauseUpdate(key, reason, stop);
    case Way::Resume:
        co_return co_await client->resumeUpdate(key, reason, stop);
    case Way::Abort:
        co_return co_await client->abortUpdate(key, reason, stop);
    case Way::RollBack:
        co_return co_await client->rollbackUpdate(key, reason, stop);
    case Way::Pulse:
        break;
    }
    const auto pulse = co_await client->pulseUpdate(key, stop);
    if (!pulse)
        co_return core::failure(pulse.error());
    aurora::Done done;
    if (*pulse == aurora::PulseStatus::Finished)
        done.message = tr("the update has ended, or takes no pulses");
    co_return done;
}

} // namespace

UpdateVerb::UpdateVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

QString UpdateVerb::verbName(Way way)
{
    switch (way) {
    case Way::Pause:
        return u"pause-update"_s;
    case Way::Resume:
        return u"resume-update"_s;
    case Way::Abort:
        return u"abort-update"_s;
    case Way::RollBack:
        return u"roll-back-update"_s;
    case Way::Pulse:
        break;
    }
    return u"pulse-update"_s;
}

actions::Request UpdateVerb::request(Way way, const aurora::UpdateKey &update)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = toJson(update);
    return request;
}

bool UpdateVerb::fits(Way way, UpdateStatus status)
{
    switch (way) {
    case Way::Pause:
        return aurora::isActive(status) && !aurora::isPaused(status);
    case Way::Resume:
        return aurora::isPaused(status);
    case Way::Abort:
        return aurora::isActive(status);
    case Way::RollBack:
        return aurora::isActive(status) && !aurora::goesBack(status);
    case Way::Pulse:
        return aurora::isAwaitingPulse(status) || status == UpdateStatus::RollingForward
            || status == UpdateStatus::RollingBack;
    }
    return false;
}

QCoro::Task<core::Result<actions::Plan>> UpdateVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const auto key = updateKeyFromJson(request.what);
    if (!key)
        co_return core::failure(key.error());
    const auto fresh = co_await readUpdate(context, *key, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    if (const QString why = refusalOf(way, *fresh); !why.isEmpty())
        co_return core::failure(unusable(why));
    actions::Plan plan = updatePlan(way, request, *fresh, context);
    if (way == Way::RollBack || way == Way::Resume) {
        const bool back = way == Way::RollBack || aurora::goesBack(fresh->details.summary.status);
        plan = co_await withQuota(context, plan, updateShift(fresh->details.instructions, back), stop);
    }
    if (plan.facts.ends > 0) {
        const QList<aurora::JobKey> jobs{ key->job };
        const QList<actions::Effect> night = co_await nightEffects(context, jobs, JobFate::Restarted);
        plan.effects << night;
    }
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> UpdateVerb::perform(actions::Step step, actions::Sending sending,
                                                               std::stop_token stop)
{
    const Context context = m_context;
    const auto key = updateKeyFromJson(step.payload);
    if (!key)
        co_return core::failure(key.error());
    const auto done = co_await send(context, m_way, *key, reasonText(sending), stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message), { { u"status"_s, step.payload.value("status"_L1) } }, {} };
}

QCoro::Task<core::Result<actions::Look>> UpdateVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const Way way = m_way;
    const auto key = updateKeyFromJson(step.payload);
    if (!key)
        co_return core::failure(key.error());
    const auto fresh = co_await readUpdate(context, *key, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    const UpdateStatus status = fresh->details.summary.status;
    actions::Look look;
    look.effect = isTaken(way, status) ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("the update is %1").arg(statusText(status));
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> UpdateVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const Way way = m_way;
    actions::Watch watch;
    for (const actions::Step &step : steps) { // one, as planned
        const auto key = updateKeyFromJson(step.payload);
        if (!key)
            co_return core::failure(key.error());
        const auto fresh = co_await readUpdate(context, *key, stop);
        if (!fresh)
            co_return core::failure(fresh.error());
        const UpdateStatus status = fresh->details.summary.status;
        const Stand stand = standOf(way, status);
        if (way == Way::RollBack)
            watch.things = stand == Stand::There ? step.things : static_cast<int>(fresh->progress.rolledBack.size());
        if (stand == Stand::There) {
            watch.reached << step.key;
        } else if (stand == Stand::Elsewhere) {
            watch.failed << step.key;
            watch.reasons << tr("the update ended: %1").arg(statusText(status));
        } else {
            watch.waitingFor = tr("%1, now %2").arg(key->job.name, statusText(status));
        }
    }
    co_return watch;
}

std::optional<actions::Request> UpdateVerb::inverse(const actions::Record &record) const
{
    const auto key = updateKeyFromJson(record.plan->request.what);
    if (!key || (m_way != Way::Pause && m_way != Way::Resume))
        return std::nullopt;
    return request(m_way == Way::Pause ? Way::Resume : Way::Pause, *key);
}

QJsonObject toJson(const aurora::UpdateKey &key)
{
    return { { u"job"_s, key.job.text() }, { u"update"_s, key.id } };
}

core::Result<aurora::UpdateKey> updateKeyFromJson(const QJsonObject &json)
{
    const auto job = aurora::JobKey::parse(json.value("job"_L1).toString());
    const QString id = json.value("update"_L1).toString();
    if (!job || id.isEmpty())
        return core::failure(unusable(tr("No update is named. Write role/environment/name and the update's id.")));
    return aurora::UpdateKey{ *job, id };
}

} // namespace verbs
