// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/createverb.h"

#include "models/actions/record.h"
#include "models/aurora/storedjob.h"
#include "models/jobs/description.h"
#include "models/jobs/jobwriter.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/jobs/growtheffects.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/newtasks.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CreateVerb", text);
}

core::Result<aurora::JobConfiguration> jobOf(const QJsonObject &json)
{
    return aurora::jobFromStored(json.value("definition"_L1).toString());
}

/// What the scheduler says of the job and its surroundings before it is created.
struct Reading
{
    FreshJobs fresh; ///< of the role
    QList<aurora::JobSummary> jobs; ///< of the role, cron jobs included
    QList<aurora::Task> before; ///< tasks of the same name that have ended
    aurora::TaskConfig populated; ///< what the scheduler makes of the definition
    aurora::Quota quota;
};

/// Why the name is taken; empty: it is free.
QString takenText(const Reading &reading, const aurora::JobKey &key)
{
    const auto listed
        = std::ranges::find_if(reading.jobs, [&](const aurora::JobSummary &summary) { return summary.job.key == key; });
    if (listed != reading.jobs.end() && listed->job.isCron())
        return tr("%1 is a cron job already (%2). Choose another name, or replace its schedule instead.")
            .arg(key.text(), listed->job.cronSchedule);
    const auto active = reading.fresh.of(key).size();
    if (active > 0)
        return tr("%1 exists already: %2. Choose another name, or kill it first.")
            .arg(key.text(), counted(active, tr("1 task is active"), tr("%1 tasks are active")));
    if (const aurora::UpdateSummary *update = reading.fresh.updateOf(key))
        return tr("%1 is being updated by %2. Choose another name, or wait until that ends.")
            .arg(key.text(), update->user);
    return {};
}

