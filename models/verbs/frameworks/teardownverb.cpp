// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/frameworks/teardownverb.h"

#include "models/core/format.h"
#include "models/verbs/frameworks/frameworkstate.h"
#include "models/verbs/words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TeardownVerb", text);
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

QString TeardownVerb::refusal(const mesos::FreshFramework &framework)
{
    if (framework.completed)
        return tr("%1 (%2) is completed already.").arg(framework.name, framework.id);
    if (framework.active || framework.connected)
        return tr("%1 (%2) is the registered scheduler's framework: its scheduler is connected, and tearing it down "
                  "would "
                  "end every task it runs. Only inactive frameworks are torn down from here.")
            .arg(framework.name, framework.id);
    return {};
}

QCoro::Task<core::Result<actions::Plan>> TeardownVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    if (!context.mesos)
        co_return core::failure(closing());
    const auto framework = co_await context.mesos->framework(request.what.value("framework"_L1).toString(), stop);
    if (!framework)
        co_return core::failure(framework.error());
    if (const QString why = refusal(*framework); !why.isEmpty())
        co_return core::failure(unusable(why));
    if (!context.mesos)
        co_return core::failure(closing());
    co_return draw(request, *framework, context);
}

QCoro::Task<core::Result<actions::Answer>> TeardownVerb::perform(actions::Step step, actions::Sending,
                                                                 std::stop_token stop)
{
    const Context context = m_context;
    if (!context.mesos)
        co_return core::failure(closing());
    const QString id = step.payload.value("framework"_L1).toString();
    // Its scheduler may have come back between plan and now: that is looked at once more, for there is no way back.
    const auto framework = co_await context.mesos->framework(id, stop);
    if (!framework)
        co_return actions::notSent(framework.error());
    if (const QString why = refusal(*framework); !why.isEmpty())
        co_return core::failure(unusable(why));
    if (!context.mesos)
        co_return core::failure(closing());
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
