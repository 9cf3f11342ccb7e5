// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/drainverb.h"

#include "models/core/tr.h"
#include "models/verbs/agents/agentreads.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainplan.h"
#include "models/verbs/agents/hostmodes.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using By = DrainVerb::By;
using Mode = aurora::MaintenanceMode;

using core::tr;

bool isDraining(Mode mode)
{
    return mode == Mode::Draining || mode == Mode::Drained;
}

/// How far one agent is: asked after a lost answer and while it is waited for.
struct Progress
{
    bool begun = false;
    bool drained = false;
    QString words;
};

QCoro::Task<core::Result<Progress>> progressOf(Context context, By by, actions::Step step, std::stop_token stop)
{
    Progress progress;
    if (by == By::Aurora) {
        const auto modes = co_await readModes(context, stop);
        if (!modes)
            co_return core::failure(modes.error());
        const Mode mode = modes->value(step.payload.value("host"_L1).toString(), Mode::None);
        progress = { isDraining(mode), mode == Mode::Drained, tr("%1: %2").arg(step.name, modeText(mode)) };
        co_return progress;
    }
    if (!context.mesos)
        co_return core::failure(closing());
    const auto agent = co_await context.mesos->agent(step.payload.value("agent"_L1).toString(), stop);
    if (agent)
        progress
            = { agent->draining, agent->drainState == "DRAINED"_L1, tr("%1 is %2").arg(step.name, stateOf(*agent)) };
    else if (agent.error().kind == core::Error::Kind::NotFound)
        progress = { true, true, tr("%1 is not registered any more").arg(step.name) };
    else
        co_return core::failure(agent.error());
    co_return progress;
}

} // namespace

DrainVerb::DrainVerb(Context context, By by)
    : m_context(std::move(context))
    , m_by(by)
{
}

actions::Request DrainVerb::request(By by, const QStringList &agents, std::chrono::seconds grace)
{
    actions::Request request;
    request.verb = verbName(by);
    request.what = agentsJson(agents);
    if (by == By::Mesos)
        request.what.insert(u"grace"_s, static_cast<qint64>(grace.count()));
    return request;
}

QCoro::Task<core::Result<actions::Plan>> DrainVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const By by = m_by;
    DrainReads reads;
    const auto agents = co_await readAgents(context, agentsOf(request), stop);
    if (!agents)
        co_return core::failure(agents.error());
    reads.agents = *agents;
    HostModes modes;
    if (by == By::Aurora) {
        const auto told = co_await readModes(context, stop);
        if (!told)
            co_return core::failure(told.error());
        modes = *told;
    }
    const bool everything = by == By::Mesos;
    const auto tasks = co_await readEndangered(context, reads.agents, everything, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    if (!context.mesos)
        co_return core::failure(closing());
    reads.tasks = *tasks;
    for (const mesos::FreshAgent &agent : *agents) {
        const Mode mode = modes.value(agent.hostname, Mode::None);
        reads.states << (by == By::Mesos ? stateOf(agent) : tr("maintenance: %1").arg(modeText(mode)));
        reads.draining << (by == By::Mesos ? agent.draining : isDraining(mode));
    }
    co_return drawDrain(request, reads, by, context);
}

QCoro::Task<core::Result<actions::Answer>> DrainVerb::perform(actions::Step step, actions::Sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    if (m_by == By::Mesos) {
        if (!context.mesos)
            co_return core::failure(closing());
        const std::chrono::seconds grace(step.payload.value("grace"_L1).toInteger(defaultGrace.count()));
        const auto done = co_await context.mesos->drain(step.payload.value("agent"_L1).toString(), grace, stop);
        if (!done)
            co_return core::failure(done.error());
        co_return actions::Answer{ tr("OK"), { { u"tasks"_s, step.ends } }, {} };
    }
    if (!context.aurora)
        co_return core::failure(noAurora());
    const QString host = step.payload.value("host"_L1).toString();
    const QStringList hosts{ host };
    const auto answer = co_await context.aurora->client()->drain(hosts, stop);
    if (!answer)
        co_return core::failure(answer.error());
    const auto mode = modeIn(*answer, host);
    if (!mode)
        co_return core::failure(mode.error());
    co_return actions::Answer{ tr("OK, %1").arg(modeText(*mode)), { { u"tasks"_s, step.ends } }, {} };
}

QCoro::Task<core::Result<actions::Look>> DrainVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto progress = co_await progressOf(context, m_by, step, stop);
    if (!progress)
        co_return core::failure(progress.error());
    actions::Look look;
    look.effect = progress->begun ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = progress->words;
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> DrainVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const By by = m_by;
    actions::Watch watch;
    for (const actions::Step &step : steps) {
        const auto progress = co_await progressOf(context, by, step, stop);
        if (!progress)
            co_return core::failure(progress.error());
        if (progress->drained) {
            watch.reached << step.key;
        } else if (!progress->begun) {
            watch.failed << step.key;
            watch.reasons << progress->words; // somebody took it back
        }
    }
    co_return watch;
}

std::optional<actions::Request> DrainVerb::inverse(const actions::Record &record) const
{
    const QStringList agents = agentsDone(record);
    if (agents.isEmpty())
        return std::nullopt;
    return m_by == By::Mesos ? CordonVerb::request(CordonVerb::Way::Uncordon, agents)
                             : MaintenanceVerb::request(MaintenanceVerb::Way::End, agents);
}

} // namespace verbs
