// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/wire.h"

#include <map>
#include <set>
#include <string>

namespace sim::aurora {

class Scheduler;

/// Hosts taken out of service by Aurora, which Mesos knows nothing of: SCHEDULED ones still take tasks, draining ones
/// lose theirs, and are DRAINED when the last one has gone.
class Maintenance
{
public:
    explicit Maintenance(Scheduler *scheduler);

    bool isKnown(const std::string &host) const; ///< an agent of the cluster
    wire::MaintenanceMode mode(const std::string &host) const;
    void schedule(const std::string &host);
    void drain(const std::string &host);
    void end(const std::string &host);
    const std::map<std::string, wire::MaintenanceMode> &hosts() const { return m_modes; } ///< those not in NONE
    void taskEnded(const std::string &host);

private:
    void checkDrained(const std::string &host);

    Scheduler *m_scheduler;
    std::map<std::string, wire::MaintenanceMode> m_modes;
};

} // namespace sim::aurora
