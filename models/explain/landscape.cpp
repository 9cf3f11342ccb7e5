// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/landscape.h"

#include "models/core/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

constexpr uint32_t noSite = std::numeric_limits<uint32_t>::max();
std::string utf8(const QString &text)
{
    return text.toStdString();
}

/// Part of `from` that goes over `limit`, which stays.
Amounts split(Amounts &from, const Amounts &limit)
{
    Amounts over;
    for (const Kind kind : allKinds) {
        over[kind] = std::max<int64_t>(0, from[kind] - std::max<int64_t>(0, limit[kind]));
        from[kind] -= over[kind];
    }
    return over;
}

Amounts notBelowZero(Amounts amounts)
{
    for (const Kind kind : allKinds)
        amounts[kind] = std::max<int64_t>(0, amounts[kind]);
    return amounts;
}

} // namespace

Landscape::Landscape(const mesos::State &state, Context context)
    : m_state(state)
    , m_context(std::move(context))
    , m_attributes(state)
{
    m_siteOf.assign(state.pool->count(), noSite);
    for (uint32_t site = 0; site < state.agents.size(); ++site)
        m_siteOf[state.agents[site].id.value] = site;
    findAurora();
    readTasks();
    readExecutors();
    readAgents();
    layOutSites();
    readOffers();
}

void Landscape::findAurora()
{
    const std::string wanted = utf8(m_context.framework);
    const auto isIt = [&](const mesos::Framework &framework) {
        return wanted.empty()
            ? core::toQString(m_state.view(framework.name)).compare("aurora"_L1, Qt::CaseInsensitive) == 0
            : m_state.view(framework.id) == wanted;
    };
    for (const mesos::Framework &framework : m_state.frameworks) {
        // An Aurora that was set up anew leaves its old framework behind, completed or without a scheduler.
        if (isIt(framework) && (!m_aurora || framework.phase < m_aurora->phase))
            m_aurora = &framework;
    }
}

template <typename Row, typename Holds>
Landscape::ByAgent Landscape::byAgent(const std::vector<Row> &rows, Holds holds) const
{
    ByAgent result;
    result.first.assign(m_state.agents.size() + 2, 0);
    const auto siteOf = [&](const Row &row) { return holds(row) ? m_siteOf[row.agent.value] : noSite; };
    for (const Row &row : rows) {
        if (const uint32_t site = siteOf(row); site != noSite)
            ++result.first[site + 2];
    }
    for (size_t i = 2; i < result.first.size(); ++i)
        result.first[i] += result.first[i - 1];
    result.rows.resize(result.first.back());
    for (uint32_t i = 0; i < rows.size(); ++i) {
        if (const uint32_t site = siteOf(rows[i]); site != noSite)
            result.rows[result.first[site + 1]++] = i;
    }
    result.first.pop_back();
    return result;
}

void Landscape::readTasks()
{
    m_tasks = byAgent(m_state.tasks, [](const mesos::Task &task) { return task.list == mesos::TaskList::Live; });
    std::vector<uint32_t> listOf(m_state.pool->count(), noSite);
    std::vector<std::pair<core::TextId, std::vector<uint32_t>>> lists;
    for (const uint32_t row : m_tasks.rows) {
        const mesos::Task &task = m_state.tasks[row];
        uint32_t &list = listOf[task.name.value];
        if (list == noSite) {
            list = static_cast<uint32_t>(lists.size());
            lists.emplace_back(task.name, std::vector<uint32_t>());
        }
        lists[list].second.push_back(row);
    }
    m_tasksNamed.reserve(lists.size());
    for (auto &[name, rows] : lists)
        m_tasksNamed.emplace(m_state.view(name), std::move(rows));
}

void Landscape::readExecutors()
{
    m_executors = byAgent(m_state.executors, [](const mesos::Executor &) { return true; });
    if (!m_aurora)
        return;
    std::map<std::pair<float, float>, int> seen;
    int most = 0;
    for (const mesos::Executor &executor : m_state.executors) {
        if (executor.framework != m_aurora->id)
            continue;
        if (const int count = ++seen[{ executor.resources.cpus, executor.resources.mem }]; count > most) {
            most = count;
            m_overhead = executor.resources;
        }
    }
}

bool Landscape::isOurs(std::string_view role) const
{
    // A role may use what is reserved for itself or, being "web/eu", for "web".
    return m_aurora && std::ranges::any_of(m_state.rolesOf(*m_aurora), [&](core::TextId id) {
               const std::string_view own = m_state.view(id);
               return own == role || (own.starts_with(role) && own.substr(role.size()).starts_with('/'));
           });
}

void Landscape::leaveToOthers(Site &site, uint32_t index) const
{
    for (const mesos::Reservation &reservation : m_state.reservationsOf(m_state.agents[index])) {
        if (isOurs(m_state.view(reservation.role)))
            continue;
        const Amounts reserved = Amounts::of(reservation.resources);
        Amounts unused = reserved;
        for (const uint32_t row : m_tasks.of(index)) {
            const mesos::Task &task = m_state.tasks[row];
            if (task.role == reservation.role)
                unused -= Amounts::of(task.resources);
        }
        site.free -= notBelowZero(unused);
        site.total -= reserved;
    }
}

