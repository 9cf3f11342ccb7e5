// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/waysout.h"

#include "models/explain/constraintways.h"
#include "models/explain/growth.h"
#include "models/explain/packing.h"
#include "models/explain/words.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

QString releaseSentence(Availability availability, const QString &what, const QString &heldFor)
{
    switch (availability) {
    case Availability::Held:
        return heldFor.isEmpty() ? tr("Release %1").arg(what) : tr("Release %1, held for %2").arg(what, heldFor);
    case Availability::AuroraDraining:
        return tr("End Aurora's maintenance of %1").arg(what);
    case Availability::Maintenance:
        return tr("End the maintenance of %1").arg(what);
    case Availability::Cordoned:
        return tr("Uncordon %1").arg(what);
    case Availability::Drained:
        return tr("Reactivate %1, which is drained").arg(what);
    case Availability::Draining:
        return tr("Wait until %1 is drained, then reactivate it").arg(what);
    case Availability::Disconnected:
    case Availability::Unreachable:
    case Availability::Recovering:
        return tr("Bring back %1: %2").arg(what, availabilityText(availability));
    case Availability::Open:
        break;
    }
    return {};
}

QString releaseButton(Availability availability)
{
    switch (availability) {
    case Availability::Held:
        return tr("Release…");
    case Availability::AuroraDraining:
    case Availability::Maintenance:
        return tr("End maintenance…");
    case Availability::Cordoned:
        return tr("Uncordon…");
    case Availability::Drained:
    case Availability::Draining:
        return tr("Reactivate…");
    default:
        return {};
    }
}

/// What is opened by one plan: what is held for different people, or is of different pools, is released one by one.
struct Closing
{
    Availability availability = Availability::Open;
    QString heldFor;
    uint32_t pool = 0;

    bool operator<(const Closing &other) const
    {
        return std::tie(availability, heldFor, pool) < std::tie(other.availability, other.heldFor, other.pool);
    }
};

Closing closingOf(const Landscape &landscape, uint32_t site)
{
    const Site &of = landscape.sites()[site];
    if (of.availability != Availability::Held)
        return { of.availability, {}, 0 };
    return { of.availability, landscape.context().held.value(landscape.hostOf(site)), of.pool };
}

/// Agents that match and have room, but take no tasks. What fits already takes its share of the limits first.
void addReleases(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
                 int fits, int missing)
{
    std::map<Closing, std::vector<uint32_t>> closed;
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (funnel.failsAt[site] == funnel.available)
            closed[closingOf(landscape, site)].push_back(site);
    }
    for (const auto &[closing, sites] : closed) {
        const Availability availability = closing.availability;
        std::vector<uint32_t> all = passing(funnel);
        all.insert(all.end(), sites.begin(), sites.end());
        std::vector<Placement> placements = packOn(landscape, group.demand, funnel, all, fits + missing);
        std::erase_if(placements, [&funnel](const Placement &placement) { return funnel.passes(placement.site); });
        if (placements.empty())
            continue;
        WayOut way;
        const QString button = releaseButton(availability);
        way.type = button.isEmpty() ? WayOut::Type::BringBack : WayOut::Type::Release;
        way.button = button;
        way.closed = availability;
        way.places = sum(placements);
        for (const Placement &placement : placements) {
            way.hosts += landscape.hostOf(placement.site);
            way.agents += landscape.state().string(landscape.state().agents[placement.site].id);
        }
        const QString what = way.hosts.size() == 1
            ? way.hosts.first()
            : counted(way.hosts.size(), "1 agent", "%1 agents") + u" ("_s + someOf(way.hosts, 3) + u')';
        way.sentence = releaseSentence(availability, what, closing.heldFor);
        ways += way;
    }
}

