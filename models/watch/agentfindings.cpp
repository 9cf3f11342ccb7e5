// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/watch/findingparts.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

using mesos::AgentPhase;

QString agentLink(const Scene &scene, const mesos::Agent &agent)
{
    return links::toPath({ links::ObjectRef::Kind::Agent, scene.state.string(agent.id).toUtf8() });
}

/// Sets the finding's age: what Mesos tells, else since when the console sees it.
void setSince(Finding &finding, const Scene &scene, const mesos::Agent &agent, core::TimePoint told = {})
{
    const Sightings::Sighting seen = scene.sightings.of(scene.state.view(agent.id));
    finding.since = core::isKnown(told) ? told : seen.since;
    finding.sinceIsBound = !core::isKnown(told) && seen.isBound;
}

Finding about(const Scene &scene, const mesos::Agent &agent, const QString &kind)
{
    Finding finding;
    finding.key = kind + u'/' + scene.state.string(agent.id);
    finding.steps += openStep(tr("Open agent"), u"agents"_s, agentLink(scene, agent));
    return finding;
}

void addTasksStep(Finding &finding, const Scene &scene, const mesos::Agent &agent)
{
    if (agent.liveTasks > 0) {
        finding.steps += filterStep(tr("Its tasks"), u"tasks"_s, u"tasks"_s,
                                    term(u"agent"_s, scene.state.string(agent.hostname)));
    }
}

Finding unreachable(const Scene &scene, const mesos::Agent &agent, const TaskFacts &facts)
{
    Finding finding = about(scene, agent, u"unreachable"_s);
    const auto lost = facts.lostWithAgent.find(agent.id.value);
    const int tasks = lost == facts.lostWithAgent.end() ? 0 : lost->second;
    finding.severity = tasks > 0 ? Severity::Failure : Severity::Warning;
    finding.glyph = u"unreachable"_s;
    finding.subject = tr("%1 unreachable").arg(scene.state.string(agent.hostname));
    finding.fact = tasks > 0 ? counted(tasks, "with 1 task", "with %1 tasks") : tr("without tasks");
    const QString held = resourcesText(agent.total);
    finding.cause = held.isEmpty() ? tr("It does not answer the master")
                                   : tr("It does not answer the master; %1 are missing").arg(held);
    setSince(finding, scene, agent);
    return finding;
}

Finding disconnected(const Scene &scene, const mesos::Agent &agent)
{
    Finding finding = about(scene, agent, u"disconnected"_s);
    finding.glyph = u"disconnected"_s;
    finding.subject = tr("%1 disconnected").arg(scene.state.string(agent.hostname));
    finding.fact = counted(agent.liveTasks, "with 1 task", "with %1 tasks");
    finding.cause = tr("The master has lost its connection and waits before it gives the tasks up");
    setSince(finding, scene, agent);
    addTasksStep(finding, scene, agent);
    return finding;
}

Finding draining(const Scene &scene, const mesos::Agent &agent)
{
    Finding finding = about(scene, agent, u"draining"_s);
    finding.glyph = u"draining"_s;
    finding.subject = tr("%1 draining").arg(scene.state.string(agent.hostname));
    finding.fact = counted(agent.liveTasks, "still with 1 task", "still with %1 tasks");
    finding.cause = tr("Its tasks were told to end and have not");
    setSince(finding, scene, agent, agent.drainStarted);
    addTasksStep(finding, scene, agent);
    return finding;
}

Finding cordoned(const Scene &scene, const mesos::Agent &agent)
{
    Finding finding = about(scene, agent, agent.phase == AgentPhase::Drained ? u"drained"_s : u"cordoned"_s);
    const bool drained = agent.phase == AgentPhase::Drained;
    finding.glyph = drained ? u"drained"_s : u"cordoned"_s;
    finding.subject = (drained ? tr("%1 drained") : tr("%1 cordoned")).arg(scene.state.string(agent.hostname));
    finding.fact = agent.liveTasks > 0 ? counted(agent.liveTasks, "with 1 task", "with %1 tasks") : tr("and idle");
    finding.cause = tr("%1 get no new tasks until somebody reactivates it").arg(resourcesText(agent.total));
    setSince(finding, scene, agent, drained ? core::TimePoint{} : agent.drainStarted);
    return finding;
}

actions::Request uncordon(const QStringList &agents)
{
    return verbs::CordonVerb::request(verbs::CordonVerb::Way::Uncordon, agents);
}

Finding cordonRunOut(const Scene &scene, const mesos::Agent &agent, const verbs::Cordon &cordon)
{
    Finding finding = about(scene, agent, u"cordon-end"_s);
    finding.glyph = u"cordoned"_s;
    finding.subject = tr("%1 still cordoned").arg(scene.state.string(agent.hostname));
    finding.fact = tr("its cordon ended at %1").arg(core::formatClock(cordon.until, scene.now));
    const QString missing = tr("%1 get no new tasks").arg(resourcesText(agent.total));
    finding.cause = cordon.why.isEmpty() ? tr("By %1; %2").arg(cordon.by, missing)
                                         : tr("By %1: %2; %3").arg(cordon.by, cordon.why, missing);
    finding.since = cordon.until;
    finding.steps.prepend(planStep(tr("Uncordon…"), u"play"_s, uncordon({ scene.state.string(agent.id) })));
    return finding;
}

