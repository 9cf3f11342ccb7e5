// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordonverb.h"

#include "models/core/tr.h"
#include "models/verbs/agents/agentreads.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

actions::Step stepOf(const mesos::FreshAgent &agent, bool cordon)
{
    actions::Step step = agentStep(agent);
    step.call = u"%1 %2 (%3)"_s.arg(cordon ? u"DEACTIVATE_AGENT"_s : u"REACTIVATE_AGENT"_s, agent.id, agent.hostname);
    return step;
}

QString labelOf(bool cordon, const QStringList &names, const QString &end)
{
    const auto count = names.size();
    const QString one = count == 1 ? names.first() : QString();
    if (!cordon)
        return counted(count, tr("Uncordon %1").arg(one), tr("Uncordon %1 agents"));
    if (end.isEmpty())
        return counted(count, tr("Cordon %1").arg(one), tr("Cordon %1 agents"));
    return counted(count, tr("Cordon %1 until %2").arg(one, end), tr("Cordon %2 agents until %1").arg(end, u"%1"_s));
}

actions::Plan draw(const actions::Request &request, const QList<mesos::FreshAgent> &agents, bool cordon,
                   const Context &context)
{
    const core::TimePoint until = CordonVerb::untilOf(request);
    const QString end = core::isKnown(until) ? core::formatClock(until, context.clock->now()) : QString();
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
        // An end is given to a cordon that is there by giving it again, which changes nothing at the master.
        const bool already = agent.deactivated == cordon && end.isEmpty();
        if (already)
            item.facts[1] = cordon ? tr("is cordoned already") : tr("is not cordoned");
        else if (cordon && agent.deactivated)
            item.facts[1] = tr("stays cordoned until %1").arg(end);
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
    plan.title.label = labelOf(cordon, names, end);
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
    if (!end.isEmpty())
        plan.warnings << tr("Nothing is uncordoned by itself: at %1 the overview says so, with Uncordon… beside it. "
                            "Who, why and until when are kept on this machine, as Mesos knows none of it.")
                             .arg(end);
    if (untold)
        plan.warnings << tr("This master does not tell whether an agent is deactivated (older than Mesos 1.9): it may "
                            "refuse the call. Aurora's host maintenance only makes an agent less liked.");
    plan.command = context.command() + (cordon ? u"host cordon "_s : u"host uncordon "_s) + names.join(u' ');
    if (!end.isEmpty())
        plan.command += u" --for %1s"_s.arg(std::chrono::ceil<std::chrono::seconds>(until - plan.readAt).count());
    return plan;
}

} // namespace

CordonVerb::CordonVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

actions::Request CordonVerb::request(Way way, const QStringList &agents, core::TimePoint until)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = agentsJson(agents);
    if (core::isKnown(until))
        request.what.insert(u"until"_s, qint64(until.time_since_epoch().count()));
    return request;
}

core::TimePoint CordonVerb::untilOf(const actions::Request &request)
{
    return core::TimePoint(core::Duration(request.what.value("until"_L1).toInteger()));
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
    const core::TimePoint until = untilOf(request);
    const core::TimePoint now = context.clock->now();
    if (core::isKnown(until) && until <= now)
        co_return core::failure(unusable(tr("%1 is over. Give a later time.").arg(core::formatClock(until, now))));
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
