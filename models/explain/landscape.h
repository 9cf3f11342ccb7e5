// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/attributes.h"
#include "models/explain/availability.h"
#include "models/explain/demand.h"

#include <array>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace explain {

/// One agent as a scheduler sees it.
struct Site
{
    Amounts free; ///< for our role; not below zero
    Amounts total; ///< likewise: what is reserved for others does not count
    Amounts revocableFree;
    Amounts revocableTotal;
    uint32_t pool = 0; ///< of Landscape::pools
    Availability availability = Availability::Open;
    bool isDedicated = false; ///< takes only jobs that ask for it by name

    const Amounts &freeFor(const Demand &demand) const { return demand.revocable ? revocableFree : free; }
    const Amounts &totalFor(const Demand &demand) const { return demand.revocable ? revocableTotal : total; }
};

/// A picture of Mesos prepared for many questions: what is free for Aurora's role on each agent, which pool it is of,
/// whether it takes tasks, and what runs there. One pass over agents, tasks and executors; immutable; any thread.
/// The State must outlive it.
class Landscape
{
public:
    Landscape(const mesos::State &state, Context context);

    const mesos::State &state() const { return m_state; }
    const Context &context() const { return m_context; }
    const Attributes &attributes() const { return m_attributes; }
    const std::vector<Site> &sites() const { return m_sites; } ///< as State::agents
    /// The same side by side, for questions that look at every agent: by site.
    const std::vector<int64_t> &free(Kind kind, bool revocable) const
    {
        return (revocable ? m_revocableFree : m_free)[static_cast<size_t>(kind)];
    }
    const std::vector<Availability> &availabilities() const { return m_availabilities; }
    const std::vector<uint32_t> &poolOfSites() const { return m_poolOfSites; }
    const std::vector<core::TextId> &pools() const { return m_pools; } ///< values of the pool attribute; "": without
    QString poolName(uint32_t pool) const { return m_state.string(m_pools[pool]); }
    QString hostOf(uint32_t site) const { return m_state.string(m_state.agents[site].hostname); }

    std::span<const uint32_t> tasksOn(uint32_t site) const; ///< of State::tasks: those that hold resources there
    std::span<const uint32_t> executorsOn(uint32_t site) const; ///< of State::executors
    /// To Aurora where that is known, else to anybody.
    bool isOffered(uint32_t site) const { return m_isOffered[site]; }
    int64_t offeredCpus() const { return m_offeredCpus; } ///< thousandths of cores, of all offers

    /// Instances of the job that hold resources, for each agent that has some.
    std::unordered_map<uint32_t, int> instancesOf(const QString &job) const;

    const mesos::Framework *aurora() const { return m_aurora; } ///< nullptr: not known
    mesos::Resources executorOverhead() const { return m_overhead; } ///< what most executors of Aurora hold

private:
    void findAurora();
    void readAgents();
    void readTasks();
    void readExecutors();
    void layOutSites();
    void readOffers();
    bool isOurs(std::string_view role) const;
    void setAmounts(Site &site, const mesos::Agent &agent) const;
    void leaveToOthers(Site &site, uint32_t index) const;

    const mesos::State &m_state;
    Context m_context;
    Attributes m_attributes;
    const mesos::Framework *m_aurora = nullptr;
    mesos::Resources m_overhead;
    std::vector<Site> m_sites;
    using Columns = std::array<std::vector<int64_t>, allKinds.size()>;
    Columns m_free;
    Columns m_revocableFree;
    std::vector<Availability> m_availabilities;
    std::vector<uint32_t> m_poolOfSites;
    std::vector<core::TextId> m_pools;
    std::vector<bool> m_isOffered;
    int64_t m_offeredCpus = 0;

    /// Rows grouped by the agent they are on.
    struct ByAgent
    {
        std::vector<uint32_t> first; ///< of rows, for each agent and one behind
        std::vector<uint32_t> rows;
        std::span<const uint32_t> of(uint32_t site) const
        {
            return std::span(rows).subspan(first[site], first[site + 1] - first[site]);
        }
    };
    template <typename Row, typename Holds>
    ByAgent byAgent(const std::vector<Row> &rows, Holds holds) const;
    std::vector<uint32_t> m_siteOf; ///< by TextId::value of the agent's id; noSite: none
    ByAgent m_tasks;
    ByAgent m_executors;
    std::unordered_map<std::string_view, std::vector<uint32_t>> m_tasksNamed;
};

} // namespace explain
