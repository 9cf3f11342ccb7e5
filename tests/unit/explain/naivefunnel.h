// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

/// What models/explain answers, found the slow and obvious way, over a cluster of its own that shares no type with it.
namespace naive {

struct Machine
{
    std::string pool;
    std::map<std::string, std::string> attributes;
    int freeCpus = 0;
    int freeMemory = 0;
    int freePorts = 0;
    bool takesTasks = true;
    int instances = 0; ///< of the job that asks
};

struct Value
{
    std::string attribute;
    std::set<std::string> values;
    bool negated = false;
};

struct Job
{
    int cpus = 0;
    int memory = 0;
    int ports = 0;
    std::vector<Value> values;
    std::vector<std::pair<std::string, int>> limits;
};

bool matches(const Machine &machine, const Value &value);
bool hasRoom(const Machine &machine, const Job &job);
bool withinLimits(const std::vector<Machine> &cluster, const Machine &machine, const Job &job);

/// The most instances that can be placed, by trying every way.
int mostPlaces(std::vector<Machine> cluster, const Job &job);
/// Placed one after the other, always on the first machine that takes one.
int placesInOrder(std::vector<Machine> cluster, const Job &job);

} // namespace naive