/// What is left of a request when it is cut down to what is free; nothing where that is less than half of it.
std::optional<Demand> lowered(const Demand &demand, const Amounts &free)
{
    constexpr int64_t cpuStep = 100; // a tenth of a core
    constexpr int64_t memoryStep = 64'000; // 64 MiB
    Demand less = demand;
    const Amounts asked = Amounts::of(demand.resources, demand.ports);
    const Amounts overhead = Amounts::of(demand.overhead);
    const auto cut = [&](Kind kind, int64_t step, float &amount) {
        const int64_t room = free[kind] - overhead[kind];
        if (room >= asked[kind])
            return true;
        const int64_t rounded = std::max<int64_t>(0, room) / step * step;
        amount = static_cast<float>(static_cast<double>(rounded) / 1000.0);
        return rounded * 2 >= asked[kind];
    };
    const bool worthIt = cut(Kind::Cpus, cpuStep, less.resources.cpus)
        && cut(Kind::Memory, memoryStep, less.resources.mem) && cut(Kind::Disk, memoryStep, less.resources.disk);
    const Amounts rest = less.need();
    return worthIt && free.holds(rest) ? std::optional(less) : std::nullopt;
}

void addLowering(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
                 const QList<NearFit> &nearest, int fits, int missing)
{
    for (const NearFit &fit : nearest) {
        if (fit.availability != Availability::Open || !fit.unmatched.isEmpty() || fit.isAtLimit
            || fit.missing == Amounts())
            continue;
        const std::optional<Demand> less = lowered(group.demand, fit.free);
        if (!less)
            return;
        // Only what is asked for has changed: agents that match and take tasks are those that may have room now.
        std::vector<uint32_t> sites;
        for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
            if (funnel.matches(site) && landscape.sites()[site].availability == Availability::Open)
                sites.push_back(site);
        }
        const int places = sum(packOn(landscape, *less, funnel, sites, fits + missing)) - fits;
        if (places <= 0)
            return;
        WayOut way;
        way.type = WayOut::Type::LowerRequest;
        way.places = std::min(places, missing);
        way.request = Amounts::of(less->resources, less->ports);
        const Amounts asked = Amounts::of(group.demand.resources, group.demand.ports);
        QStringList parts;
        for (const Kind kind : allKinds) {
            if (way.request[kind] != asked[kind])
                parts += tr("%1 instead of %2").arg(amountText(kind, way.request[kind]), numberText(kind, asked[kind]));
        }
        way.sentence = tr("Ask for %1").arg(joined(parts, tr("and")));
        way.remark = tr("as much as %1 has free").arg(fit.host);
        way.button = tr("Clone with less…");
        ways += way;
        return;
    }
}

void addWaiting(QList<WayOut> &ways, const QList<NearFit> &nearest, int missing)
{
    WayOut way;
    way.type = WayOut::Type::Wait;
    QStringList ends;
    for (const NearFit &fit : nearest) {
        if (fit.ends.isEmpty() || fit.availability != Availability::Open || !fit.unmatched.isEmpty() || fit.isAtLimit
            || way.places >= missing)
            continue;
        ++way.places;
        way.hosts += fit.host;
        ends += fit.ends.size() > 2 ? tr("%1 tasks on %2 end").arg(fit.ends.size()).arg(fit.host)
            : fit.ends.size() > 1   ? tr("%1 on %2 end").arg(joined(fit.ends, tr("and")), fit.host)
                                    : tr("%1 on %2 ends").arg(fit.ends.first(), fit.host);
    }
    if (ends.isEmpty())
        return;
    way.sentence = tr("Wait until %1").arg(joined(ends, tr("and")));
    way.remark = tr("Aurora places the next instance by itself");
    ways += way;
}

} // namespace

QList<WayOut> waysOut(const Landscape &landscape, const PendingGroup &group, const Funnel &funnel, int fits,
                      const QList<NearFit> &nearest)
{
    QList<WayOut> ways;
    const int missing = group.pending - fits;
    if (missing <= 0)
        return ways;
    addReleases(ways, landscape, group, funnel, fits, missing);
    addCorrections(ways, landscape, group, funnel, missing);
    addGrowth(ways, landscape, group, funnel, missing);
    addRaisedLimits(ways, landscape, group, funnel, fits, missing);
    addLowering(ways, landscape, group, funnel, nearest, fits, missing);
    addWaiting(ways, nearest, missing);
    std::ranges::stable_sort(ways, [](const WayOut &a, const WayOut &b) {
        return a.places != b.places ? a.places > b.places : a.type < b.type;
    });
    return ways;
}

} // namespace explain