Finding fullDisk(const Scene &scene, const mesos::Agent &agent, const TaskFacts &facts)
{
    Finding finding = about(scene, agent, u"disk"_s);
    finding.glyph = u"warning"_s;
    finding.subject
        = tr("%1 disk %2 %").arg(scene.state.string(agent.hostname)).arg(static_cast<int>(diskShare(agent) * 100));
    finding.fact = tr("%1 allocated").arg(diskText(agent));
    const auto died = facts.diedOfDisk.find(agent.id.value);
    finding.cause = died == facts.diedOfDisk.end()
        ? counted(agent.liveTasks, "1 task shares it", "%1 tasks share it")
        : tr("A task died of a full disk here at %1").arg(core::formatClock(died->second, scene.now));
    addTasksStep(finding, scene, agent);
    return finding;
}

/// What we know of the cordon of an agent that the master lists as cordoned.
verbs::Cordon cordonOf(const Scene &scene, const mesos::Agent &agent)
{
    if (scene.cordons.isEmpty() || agent.phase != AgentPhase::Deactivated)
        return {};
    return scene.cordons.value(scene.state.string(agent.id));
}

/// Many that wait for the same answer have it by one plan.
void addUncordonAll(const Scene &scene, const std::vector<const mesos::Agent *> &agents, QList<Finding> &rows)
{
    if (rows.size() == static_cast<qsizetype>(agents.size()))
        return; // each has its own
    QStringList ids;
    for (const mesos::Agent *agent : agents)
        ids += scene.state.string(agent->id);
    rows.first().key = u"cordon-end/many"_s;
    rows.first().steps.prepend(planStep(tr("Uncordon all…"), u"play"_s, uncordon(ids)));
}

/// The oldest known beginning stands for the whole row.
void mergeSince(Finding &into, const QList<Finding> &rows)
{
    for (const Finding &row : rows) {
        if (core::isKnown(row.since) && (!core::isKnown(into.since) || row.since < into.since)) {
            into.since = row.since;
            into.sinceIsBound = row.sinceIsBound;
        }
        into.severity = std::max(into.severity, row.severity);
    }
}

/// More than a few of one kind are one row: forty machines of one lost rack are one event.
QList<Finding> merged(const Scene &scene, const QList<Finding> &rows, const std::vector<const mesos::Agent *> &agents,
                      const char *subject, const char *fact, const QString &filter)
{
    if (rows.size() <= scene.limits.rowsPerKind)
        return rows;
    Finding one;
    one.key = rows.first().glyph + u"/many"_s;
    one.glyph = rows.first().glyph;
    one.subject = tr(subject).arg(core::formatCount(rows.size()));
    one.fact = tr(fact);
    mergeSince(one, rows);
    mesos::Resources total;
    QStringList names;
    for (const mesos::Agent *agent : agents) {
        total.cpus += agent->total.cpus;
        total.mem += agent->total.mem;
        if (names.size() < 3)
            names += scene.state.string(agent->hostname);
    }
    one.cause = tr("%1 together: %2 and %3 more")
                    .arg(resourcesText(total), names.join(u", "_s), core::formatCount(rows.size() - names.size()));
    one.steps += filterStep(tr("Open agents"), u"agents"_s, u"agents"_s, filter);
    return { one };
}

} // namespace

QList<Finding> agentFindings(const Scene &scene, const TaskFacts &facts)
{
    struct Group
    {
        QList<Finding> rows;
        std::vector<const mesos::Agent *> agents;
        void add(Finding row, const mesos::Agent &agent)
        {
            rows += std::move(row);
            agents.push_back(&agent);
        }
    };
    Group gone, cut, drains, cordons, ended, disks;
    const auto lastsLonger = [&scene](const Finding &row, core::Duration limit) {
        return core::isKnown(row.since) && scene.now - row.since >= limit;
    };

    for (const mesos::Agent &agent : scene.state.agents) {
        if (agent.phase == AgentPhase::Unreachable) {
            gone.add(unreachable(scene, agent, facts), agent);
            continue;
        }
        if (agent.phase == AgentPhase::Disconnected) {
            cut.add(disconnected(scene, agent), agent);
        } else if (agent.phase == AgentPhase::Draining) {
            if (Finding row = draining(scene, agent); lastsLonger(row, scene.limits.drainingLong))
                drains.add(std::move(row), agent);
        } else if (const verbs::Cordon cordon = cordonOf(scene, agent); core::isKnown(cordon.until)) {
            if (cordon.hasRunOut(scene.now))
                ended.add(cordonRunOut(scene, agent, cordon), agent);
        } else if (agent.phase == AgentPhase::Deactivated || agent.phase == AgentPhase::Drained) {
            if (Finding row = cordoned(scene, agent); lastsLonger(row, scene.limits.cordonedLong))
                cordons.add(std::move(row), agent);
        }
        if (diskShare(agent) >= scene.limits.fullDisk)
            disks.add(fullDisk(scene, agent, facts), agent);
    }

    QList<Finding> found;
    const auto take = [&](const Group &group, const char *subject, const char *fact, const QString &filter) {
        found += merged(scene, group.rows, group.agents, subject, fact, filter);
    };
    take(gone, "%1 agents unreachable", "they do not answer the master", u"state:unreachable"_s);
    take(cut, "%1 agents disconnected", "the master waits for them", u"state:disconnected"_s);
    take(drains, "%1 agents draining", "for long, tasks have not ended", u"state:draining"_s);
    take(cordons, "%1 agents cordoned", "for long, they get no new tasks", u"state:cordoned|drained"_s);
    QList<Finding> endings = merged(scene, ended.rows, ended.agents, "%1 agents still cordoned",
                                    "the ends of their cordons have come", u"state:cordoned"_s);
    addUncordonAll(scene, ended.agents, endings);
    found += endings;
    take(disks, "%1 agents with full disks", "little or no disk is left to allocate", u"disk-use>=95"_s);
    return found;
}

} // namespace watch
