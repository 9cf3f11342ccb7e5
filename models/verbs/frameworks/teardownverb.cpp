// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/frameworks/teardownverb.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/frameworks/frameworkstate.h"
#include "models/verbs/words.h"

#include <QLocale>

#include <algorithm>

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

actions::Plan draw(const actions::Request &request, const mesos::FreshFramework &framework, const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    plan.title.label = tr("Tear down %1").arg(framework.name);
    plan.title.place = context.stack;
    plan.title.outcome = tr("Tore down %1 of %2 frameworks");
    plan.title.touched = counted(framework.tasks, tr("1 framework, 1 task"), tr("1 framework, %1 tasks"));
    actions::Item item;
    item.key = framework.id;
    item.name = framework.name;
    item.link = u"framework/"_s + framework.id;
    item.facts = { framework.id, tr("inactive"), QString::number(framework.tasks),
                   QLocale().toString(framework.cpus, 'f', 1) };
    item.seen = u"%1 tasks"_s.arg(framework.tasks);
    actions::ItemTable table;
    table.nameTitle = tr("Framework");
    table.columns = { tr("Id"), tr("State"), tr("Tasks"), tr("CPUs") };
    table.items = { actions::tickedBy(request, item) };
    plan.tables = { table };
    plan.facts = { actions::Harm::Irreversible,
                   framework.tasks > 0,
                   false,
                   1 + framework.tasks,
                   framework.tasks,
                   context.production,
                   actions::GradingFacts::defaultCap };
    plan.effects = { actions::countEffect(tr("Tasks of %1").arg(framework.name), framework.tasks, 0),
                     actions::countEffect(tr("Frameworks named %1 and inactive").arg(framework.name), 1, 0) };
    plan.question = { tr("How many tasks of %1 keep running after this? Type the number:").arg(framework.name), 0 };
    plan.cannotBeUndone = framework.tasks > 0
        ? counted(framework.tasks, tr("1 task ends at once."), tr("%1 tasks end at once."))
            + tr(" A torn down framework cannot register again under its id.")
        : tr("A torn down framework cannot register again under its id.");
    if (framework.failoverTimeout.count() > 0)
        plan.warnings << tr("Left alone, Mesos tears it down by itself %1 after its scheduler went, unless that comes "
                            "back before.")
                             .arg(core::formatSpan(framework.failoverTimeout));
    plan.notTouched = tr("Every other framework, and the machines.");
    plan.command = context.command() + u"framework teardown "_s + framework.id;
    if (table.items.first().ticked) {
        actions::Step step;
        step.key = framework.id;
        step.object = u"framework/"_s + framework.id;
        step.name = framework.name;
        step.call = u"TEARDOWN %1 (%2)"_s.arg(framework.id, framework.name);
        step.item = framework.id;
        step.payload = { { u"framework"_s, framework.id } };
        step.ends = framework.tasks;
        plan.steps = { step };
    }
    return plan;
}

} // namespace

TeardownVerb::TeardownVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request TeardownVerb::request(const QString &frameworkId)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"framework"_s, frameworkId } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> TeardownVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const QString id = request.what.value("framework"_L1).toString();
    const auto framework = co_await readFramework(context, id, stop);
    if (!framework)
        co_return core::failure(framework.error());
    co_return draw(request, *framework, context);
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
