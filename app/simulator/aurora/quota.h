// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskconfig.h"

#include <map>
#include <set>
#include <string>

namespace sim::aurora {

class Scheduler;
struct JobDiff;

/// What a role uses, by the columns of getQuota.
struct Consumption
{
    Resources prodShared;
    Resources nonProdShared;
    Resources prodDedicated;
    Resources nonProdDedicated;
};

/// Limits of roles for tasks that may not be preempted.
class Quotas
{
public:
    explicit Quotas(Scheduler *scheduler);

    const std::map<std::string, Resources> &all() const { return m_quotas; }
    Resources quota(const std::string &role) const; ///< nothing when none is set
    void set(const std::string &role, const Resources &quota) { m_quotas[role] = quota; }
    /// Of a job that is updated the larger of what its instances were and shall be; of a cron job the larger of its
    /// whole size, whether it runs or not, and what runs.
    Consumption consumption(const std::string &role) const;
    /// The refusal, or an empty text: `added` more instances, after `freed` was given back (a cron job's template).
    std::string refusal(const TaskConfig &config, int added, const Resources &freed = {}) const;
    std::string updateRefusal(const Config &config, const JobDiff &diff) const; ///< likewise, of a rolling update

private:
    /// The instances an update works on.
    struct Working
    {
        std::map<int, Config> initial;
        std::set<int> desiredInstances;
        Config desired;
        bool has(int instance) const { return initial.contains(instance) || desiredInstances.contains(instance); }
    };
    Consumption consumptionWith(const std::string &role, const Working *asked) const;
    std::string exceeded(const std::string &role, const Resources &wanted) const;

    Scheduler *m_scheduler;
    std::map<std::string, Resources> m_quotas;
};

} // namespace sim::aurora
