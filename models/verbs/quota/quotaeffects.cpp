// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/quota/quotaeffects.h"

#include "models/core/errortext.h"
#include "models/core/tr.h"

#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// Half a shown digit: sums of fractions are never quite what they look like.
constexpr double shown = 0.05;

/// Of what was added up: 46.45 is 46.5 whether it is a bit more or a bit less as a sum.
QString tenths(double value)
{
    const double exact = std::round(value * 1000) / 1000;
    return QLocale().toString(std::abs(exact) < shown ? 0.0 : exact, 'f', 1);
}

double inGib(qint64 mib)
{
    return static_cast<double>(mib) / 1024.0;
}

bool isNothing(const Charge &charge)
{
    return charge.cpus == 0 && charge.ramMb == 0 && charge.diskMb == 0;
}

/// One kind of what a quota limits.
struct Limited
{
    QString unit; ///< of the figures; names what is limited, too
    double limit = 0;
    double used = 0;
    double added = 0;

    double excess() const { return used + added - limit; }
    bool exceeds() const { return excess() > shown; }
};

std::array<Limited, 3> limitsOf(const Charge &added, const aurora::Quota &quota)
{
    const Charge used = quota.prodShared.value_or(Charge());
    return { { { tr("CPUs"), quota.limit.cpus, used.cpus, added.cpus },
               { tr("GiB of memory"), inGib(quota.limit.ramMb), inGib(used.ramMb), inGib(added.ramMb) },
               { tr("GiB of disk"), inGib(quota.limit.diskMb), inGib(used.diskMb), inGib(added.diskMb) } } };
}

actions::Effect limitEffectOf(const QString &role, const Limited &limit)
{
    actions::Effect effect;
    effect.touches = tr("Quota of %1, %2").arg(role, limit.unit);
    effect.before = tenths(limit.used);
    effect.after = tenths(limit.used + limit.added);
    effect.bad = limit.exceeds() && limit.added > 0; // what gives some back is not blamed for the rest
    effect.delta = limit.exceeds() ? tr("%1 over %2").arg(tenths(limit.excess()), tenths(limit.limit))
                                   : tr("of %1").arg(tenths(limit.limit));
    return effect;
}

Charge chargedTogether(const QList<aurora::ConfigGroup> &groups)
{
    Charge sum;
    for (const aurora::ConfigGroup &group : groups) {
        qint64 count = 0;
        for (const aurora::InstanceRange &range : group.instances)
            count += range.last - range.first + 1;
        sum = plus(sum, charged(group.config, count));
    }
    return sum;
}

QString quotaRefusal(const QString &role, const Charge &asked, const aurora::Quota &quota)
{
    QStringList over;
    for (const Limited &limit : limitsOf(asked, quota)) {
        if (limit.exceeds())
            over << tenths(limit.excess()) + u' ' + limit.unit;
    }
    return over.isEmpty()
        ? QString()
        : tr("The quota of %1 does not allow it: %2 too many. Aurora will refuse.").arg(role, over.join(u", "_s));
}

} // namespace

Charge charged(const aurora::TaskConfig &config, qint64 count)
{
    const bool isDedicated
        = std::ranges::any_of(config.constraints, [](const aurora::Constraint &c) { return c.name == "dedicated"_L1; });
    Charge charge;
    if (!config.production.value_or(false) || isDedicated)
        return charge;
    charge.cpus = config.resources.cpus * static_cast<double>(count);
    charge.ramMb = config.resources.ramMb * count;
    charge.diskMb = config.resources.diskMb * count;
    return charge;
}

Charge chargedTogether(std::span<const aurora::Task> tasks)
{
    Charge sum;
    for (const aurora::Task &task : tasks)
        sum = plus(sum, charged(task.config));
    return sum;
}

Charge chargedForCron(const aurora::JobConfiguration &job, std::span<const aurora::Task> active)
{
    const Charge whole = charged(job.config, job.instanceCount);
    return isNothing(whole) ? whole : larger(whole, chargedTogether(active));
}

Charge plus(const Charge &a, const Charge &b)
{
    Charge sum;
    sum.cpus = a.cpus + b.cpus;
    sum.ramMb = a.ramMb + b.ramMb;
    sum.diskMb = a.diskMb + b.diskMb;
    return sum;
}

