// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/addverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/jobs/growtheffects.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/newtasks.h"
#include "models/verbs/quota/quotaeffects.h"
#include "models/verbs/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr int mostInstances = 4000; ///< of a job: the scheduler's own default

using core::tr;

struct Wish
{
    aurora::InstanceKey pattern;
    int count = 0;
};

core::Result<Wish> wishOf(const QJsonObject &json)
{
    const auto job = aurora::JobKey::parse(json.value("job"_L1).toString());
    const Wish wish{ { job.value_or(aurora::JobKey()), json.value("instance"_L1).toInt(-1) },
                     json.value("count"_L1).toInt(0) };
    if (!job)
        return core::failure(
            unusable(tr("“%1” is no job. Write role/environment/name.").arg(json.value("job"_L1).toString())));
    if (wish.pattern.instance < 0 || wish.count < 1 || wish.count > mostInstances)
        return core::failure(unusable(tr("Between 1 and %1 instances can be added.").arg(mostInstances)));
    return wish;
}

struct Reading
{
    FreshJobs fresh; ///< of the role
    QList<aurora::Task> tasks; ///< of the job, ended ones included
    aurora::Task pattern;
    aurora::Quota quota;
};

/// What Aurora would refuse, before it is asked; empty: nothing.
QString refusalText(const Wish &wish, const FreshJobs &fresh)
{
    const QString job = wish.pattern.job.text();
    const QList<aurora::Task> active = fresh.of(wish.pattern.job);
    if (active.isEmpty())
        return tr("%1 has no active task: there is nothing to add to. Create it instead.").arg(job);
    if (std::ranges::find(active, wish.pattern.instance, &aurora::Task::instance) == active.end())
        return tr("%1 has no active instance %2 to copy.").arg(job).arg(wish.pattern.instance);
    if (active.size() + wish.count > mostInstances)
        return tr("%1 would have %2 instances; a job has %3 at most.")
            .arg(job)
            .arg(active.size() + wish.count)
            .arg(mostInstances);
    return {};
}

