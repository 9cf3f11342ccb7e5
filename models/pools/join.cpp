// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/join.h"

#include "models/pools/differences.h"
#include "models/pools/holds.h"
#include "models/pools/idle.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace pools {

namespace {

constexpr auto bootTime = 5min; ///< from launch to registration, generously
constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();
constexpr double msAnHour = 3'600'000;

using mesos::AgentPhase;

bool isRegistered(AgentPhase phase)
{
    return phase != AgentPhase::Unreachable && phase != AgentPhase::Recovering && phase != AgentPhase::Disconnected;
}

/// Of a tag; not known: it is none.
core::TimePoint momentOf(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    return time.isValid() ? core::TimePoint(core::Duration(time.toMSecsSinceEpoch())) : core::TimePoint();
}

Machine::State stateOf(const mesos::Agent &agent)
{
    switch (agent.phase) {
    case AgentPhase::Active:
        return agent.liveTasks > 0 ? Machine::State::Busy : Machine::State::Idle;
    case AgentPhase::Deactivated:
    case AgentPhase::Draining:
    case AgentPhase::Drained:
        return Machine::State::Closed;
    case AgentPhase::Disconnected:
    case AgentPhase::Unreachable:
    case AgentPhase::Recovering:
    case AgentPhase::Gone:
        return Machine::State::Lost;
    }
    Q_UNREACHABLE();
}

/// Puts a picture together, step by step.
class Joiner
{
public:
    explicit Joiner(const Sources &sources)
        : m_sources(sources)
        , m_picture(std::make_shared<Picture>())
    {
    }

    Snapshot joined()
    {
        m_picture->at = m_sources.now;
        if (m_sources.mesos)
            indexAgents();
        if (m_sources.aws)
            takeInstances();
        if (m_sources.mesos) {
            takeRestOfAgents();
            tellHoldReasons(m_picture->machines, *m_sources.mesos);
            tellIdleTimes(m_picture->machines, *m_sources.mesos, m_sources.before.get());
        }
        takePools();
        if (m_sources.aurora)
            takeDemand();
        if (m_sources.aws)
            m_picture->activities = m_sources.aws->activities;
        std::ranges::stable_sort(m_picture->machines, {}, &Machine::pool);
        const QList<Difference> unneeded = unneededIn(*m_picture, m_sources.needs);
        markUnneeded(m_picture->pools, unneeded);
        m_picture->differences = differencesOf(*m_picture, unneeded);
        return m_picture;
    }

private:
    QString poolOf(const mesos::Agent &agent) const;
    void indexAgents();
    const mesos::Agent *agentOf(const aws::Instance &instance) const;
    void describeAgent(Machine &machine, const mesos::Agent &agent) const;
    double priceOf(const aws::Instance &instance) const;
    void takeInstances();
    void takeRestOfAgents();
    void takePools();
    void takeDemand();
    Pool &pool(const QString &name);

