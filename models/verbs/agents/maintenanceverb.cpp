// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/maintenanceverb.h"

#include "models/core/tr.h"
#include "models/verbs/agents/agentreads.h"
#include "models/verbs/agents/hostmodes.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Mode = aurora::MaintenanceMode;

using core::tr;

bool isThere(Mode mode, bool start)
{
    return start ? mode != Mode::None : mode == Mode::None;
}

QString thenOf(Mode mode, bool start)
{
    if (start)
        return mode == Mode::None ? tr("scheduled: less liked") : tr("stays %1").arg(modeText(mode));
    return mode == Mode::None ? tr("is in none") : tr("takes tasks as before");
}

actions::Step stepOf(const mesos::FreshAgent &agent, bool start)
{
    actions::Step step = agentStep(agent);
    step.call = u"%1 [%2]"_s.arg(start ? u"startMaintenance"_s : u"endMaintenance"_s, agent.hostname);
    return step;
}

void describe(actions::Plan &plan, bool start)
{
    plan.title.outcome
        = start ? tr("Started maintenance of %1 of %2 hosts") : tr("Ended maintenance of %1 of %2 hosts");
    if (start) {
        plan.canBeUndone = tr("End maintenance takes it back.");
        plan.notTouched = tr("What runs there goes on, and other frameworks hear nothing of it. It is a wish, no "
                             "guarantee: Aurora still places on these hosts when no other has room. Cordon is the "
                             "guarantee.");
    } else {
        plan.canBeUndone = tr("Start maintenance takes it back. What a drain has ended stays ended.");
        plan.notTouched = tr("A cordon of Mesos: a cordoned agent stays so until it is uncordoned.");
    }
}

actions::Plan draw(const actions::Request &request, const QList<mesos::FreshAgent> &agents, const HostModes &modes,
                   bool start, const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    actions::ItemTable table;
    table.nameTitle = tr("Host");
    table.columns = { tr("Aurora's maintenance"), tr("Then"), tr("Mesos") };
    QStringList names;
    for (const mesos::FreshAgent &agent : agents) {
        const Mode mode = modes.value(agent.hostname, Mode::None);
        actions::Item item = agentItem(agent);
        item.facts = { modeText(mode), thenOf(mode, start), stateOf(agent) };
        item.seen = modeText(mode);
        item = actions::tickedBy(request, item);
        table.items << item;
        if (!item.ticked || isThere(mode, start))
            continue;
        plan.steps << stepOf(agent, start);
        names << agent.hostname;
    }
    plan.tables = { table };
    const auto count = static_cast<int>(names.size());
    const QString one = count == 1 ? names.first() : QString();
    plan.title.label = start
        ? counted(count, tr("Start maintenance of %1").arg(one), tr("Start maintenance of %1 hosts"))
        : counted(count, tr("End maintenance of %1").arg(one), tr("End maintenance of %1 hosts"));
    plan.title.place = context.stack;
    plan.title.touched = counted(count, tr("1 host"), tr("%1 hosts"));
    describe(plan, start);
    plan.facts.harm = actions::Harm::Reversible;
    plan.facts.objects = count;
    plan.facts.production = context.production;
    if (count > actions::manyObjects) {
        const auto before = static_cast<qint64>(modes.size());
        plan.effects
            = { actions::countEffect(tr("Hosts in Aurora's maintenance"), before, before + (start ? count : -count)) };
        plan.question = { tr("How many hosts are in Aurora's maintenance after this? Type the number:"), 0 };
    }
    plan.command
        = context.command() + (start ? u"host maintenance start "_s : u"host maintenance end "_s) + names.join(u' ');
    return plan;
}

} // namespace

MaintenanceVerb::MaintenanceVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

actions::Request MaintenanceVerb::request(Way way, const QStringList &agents)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = agentsJson(agents);
    return request;
}

QCoro::Task<core::Result<actions::Plan>> MaintenanceVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const bool start = m_way == Way::Start;
    const auto agents = co_await readAgents(context, agentsOf(request), stop);
    if (!agents)
        co_return core::failure(agents.error());
    const auto modes = co_await readModes(context, stop);
    if (!modes)
        co_return core::failure(modes.error());
    if (!context.aurora)
        co_return core::failure(closing());
    co_return draw(request, *agents, *modes, start, context);
}

QCoro::Task<core::Result<actions::Answer>> MaintenanceVerb::perform(actions::Step step, actions::Sending,
                                                                    std::stop_token stop)
{
    const Context context = m_context;
    if (!context.aurora)
        co_return core::failure(noAurora());
    const QString host = step.payload.value("host"_L1).toString();
    const QStringList hosts{ host };
    core::Result<QList<aurora::HostStatus>> answer;
    if (m_way == Way::Start)
        answer = co_await context.aurora->client()->startMaintenance(hosts, stop);
    else
        answer = co_await context.aurora->client()->endMaintenance(hosts, stop);
    if (!answer)
        co_return core::failure(answer.error());
    const auto mode = modeIn(*answer, host);
    if (!mode)
        co_return core::failure(mode.error());
    co_return actions::Answer{ tr("OK, %1").arg(modeText(*mode)), {}, {} };
}

QCoro::Task<core::Result<actions::Look>> MaintenanceVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const bool start = m_way == Way::Start;
    const auto modes = co_await readModes(context, stop);
    if (!modes)
        co_return core::failure(modes.error());
    const Mode mode = modes->value(step.payload.value("host"_L1).toString(), Mode::None);
    actions::Look look;
    look.effect = isThere(mode, start) ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("%1: %2").arg(step.name, modeText(mode));
    co_return look;
}

std::optional<actions::Request> MaintenanceVerb::inverse(const actions::Record &record) const
{
    const QStringList agents = agentsDone(record);
    if (agents.isEmpty())
        return std::nullopt;
    return request(m_way == Way::Start ? Way::End : Way::Start, agents);
}

} // namespace verbs
