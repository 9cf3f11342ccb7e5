// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/nearest.h"

#include "models/explain/limits.h"
#include "models/explain/words.h"

#include <algorithm>
#include <limits>
#include <tuple>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

double missingShare(const Amounts &free, const Amounts &need)
{
    const Amounts missing = shortfall(free, need);
    double share = 0;
    for (const Kind kind : allKinds) {
        if (missing[kind] > 0)
            share += static_cast<double>(missing[kind]) / static_cast<double>(need[kind]);
    }
    return share;
}

/// A task of the agent and what its end sets free, with the executor that ends with it.
struct Held
{
    uint32_t task = 0;
    Amounts amounts;
};

std::vector<Held> heldOn(const Landscape &landscape, uint32_t site)
{
    const mesos::State &state = landscape.state();
    std::vector<Held> all;
    for (const uint32_t row : landscape.tasksOn(site)) {
        const mesos::Task &task = state.tasks[row];
        Held held{ row, Amounts::of(task.resources) };
        held.amounts[Kind::Ports] = portCount(state.view(task.ports)) * 1000;
        for (const uint32_t candidate : landscape.executorsOn(site)) {
            const mesos::Executor &executor = state.executors[candidate];
            if (executor.id == task.executor && executor.framework == task.framework)
                held.amounts += Amounts::of(executor.resources);
        }
        all.push_back(held);
    }
    return all;
}

Amounts with(Amounts free, const Held &held)
{
    free += held.amounts;
    return free;
}

/// Takes out what is not needed, the largest first: what runs on is then worth most.
void prune(std::vector<Held> &chosen, Amounts free, const Amounts &need)
{
    for (auto held = chosen.begin(); held != chosen.end();) {
        Amounts without = free;
        without -= held->amounts;
        if (without.holds(need)) {
            free = without;
            held = chosen.erase(held);
        } else {
            ++held;
        }
    }
}

std::vector<Held> greedily(std::vector<Held> candidates, Amounts free, const Amounts &need)
{
    std::vector<Held> chosen;
    while (!free.holds(need)) {
        const auto best = std::ranges::min_element(
            candidates, {}, [&](const Held &held) { return missingShare(with(free, held), need); });
        if (best == candidates.end() || missingShare(with(free, *best), need) >= missingShare(free, need))
            return {};
        free += best->amounts;
        chosen.push_back(*best);
        candidates.erase(best);
    }
    prune(chosen, free, need);
    return chosen;
}

/// The smallest one or pair that is enough; more than mostPaired are not tried in pairs.
std::vector<Held> fewest(const std::vector<Held> &candidates, const Amounts &free, const Amounts &need)
{
    constexpr size_t mostPaired = 200;
    const auto smaller = [](const Held &a, const Held &b) {
        return std::tuple(a.amounts[Kind::Cpus], a.amounts[Kind::Memory], a.task)
            < std::tuple(b.amounts[Kind::Cpus], b.amounts[Kind::Memory], b.task);
    };
    std::vector<Held> sorted = candidates;
    std::ranges::sort(sorted, smaller);
    for (const Held &held : sorted) {
        if (with(free, held).holds(need))
            return { held };
    }
    for (size_t i = 0; sorted.size() <= mostPaired && i < sorted.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (with(with(free, sorted[i]), sorted[j]).holds(need))
                return { sorted[j], sorted[i] };
        }
    }
    return greedily(candidates, free, need);
}

NearFit describe(const Landscape &landscape, const Demand &demand, const Funnel &funnel, const Limits &limits,
                 uint32_t index)
{
    const mesos::State &state = landscape.state();
    const Site &site = landscape.sites()[index];
    NearFit fit;
    fit.agent = state.string(state.agents[index].id);
    fit.host = landscape.hostOf(index);
    fit.pool = landscape.poolName(site.pool);
    fit.availability = site.availability;
    fit.total = site.totalFor(demand);
    fit.free = site.freeFor(demand);
    fit.missing = shortfall(fit.free, demand.need());
    fit.isAtLimit = limits.left(index) == 0;
    fit.isLargeEnough = fit.total.holds(demand.need());
    if (const auto here = funnel.instances.find(index); here != funnel.instances.end())
        fit.instancesHere = here->second;
    for (const ValueConstraint &constraint : demand.values) {
        if (!Matcher(landscape.attributes(), constraint).matches(index))
            fit.unmatched += constraintText(constraint);
    }
    for (const uint32_t task : tasksToEnd(landscape, demand, index))
        fit.ends += taskText(landscape, task);
    return fit;
}

} // namespace

QList<NearFit> nearestFits(const Landscape &landscape, const Demand &demand, const Funnel &funnel)
{
    std::vector<Matcher> matchers;
    for (const ValueConstraint &constraint : demand.values)
        matchers.emplace_back(landscape.attributes(), constraint);
    const Amounts need = demand.need();
    const Limits limits(landscape, demand, funnel.instances);
    const bool minds = funnel.firstResource > demand.values.size();

    struct Candidate
    {
        int unmatched;
        bool isAtLimit;
        double missing;
        bool closed;
        uint32_t site;
        auto operator<=>(const Candidate &) const = default;
    };
    std::vector<Candidate> candidates;
    candidates.reserve(landscape.sites().size());
    int fewestUnmatched = std::numeric_limits<int>::max();
    for (uint32_t i = 0; i < landscape.sites().size(); ++i) {
        int unmatched = 0;
        if (!funnel.matches(i)) {
            if (fewestUnmatched == 0) // by how much it does not match is no matter then
                continue;
            unmatched = minds && landscape.sites()[i].isDedicated;
            for (const Matcher &matcher : matchers)
                unmatched += !matcher.matches(i);
        }
        if (unmatched > fewestUnmatched)
            continue;
        fewestUnmatched = unmatched;
        const Site &site = landscape.sites()[i];
        candidates.push_back({ unmatched, limits.left(i) == 0, missingShare(site.freeFor(demand), need),
                               site.availability != Availability::Open, i });
    }
    const auto shown = std::min<std::ptrdiff_t>(nearestShown, std::ssize(candidates));
    std::ranges::partial_sort(candidates, candidates.begin() + shown);
    QList<NearFit> fits;
    for (auto candidate = candidates.begin(); candidate != candidates.begin() + shown; ++candidate)
        fits += describe(landscape, demand, funnel, limits, candidate->site);
    return fits;
}

std::vector<uint32_t> tasksToEnd(const Landscape &landscape, const Demand &demand, uint32_t site)
{
    const Site &at = landscape.sites()[site];
    const Amounts need = demand.need();
    const Amounts free = at.freeFor(demand);
    if (free.holds(need) || !at.totalFor(demand).holds(need))
        return {};
    std::vector<uint32_t> tasks;
    for (const Held &held : fewest(heldOn(landscape, site), free, need))
        tasks.push_back(held.task);
    return tasks;
}

QString taskText(const Landscape &landscape, uint32_t task)
{
    const mesos::State &state = landscape.state();
    const QString name = state.string(state.tasks[task].name);
    const QString job = name.section(u'/', -1);
    // Aurora's id is role-env-name-INSTANCE-uuid, and the name is role/env/name: what stands between is the instance.
    const QString id = state.string(state.tasks[task].id);
    const QString prefix = QString(name).replace(u'/', u'-') + u'-';
    const QString instance = id.startsWith(prefix) ? id.mid(prefix.size()).section(u'-', 0, 0) : QString();
    bool isNumber = false;
    instance.toInt(&isNumber);
    return isNumber ? job + u'/' + instance : job;
}

} // namespace explain
