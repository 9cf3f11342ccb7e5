// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/thrift/value.h"

#include <compare>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace sim::aurora {

struct JobKey
{
    std::string role;
    std::string environment;
    std::string name;

    auto operator<=>(const JobKey &) const = default;
    std::string path() const { return role + '/' + environment + '/' + name; }
    std::string toString() const; ///< as Java prints it in messages
    thrift::Value toThrift() const;
    static JobKey read(const thrift::Value &key);
};

/// Where a task may run: a value an agent's attribute must (not) have, or how many tasks of the job may share one.
struct Constraint
{
    std::string name;
    bool isLimit = false;
    int limit = 0;
    bool negated = false;
    std::vector<std::string> values;
};

/// What one task is told to be. Immutable and shared by the instances that have it; `wire` is the whole of it, the rest
/// is read from there.
struct TaskConfig
{
    JobKey job;
    std::string owner;
    bool isService = false;
    int maxFailures = 1; ///< −1: any number
    int priority = 0;
    std::string tier;
    bool production = false; ///< not preemptible: counts against the role's quota
    Resources resources; ///< cores, MiB, MiB
    std::vector<std::string> ports; ///< names, sorted
    std::vector<Constraint> constraints;
    std::string executorData; ///< JSON of the executor, empty without one
    bool hasExecutor = false;
    thrift::Value wire;
    thrift::Value wireWithoutData; ///< as getTasksWithoutConfigs tells it

    const Constraint *constraint(std::string_view name) const;
    std::string dedicatedTo() const; ///< role of a `dedicated` constraint
    /// What a server compares: the whole struct, sets without an order.
    bool isSameAs(const TaskConfig &other) const;
};
using Config = std::shared_ptr<const TaskConfig>;

/// Fills in what a scheduler fills in (tier, production, links of ports, empty collections) and reads it.
Config makeConfig(const thrift::Value &given);
/// The same for another job.
Config withJob(const Config &config, const JobKey &job);

/// `{first, last}` ranges of instance numbers.
thrift::Value ranges(const std::set<int> &instances);
std::set<int> readRanges(const thrift::Value &set);

/// A set of the resources: numCpus, ramMb, diskMb.
thrift::Value resourceSet(const Resources &resources);

} // namespace sim::aurora