QCoro::Task<core::Result<Reading>> read(Context context, aurora::JobConfiguration job, std::stop_token stop)
{
    Reading reading;
    const QStringList roles{ job.key.role };
    auto fresh = co_await readJobs(context, roles, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    reading.fresh = *fresh;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto jobs = co_await context.aurora->client()->jobSummaries(job.key.role, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    reading.jobs = *jobs;
    if (const QString taken = takenText(reading, job.key); !taken.isEmpty())
        co_return core::failure(unusable(taken));
    auto before = co_await readTasks(context, aurora::TaskQuery::forJob(job.key), stop);
    if (!before)
        co_return core::failure(before.error());
    reading.before = *before;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto populated = co_await context.aurora->client()->populate(job, stop);
    if (!populated)
        co_return core::failure(populated.error());
    reading.populated = *populated;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto quota = co_await context.aurora->client()->quota(job.key.role, stop);
    if (!quota)
        co_return core::failure(quota.error());
    reading.quota = *quota;
    if (!context.aurora) // the stack went while we waited
        co_return core::failure(noAurora());
    co_return reading;
}

actions::Item itemOf(const actions::Request &request, const aurora::JobConfiguration &job, const Reading &reading,
                     const Context &context)
{
    const aurora::Resources &one = reading.populated.resources;
    const QString pool = poolOf(reading.populated, context.poolAttribute);
    actions::Item item;
    item.key = job.key.text();
    item.name = job.key.name;
    item.facts = { QString::number(job.instanceCount),
                   core::formatCpus(one.cpus),
                   tr("%1 GiB").arg(core::formatGib(static_cast<double>(one.ramMb))),
                   tr("%1 GiB").arg(core::formatGib(static_cast<double>(one.diskMb))),
                   pool.isEmpty() ? tr("any") : pool,
                   reading.populated.tier,
                   job.isCron() ? job.cronSchedule : tr("at once") };
    item.seen = reading.populated.tier;
    return actions::tickedBy(request, item);
}

actions::Step stepOf(const aurora::JobConfiguration &job, const Reading &reading)
{
    actions::Step step;
    step.key = job.key.text();
    step.object = job.key.text();
    step.name = job.key.name;
    step.item = job.key.text();
    step.call = job.isCron() ? u"scheduleCronJob %1 “%2”"_s.arg(job.key.text(), job.cronSchedule)
                             : u"createJob %1, instances %2"_s.arg(job.key.text()).arg(job.instanceCount);
    step.payload = toJson(newTasks(job.key, 0, job.instanceCount, reading.before));
    step.payload.insert(u"definition"_s, aurora::storedJob(job));
    step.things = job.isCron() ? 1 : job.instanceCount;
    return step;
}

actions::Title titleOf(const aurora::JobConfiguration &job)
{
    actions::Title title;
    title.place = job.key.role + u'/' + job.key.environment;
    if (job.isCron()) {
        title.label = tr("Schedule cron job %1").arg(job.key.name);
        title.outcome = tr("Scheduled %1 of %2 cron jobs");
        title.late = tr("is not listed");
        title.touched = tr("1 cron job");
        return title;
    }
    title.label = job.instanceCount == 1
        ? tr("Create job %1").arg(job.key.name)
        : tr("Create job %1 with %2 instances").arg(job.key.name).arg(job.instanceCount);
    title.outcome = tr("Started %1 of %2 instances");
    title.late = tr("did not start");
    title.touched = counted(job.instanceCount, tr("1 instance"), tr("%1 instances"));
    return title;
}

/// The equal command line: the definition goes in by standard input, so that it is whole.
QString commandOf(const aurora::JobConfiguration &job, const Context &context)
{
    const auto definition = jobs::definitionOf(job);
    if (!definition)
        return {}; // data of another executor: there is no file that says it
    return context.command() + u"job create - <<'JOB'\n"_s + QString::fromUtf8(jobs::toYaml(*definition)) + u"JOB"_s;
}

actions::Plan draw(const actions::Request &request, const aurora::JobConfiguration &job, const Reading &reading,
                   const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = reading.fresh.readAt;
    plan.title = titleOf(job);
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Instances"), tr("CPUs each"), tr("Memory each"), tr("Disk each"),
                      tr("Pool"),      tr("Tier"),      tr("Starts") };
    table.items = { itemOf(request, job, reading, context) };
    plan.tables = { table };
    const Growth growth{ reading.populated, job.instanceCount };
    if (job.isCron()) {
        const auto crons
            = std::ranges::count_if(reading.jobs, [](const aurora::JobSummary &listed) { return listed.job.isCron(); });
        plan.effects = { actions::countEffect(tr("Cron jobs of %1").arg(job.key.role), crons, crons + 1) };
        plan.watch.goal = tr("Aurora lists the schedule");
    } else {
        plan.effects = growthEffects(growth, reading.fresh);
        plan.canBeUndone = tr("by killing it again; what it has done until then stays.");
        plan.watch.goal = tr("all %1 run or have ended well").arg(job.instanceCount);
    }
    plan.effects += quotaEffects(growth, reading.quota);
    if (const QString over = quotaWarning(growth, reading.quota); !over.isEmpty())
        plan.warnings << over;
    if (reading.populated.production.value_or(false))
        plan.warnings << tr(
            "It is a production job: where there is no room Aurora may end tasks that are preemptible.");
    plan.notTouched = tr("Every other job of %1. No machine is started.").arg(job.key.role);
    plan.facts.harm = actions::Harm::Disruptive;
    plan.facts.objects = job.isCron() ? 1 : job.instanceCount;
    plan.facts.production = context.production;
    if (actions::asksOf(plan.grade()).number)
        plan.question
            = { tr("How many tasks of %1 are active once it is created? Type the number:").arg(job.key.text()), 0 };
    plan.command = commandOf(job, context);
    if (table.items.first().ticked)
        plan.steps = { stepOf(job, reading) };
    return plan;
}

/// For the audit log: what was created, as it is told to people.
QJsonObject factsOf(const aurora::JobConfiguration &job)
{
    QJsonObject facts;
    const QList<jobs::Fact> told = jobs::describe(job);
    for (const jobs::Fact &fact : told)
        facts.insert(fact.group + u": "_s + fact.name, fact.value);
    return facts;
}

QCoro::Task<core::Result<bool>> isScheduled(Context context, aurora::JobConfiguration job, std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto jobs = co_await context.aurora->client()->jobSummaries(job.key.role, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    co_return std::ranges::any_of(*jobs, [&](const aurora::JobSummary &listed) {
        return listed.job.key == job.key && listed.job.cronSchedule == job.cronSchedule;
    });
}

} // namespace

CreateVerb::CreateVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request CreateVerb::request(const aurora::JobConfiguration &job)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"job"_s, job.key.text() }, { u"definition"_s, aurora::storedJob(job) } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> CreateVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto job = jobOf(request.what);
    if (!job)
        co_return core::failure(job.error());
    const auto reading = co_await read(context, *job, stop);
    if (!reading)
        co_return core::failure(reading.error());
    co_return draw(request, *job, *reading, context);
}

