// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/quota/quotaverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QJsonObject limitJson(const aurora::Resources &limit)
{
    return { { u"cpus"_s, limit.cpus }, { u"ramMb"_s, limit.ramMb }, { u"diskMb"_s, limit.diskMb } };
}

struct Wanted
{
    QString role;
    aurora::Resources limit;
};

core::Result<aurora::Resources> limitFromJson(const QJsonObject &json)
{
    aurora::Resources limit;
    limit.cpus = json.value("cpus"_L1).toDouble(-1);
    limit.ramMb = json.value("ramMb"_L1).toInteger(-1);
    limit.diskMb = json.value("diskMb"_L1).toInteger(-1);
    if (!std::isfinite(limit.cpus) || limit.cpus < 0 || limit.ramMb < 0 || limit.diskMb < 0)
        return core::failure(unusable(tr("A quota names cpus, memory and disk, none of them below 0.")));
    return limit;
}

core::Result<Wanted> wantedOf(const QJsonObject &json)
{
    const QString role = json.value("role"_L1).toString();
    if (role.isEmpty())
        return core::failure(unusable(tr("No role is named.")));
    const auto limit = limitFromJson(json);
    if (!limit)
        return core::failure(limit.error());
    return Wanted{ role, *limit };
}

bool sameLimit(const aurora::Resources &a, const aurora::Resources &b)
{
    return std::abs(a.cpus - b.cpus) < 1e-6 && a.ramMb == b.ramMb && a.diskMb == b.diskMb;
}

QString cpus(double count)
{
    return tr("%1 CPUs").arg(core::formatCpus(count));
}

QString gib(qint64 mebibytes)
{
    return tr("%1 GiB").arg(core::formatGib(static_cast<double>(mebibytes)));
}

QString shareOf(double used, double limit)
{
    if (limit <= 0)
        return used > 0 ? tr("over") : u"0 %"_s;
    return tr("%1 %").arg(core::formatCount(std::lround(100 * used / limit)));
}

/// "CPUs in use by production jobs": their share of the limit before and after.
actions::Effect useEffect(const QString &what, const QString &inUse, double used, double before, double after)
{
    actions::Effect effect;
    effect.touches = tr("%1 in use, %2").arg(what, inUse);
    effect.before = tr("%1 of the limit").arg(shareOf(used, before));
    effect.after = tr("%1 of the limit").arg(shareOf(used, after));
    effect.delta = used > after ? tr("over") : QString();
    effect.bad = used > after;
    return effect;
}

actions::Effect limitEffect(const QString &what, const QString &before, const QString &after)
{
    actions::Effect effect;
    effect.touches = tr("%1 allowed").arg(what);
    effect.before = before;
    effect.after = after;
    effect.binding = true;
    return effect;
}

QStringList overWords(const aurora::Resources &used, const aurora::Resources &limit)
{
    QStringList over;
    if (used.cpus > limit.cpus + 1e-6)
        over << cpus(used.cpus - limit.cpus);
    if (used.ramMb > limit.ramMb)
        over << tr("%1 memory").arg(gib(used.ramMb - limit.ramMb));
    if (used.diskMb > limit.diskMb)
        over << tr("%1 disk").arg(gib(used.diskMb - limit.diskMb));
    return over;
}

QString limitWords(const aurora::Resources &limit)
{
    return tr("%1, %2, disk %3").arg(cpus(limit.cpus), gib(limit.ramMb), gib(limit.diskMb));
}

