// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/explain/naivefunnel.h"

#include <algorithm>

namespace naive {

namespace {

bool takes(const std::vector<Machine> &cluster, const Machine &machine, const Job &job)
{
    return std::ranges::all_of(job.values, [&](const Value &value) { return matches(machine, value); })
        && hasRoom(machine, job) && machine.takesTasks && withinLimits(cluster, machine, job);
}

void place(Machine &machine, const Job &job, int sign)
{
    machine.freeCpus -= sign * job.cpus;
    machine.freeMemory -= sign * job.memory;
    machine.freePorts -= sign * job.ports;
    machine.instances += sign;
}

/// Machines before `from` get no more: each set of placements is tried once.
int most(std::vector<Machine> &cluster, const Job &job, size_t from)
{
    int best = 0;
    for (size_t i = from; i < cluster.size(); ++i) {
        if (!takes(cluster, cluster[i], job))
            continue;
        place(cluster[i], job, 1);
        best = std::max(best, 1 + most(cluster, job, i));
        place(cluster[i], job, -1);
    }
    return best;
}

} // namespace

bool matches(const Machine &machine, const Value &value)
{
    const auto attribute = machine.attributes.find(value.attribute);
    const bool has = attribute != machine.attributes.end() && value.values.contains(attribute->second);
    return has != value.negated;
}

bool hasRoom(const Machine &machine, const Job &job)
{
    return machine.freeCpus >= job.cpus && machine.freeMemory >= job.memory && machine.freePorts >= job.ports;
}

bool withinLimits(const std::vector<Machine> &cluster, const Machine &machine, const Job &job)
{
    for (const auto &[attribute, limit] : job.limits) {
        const auto here = machine.attributes.find(attribute);
        if (here == machine.attributes.end())
            return false;
        int instances = 0;
        for (const Machine &other : cluster) {
            const auto there = other.attributes.find(attribute);
            if (there != other.attributes.end() && there->second == here->second)
                instances += other.instances;
        }
        if (instances >= limit)
            return false;
    }
    return true;
}

int mostPlaces(std::vector<Machine> cluster, const Job &job)
{
    return most(cluster, job, 0);
}

int placesInOrder(std::vector<Machine> cluster, const Job &job)
{
    int places = 0;
    for (Machine &machine : cluster) {
        while (takes(cluster, machine, job)) {
            place(machine, job, 1);
            ++places;
        }
    }
    return places;
}

} // namespace naive
