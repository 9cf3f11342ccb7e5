// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/restartverb.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/batchoptions.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/jobs/logskept.h"
#include "models/verbs/jobs/nighteffects.h"
#include "models/verbs/jobs/restartfailures.h"
#include "models/verbs/words.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using core::tr;

/// `failures`: so many of its new tasks may fail before it counts as failed; Aurora starts it anew meanwhile.
actions::Step stepOf(const aurora::Task &task, int failures)
{
    const QString name = u"%1/%2"_s.arg(task.job().name).arg(task.instance);
    actions::Step step;
    step.key = task.job().text() + u'/' + QString::number(task.instance);
    step.object = task.job().text();
    step.name = name;
    step.call = u"restartShards %1 [%2]"_s.arg(task.job().text()).arg(task.instance);
    step.item = task.job().text();
    step.payload = toJson(InstanceStep{ task.job(), { { task.instance, task.id } } });
    if (failures > 0)
        step.payload.insert(u"failures"_s, failures);
    step.ends = 1;
    return step;
}

QString batchWords(const actions::Batching &batching)
{
    const int size = std::max(1, batching.size);
    QString words = counted(size, tr("one at a time"), tr("%1 at a time"));
    if (batching.watch > 0s)
        words += tr(", each watched for %1").arg(core::formatSpan(batching.watch));
    return words;
}

actions::Plan draw(const actions::Request &request, const Selection &selection, const FreshJobs &fresh,
                   const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    QStringList missing;
    const QList<Chosen> chosen = choose(selection, fresh, &missing);
    plan.warnings = missing;
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Instances"), tr("Running for"), tr("Work lost"), tr("Pool"), tr("How") };
    QList<Chosen> restarted;
    core::Duration lost{};
    for (const Chosen &row : chosen) {
        const RunningTime time = runningTime(row.tasks, fresh.readAt);
        const QString pool = poolOf(row.config, context.poolAttribute);
        actions::Item item;
        item.key = row.job.text();
        item.name = row.job.name;
        item.link = u"job/"_s + row.job.text();
        item.facts = { tr("%1 of %2").arg(row.tasks.size()).arg(row.active),
                       time.longest.count() > 0 ? core::formatSpan(time.longest) : tr("not running"),
                       row.config.isService ? tr("none, a service") : core::formatSpan(time.sum),
                       pool.isEmpty() ? tr("any") : pool, batchWords(request.batching) };
        item.seen = seenOf(row.tasks);
        if (selection.isBulk())
            item.protection = context.protection.reason(row.config, context.poolAttribute);
        item = actions::tickedBy(request, item);
        table.items << item;
        if (!item.ticked)
            continue;
        restarted << row;
        lost += row.config.isService ? core::Duration{} : time.sum;
        for (const aurora::Task &task : row.tasks)
            plan.steps << stepOf(task, request.batching.failuresPerItem);
        plan.others += othersAt(row);
        if (const aurora::UpdateSummary *update = fresh.updateOf(row.job))
            plan.others << tr("%1 is being updated by %2; Aurora refuses to restart it until that ends or is aborted.")
                               .arg(row.job.text(), update->user);
    }
    plan.tables = { table };
    const auto count = static_cast<int>(plan.steps.size());
    plan.title.label = selection.isOneJob()
        ? counted(count, tr("Restart 1 instance"), tr("Restart %1 instances"))
        : tr("%1 of %2")
              .arg(counted(count, tr("Restart 1 instance"), tr("Restart %1 instances")),
                   counted(restarted.size(), tr("1 job"), tr("%1 jobs")));
    plan.title.place = selection.place();
    plan.title.outcome = tr("Restarted %1 of %2 instances");
    plan.title.late = tr("did not come back");
    plan.title.touched = counted(count, tr("1 instance"), tr("%1 instances"));
    plan.facts = { actions::Harm::Disruptive,        true, false, count, count, context.production,
                   actions::GradingFacts::defaultCap };
    const int atOnce = std::min(count, std::max(1, request.batching.size));
    const int active
        = std::accumulate(chosen.begin(), chosen.end(), 0, [](int sum, const Chosen &row) { return sum + row.active; });
    plan.effects = { actions::countEffect(tr("Instances active, at the worst moment"), active, active - atOnce) };
    plan.question
        = { tr("Of %1 active instances, how many keep running while a batch restarts? Type the number:").arg(active),
            0 };
    if (lost.count() > 0)
        plan.cannotBeUndone = tr("%1 of work begin anew.").arg(core::formatSpan(lost)) + u' ' + logsKeptText();
    plan.notTouched = notTouchedText(fresh, restarted, count);
    plan.rolling = actions::Rolling::Watched;
    plan.watch.goal = tr("each new task runs");
    plan.command = context.command() + u"job restart "_s
        + batchOptions(request.batching, RestartVerb::defaultBatching(), plan.rolling)
        + argumentsText(request, restarted);
    return plan;
}

} // namespace

