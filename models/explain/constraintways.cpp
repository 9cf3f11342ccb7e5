// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/constraintways.h"

#include "models/explain/packing.h"
#include "models/explain/words.h"
#include "models/tables/closestword.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

int matchingOf(const Funnel &funnel)
{
    return static_cast<int>(
        std::ranges::count_if(funnel.failsAt, [&funnel](uint8_t at) { return at >= funnel.firstResource; }));
}

/// The demand with another constraint in place of one, and what comes of it.
WayOut tried(const Landscape &landscape, const PendingGroup &group, int constraint, const ValueConstraint &other,
             int missing)
{
    Demand demand = group.demand;
    demand.values[constraint] = other;
    const Funnel funnel = funnelOf(landscape, demand);
    WayOut way;
    way.type = WayOut::Type::CorrectConstraint;
    way.places = sum(pack(landscape, demand, funnel, missing));
    way.asked = group.demand.values[constraint].attribute;
    way.attribute = other.attribute;
    way.value = other.values.value(0);
    way.button = tr("Clone with change…");
    const int matching = matchingOf(funnel);
    way.remark = counted(matching, "1 agent matches then", "%1 agents match then");
    if (way.places == 0 && matching > 0)
        way.remark += tr(", none has room now");
    return way;
}

/// A name or value that no agent has is most likely mistyped.
std::optional<WayOut> respelled(const Landscape &landscape, const PendingGroup &group, int index, int missing)
{
    const ValueConstraint &asked = group.demand.values[index];
    const bool isSeen = !landscape.attributes().name(asked.attribute).isEmpty()
        && !landscape.attributes().values(asked.values).empty();
    if (asked.negated || asked.values.isEmpty() || isSeen)
        return std::nullopt;
    ValueConstraint other = asked;
    if (landscape.attributes().name(asked.attribute).isEmpty()) {
        other.attribute = tables::closestWord(asked.attribute, landscape.attributes().names());
        if (other.attribute.isEmpty())
            return std::nullopt;
        WayOut way = tried(landscape, group, index, other, missing);
        way.sentence = tr("Correct the attribute %1 to %2").arg(asked.attribute, other.attribute);
        return way;
    }
    const QString value = tables::closestWord(
        asked.values.first(), landscape.attributes().valuesOf(landscape.attributes().name(asked.attribute)));
    if (value.isEmpty())
        return std::nullopt;
    other.values = { value };
    WayOut way = tried(landscape, group, index, other, missing);
    way.sentence = tr("Correct %1 to %2").arg(constraintText(asked), value);
    return way;
}

/// Agents that pass everything but one constraint, by that constraint and by what they have instead.
using Others = std::map<std::pair<int, uint32_t>, std::vector<uint32_t>>;

Others othersOf(const Landscape &landscape, const Demand &demand, const Funnel &funnel)
{
    Others others;
    if (demand.values.isEmpty())
        return others;
    std::vector<Matcher> matchers;
    std::vector<core::TextId> names;
    for (const ValueConstraint &constraint : demand.values) {
        matchers.emplace_back(landscape.attributes(), constraint);
        names.push_back(landscape.attributes().name(constraint.attribute));
    }
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (funnel.matches(site) || funnel.failsElseAt[site] != funnel.filters.size())
            continue;
        if (funnel.filters[funnel.failsAt[site]].type == Filter::Type::NotDedicated)
            continue;
        int unmatched = -1;
        for (int i = 0; i < demand.values.size(); ++i) {
            if (matchers[static_cast<size_t>(i)].matches(site))
                continue;
            if (unmatched >= 0) {
                unmatched = -1;
                break;
            }
            unmatched = i;
        }
        if (unmatched >= 0) {
            const core::TextId value = landscape.attributes().valueOf(site, names[static_cast<size_t>(unmatched)]);
            others[{ unmatched, value.value }].push_back(site);
        }
    }
    return others;
}

WayOut changed(const Landscape &landscape, const ValueConstraint &asked, core::TextId value, size_t agents, int places)
{
    WayOut way;
    way.type = WayOut::Type::CorrectConstraint;
    way.places = places;
    way.asked = way.attribute = asked.attribute;
    way.button = tr("Clone with change…");
    way.remark = agents == 1 ? tr("1 agent has room; changes what the job runs on")
                             : tr("%1 agents have room; changes what the job runs on").arg(agents);
    if (asked.negated || value.isEmpty()) {
        way.sentence = tr("Do without %1").arg(constraintText(asked));
    } else {
        way.value = landscape.attributes().spelled(value);
        way.sentence = tr("Ask for %1=%2").arg(asked.attribute, way.value);
    }
    return way;
}

} // namespace

void addCorrections(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
                    int missing)
{
    const Demand &demand = group.demand;
    std::map<int, WayOut> best;
    for (const auto &[key, sites] : othersOf(landscape, demand, funnel)) {
        const auto &[index, value] = key;
        const int places = sum(packOn(landscape, demand, funnel, sites, missing));
        // Machines that are kept for some roles are no way out for others.
        if (places == 0 || demand.values[index].attribute == dedicatedAttribute())
            continue;
        WayOut way = changed(landscape, demand.values[index], core::TextId{ value }, sites.size(), places);
        const auto place = best.find(index);
        if (place == best.end())
            best.emplace(index, std::move(way));
        else if (place->second.places < places)
            place->second = std::move(way);
    }
    for (int i = 0; i < demand.values.size(); ++i) {
        std::optional<WayOut> spelling = respelled(landscape, group, i, missing);
        if (spelling)
            ways += *spelling;
        const auto other = best.find(i);
        if (other != best.end() && !(spelling && spelling->value == other->second.value))
            ways += other->second;
    }
}

void addRaisedLimits(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
                     int fits, int missing)
{
    constexpr int mostSteps = 8;
    const bool anyAtLimit = !group.demand.limits.isEmpty()
        && std::ranges::any_of(funnel.failsAt, [&](uint8_t at) { return at >= funnel.available; });
    if (!anyAtLimit)
        return;
    // All else stays as it is: only the agents that pass everything but the limits can take more.
    std::vector<uint32_t> sites;
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (funnel.failsAt[site] > funnel.available)
            sites.push_back(site);
    }
    for (int i = 0; i < group.demand.limits.size(); ++i) {
        WayOut way;
        Demand demand = group.demand;
        for (int step = 1; step <= mostSteps; ++step) {
            demand.limits[i].most = group.demand.limits[i].most + step;
            const int places = sum(packOn(landscape, demand, funnel, sites, fits + missing)) - fits;
            if (places <= way.places)
                break;
            way.places = places;
            way.limit = demand.limits[i].most;
            if (places >= missing)
                break;
        }
        if (way.places <= 0)
            continue;
        way.type = WayOut::Type::RaiseLimit;
        way.attribute = demand.limits[i].attribute;
        way.sentence
            = tr("Allow %1 per %2 instead of %3").arg(way.limit).arg(way.attribute).arg(group.demand.limits[i].most);
        way.remark = tr("a lost %1 then ends more instances at once").arg(way.attribute);
        way.button = tr("Clone with change…");
        ways += way;
    }
}

} // namespace explain
