// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordonverb.h"

#include "models/verbs/agents/agentreads.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CordonVerb", text);
}

actions::Step stepOf(const mesos::FreshAgent &agent, bool cordon)
{
    actions::Step step = agentStep(agent);
    step.call = u"%1 %2 (%3)"_s.arg(cordon ? u"DEACTIVATE_AGENT"_s : u"REACTIVATE_AGENT"_s, agent.id, agent.hostname);
    return step;
}

actions::Plan draw(const actions::Request &request, const QList<mesos::FreshAgent> &agents, bool cordon,
                   const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    actions::ItemTable table;
    table.nameTitle = tr("Agent");
    table.columns = { tr("Now"), tr("Then") };
    QStringList names;
    bool untold = false;
    for (const mesos::FreshAgent &agent : agents) {
        actions::Item item = agentItem(agent);
        item.facts = { stateOf(agent), cordon ? tr("no new task comes to it") : tr("takes tasks again") };
        item.seen = stateOf(agent);
        const bool already = agent.deactivated == cordon;
        if (already)
            item.facts[1] = cordon ? tr("is cordoned already") : tr("is not cordoned");
        item = actions::tickedBy(request, item);
        table.items << item;
        untold = untold || !agent.tellsDeactivation;
        if (!item.ticked || already)
            continue;
        plan.steps << stepOf(agent, cordon);
        names << agent.hostname;
    }
    plan.tables = { table };
    const auto count = static_cast<int>(names.size());
    const QString one = count == 1 ? names.first() : QString();
    plan.title.label = cordon ? counted(count, tr("Cordon %1").arg(one), tr("Cordon %1 agents"))
                              : counted(count, tr("Uncordon %1").arg(one), tr("Uncordon %1 agents"));
    plan.title.place = context.stack;
    plan.title.outcome = cordon ? tr("Cordoned %1 of %2 agents") : tr("Uncordoned %1 of %2 agents");
    plan.title.touched = counted(count, tr("1 agent"), tr("%1 agents"));
    plan.facts.harm = actions::Harm::Reversible;
    plan.facts.objects = count;
    plan.facts.production = context.production;
    askForTaking(plan, context, cordon ? count : -count);
    plan.canBeUndone = cordon ? tr("Uncordon takes it back.") : tr("Cordon takes it back.");
    plan.notTouched = cordon ? tr("What runs on them goes on. Mesos offers none of their resources until they are "
                                  "uncordoned; that is a guarantee, unlike Aurora's own maintenance mode.")
                             : QString();
    if (untold)
        plan.warnings << tr("This master does not tell whether an agent is deactivated (older than Mesos 1.9): it may "
                            "refuse the call. Aurora's host maintenance only makes an agent less liked.");
    plan.command = context.command() + (cordon ? u"host cordon "_s : u"host uncordon "_s) + names.join(u' ');
    return plan;
}

} // namespace

CordonVerb::CordonVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

actions::Request CordonVerb::request(Way way, const QStringList &agents)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = agentsJson(agents);
    return request;
}

QCoro::Task<core::Result<actions::Plan>> CordonVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const bool cordon = m_way == Way::Cordon;
    const auto agents = co_await readAgents(context, agentsOf(request), stop);
    if (!agents)
        co_return core::failure(agents.error());
    if (!context.mesos)
        co_return core::failure(closing());
    co_return draw(request, *agents, cordon, context);
}

QCoro::Task<core::Result<actions::Answer>> CordonVerb::perform(actions::Step step, actions::Sending,
                                                               std::stop_token stop)
{
    const Context context = m_context;
    if (!context.mesos)
        co_return core::failure(closing());
    const QString id = step.payload.value("agent"_L1).toString();
    core::Result<void> done;
    if (m_way == Way::Cordon)
        done = co_await context.mesos->deactivate(id, stop);
    else
        done = co_await context.mesos->reactivate(id, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ tr("OK"), {}, {} };
}

QCoro::Task<core::Result<actions::Look>> CordonVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const bool cordon = m_way == Way::Cordon;
    if (!context.mesos)
        co_return core::failure(closing());
    const auto agent = co_await context.mesos->agent(step.payload.value("agent"_L1).toString(), stop);
    if (!agent && agent.error().kind != core::Error::Kind::NotFound)
        co_return core::failure(agent.error());
    actions::Look look;
    if (!agent) {
        look.effect = actions::Look::Effect::Done; // its object is gone
        look.words = tr("%1 is not registered any more").arg(step.name);
    } else {
        look.effect = agent->deactivated == cordon ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
        look.words = tr("%1 is %2").arg(step.name, stateOf(*agent));
    }
    co_return look;
}

std::optional<actions::Request> CordonVerb::inverse(const actions::Record &record) const
{
    const QStringList agents = agentsDone(record);
    if (agents.isEmpty())
        return std::nullopt;
    return request(m_way == Way::Cordon ? Way::Uncordon : Way::Cordon, agents);
}

} // namespace verbs