QCoro::Task<core::Result<actions::Answer>> CreateVerb::perform(actions::Step step, actions::Sending,
                                                               std::stop_token stop)
{
    const Context context = m_context;
    const auto job = jobOf(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    core::Result<aurora::Done> done = core::failure({});
    if (job->isCron()) {
        // scheduleCronJob replaces a schedule without a word: a name that was taken meanwhile is looked for once more.
        const auto jobs = co_await context.aurora->client()->jobSummaries(job->key.role, stop);
        if (!jobs)
            co_return core::failure(jobs.error());
        // One that has only ended tasks left is listed too, and takes nobody's place.
        const auto isTaken = [&](const aurora::JobSummary &listed) {
            return listed.job.key == job->key
                && (listed.job.isCron() || listed.stats.active + listed.stats.pending > 0);
        };
        if (std::ranges::any_of(*jobs, isTaken))
            co_return core::failure(unusable(tr("%1 exists by now; nothing was replaced.").arg(job->key.text())));
        if (!context.aurora)
            co_return core::failure(noAurora());
        done = co_await context.aurora->client()->scheduleCron(*job, stop);
    } else {
        done = co_await context.aurora->client()->create(*job, stop);
    }
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ done->message.isEmpty() ? tr("OK") : done->message, {}, factsOf(*job) };
}

QCoro::Task<core::Result<actions::Look>> CreateVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto job = jobOf(step.payload);
    if (!job)
        co_return core::failure(job.error());
    const auto wanted = newTasksFromJson(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    if (job->isCron()) {
        const auto scheduled = co_await isScheduled(context, *job, stop);
        if (!scheduled)
            co_return core::failure(scheduled.error());
        actions::Look look;
        look.effect = *scheduled ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
        look.words = *scheduled ? tr("Aurora lists the schedule") : tr("Aurora does not list the schedule");
        co_return look;
    }
    const auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(job->key), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    co_return lookFor(*wanted, *tasks);
}

QCoro::Task<core::Result<actions::Watch>> CreateVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    actions::Watch watch;
    for (const actions::Step &step : steps) { // there is one
        const auto job = jobOf(step.payload);
        if (!job)
            co_return core::failure(job.error());
        const auto wanted = newTasksFromJson(step.payload);
        if (!wanted)
            co_return core::failure(wanted.error());
        if (job->isCron()) {
            const auto scheduled = co_await isScheduled(context, *job, stop);
            if (!scheduled)
                co_return core::failure(scheduled.error());
            if (*scheduled)
                watch.reached << step.key;
            continue;
        }
        auto seen = co_await watchNewTasks(context, *wanted, step.key, stop);
        if (!seen)
            co_return core::failure(seen.error());
        watch = *seen;
    }
    co_return watch;
}

std::optional<actions::Request> CreateVerb::inverse(const actions::Record &record) const
{
    const auto job = jobOf(record.plan->request.what);
    if (!job || job->isCron())
        return std::nullopt;
    return KillVerb::request({ { { job->key, {} } } });
}

} // namespace verbs
