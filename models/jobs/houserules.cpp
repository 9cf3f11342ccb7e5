// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/houserules.h"

#include "models/aurora/executor/processgraph.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QRegularExpression>
#include <QSet>

#include <array>

using namespace Qt::StringLiterals;
namespace executor = aurora::executor;

namespace jobs {

namespace {

constexpr int mostInstances = 4000; ///< the scheduler's own default
constexpr int leastForSla = 20; ///< likewise

using core::tr;

struct Field
{
    int least;
    int most;
    QStringList names; ///< from `least` on
};

const std::array<Field, 5> &cronFields()
{
    static const std::array<Field, 5> fields{ {
        { 0, 59, {} },
        { 0, 23, {} },
        { 1, 31, {} },
        { 1,
          12,
          { u"JAN"_s, u"FEB"_s, u"MAR"_s, u"APR"_s, u"MAY"_s, u"JUN"_s, u"JUL"_s, u"AUG"_s, u"SEP"_s, u"OCT"_s,
            u"NOV"_s, u"DEC"_s } },
        { 0, 7, { u"SUN"_s, u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s, u"FRI"_s, u"SAT"_s } },
    } };
    return fields;
}

std::optional<int> cronValue(const QString &text, const Field &field)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    if (ok && text.at(0).isDigit())
        return number >= field.least && number <= field.most ? std::optional(number) : std::nullopt;
    const qsizetype name = field.names.indexOf(text.toUpper());
    return name < 0 ? std::nullopt : std::optional(field.least + static_cast<int>(name));
}

/// One of the parts between commas: *, a, a-b, and each with /step.
bool isCronPart(const QString &part, const Field &field)
{
    const QStringList halves = part.split(u'/');
    if (halves.size() > 2)
        return false;
    if (halves.size() == 2) {
        bool ok = false;
        const int step = halves[1].toInt(&ok);
        if (!ok || step < 1 || step > field.most)
            return false;
    }
    if (halves[0] == u"*")
        return true;
    const QStringList ends = halves[0].split(u'-');
    if (ends.size() > 2 || ends.contains(QString()))
        return false;
    const auto first = cronValue(ends.constFirst(), field);
    const auto last = cronValue(ends.constLast(), field);
    return first && last && *first <= *last;
}

class Rules
{
public:
    Rules(const Definition &definition, const QStringList &tiers)
        : m_job(definition.job)
        , m_tiers(tiers)
    {
    }
    QList<Refusal> refusals()
    {
        names();
        amounts();
        tier();
        cron();
        processes();
        constraints();
        return m_refusals;
    }

private:
    void refuse(const QString &key, const QString &what, const QString &remedy)
    {
        m_refusals << Refusal{ key, what, remedy };
    }
    void names();
    void amounts();
    void tier();
    void cron();
    void processes();
    void constraints();

