// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/fromaurora.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

bool isSet(const aurora::Tiers &tiers, const QString &tier, const QString &setting)
{
    const QString name = tier.isEmpty() ? tiers.defaultTier : tier;
    const auto found = std::ranges::find(tiers.tiers, name, &aurora::TierConfig::name);
    return found != tiers.tiers.end() && found->settings.value(setting) == u"true"_s;
}

bool isWaiting(const aurora::Task &task)
{
    return task.status == aurora::TaskStatus::Pending || task.status == aurora::TaskStatus::Throttled;
}

/// Of an instance that was restarted, the moment since which this try waits.
core::TimePoint waitsSince(const aurora::Task &task)
{
    const auto waiting = std::ranges::find_if(task.events, [](const aurora::TaskEvent &event) {
        return event.status == aurora::TaskStatus::Pending || event.status == aurora::TaskStatus::Throttled;
    });
    return waiting == task.events.end() ? core::TimePoint() : waiting->at;
}

AuroraMode modeOf(aurora::MaintenanceMode mode)
{
    switch (mode) {
    case aurora::MaintenanceMode::Scheduled:
        return AuroraMode::Scheduled;
    case aurora::MaintenanceMode::Draining:
        return AuroraMode::Draining;
    case aurora::MaintenanceMode::Drained:
        return AuroraMode::Drained;
    case aurora::MaintenanceMode::None:
    case aurora::MaintenanceMode::Unknown:
        break;
    }
    return AuroraMode::None;
}

/// From Constraint::text(): "limit:2", "a,b", "!a,b".
void addConstraint(Demand &demand, const QString &name, QString text)
{
    if (text.startsWith("limit:"_L1)) {
        demand.limits += { name, text.mid(6).toInt() };
        return;
    }
    const bool negated = text.startsWith(u'!');
    demand.values += { name, (negated ? text.mid(1) : text).split(u','), negated };
}

void addReason(PendingGroup &group, const QString &text, core::TimePoint at)
{
    const bool known
        = std::ranges::any_of(group.reasons, [&text](const AuroraReason &reason) { return reason.text == text; });
    if (!known)
        group.reasons += { text, at, {} };
}

bool correct(QList<aurora::Constraint> &constraints, const WayOut &way)
{
    const auto asked = std::ranges::find_if(constraints, [&way](const aurora::Constraint &constraint) {
        return constraint.name == way.asked && constraint.value();
    });
    if (asked == constraints.end())
        return false;
    if (way.attribute != way.asked)
        asked->name = way.attribute;
    else if (way.value.isEmpty())
        constraints.erase(asked);
    else
        asked->condition = aurora::ValueConstraint{ false, { way.value } };
    std::ranges::stable_sort(constraints, {}, &aurora::Constraint::name);
    return true;
}

bool raise(QList<aurora::Constraint> &constraints, const WayOut &way)
{
    const auto limit = std::ranges::find_if(constraints, [&way](const aurora::Constraint &constraint) {
        return constraint.name == way.attribute && constraint.limit() && constraint.limit()->limit < way.limit;
    });
    if (limit == constraints.end())
        return false;
    limit->condition = aurora::LimitConstraint{ way.limit };
    return true;
}

QStringList vetoesOf(const QString &reason)
{
    QStringList vetoes = reason.split(u',', Qt::SkipEmptyParts);
    for (QString &veto : vetoes)
        veto = veto.trimmed();
    vetoes.sort();
    return vetoes;
}

/// What is not less than before stays as exact as it was.
bool lower(aurora::Resources &resources, const Amounts &request)
{
    const aurora::Resources before = resources;
    resources.cpus = std::min(resources.cpus, static_cast<double>(request[Kind::Cpus]) / 1000);
    resources.ramMb = std::min<qint64>(resources.ramMb, request[Kind::Memory] / 1000);
    resources.diskMb = std::min<qint64>(resources.diskMb, request[Kind::Disk] / 1000);
    return resources != before;
}

} // namespace

bool change(aurora::TaskConfig &config, const WayOut &way)
{
    switch (way.type) {
    case WayOut::Type::CorrectConstraint:
        return correct(config.constraints, way);
    case WayOut::Type::RaiseLimit:
        return raise(config.constraints, way);
    case WayOut::Type::LowerRequest:
        return lower(config.resources, way.request);
    default:
        return false;
    }
}

Demand demandOf(const aurora::TaskConfig &config, const aurora::Tiers &tiers)
{
    Demand demand;
    demand.job = config.job.text();
    demand.resources = { static_cast<float>(config.resources.cpus), static_cast<float>(config.resources.ramMb),
                         static_cast<float>(config.resources.diskMb), static_cast<float>(config.resources.gpus) };
    demand.ports = static_cast<int>(config.resources.namedPorts.size());
    for (const aurora::Constraint &constraint : config.constraints) {
        if (const aurora::ValueConstraint *value = constraint.value())
            demand.values += { constraint.name, value->values, value->negated };
        else if (const aurora::LimitConstraint *limit = constraint.limit())
            demand.limits += { constraint.name, limit->limit };
    }
    demand.revocable = isSet(tiers, config.tier, u"revocable"_s);
    demand.preemptible = isSet(tiers, config.tier, u"preemptible"_s);
    return demand;
}

