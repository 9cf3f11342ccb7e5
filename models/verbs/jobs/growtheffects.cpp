// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/growtheffects.h"

#include "models/core/tr.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString figure(double value)
{
    return QLocale().toString(value, 'f', 1);
}

double gib(qint64 mib)
{
    return static_cast<double>(mib) / 1024.0;
}

actions::Effect sum(const QString &touches, double before, double added)
{
    actions::Effect effect;
    effect.touches = touches;
    effect.before = figure(before);
    effect.after = figure(before + added);
    effect.delta = u'+' + figure(added);
    return effect;
}

bool isDedicated(const aurora::TaskConfig &config)
{
    return std::ranges::any_of(config.constraints,
                               [](const aurora::Constraint &constraint) { return constraint.name == "dedicated"_L1; });
}

bool countsAgainstQuota(const aurora::TaskConfig &config)
{
    return config.production.value_or(false) && !isDedicated(config);
}

/// One kind of what a quota limits.
struct Kind
{
    QString name;
    QString unit;
    double limit = 0;
    double used = 0;
    double added = 0;

    double excess() const { return used + added - limit; }
    /// Half a shown digit: sums of fractions are never quite what they look like.
    bool exceeds() const { return excess() > 0.05; }
};

std::array<Kind, 3> kindsOf(const Growth &growth, const aurora::Quota &quota)
{
    const aurora::Resources &one = growth.config.resources;
    const aurora::Resources used = quota.prodShared.value_or(aurora::Resources());
    return {
        { { tr("CPUs"), tr("cores"), quota.limit.cpus, used.cpus, one.cpus * growth.count },
          { tr("memory"), tr("GiB of memory"), gib(quota.limit.ramMb), gib(used.ramMb), gib(one.ramMb) * growth.count },
          { tr("disk"), tr("GiB of disk"), gib(quota.limit.diskMb), gib(used.diskMb), gib(one.diskMb) * growth.count } }
    };
}

} // namespace

QList<actions::Effect> growthEffects(const Growth &growth, const FreshJobs &fresh)
{
    const QString &role = growth.config.job.role;
    qint64 ofJob = 0;
    double cpus = 0;
    double memory = 0;
    for (const aurora::Task &task : fresh.active) {
        ofJob += task.job() == growth.config.job ? 1 : 0;
        cpus += task.config.resources.cpus;
        memory += gib(task.config.resources.ramMb);
    }
    const aurora::Resources &one = growth.config.resources;
    return { actions::countEffect(tr("Tasks active of %1").arg(growth.config.job.text()), ofJob, ofJob + growth.count),
             sum(tr("CPUs asked for in %1").arg(role), cpus, one.cpus * growth.count),
             sum(tr("Memory asked for in %1, GiB").arg(role), memory, gib(one.ramMb) * growth.count) };
}

QList<actions::Effect> quotaEffects(const Growth &growth, const aurora::Quota &quota)
{
    QList<actions::Effect> effects;
    if (!countsAgainstQuota(growth.config))
        return effects;
    for (const Kind &kind : kindsOf(growth, quota)) {
        actions::Effect effect
            = sum(tr("Quota of %1, %2").arg(growth.config.job.role, kind.name), kind.used, kind.added);
        effect.bad = kind.exceeds();
        effect.delta = kind.exceeds() ? tr("%1 over %2").arg(figure(kind.excess()), figure(kind.limit))
                                      : tr("of %1").arg(figure(kind.limit));
        effects << effect;
    }
    return effects;
}

QString quotaWarning(const Growth &growth, const aurora::Quota &quota)
{
    if (!countsAgainstQuota(growth.config))
        return {};
    QStringList over;
    for (const Kind &kind : kindsOf(growth, quota)) {
        if (kind.exceeds())
            over << figure(kind.excess()) + u' ' + kind.unit;
    }
    return over.isEmpty() ? QString()
                          : tr("The quota of %1 does not allow it: %2 too many. Aurora will refuse.")
                                .arg(growth.config.job.role, over.join(u", "_s));
}

} // namespace verbs
