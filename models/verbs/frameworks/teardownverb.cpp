// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/frameworks/teardownverb.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/frameworks/frameworkstate.h"
#include "models/verbs/words.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// Its executors are Thermos', or it has the name Aurora gives itself.
bool isAuroras(const mesos::FreshFramework &framework, const mesos::State *picture)
{
    if (framework.name.compare("aurora"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const std::string id = framework.id.toStdString();
    return picture && std::ranges::any_of(picture->tasks, [&](const mesos::Task &task) {
               return picture->view(task.executor).starts_with("thermos-") && picture->view(task.framework) == id;
           });
}

/// By one that was set up anew.
bool isReplaced(const mesos::FreshFramework &framework, const QList<mesos::ListedFramework> &all)
{
    return std::ranges::any_of(all, [&](const mesos::ListedFramework &other) {
        return other.active && other.id != framework.id && other.name == framework.name;
    });
}

/// Why this one may not be torn down; empty: it may.
QString refusal(const mesos::FreshFramework &framework)
{
    if (framework.completed)
        return tr("%1 (%2) is completed already.").arg(framework.name, framework.id);
    if (framework.active || framework.connected)
        return tr("%1 (%2) is the registered scheduler's framework: its scheduler is connected, and tearing it down "
                  "would end every task it runs. Only inactive frameworks are torn down from here.")
            .arg(framework.name, framework.id);
    return {};
}

/// The framework as the master tells it now, if it may be torn down. What is missing of the answer refuses.
QCoro::Task<core::Result<mesos::FreshFramework>> readFramework(Context context, QString id, std::stop_token stop)
{
    if (!context.mesos)
        co_return core::failure(closing());
    const auto framework = co_await context.mesos->framework(id, stop);
    if (!framework)
        co_return core::failure(framework.error());
    if (const QString why = refusal(*framework); !why.isEmpty())
        co_return core::failure(unusable(why));
    const mesos::Snapshot picture = context.picture ? context.picture->snapshot() : nullptr;
    if (!isAuroras(*framework, picture.get()))
        co_return *framework;
    if (!context.mesos)
        co_return core::failure(closing());
    const auto all = co_await context.mesos->frameworks(stop);
    if (!all)
        co_return core::failure(all.error());
    if (!isReplaced(*framework, *all))
        co_return core::failure(
            unusable(tr("%1 (%2) is Aurora's own framework, and its scheduler is away: tearing it down would end every "
                        "task of Aurora. Its scheduler comes back to it; bring that up again.")
                         .arg(framework->name, framework->id)));
    co_return *framework;
}

using Frameworks = QList<mesos::FreshFramework>;

int tasksOf(const Frameworks &frameworks)
{
    int tasks = 0;
    for (const mesos::FreshFramework &framework : frameworks)
        tasks += framework.tasks;
    return tasks;
}

actions::Item itemOf(const actions::Request &request, const mesos::FreshFramework &framework)
{
    actions::Item item;
    item.key = framework.id;
    item.name = framework.name;
    item.link = u"framework/"_s + framework.id;
    item.facts = { framework.id, tr("inactive"), QString::number(framework.tasks),
                   QLocale().toString(framework.cpus, 'f', 1) };
    item.seen = u"%1 tasks"_s.arg(framework.tasks);
    return actions::tickedBy(request, item);
}

actions::Step stepOf(const mesos::FreshFramework &framework)
{
    actions::Step step;
    step.key = framework.id;
    step.object = u"framework/"_s + framework.id;
    step.name = framework.name;
    step.call = u"TEARDOWN %1 (%2)"_s.arg(framework.id, framework.name);
    step.item = framework.id;
    step.payload = { { u"framework"_s, framework.id } };
    step.ends = framework.tasks;
    return step;
}

/// Left alone, each goes by itself: who knows when may rather wait.
void addWarnings(actions::Plan *plan, const Frameworks &frameworks)
{
    for (const mesos::FreshFramework &framework : frameworks) {
        if (framework.failoverTimeout.count() == 0)
            continue;
        const QString span = core::formatSpan(framework.failoverTimeout);
        plan->warnings << (frameworks.size() == 1
                               ? tr("Left alone, Mesos tears it down by itself %1 after its scheduler went, unless "
                                    "that comes back before.")
                                     .arg(span)
                               : tr("Left alone, Mesos tears %1 down by itself %2 after its scheduler went, unless "
                                    "that comes back before.")
                                     .arg(framework.name, span));
    }
}

/// `refused`: sentences about those that are left out.
actions::Plan draw(const actions::Request &request, const Frameworks &frameworks, const QStringList &refused,
                   const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    actions::ItemTable table;
    table.nameTitle = tr("Framework");
    table.columns = { tr("Id"), tr("State"), tr("Tasks"), tr("CPUs") };
    Frameworks going;
    QStringList ids;
    for (const mesos::FreshFramework &framework : frameworks) {
        table.items << itemOf(request, framework);
        if (!table.items.last().ticked)
            continue;
        plan.steps << stepOf(framework);
        going << framework;
        ids << framework.id;
        plan.effects << actions::countEffect(tr("Tasks of %1").arg(framework.name), framework.tasks, 0);
    }
    plan.tables = { table };
    const auto count = static_cast<int>(going.size());
    const int tasks = tasksOf(going);
    const QString one = count == 1 ? going.first().name : QString();
    plan.title.label = counted(count, tr("Tear down %1").arg(one), tr("Tear down %1 frameworks"));
    plan.title.place = context.stack;
    plan.title.outcome = tr("Tore down %1 of %2 frameworks");
    plan.title.touched = counted(count, tr("1 framework"), tr("%1 frameworks")) + u", "_s
        + counted(tasks, tr("1 task"), tr("%1 tasks"));
    plan.facts = { .harm = actions::Harm::Irreversible,
                   .endsTasks = tasks > 0,
                   .wholesale = count > 1,
                   .objects = count + tasks,
                   .ends = tasks,
                   .production = context.production };
    plan.effects << actions::countEffect(count == 1 ? tr("Frameworks named %1 and inactive").arg(one)
                                                    : tr("Inactive frameworks of this plan"),
                                         count, 0);
    plan.question
        = { count == 1
                ? tr("How many tasks of %1 keep running after this? Type the number:").arg(one)
                : tr("How many tasks of these %1 frameworks keep running after this? Type the number:").arg(count),
            0 };
    const QString ending
        = tasks > 0 ? counted(tasks, tr("1 task ends at once."), tr("%1 tasks end at once.")) + u' ' : QString();
    plan.cannotBeUndone = ending + tr("A torn down framework cannot register again under its id.");
    addWarnings(&plan, going);
    plan.warnings << refused;
    plan.notTouched = tr("Every other framework, and the machines.");
    plan.command = context.command() + u"framework teardown "_s + ids.join(u' ');
    return plan;
}

} // namespace

TeardownVerb::TeardownVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request TeardownVerb::request(const QStringList &frameworkIds)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"frameworks"_s, QJsonArray::fromStringList(frameworkIds) } };
    return request;
}

