// SPDX-License-Identifier: GPL-3.0-or-later
// Fleet: what machines cost, and what Amazon refuses.
#include "app/simulator/aws/fleet.h"

#include <algorithm>
#include <cmath>

namespace sim::aws {

const std::vector<std::string> &Fleet::zones()
{
    static const std::vector<std::string> all{ "us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d" };
    return all;
}

double Fleet::onDemandPrice(const std::string &type)
{
    static const std::map<std::string, double> prices{ { "m5.2xlarge", 0.384 },
                                                       { "m5.4xlarge", 0.768 },
                                                       { "r5.2xlarge", 0.504 },
                                                       { "r5.4xlarge", 1.008 },
                                                       { "c5.4xlarge", 0.68 } };
    const auto found = prices.find(type);
    return found == prices.end() ? 0 : found->second;
}

double Fleet::spotPrice(const std::string &type, const std::string &zone, Moment at) const
{
    const auto hour
        = static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::hours>(at.time_since_epoch()).count());
    const double share = 0.355 + 0.02 * Random(hashOf(zone), hashOf(type) + hour / 6).unit();
    return std::round(onDemandPrice(type) * share * 10000) / 10000;
}

void Fleet::setRefused(const std::string &zone, const std::string &type, bool refused)
{
    if (refused)
        m_refused.insert({ zone, type });
    else
        m_refused.erase({ zone, type });
}

bool Fleet::isRefused(const std::string &zone, const std::string &type) const
{
    return m_refused.contains({ zone, type });
}

void Fleet::setVcpuLimit(bool spot, int vcpus)
{
    m_vcpuLimits[spot] = vcpus;
}

int Fleet::vcpusOf(const std::string &type)
{
    static const std::map<std::string, int> vcpus{
        { "m5.2xlarge", 8 }, { "m5.4xlarge", 16 }, { "r5.2xlarge", 8 }, { "r5.4xlarge", 16 }, { "c5.4xlarge", 16 }
    };
    const auto found = vcpus.find(type);
    return found == vcpus.end() ? 0 : found->second;
}

std::string Fleet::refusal(const std::string &zone, const std::string &type, bool spot) const
{
    int used = vcpusOf(type);
    for (const Machine &machine : m_machines)
        used += machine.isAlive() && machine.spot == spot ? vcpusOf(machine.type) : 0;
    if (const auto limit = m_vcpuLimits.find(spot);
        limit != m_vcpuLimits.end() && limit->second > 0 && used > limit->second) {
        return spot ? "MaxSpotInstanceCountExceeded - Max spot instance count exceeded."
                    : "VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of "
                + std::to_string(limit->second)
                + " allows for the instance bucket that the specified instance type belongs to. Please visit "
                  "http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.";
    }
    if (!isRefused(zone, type))
        return {};
    std::string others;
    for (const std::string &other : zones()) {
        if (other != zone && !isRefused(other, type))
            others += (others.empty() ? "" : ", ") + other;
    }
    std::string text = "InsufficientInstanceCapacity - We currently do not have sufficient " + type
        + " capacity in the Availability Zone you requested (" + zone
        + "). Our system will be working on provisioning additional capacity.";
    if (!others.empty()) {
        text += " You can currently get " + type
            + " capacity by not specifying an Availability Zone in your request or choosing " + others + '.';
    }
    return text;
}

} // namespace sim::aws
