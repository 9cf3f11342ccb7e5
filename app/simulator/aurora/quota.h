// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskconfig.h"

#include <map>
#include <string>

namespace sim::aurora {

class Scheduler;

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
    Consumption consumption(const std::string &role) const;
    /// The refusal, or an empty text: `added` more instances, and `removed` ones of theirs that go (an update).
    std::string refusal(const TaskConfig &config, int added, const Resources &freed = {}) const;

private:
    Scheduler *m_scheduler;
    std::map<std::string, Resources> m_quotas;
};

} // namespace sim::aurora