QCoro::Task<core::Result<Reading>> read(Context context, Wish wish, std::stop_token stop)
{
    const aurora::JobKey job = wish.pattern.job;
    Reading reading;
    const QStringList roles{ job.role };
    auto fresh = co_await readJobs(context, roles, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    reading.fresh = *fresh;
    if (const QString why = refusalText(wish, reading.fresh); !why.isEmpty())
        co_return core::failure(unusable(why));
    const QList<aurora::Task> active = reading.fresh.of(job);
    reading.pattern = *std::ranges::find(active, wish.pattern.instance, &aurora::Task::instance);
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto jobs = co_await context.aurora->client()->jobSummaries(job.role, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    const bool isCron = std::ranges::any_of(
        *jobs, [&](const aurora::JobSummary &listed) { return listed.job.key == job && listed.job.isCron(); });
    if (isCron)
        co_return core::failure(unusable(
            tr("%1 is a cron job: Aurora adds no instances to a run. Change its definition.").arg(job.text())));
    auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    reading.tasks = *tasks;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto quota = co_await context.aurora->client()->quota(job.role, stop);
    if (!quota)
        co_return core::failure(quota.error());
    reading.quota = *quota;
    if (!context.aurora) // the stack went while we waited
        co_return core::failure(noAurora());
    co_return reading;
}

/// The scheduler numbers them from the highest active instance on.
NewTasks newTasksOf(const Wish &wish, const Reading &reading)
{
    const int highest = reading.fresh.of(wish.pattern.job).last().instance;
    return newTasks(wish.pattern.job, highest + 1, wish.count, reading.tasks);
}

actions::Plan draw(const actions::Request &request, const Wish &wish, const Reading &reading, const Context &context)
{
    const aurora::JobKey &job = wish.pattern.job;
    const NewTasks added = newTasksOf(wish, reading);
    const aurora::Resources &one = reading.pattern.config.resources;
    const QString pool = poolOf(reading.pattern.config, context.poolAttribute);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = reading.fresh.readAt;
    actions::Item item;
    item.key = job.text();
    item.name = job.name;
    item.link = u"job/"_s + job.text();
    item.facts = { QString::number(reading.fresh.of(job).size()), rangesText(added.instances()),
                   QString::number(wish.pattern.instance),
                   tr("%1 CPUs, %2 GiB, %3 GiB disk")
                       .arg(core::formatCpus(one.cpus), core::formatGib(static_cast<double>(one.ramMb)),
                            core::formatGib(static_cast<double>(one.diskMb))),
                   pool.isEmpty() ? tr("any") : pool };
    item.seen = reading.pattern.id;
    item = actions::tickedBy(request, item);
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Active now"), tr("Added"), tr("Like instance"), tr("Each asks for"), tr("Pool") };
    table.items = { item };
    plan.tables = { table };

    const QString instances = counted(wish.count, tr("1 instance"), tr("%1 instances"));
    plan.title.label = tr("Add %1 to %2").arg(instances, job.name);
    plan.title.place = job.role + u'/' + job.environment;
    plan.title.outcome = tr("Started %1 of %2 added instances");
    plan.title.late = tr("did not start");
    plan.title.touched = instances;
    const Growth growth{ reading.pattern.config, wish.count };
    plan.effects = growthEffects(growth, reading.fresh);
    tellQuota(growthShift(growth.config, growth.count), reading.quota, plan);
    if (const aurora::UpdateSummary *update = reading.fresh.updateOf(job))
        plan.others << tr("%1 is being updated by %2; Aurora refuses to add to it until that ends or is aborted.")
                           .arg(job.text(), update->user);
    plan.canBeUndone = tr("Killing the added instances; what they have done until then stays.");
    plan.notTouched = tr("The instances that %1 has now, and every other job. No machine is started.").arg(job.name);
    plan.facts.harm = actions::Harm::Disruptive;
    plan.facts.objects = wish.count;
    plan.facts.production = context.production;
    if (actions::asksOf(plan.grade()).number)
        plan.question = { tr("How many tasks of %1 are active after this? Type the number:").arg(job.text()), 0 };
    plan.watch.goal = tr("all %1 run or have ended well").arg(wish.count);
    plan.command = context.command() + u"job add %1/%2 %3"_s.arg(job.text()).arg(wish.pattern.instance).arg(wish.count);
    if (item.ticked) {
        actions::Step step;
        step.key = job.text();
        step.object = job.text();
        step.name = job.name + u'/' + rangesText(added.instances());
        step.item = job.text();
        step.call = u"addInstances %1, like %2, count %3"_s.arg(job.text()).arg(wish.pattern.instance).arg(wish.count);
        step.payload = toJson(added);
        step.payload.insert(u"pattern"_s, wish.pattern.instance);
        step.payload.insert(u"patternTask"_s, reading.pattern.id);
        step.things = wish.count;
        plan.steps = { step };
    }
    return plan;
}

} // namespace

AddVerb::AddVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request AddVerb::request(const aurora::InstanceKey &pattern, int count)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"job"_s, pattern.job.text() }, { u"instance"_s, pattern.instance }, { u"count"_s, count } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> AddVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto wish = wishOf(request.what);
    if (!wish)
        co_return core::failure(wish.error());
    const auto reading = co_await read(context, *wish, stop);
    if (!reading)
        co_return core::failure(reading.error());
    co_return draw(request, *wish, *reading, context);
}

QCoro::Task<core::Result<actions::Answer>> AddVerb::perform(actions::Step step, actions::Sending, std::stop_token stop)
{
    const Context context = m_context;
    const auto wanted = newTasksFromJson(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const aurora::InstanceKey pattern{ wanted->job, step.payload.value("pattern"_L1).toInt() };
    const auto done = co_await context.aurora->client()->addInstances(pattern, wanted->count, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message),
                               {},
                               { { u"instances"_s, rangesText(wanted->instances()) } } };
}

QCoro::Task<core::Result<actions::Look>> AddVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    co_return co_await lookForNewTasks(context, step, stop);
}

QCoro::Task<core::Result<actions::Watch>> AddVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const actions::Step step = steps.constFirst(); // there is one
    co_return co_await watchNewTasks(context, step, stop);
}

std::optional<actions::Request> AddVerb::inverse(const actions::Record &record) const
{
    const auto added = newTasksFromJson(record.plan->steps.first().payload);
    if (!added)
        return std::nullopt;
    return KillVerb::request({ { { added->job, added->instances() } } });
}

} // namespace verbs