    const Sources &m_sources;
    std::shared_ptr<Picture> m_picture;
    QHash<QString, const mesos::Agent *> m_byAddress; ///< "10.0.1.11"
    QHash<QString, const mesos::Agent *> m_byName; ///< host name, and values of attributes that are instance ids
    QHash<const mesos::Agent *, bool> m_taken;
    QHash<QString, double> m_spotPrices; ///< "type zone"
};

QString Joiner::poolOf(const mesos::Agent &agent) const
{
    const std::string_view attribute(m_sources.poolAttribute.constData(),
                                     static_cast<size_t>(m_sources.poolAttribute.size()));
    return m_sources.mesos->string(m_sources.mesos->attribute(agent, attribute));
}

void Joiner::indexAgents()
{
    const mesos::State &state = *m_sources.mesos;
    for (const mesos::Agent &agent : state.agents) {
        // Of two at one address the one that answers counts: the other was there before.
        const QString address = state.string(agent.address).section(u':', 0, 0);
        const mesos::Agent *&known = m_byAddress[address];
        if (!known || !isRegistered(known->phase))
            known = &agent;
        m_byName.insert(state.string(agent.hostname), &agent);
        for (const mesos::Attribute &attribute : state.attributesOf(agent)) {
            if (state.view(attribute.value).starts_with("i-"))
                m_byName.insert(state.string(attribute.value), &agent);
        }
    }
}

const mesos::Agent *Joiner::agentOf(const aws::Instance &instance) const
{
    for (const mesos::Agent *agent :
         { m_byName.value(instance.id), m_byAddress.value(instance.privateAddress),
           m_byName.value(instance.privateName), m_byName.value(instance.privateName.section(u'.', 0, 0)) }) {
        if (agent)
            return agent;
    }
    return nullptr;
}

void Joiner::describeAgent(Machine &machine, const mesos::Agent &agent) const
{
    const mesos::State &state = *m_sources.mesos;
    machine.agentHost = state.string(agent.hostname);
    machine.agentId = state.string(agent.id).toUtf8();
    machine.state = stateOf(agent);
    machine.tasks = agent.liveTasks;
    machine.total = agent.total;
    machine.used = agent.used;
}

double Joiner::priceOf(const aws::Instance &instance) const
{
    if (instance.spot)
        return m_spotPrices.value(instance.type + u' ' + instance.zone, notKnown);
    return m_sources.prices.value(instance.type, notKnown);
}

void Joiner::takeInstances()
{
    for (const aws::SpotPrice &price : m_sources.aws->spotPrices)
        m_spotPrices.insert(price.type + u' ' + price.zone, price.dollars);
    QHash<QString, bool> isProtected;
    for (const aws::Group &group : m_sources.aws->groups) {
        for (const aws::GroupInstance &each : group.instances)
            isProtected.insert(each.id, each.isProtected);
    }
    const QString tag = QString::fromUtf8(m_sources.poolAttribute);
    for (const aws::Instance &instance : m_sources.aws->instances) {
        Machine machine;
        machine.instance = instance.id;
        machine.address = instance.privateAddress;
        machine.inGroup = !instance.group().isEmpty();
        machine.pool = machine.inGroup ? instance.group() : instance.tags.value(tag);
        machine.type = instance.type;
        machine.zone = instance.zone;
        machine.spot = instance.spot;
        machine.since = instance.launched;
        machine.isProtected = isProtected.value(instance.id);
        machine.heldUntil = momentOf(instance.tags.value(heldUntilTag()));
        if (machine.isHeld()) {
            machine.heldBy = instance.tags.value(heldByTag());
            machine.heldFor = instance.tags.value(heldForTag());
            machine.heldSince = momentOf(instance.tags.value(heldSinceTag()));
        }
        machine.price = instance.costs() ? priceOf(instance) : 0;
        const core::Duration age = std::max(core::Duration::zero(), m_sources.now - instance.launched);
        machine.spent = priceOf(instance) * static_cast<double>(age.count()) / msAnHour;
        const mesos::Agent *agent = agentOf(instance);
        if (agent) {
            m_taken.insert(agent, true);
            describeAgent(machine, *agent);
        } else {
            machine.state = age < bootTime ? Machine::State::Starting : Machine::State::Silent;
        }
        if (!instance.isAlive())
            machine.state = Machine::State::Leaving;
        m_picture->machines.append(machine);
    }
}

/// Agents AWS knows no instance of: machines outside, or such whose instance is gone.
void Joiner::takeRestOfAgents()
{
    QHash<QString, bool> known; // pools AWS has machines of
    for (const Machine &machine : std::as_const(m_picture->machines))
        known.insert(machine.pool, true);
    if (m_sources.aws) {
        for (const aws::Group &group : m_sources.aws->groups)
            known.insert(group.name, true);
    }
    const mesos::State &state = *m_sources.mesos;
    for (const mesos::Agent &agent : state.agents) {
        if (m_taken.contains(&agent) || agent.phase == AgentPhase::Unreachable)
            continue; // a machine that has gone with its agent is no difference
        Machine machine;
        machine.pool = poolOf(agent);
        describeAgent(machine, agent);
        machine.zone = state.string(agent.zone);
        machine.since = agent.registered;
        machine.price = machine.spent = notKnown;
        if (known.contains(machine.pool) && machine.isRegistered())
            machine.state = Machine::State::Stray;
        m_picture->machines.append(machine);
    }
}

Pool &Joiner::pool(const QString &name)
{
    const auto found = std::ranges::find(m_picture->pools, name, &Pool::name);
    if (found != m_picture->pools.end())
        return *found;
    Pool made;
    made.name = name;
    m_picture->pools.append(made);
    return m_picture->pools.last();
}

void Joiner::takePools()
{
    if (m_sources.aws) {
        for (const aws::Group &group : m_sources.aws->groups) {
            Pool &made = pool(group.name);
            made.kind = group.isSpot()   ? Pool::Kind::Spot
                : group.mixed            ? Pool::Kind::Mixed
                : group.min == group.max ? Pool::Kind::Fixed
                                         : Pool::Kind::OnDemand;
            made.zones = group.zones;
            made.launchTemplate = group.launchTemplate;
            made.min = group.min;
            made.max = group.max;
            made.wanted = group.desired;
            made.suspended = group.suspended;
        }
    }
    for (const Machine &machine : std::as_const(m_picture->machines)) {
        Pool &of = pool(machine.pool);
        if (!machine.instance.isEmpty() && of.kind == Pool::Kind::Outside)
            of.kind = Pool::Kind::Own;
        if (!machine.zone.isEmpty() && !of.isGroup() && !of.zones.contains(machine.zone))
            of.zones.append(machine.zone);
        const bool launched = !machine.instance.isEmpty() && machine.state != Machine::State::Leaving;
        of.launched += launched ? 1 : 0;
        if (launched) {
            of.price += machine.price;
            of.spent += machine.spent;
        }
        if (!machine.isRegistered())
            continue;
        ++of.registered;
        of.busy += machine.tasks > 0 ? 1 : 0;
        of.idle += machine.tasks == 0 && machine.state != Machine::State::Closed ? 1 : 0;
        of.total += machine.total;
        of.used += machine.used;
    }
    for (Pool &each : m_picture->pools) {
        each.zones.sort();
        if (each.kind == Pool::Kind::Outside)
            each.price = each.spent = notKnown;
        judge(each, m_sources.aws ? m_sources.aws->activities : QList<aws::Activity>());
    }
    std::ranges::sort(m_picture->pools, {}, &Pool::name);
}

/// Tasks that wait, at the pools they name. A task that may run in two of them is counted at both.
void Joiner::takeDemand()
{
    const aurora::State &state = *m_sources.aurora;
    const std::string_view attribute(m_sources.poolAttribute.constData(),
                                     static_cast<size_t>(m_sources.poolAttribute.size()));
    for (const aurora::JobRow &job : state.jobs) {
        if (job.stats.pending <= 0)
            continue;
        const QString named = state.string(state.constraint(job, attribute));
        if (named.startsWith(u'!') || named.startsWith(u"limit:"_s))
            continue;
        for (const QString &name : named.split(u',', Qt::SkipEmptyParts)) {
            const auto found = std::ranges::find(m_picture->pools, name, &Pool::name);
            if (found != m_picture->pools.end())
                found->pending += static_cast<int>(job.stats.pending);
        }
    }
}

} // namespace

Snapshot join(const Sources &sources)
{
    return Joiner(sources).joined();
}

} // namespace pools