Charge minus(const Charge &a, const Charge &b)
{
    Charge rest;
    rest.cpus = a.cpus - b.cpus;
    rest.ramMb = a.ramMb - b.ramMb;
    rest.diskMb = a.diskMb - b.diskMb;
    return rest;
}

Charge larger(const Charge &a, const Charge &b)
{
    Charge most;
    most.cpus = std::max(a.cpus, b.cpus);
    most.ramMb = std::max(a.ramMb, b.ramMb);
    most.diskMb = std::max(a.diskMb, b.diskMb);
    return most;
}

QuotaShift growthShift(const aurora::TaskConfig &config, int count)
{
    const Charge added = charged(config, count);
    return { config.job.role, !isNothing(added), added, added };
}

QuotaShift startUpdateShift(const aurora::UpdateDiff &diff, const aurora::TaskConfig &desired)
{
    const Charge before = chargedTogether(diff.update + diff.remove);
    QList<aurora::ConfigGroup> wanted = diff.add + diff.update;
    for (aurora::ConfigGroup &group : wanted)
        group.config = desired;
    const Charge after = chargedTogether(wanted);
    QuotaShift shift{ desired.job.role, !isNothing(before) || !isNothing(after), minus(after, before), {} };
    if (!isNothing(charged(desired)))
        shift.asked = minus(larger(before, after), before);
    return shift;
}

QuotaShift updateShift(const aurora::UpdateInstructions &update, bool back)
{
    const Charge before = chargedTogether(update.initialState);
    const Charge after
        = update.desiredState ? chargedTogether(QList<aurora::ConfigGroup>{ *update.desiredState }) : Charge();
    const Charge now = larger(before, after);
    QString role;
    if (update.desiredState)
        role = update.desiredState->config.job.role;
    else if (!update.initialState.isEmpty())
        role = update.initialState.first().config.job.role;
    return { role, !isNothing(now), minus(back ? before : after, now), {} };
}

QuotaShift endShift(const QString &role, const QList<aurora::Task> &active, const QSet<QString> &ended,
                    const QList<aurora::JobSummary> &jobs)
{
    const auto isOfRole = [&](const aurora::Task &task) { return task.job().role == role; };
    QuotaShift shift{ role, false, {}, {} };
    for (const aurora::Task &task : active) {
        if (!isOfRole(task) || !ended.contains(task.id))
            continue;
        const Charge freed = charged(task.config);
        shift.counts = shift.counts || !isNothing(freed);
        shift.then = minus(shift.then, freed);
    }
    for (const aurora::JobSummary &summary : jobs) {
        if (!shift.counts || !summary.job.isCron())
            continue;
        QList<aurora::Task> before;
        QList<aurora::Task> after;
        for (const aurora::Task &task : active) {
            if (task.job() != summary.job.key)
                continue;
            before << task;
            if (!ended.contains(task.id))
                after << task;
        }
        const Charge asIfByHand = minus(chargedTogether(after), chargedTogether(before));
        const Charge byClock = minus(chargedForCron(summary.job, after), chargedForCron(summary.job, before));
        shift.then = plus(shift.then, minus(byClock, asIfByHand));
    }
    return shift;
}

void tellQuota(const QuotaShift &shift, const aurora::Quota &quota, actions::Plan &plan)
{
    if (!shift.counts)
        return;
    for (const Limited &limit : limitsOf(shift.then, quota))
        plan.effects << limitEffectOf(shift.role, limit);
    if (!shift.asked)
        return;
    if (const QString why = quotaRefusal(shift.role, *shift.asked, quota); !why.isEmpty())
        plan.warnings << why;
}

QCoro::Task<actions::Plan> withQuota(Context context, actions::Plan plan, QuotaShift shift, std::stop_token stop)
{
    if (!shift.counts || !context.aurora)
        co_return plan;
    const auto quota = co_await context.aurora->client()->quota(shift.role, stop);
    if (quota)
        tellQuota(shift, *quota, plan);
    else
        plan.warnings << tr("What it does to the quota of %1 is not known: %2")
                             .arg(shift.role, core::errorText(quota.error(), u"Aurora"_s).what);
    co_return plan;
}

} // namespace verbs
