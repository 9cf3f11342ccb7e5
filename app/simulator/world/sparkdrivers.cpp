// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/sparkdrivers.h"

#include <vector>

namespace sim {

using namespace std::chrono_literals;

namespace {

constexpr auto noticed = 2s; ///< by the master: the connection is gone

/// "itaipu-datasets-driver" registers "itaipu-datasets", "hyoga-model" registers "hyoga-model-spark".
std::string stemOf(const std::string &name)
{
    for (const std::string_view end : { "-driver", "-spark" }) {
        if (name.size() > end.size() && name.ends_with(end))
            return name.substr(0, name.size() - end.size());
    }
    return name;
}

} // namespace

SparkDrivers::SparkDrivers(aurora::Scheduler *scheduler)
    : m_scheduler(scheduler)
    , m_world(&scheduler->world())
{
    m_world->addObserver(this);
}

SparkDrivers::~SparkDrivers()
{
    m_world->removeObserver(this);
}

void SparkDrivers::taskUpdated(const Task &task, const Status &status)
{
    const auto own = m_world->frameworks().find(m_scheduler->framework());
    if (status.state != TaskState::Killed || own == m_world->frameworks().end()
        || task.frameworkId != own->second.info.id)
        return;
    const size_t first = task.name.find('/');
    const size_t second = task.name.find('/', first + 1);
    if (first == std::string::npos || second == std::string::npos)
        return;
    const aurora::JobKey driver{ task.name.substr(0, first), task.name.substr(first + 1, second - first - 1),
                                 task.name.substr(second + 1) };
    m_world->at(m_world->now() + noticed, [this, driver] {
        if (!m_scheduler->store().hasActive(driver))
            leaveFrameworksOf(driver);
    });
}

void SparkDrivers::leaveFrameworksOf(const aurora::JobKey &driver)
{
    std::vector<int> left;
    for (const auto &[number, framework] : m_world->frameworks()) {
        if (number != m_scheduler->framework() && framework.info.active
            && stemOf(framework.info.name) == stemOf(driver.name))
            left.push_back(number);
    }
    for (const int number : left)
        m_world->disconnectFramework(number);
}

} // namespace sim
