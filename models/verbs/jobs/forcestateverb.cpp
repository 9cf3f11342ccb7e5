// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/forcestateverb.h"

#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString statusText(aurora::TaskStatus status)
{
    return core::toQString(aurora::word(status));
}

struct Wanted
{
    QString task; ///< id
    aurora::TaskStatus status = aurora::TaskStatus::Unknown;
    int events = 0; ///< how many it had when the plan was drawn
};

core::Result<Wanted> wantedOf(const QJsonObject &json)
{
    Wanted wanted;
    wanted.task = json.value("task"_L1).toString();
    const QString word = json.value("status"_L1).toString();
    wanted.status = aurora::taskStatus(word.toStdString());
    wanted.events = json.value("events"_L1).toInt();
    if (wanted.task.isEmpty())
        return core::failure(unusable(tr("No task is named.")));
    if (wanted.status == aurora::TaskStatus::Unknown)
        return core::failure(unusable(tr("“%1” is no state of a task. Write it as Aurora does: KILLED.").arg(word)));
    return wanted;
}

QCoro::Task<core::Result<QList<aurora::Task>>> readTask(Context context, QString id, std::stop_token stop)
{
    const auto query = aurora::TaskQuery::Builder().taskIds({ id }).build();
    if (!query)
        co_return core::failure(query.error());
    co_return co_await readTasks(context, *query, stop);
}

/// Whether the books say so now, or have said so since the plan: the scheduler may have gone on from there.
bool isThere(const aurora::Task &task, const Wanted &wanted)
{
    if (task.status == wanted.status)
        return true;
    const QList<aurora::TaskEvent> since = task.events.mid(wanted.events);
    return std::ranges::any_of(since, [&](const aurora::TaskEvent &event) { return event.status == wanted.status; });
}

actions::Item itemOf(const actions::Request &request, const aurora::Task &task, const Wanted &wanted)
{
    actions::Item item;
    item.key = task.id;
    item.name = u"%1/%2"_s.arg(task.job().name).arg(task.instance);
    item.link = u"instance/%1/%2"_s.arg(task.job().text()).arg(task.instance);
    item.facts = { task.job().text(), statusText(task.status), statusText(wanted.status),
                   task.host.isEmpty() ? tr("none") : task.host };
    item.seen = seenOf({ task });
    return actions::tickedBy(request, item);
}

actions::Plan draw(const actions::Request &request, const Wanted &wanted, const aurora::Task &task,
                   const Context &context)
{
    const bool active = aurora::isActive(task.status);
    const bool stays = aurora::isActive(wanted.status);
    const bool ends = active && !stays;
    const bool same = task.status == wanted.status;
    const QString name = u"%1/%2"_s.arg(task.job().name).arg(task.instance);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    plan.title.label = tr("Force %1 to %2").arg(name, statusText(wanted.status));
    plan.title.place = task.job().role + u'/' + task.job().environment;
    plan.title.outcome = tr("Forced %1 to %2").arg(name, statusText(wanted.status));
    plan.title.late = tr("is not in that state; the scheduler does not allow this transition");
    plan.title.touched = tr("1 task");
    actions::ItemTable table;
    table.nameTitle = tr("Task");
    table.columns = { tr("Job"), tr("State now"), tr("State then"), tr("Agent") };
    table.items = { itemOf(request, task, wanted) };
    plan.tables = { table };
    plan.facts = { actions::Harm::Irreversible,      ends, false, 1, ends ? 1 : 0, context.production,
                   actions::GradingFacts::defaultCap };
    plan.effects
        = { actions::countEffect(tr("Active tasks of %1 in Aurora's books").arg(name), active ? 1 : 0, stays ? 1 : 0) };
    plan.question
        = { tr("How many active tasks of %1 stand in Aurora's books after this? Type the number:").arg(name), 0 };
    plan.cannotBeUndone
        = tr("Aurora's books are changed, not the task. A process that still runs on %1 may go on as an "
             "orphan that nobody watches, or run a second time beside its successor.")
              .arg(task.host.isEmpty() ? tr("an agent") : task.host);
    plan.notTouched = tr("The process itself, and every other task.");
    plan.warnings << tr("The last resort of an administrator. To end a task, kill it; to start it anew, restart it.")
                  << tr("Aurora answers OK to a transition it does not allow, and nothing happens.");
    if (same)
        plan.warnings << tr("It is in that state already.");
    plan.watch.goal = tr("Aurora's books say %1").arg(statusText(wanted.status));
    plan.watch.limit = std::chrono::seconds(60);
    plan.command = context.command() + u"job force-state %1 %2"_s.arg(task.id, statusText(wanted.status));
    if (same || !table.items.first().ticked)
        return plan;
    actions::Step step;
    step.key = task.id;
    step.object = task.job().text();
    step.name = name;
    step.item = task.id;
    step.call = u"forceTaskState %1 %2"_s.arg(task.id, statusText(wanted.status));
    step.payload = { { u"task"_s, task.id },
                     { u"status"_s, statusText(wanted.status) },
                     { u"events"_s, static_cast<int>(task.events.size()) },
                     { u"was"_s, statusText(task.status) } };
    step.ends = plan.facts.ends;
    plan.steps = { step };
    return plan;
}

} // namespace

ForceStateVerb::ForceStateVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request ForceStateVerb::request(const QString &taskId, aurora::TaskStatus status)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"task"_s, taskId }, { u"status"_s, statusText(status) } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> ForceStateVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto wanted = wantedOf(request.what);
    if (!wanted)
        co_return core::failure(wanted.error());
    const auto tasks = co_await readTask(context, wanted->task, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    if (tasks->isEmpty())
        co_return core::failure(unusable(tr("Aurora knows no task %1.").arg(wanted->task)));
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    co_return draw(request, *wanted, tasks->first(), context);
}

QCoro::Task<core::Result<actions::Answer>> ForceStateVerb::perform(actions::Step step, actions::Sending,
                                                                   std::stop_token stop)
{
    const Context context = m_context;
    const auto wanted = wantedOf(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto done = co_await context.aurora->client()->forceTaskState(wanted->task, wanted->status, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message),
                               { { u"status"_s, step.payload.value("was"_L1) } },
                               { { u"status"_s, statusText(wanted->status) } } };
}

QCoro::Task<core::Result<actions::Look>> ForceStateVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto wanted = wantedOf(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    const auto tasks = co_await readTask(context, wanted->task, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    actions::Look look;
    if (tasks->isEmpty()) {
        look.effect = actions::Look::Effect::Done; // its object is gone
        look.words = tr("Aurora does not know the task any more");
        co_return look;
    }
    const bool there = isThere(tasks->first(), *wanted);
    look.effect = there ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("%1 is %2").arg(step.name, statusText(tasks->first().status));
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> ForceStateVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    actions::Watch watch;
    for (const actions::Step &step : steps) { // one, as planned
        const auto wanted = wantedOf(step.payload);
        if (!wanted)
            co_return core::failure(wanted.error());
        const auto tasks = co_await readTask(context, wanted->task, stop);
        if (!tasks)
            co_return core::failure(tasks.error());
        if (tasks->isEmpty() || isThere(tasks->first(), *wanted))
            watch.reached << step.key;
        else
            watch.waitingFor = tr("%1, now %2").arg(step.name, statusText(tasks->first().status));
    }
    co_return watch;
}

} // namespace verbs