QStringList TeardownVerb::frameworksOf(const actions::Request &request)
{
    QStringList ids;
    for (const auto &id : request.what.value("frameworks"_L1).toArray())
        ids << id.toString();
    if (ids.isEmpty()) // as journals of older consoles have it
        ids << request.what.value("framework"_L1).toString();
    ids.removeDuplicates();
    return ids;
}

QCoro::Task<core::Result<actions::Plan>> TeardownVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    Frameworks frameworks;
    QStringList refused;
    std::optional<core::Error> error;
    for (const QString &id : frameworksOf(request)) {
        const auto framework = co_await readFramework(context, id, stop);
        if (framework) {
            frameworks << *framework;
            continue;
        }
        error = framework.error();
        if (error->kind != core::Error::Kind::Config) // it is not about this one
            co_return core::failure(*error);
        refused << error->detail;
    }
    if (frameworks.isEmpty())
        co_return core::failure(error ? *error : unusable(tr("No framework is named.")));
    co_return draw(request, frameworks, refused, context);
}

QCoro::Task<core::Result<actions::Answer>> TeardownVerb::perform(actions::Step step, actions::Sending,
                                                                 std::stop_token stop)
{
    const Context context = m_context;
    const QString id = step.payload.value("framework"_L1).toString();
    // Its scheduler may have come back between plan and now: that is looked at once more, for there is no way back.
    const auto framework = co_await readFramework(context, id, stop);
    if (!framework)
        co_return actions::notSent(framework.error());
    if (!context.mesos)
        co_return actions::notSent(closing());
    const auto done = co_await context.mesos->teardown(id, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ tr("OK"), { { u"tasks"_s, framework->tasks } }, {} };
}

QCoro::Task<core::Result<actions::Look>> TeardownVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    co_return co_await lookAtFramework(context, step, stop);
}

} // namespace verbs