Demand demandOf(const aurora::State &state, const aurora::JobRow &job)
{
    Demand demand;
    demand.job = state.string(job.key);
    demand.resources = { job.resources.cpus, job.resources.ram, job.resources.disk, job.resources.gpus };
    demand.ports = job.resources.ports;
    for (const aurora::RowConstraint &constraint : state.constraintsOf(job))
        addConstraint(demand, state.string(constraint.name), state.string(constraint.value));
    const std::string_view tier = state.view(job.tier);
    demand.revocable = tier == "revocable";
    demand.preemptible = tier != "preferred";
    return demand;
}

QHash<QString, AuroraMode> modesOf(const QList<aurora::HostStatus> &hosts)
{
    QHash<QString, AuroraMode> modes;
    for (const aurora::HostStatus &host : hosts)
        modes.insert(host.host, modeOf(host.mode));
    return modes;
}

QHash<QString, AuroraMode> modesOf(const aurora::State &state)
{
    QHash<QString, AuroraMode> modes;
    for (const aurora::HostRow &host : state.maintenance)
        modes.insert(state.string(host.host), modeOf(host.mode));
    return modes;
}

QList<PendingGroup> pendingGroups(const QList<aurora::Task> &tasks, const QList<aurora::PendingReason> &reasons,
                                  core::TimePoint at, const aurora::Tiers &tiers)
{
    QHash<QString, QString> reasonOf;
    for (const aurora::PendingReason &reason : reasons)
        reasonOf.insert(reason.taskId, reason.reason);
    QHash<QString, int> active;
    QMap<QString, QList<PendingGroup>> byJob;
    for (const aurora::Task &task : tasks) {
        const QString job = task.job().text();
        if (aurora::isActive(task.status))
            ++active[job];
        if (!isWaiting(task))
            continue;
        const Demand demand = demandOf(task.config, tiers);
        QList<PendingGroup> &groups = byJob[job];
        auto group = std::ranges::find(groups, demand, &PendingGroup::demand);
        if (group == groups.end()) {
            groups += PendingGroup{ demand, 0, 0, {}, {} };
            group = std::prev(groups.end());
        }
        ++group->pending;
        if (const core::TimePoint since = waitsSince(task);
            core::isKnown(since) && (!core::isKnown(group->since) || since < group->since))
            group->since = since;
        if (const auto reason = reasonOf.constFind(task.id); reason != reasonOf.cend())
            addReason(*group, *reason, at);
    }
    QList<PendingGroup> all;
    for (auto groups = byJob.begin(); groups != byJob.end(); ++groups) {
        for (PendingGroup &group : groups.value()) {
            group.instances = active.value(groups.key());
            all += group;
        }
    }
    return all;
}

QList<PendingGroup> pendingGroups(const aurora::State &state, const QString &only)
{
    QList<PendingGroup> groups;
    const std::string wanted = only.toStdString();
    for (const aurora::JobRow &job : state.jobs) {
        if (job.stats.pending <= 0 || (!wanted.empty() && state.view(job.key) != wanted))
            continue;
        PendingGroup group;
        group.demand = demandOf(state, job);
        group.pending = job.stats.pending;
        group.instances = job.instances;
        group.since = job.pendingSince;
        for (const aurora::TaskRow &task : state.tasksOf(job)) {
            if (const aurora::PendingRow *reason = state.pendingReason(task.id))
                addReason(group, state.string(reason->reason), reason->at);
        }
        groups += group;
    }
    std::ranges::sort(groups, {}, [](const PendingGroup &group) { return group.demand.job; });
    return groups;
}

QList<Offer> offersOf(const QList<aurora::Offer> &offers)
{
    QList<Offer> known;
    known.reserve(offers.size());
    for (const aurora::Offer &offer : offers)
        known += { offer.agentId, offer.cpus };
    return known;
}

void addPending(QList<PendingGroup> &groups, const QList<aurora::PendingGroup> &told, core::TimePoint at)
{
    for (PendingGroup &group : groups) {
        const bool isAlone
            = std::ranges::count(groups, group.demand.job, [](const PendingGroup &each) { return each.demand.job; })
            == 1;
        for (const aurora::PendingGroup &one : told) {
            if (one.job.text() != group.demand.job || one.reasons.isEmpty())
                continue;
            const QString text = one.reasons.join(u',');
            const auto same = std::ranges::find_if(group.reasons, [vetoes = vetoesOf(text)](const AuroraReason &given) {
                return vetoesOf(given.text) == vetoes;
            });
            if (same != group.reasons.end())
                same->penalty = std::max(same->penalty, one.penalty);
            else if (isAlone)
                group.reasons += { text, at, one.penalty };
        }
    }
}

} // namespace explain