void Landscape::readAgents()
{
    const core::TextId poolName = m_attributes.name(m_context.poolAttribute);
    const core::TextId dedicated = m_attributes.name(dedicatedAttribute());
    std::unordered_map<uint32_t, uint32_t> poolOf;
    m_sites.resize(m_state.agents.size());
    for (uint32_t i = 0; i < m_sites.size(); ++i) {
        const mesos::Agent &agent = m_state.agents[i];
        Site &site = m_sites[i];
        core::TextId pool;
        for (const mesos::Attribute &attribute : m_state.attributesOf(agent)) {
            if (attribute.name == poolName && pool.isEmpty())
                pool = attribute.value;
            site.isDedicated |= !dedicated.isEmpty() && attribute.name == dedicated;
        }
        const auto [place, isNew] = poolOf.try_emplace(pool.value, static_cast<uint32_t>(m_pools.size()));
        if (isNew)
            m_pools.push_back(pool);
        site.pool = place->second;
        site.availability = availabilityOf(agent, m_state, m_context);

        setAmounts(site, agent);
        leaveToOthers(site, i);
        // Seldom is more than cores revocable; a revocable task takes all else from what lasts, as every task does.
        for (const Kind kind : allKinds) {
            if (site.revocableTotal[kind] == 0 && kind != Kind::Cpus) {
                site.revocableTotal[kind] = site.total[kind];
                site.revocableFree[kind] = site.free[kind];
            }
        }
        site.free = notBelowZero(site.free);
        site.total = notBelowZero(site.total);
        site.revocableFree = notBelowZero(site.revocableFree);
        site.revocableTotal = notBelowZero(site.revocableTotal);
    }
}

void Landscape::layOutSites()
{
    for (const Kind kind : allKinds) {
        const auto column = [&](Columns &columns, const Amounts Site::*amounts) {
            std::vector<int64_t> &values = columns[static_cast<size_t>(kind)];
            values.reserve(m_sites.size());
            for (const Site &site : m_sites)
                values.push_back((site.*amounts)[kind]);
        };
        column(m_free, &Site::free);
        column(m_revocableFree, &Site::revocableFree);
    }
    m_availabilities.reserve(m_sites.size());
    m_poolOfSites.reserve(m_sites.size());
    for (const Site &site : m_sites) {
        m_availabilities.push_back(site.availability);
        m_poolOfSites.push_back(site.pool);
    }
}

void Landscape::setAmounts(Site &site, const mesos::Agent &agent) const
{
    const auto count = [this](core::TextId ports) { return portCount(m_state.view(ports)); };
    // Mesos does not tell which part of what is used is revocable: what lasts is taken to be used first.
    site.revocableTotal = Amounts::of(agent.revocable);
    site.total = Amounts::of(agent.total, count(agent.ports));
    site.total -= site.revocableTotal;
    Amounts used = Amounts::of(agent.used, count(agent.usedPorts));
    const Amounts revocableUsed = split(used, site.total);
    site.free = site.total;
    site.free -= used;
    site.revocableFree = site.revocableTotal;
    site.revocableFree -= revocableUsed;
}

void Landscape::readOffers()
{
    m_isOffered.resize(m_sites.size());
    double cpus = 0;
    if (m_context.offers) {
        std::unordered_map<std::string_view, uint32_t> sites;
        for (uint32_t site = 0; site < m_sites.size(); ++site)
            sites.emplace(m_state.view(m_state.agents[site].id), site);
        for (const Offer &offer : *m_context.offers) {
            cpus += offer.cpus;
            if (const auto site = sites.find(utf8(offer.agent)); site != sites.end())
                m_isOffered[site->second] = true;
        }
    } else {
        for (uint32_t site = 0; site < m_sites.size(); ++site) {
            const mesos::Resources &offered = m_state.agents[site].offered;
            m_isOffered[site] = offered != mesos::Resources();
            cpus += static_cast<double>(offered.cpus);
        }
    }
    m_offeredCpus = std::llround(cpus * 1000);
}

std::span<const uint32_t> Landscape::tasksOn(uint32_t site) const
{
    return m_tasks.of(site);
}

std::span<const uint32_t> Landscape::executorsOn(uint32_t site) const
{
    return m_executors.of(site);
}

std::unordered_map<uint32_t, int> Landscape::instancesOf(const QString &job) const
{
    std::unordered_map<uint32_t, int> count;
    const std::string name = utf8(job);
    const auto found = m_tasksNamed.find(name);
    if (found == m_tasksNamed.end())
        return count;
    for (const uint32_t row : found->second) {
        const mesos::Task &task = m_state.tasks[row];
        if (!m_aurora || task.framework == m_aurora->id)
            ++count[m_siteOf[task.agent.value]];
    }
    return count;
}

} // namespace explain
