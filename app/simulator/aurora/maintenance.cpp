// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/maintenance.h"

#include "app/simulator/aurora/scheduler.h"

namespace sim::aurora {

using namespace std::chrono_literals;
using wire::MaintenanceMode;

Maintenance::Maintenance(Scheduler *scheduler)
    : m_scheduler(scheduler)
{
}

bool Maintenance::isKnown(const std::string &host) const
{
    return m_scheduler->world().agentNumber(host) >= 0;
}

MaintenanceMode Maintenance::mode(const std::string &host) const
{
    const auto found = m_modes.find(host);
    return found == m_modes.end() ? MaintenanceMode::None : found->second;
}

void Maintenance::schedule(const std::string &host)
{
    m_modes[host] = MaintenanceMode::Scheduled;
}

void Maintenance::drain(const std::string &host)
{
    m_modes[host] = MaintenanceMode::Draining;
    TaskFilter here;
    here.hosts = { host };
    for (ScheduledTask *task : m_scheduler->store().query(here)) {
        if (task->isActive() && task->status != wire::ScheduleStatus::Killing
            && task->status != wire::ScheduleStatus::Draining)
            m_scheduler->drain(*task);
    }
    taskEnded(host);
}

void Maintenance::end(const std::string &host)
{
    m_modes.erase(host);
    m_scheduler->placement().wake(2s);
}

void Maintenance::taskEnded(const std::string &host)
{
    if (mode(host) == MaintenanceMode::Draining)
        m_scheduler->world().at(m_scheduler->now() + 800ms, [this, host] { checkDrained(host); });
}

void Maintenance::checkDrained(const std::string &host)
{
    if (mode(host) != MaintenanceMode::Draining)
        return;
    TaskFilter here;
    here.hosts = { host };
    for (const ScheduledTask *task : m_scheduler->store().query(here)) {
        if (task->isActive())
            return;
    }
    m_modes[host] = MaintenanceMode::Drained;
}

} // namespace sim::aurora