RestartVerb::RestartVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Batching RestartVerb::defaultBatching()
{
    actions::Batching batching;
    batching.size = 1;
    batching.watch = 45s;
    return batching;
}

actions::Request RestartVerb::request(const Selection &selection, actions::Batching batching)
{
    actions::Request request;
    request.verb = verbName();
    request.what = toJson(selection);
    request.batching = batching;
    return request;
}

QCoro::Task<core::Result<actions::Plan>> RestartVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto selection = selectionFromJson(request.what);
    if (!selection)
        co_return core::failure(selection.error());
    const auto fresh = co_await readJobs(context, selection->roles(), stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    actions::Plan plan = draw(request, *selection, *fresh, context);
    const QList<actions::Effect> night = co_await nightEffects(context, jobsOf(plan), JobFate::Restarted);
    plan.effects << night;
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> RestartVerb::perform(actions::Step step, actions::Sending,
                                                                std::stop_token stop)
{
    const Context context = m_context;
    const auto payload = instanceStepFromJson(step.payload);
    if (!payload)
        co_return core::failure(payload.error());
    const auto instances = aurora::InstanceSet::of(payload->instances());
    if (!instances || !context.aurora)
        co_return core::failure(noAurora());
    const auto done = co_await context.aurora->client()->restart(payload->job, *instances, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message), {}, {} };
}

QCoro::Task<core::Result<actions::Look>> RestartVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto payload = instanceStepFromJson(step.payload);
    if (!payload)
        co_return core::failure(payload.error());
    const auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(payload->job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    const auto &[instance, id] = payload->tasks.first();
    const aurora::Task *now = newestOf(*tasks, instance);
    actions::Look look;
    if (!now || now->id != id) {
        look.effect = actions::Look::Effect::Done;
        look.words
            = now ? tr("instance %1 is another task since").arg(instance) : tr("instance %1 is gone").arg(instance);
    } else if (now->status == aurora::TaskStatus::Restarting || now->status == aurora::TaskStatus::Killing
               || !aurora::isActive(now->status)) {
        look.effect = actions::Look::Effect::Done;
        look.words = tr("instance %1 is on its way").arg(instance);
    } else {
        look.effect = actions::Look::Effect::NotDone;
    }
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> RestartVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const auto payloads = instanceStepsOf(steps);
    if (!payloads)
        co_return core::failure(payloads.error());
    QList<aurora::JobKey> jobs;
    for (const InstanceStep &payload : *payloads) {
        if (!jobs.contains(payload.job))
            jobs << payload.job;
    }
    QHash<aurora::JobKey, QList<aurora::Task>> tasks;
    for (const aurora::JobKey &job : jobs) {
        auto read = co_await readTasks(context, aurora::TaskQuery::forJob(job), stop);
        if (!read)
            co_return core::failure(read.error());
        tasks.insert(job, *read);
    }
    actions::Watch watch;
    QStringList waiting;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const auto &[instance, id] = payloads->at(i).tasks.first();
        const QList<aurora::Task> ofJob = tasks.value(payloads->at(i).job);
        const int allowed = steps[i].payload.value("failures"_L1).toInt();
        const std::optional<QString> failure = restartFailure(ofJob, instance, id, allowed);
        const aurora::Task *now = newestOf(ofJob, instance);
        if (failure) {
            watch.failed << steps[i].key;
            watch.forGood << steps[i].key; // Aurora has started it anew as often as it may fail, or does not
            watch.reasons << *failure;
        } else if (now->id != id && now->status == aurora::TaskStatus::Running) {
            watch.reached << steps[i].key;
        } else {
            waiting << steps[i].name;
        }
    }
    watch.waitingFor = waitingText(waiting);
    co_return watch;
}

} // namespace verbs
