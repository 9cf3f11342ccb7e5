// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/mesos/v0json.h"
#include "app/simulator/world/world.h"

#include <QByteArray>

/// The bodies of the master's old endpoints. An empty filter means all.
namespace sim::v0 {

AgentCounts countAgents(const World &world);

QByteArray state(const World &world, const MasterInfo &leader, const MasterInfo &self);
QByteArray stateSummary(const World &world, const MasterInfo &self);
QByteArray slaves(const World &world, const std::string &slaveId);
QByteArray frameworks(const World &world, const std::string &frameworkId);

struct TaskQuery
{
    int limit = 100;
    int offset = 0;
    bool ascending = false; ///< oldest first
    std::string frameworkId;
    std::string taskId;
};
QByteArray tasks(const World &world, const TaskQuery &query);

/// Roles somebody uses or that have a weight or quota, with what they hold.
struct RoleFacts
{
    double weight = 1.0;
    Resources allocated;
    Resources limit; ///< quota; zeroes: none
    std::vector<std::string> frameworkIds;
};
std::map<std::string, RoleFacts> roleFacts(const World &world);
QByteArray roles(const World &world);
QByteArray quota(const World &world);
QByteArray weights(const World &world);
QByteArray metrics(const World &world, const MasterInfo &self, bool elected, int subscribers);

} // namespace sim::v0
