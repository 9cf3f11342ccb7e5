// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/growtheffects.h"

#include "models/core/tr.h"

#include <QLocale>

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

} // namespace verbs