    const executor::Job &m_job;
    const QStringList &m_tiers;
    QList<Refusal> m_refusals;
};

void Rules::names()
{
    static const QRegularExpression name(uR"(\A[\w\-.]{1,255}\z)"_s);
    static const QRegularExpression environment(uR"(\A(prod|devel|test|staging\d*)\z)"_s);
    const std::pair<QString, QString> texts[] = { { u"role"_s, m_job.role }, { u"name"_s, m_job.name } };
    for (const auto &[key, text] : texts) {
        if (!text.isEmpty() && !name.match(text).hasMatch())
            refuse(key, tr("is “%1”.").arg(text.left(60)), tr("Use letters, digits, - _ and dots, 255 at most."));
    }
    if (!m_job.environment.isEmpty() && !environment.match(m_job.environment).hasMatch())
        refuse(u"environment"_s, tr("is “%1”.").arg(m_job.environment.left(60)),
               tr("Aurora takes prod, devel, test, staging, or staging with a number."));
}

void Rules::amounts()
{
    const int instances = m_job.instances.value_or(1);
    if (instances < 1 || instances > mostInstances)
        refuse(u"instances"_s, tr("is %1.").arg(instances), tr("Aurora takes 1 to %1.").arg(mostInstances));
    if (!m_job.task.resources) {
        refuse(u"resources"_s, tr("is missing."), tr("A task is placed by cpus, ram and disk."));
        return;
    }
    const executor::Resources &resources = *m_job.task.resources;
    if (!(resources.cpu > 0))
        refuse(u"resources.cpus"_s, tr("is %1.").arg(resources.cpu), tr("Ask for more than nothing."));
    const std::pair<QString, qint64> sizes[]
        = { { u"resources.ram"_s, resources.ram }, { u"resources.disk"_s, resources.disk } };
    for (const auto &[key, size] : sizes) {
        if (size < core::mebibyte)
            refuse(key, tr("is less than 1MiB."), tr("Aurora counts in whole MiB."));
    }
}

void Rules::tier()
{
    const QString tier = m_job.tier.value_or(QString());
    if (!tier.isEmpty() && !m_tiers.isEmpty() && !m_tiers.contains(tier))
        refuse(u"tier"_s, tr("is “%1”.").arg(tier), tr("This scheduler has %1.").arg(m_tiers.join(u", "_s)));
    if (!m_job.slaPolicy)
        return;
    // The default tier is preemptible, unless production says otherwise.
    if (tier == u"preemptible" || (tier.isEmpty() && !m_job.production))
        refuse(u"sla"_s, tr("goes not with the tier preemptible."), tr("Take another tier, such as preferred."));
    if (!std::holds_alternative<executor::CoordinatorSla>(*m_job.slaPolicy)
        && m_job.instances.value_or(1) < leastForSla)
        refuse(u"sla"_s, tr("is for %1 instances or more.").arg(leastForSla),
               tr("Take it out, or ask for more instances."));
}

void Rules::cron()
{
    if (!m_job.cronSchedule)
        return;
    if (!isCronSchedule(*m_job.cronSchedule))
        refuse(u"cron.schedule"_s, tr("is “%1”.").arg(m_job.cronSchedule->left(60)),
               tr("Write five fields, minute hour day month weekday: «15 2 * * *»."));
    if (m_job.cronCollisionPolicy == executor::CronCollision::RunOverlap)
        refuse(u"cron.collision"_s, tr("is RUN_OVERLAP."), tr("Aurora takes KILL_EXISTING or CANCEL_NEW."));
    if (m_job.service)
        refuse(u"service"_s, tr("is true, but the job runs by its schedule."), tr("Take one of them out."));
}

void Rules::processes()
{
    const executor::Task &task = m_job.task;
    if (task.processes.isEmpty()) {
        refuse(u"processes"_s, tr("is empty."), tr("A task needs a process."));
        return;
    }
    QSet<QString> seen;
    for (const executor::Process &process : task.processes) {
        if (process.name.contains(u'/') || process.name.isEmpty() || process.name == u"." || process.name == u"..")
            refuse(u"processes"_s, tr("has a process named “%1”.").arg(process.name),
                   tr("The name becomes a directory; use letters, digits, - _ and dots."));
        if (seen.contains(process.name))
            refuse(u"processes"_s, tr("has “%1” twice.").arg(process.name), tr("Each process has its own name."));
        seen << process.name;
        if (process.cmdline.trimmed().isEmpty())
            refuse(u"processes"_s, tr("has nothing to run for “%1”.").arg(process.name), tr("Give it a cmdline."));
    }
    const executor::ProcessGraph graph = executor::processGraph(task);
    if (!graph.circle.isEmpty())
        refuse(u"order"_s, tr("makes %1 wait for each other.").arg(graph.circle.join(u", "_s)),
               tr("Take one of the steps out."));
    for (const QString &stranger : graph.strangers)
        refuse(u"order"_s, tr("names “%1”, which is no process.").arg(stranger),
               tr("There are %1.").arg(QStringList(seen.begin(), seen.end()).join(u", "_s)));
}

void Rules::constraints()
{
    if (!m_job.constraints)
        return;
    for (auto it = m_job.constraints->begin(); it != m_job.constraints->end(); ++it) {
        const QString key = u"constraints."_s + it.key();
        const aurora::Constraint constraint = constraintOf(it.key(), it.value());
        if (it.value().startsWith(u"limit:"_s) && (!constraint.limit() || constraint.limit()->limit < 1))
            refuse(key, tr("is “%1”.").arg(it.value()), tr("Write «limit:» and a number from 1 on."));
        if (const auto *value = constraint.value(); value && value->values.contains(QString()))
            refuse(key, tr("has an empty value."), tr("Write «a,b», «!a,b» or «limit:2»."));
        if (it.key() == u"dedicated" && !it.value().startsWith(m_job.role + u'/'))
            refuse(key, tr("is “%1”.").arg(it.value()),
                   tr("Only hosts dedicated for role %1 may be asked for: «%1/…».").arg(m_job.role));
    }
}

} // namespace

bool isCronSchedule(const QString &text)
{
    const QStringList parts = text.simplified().split(u' ');
    if (parts.size() != 5)
        return false;
    for (size_t i = 0; i < cronFields().size(); ++i) {
        for (const QString &part : parts[static_cast<qsizetype>(i)].split(u',')) {
            if (part.isEmpty() || !isCronPart(part, cronFields()[i]))
                return false;
        }
    }
    return true;
}

QList<Refusal> refusalsOf(const Definition &definition, const QStringList &tiers)
{
    return Rules(definition, tiers).refusals();
}

} // namespace jobs