actions::Plan draw(const actions::Request &request, const Wanted &wanted, const aurora::Quota &quota,
                   const Context &context)
{
    const aurora::Resources &now = quota.limit;
    const aurora::Resources &then = wanted.limit;
    const aurora::Resources used = quota.prodShared.value_or(aurora::Resources());
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    plan.title.label = tr("Set the quota of %1").arg(wanted.role);
    plan.title.place = context.stack;
    plan.title.outcome = tr("Set the quota of %1").arg(wanted.role);
    plan.title.touched = tr("1 quota");
    actions::Item item;
    item.key = wanted.role;
    item.name = wanted.role;
    item.facts = { limitWords(now), limitWords(used), limitWords(then) };
    item.seen = limitWords(now);
    actions::ItemTable table;
    table.nameTitle = tr("Role");
    table.columns = { tr("Quota now"), tr("In use by production jobs"), tr("Then") };
    table.items = { actions::tickedBy(request, item) };
    plan.tables = { table };
    plan.effects = {
        limitEffect(tr("CPUs"), cpus(now.cpus), cpus(then.cpus)),
        limitEffect(tr("Memory"), gib(now.ramMb), gib(then.ramMb)),
        limitEffect(tr("Disk"), gib(now.diskMb), gib(then.diskMb)),
        useEffect(tr("CPUs"), cpus(used.cpus), used.cpus, now.cpus, then.cpus),
        useEffect(tr("Memory"), gib(used.ramMb), static_cast<double>(used.ramMb), static_cast<double>(now.ramMb),
                  static_cast<double>(then.ramMb)),
        useEffect(tr("Disk"), gib(used.diskMb), static_cast<double>(used.diskMb), static_cast<double>(now.diskMb),
                  static_cast<double>(then.diskMb)),
    };
    plan.facts.harm = actions::Harm::Disruptive;
    plan.facts.production = context.production;
    plan.canBeUndone = tr("Setting it back to %1.").arg(limitWords(now));
    plan.notTouched = tr("Every task that runs; jobs that are preemptible or on machines of their own.");
    if (const QStringList over = overWords(used, then); !over.isEmpty())
        plan.warnings << tr("Below what is in use by %1: what runs goes on, but Aurora starts no further production "
                            "task of %2, not even in place of one that is updated, until it fits.")
                             .arg(over.join(u", "_s), wanted.role);
    const bool same = sameLimit(now, then);
    if (same)
        plan.warnings << tr("This is the quota it has already.");
    plan.command = context.command()
        + u"quota set %1 %2 %3MiB %4MiB"_s.arg(wanted.role).arg(then.cpus).arg(then.ramMb).arg(then.diskMb);
    if (same || !table.items.first().ticked)
        return plan;
    actions::Step step;
    step.key = wanted.role;
    step.object = u"quota/"_s + wanted.role;
    step.name = wanted.role;
    step.item = wanted.role;
    step.call = u"setQuota %1 cpus %2, ramMb %3, diskMb %4"_s.arg(wanted.role)
                    .arg(then.cpus)
                    .arg(then.ramMb)
                    .arg(then.diskMb);
    step.payload = limitJson(then);
    step.payload.insert(u"role"_s, wanted.role);
    step.payload.insert(u"before"_s, limitJson(now));
    plan.steps = { step };
    return plan;
}

} // namespace

QuotaVerb::QuotaVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request QuotaVerb::request(const QString &role, const aurora::Resources &limit)
{
    actions::Request request;
    request.verb = verbName();
    request.what = limitJson(limit);
    request.what.insert(u"role"_s, role);
    return request;
}

QCoro::Task<core::Result<actions::Plan>> QuotaVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto wanted = wantedOf(request.what);
    if (!wanted)
        co_return core::failure(wanted.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto quota = co_await context.aurora->client()->quota(wanted->role, stop);
    if (!quota)
        co_return core::failure(quota.error());
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    co_return draw(request, *wanted, *quota, context);
}

QCoro::Task<core::Result<actions::Answer>> QuotaVerb::perform(actions::Step step, actions::Sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    const auto wanted = wantedOf(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto done = co_await context.aurora->client()->setQuota(wanted->role, wanted->limit, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message), step.payload.value("before"_L1).toObject(),
                               limitJson(wanted->limit) };
}

QCoro::Task<core::Result<actions::Look>> QuotaVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto wanted = wantedOf(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto quota = co_await context.aurora->client()->quota(wanted->role, stop);
    if (!quota)
        co_return core::failure(quota.error());
    actions::Look look;
    const bool there = sameLimit(quota->limit, wanted->limit);
    look.effect = there ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("the quota of %1 is %2").arg(wanted->role, limitWords(quota->limit));
    co_return look;
}

std::optional<actions::Request> QuotaVerb::inverse(const actions::Record &record) const
{
    for (const actions::StepRecord &step : record.steps) {
        if (step.state != actions::StepState::Reached && step.state != actions::StepState::Answered)
            continue;
        const QString role = step.step.payload.value("role"_L1).toString();
        if (const auto before = limitFromJson(step.step.payload.value("before"_L1).toObject()); before)
            return request(role, *before);
    }
    return std::nullopt;
}

} // namespace verbs
