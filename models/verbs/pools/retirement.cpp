// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/retirement.h"

#include "models/verbs/pools/retiresteps.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Way = RetireVerb::Way;

/// What somebody closed before is not opened again by us either.
bool mustBeClosed(const Candidate &candidate)
{
    return !candidate.machine.agentId.isEmpty() && candidate.machine.state != pools::Machine::State::Closed;
}

steps::Machine machineOf(const Retirement &of, const Candidate &candidate)
{
    return { of.pool, candidate.machine.instance, QString::fromUtf8(candidate.machine.agentId),
             candidate.machine.agentHost };
}

void addMachine(QList<actions::Step> &all, const Retirement &of, const Candidate &candidate, int phase)
{
    const steps::Machine machine = machineOf(of, candidate);
    if (mustBeClosed(candidate))
        all << steps::close(machine, phase);
    all << (of.reads.group ? steps::endInGroup(machine, !of.replaces, phase) : steps::end(machine, phase));
}

} // namespace

int Retirement::left() const
{
    return reads.group ? reads.group->desired - (replaces ? 0 : count()) : running() - count();
}

QStringList Retirement::goingIds() const
{
    QStringList ids;
    for (const Candidate &candidate : going)
        ids << candidate.machine.instance;
    return ids;
}

QList<actions::Step> retirementSteps(const Retirement &of, const actions::Request &request)
{
    QList<actions::Step> all;
    int phase = 0;
    const QJsonObject sizes = request.what.value("sizes"_L1).toObject();
    QStringList keepers;
    if (of.reads.group && of.way == Way::ScaleIn) {
        if (!sizes.isEmpty())
            all << steps::sizes(*of.reads.group, sizes, phase);
        const QStringList going = of.goingIds();
        for (const aws::GroupInstance &each : of.reads.group->instances) {
            if (!each.isProtected && each.inService() && !going.contains(each.id))
                keepers << each.id;
        }
        all += steps::protect(of.pool, keepers, true, phase);
        ++phase;
    }
    const int atOnce = of.way == Way::Cycle ? std::max(1, request.what.value("atOnce"_L1).toInt(1)) : of.count();
    for (qsizetype i = 0; i < of.going.size(); i += atOnce) {
        const QList<Candidate> batch = of.going.mid(i, atOnce);
        // What is closed first cannot be given new work while the others wait.
        const qsizetype first = all.size();
        for (const Candidate &candidate : batch)
            addMachine(all, of, candidate, phase);
        std::stable_partition(all.begin() + first, all.end(), [](const actions::Step &step) { return !step.gated; });
        if (of.way == Way::Cycle) {
            for (auto step = all.begin() + first; step != all.end(); ++step)
                step->payload.insert(u"registered"_s, request.what.value("registered"_L1));
        }
        ++phase;
    }
    for (const Candidate &candidate : std::as_const(of.going)) {
        if (mustBeClosed(candidate))
            all << steps::open(machineOf(of, candidate), phase);
    }
    if (of.reads.group)
        all += steps::release(of.pool, keepers, wouldRebalance(*of.reads.group, {}), phase);
    return all;
}

bool wouldRebalance(const aws::Group &group, const QStringList &leaving)
{
    if (group.zones.size() < 2 || group.suspended.contains(u"AZRebalance"_s))
        return false;
    QMap<QString, int> left;
    for (const QString &zone : group.zones)
        left.insert(zone, 0);
    for (const aws::GroupInstance &each : group.instances) {
        if (each.inService() && !leaving.contains(each.id))
            ++left[each.zone];
    }
    const auto [least, most] = std::ranges::minmax(left.values());
    return most - least > 1;
}

} // namespace verbs
