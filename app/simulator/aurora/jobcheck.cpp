// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/jobcheck.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace sim::aurora {

using namespace Qt::StringLiterals;
using thrift::Type;
using thrift::Value;

namespace {

constexpr char environments[] = "^(prod|devel|test|staging\\d*)$";
constexpr int leastForSla = 20;

bool matches(const std::string &text, const char *pattern)
{
    return QRegularExpression(QLatin1StringView(pattern)).match(QString::fromStdString(text)).hasMatch();
}

std::string wrongTier(const Value &config, int instances)
{
    const std::string &tier = config.textAt(30);
    static constexpr std::array<std::string_view, 4> tiers{ "", "preferred", "preemptible", "revocable" };
    if (std::ranges::find(tiers, tier) == tiers.end())
        return "Invalid tier '" + tier + "' in TaskConfig.";
    const Value &sla = config.structAt(35);
    if (sla.isAbsent())
        return {};
    if (makeConfig(config)->tier == "preemptible")
        return "Tier 'preemptible' does not support SlaPolicy.";
    if (instances < leastForSla && !sla.has(3, Type::Struct))
        return "Job with fewer than 20 instances cannot have Percentage/Count SlaPolicy.";
    return {};
}

std::string wrongExecutor(const Value &config)
{
    const Value &executor = config.structAt(25);
    if (executor.isAbsent())
        return config.structAt(29).has(2, Type::Struct) ? std::string() : "Configuration may not be null.";
    const std::string &name = executor.textAt(1);
    return name == "AuroraExecutor" ? std::string() : "Configuration for executor '" + name + "' doesn't exist.";
}

std::string wrongResources(const Value &config)
{
    struct Kind
    {
        int id;
        Type type;
        const char *name;
        const char *field;
    };
    static constexpr std::array kinds{ Kind{ 1, Type::Double, "CPU", "num_cpus" },
                                       Kind{ 2, Type::I64, "RAM", "ram_mb" }, Kind{ 3, Type::I64, "disk", "disk_mb" } };
    const auto &resources = config.field(32, Type::Set).elements();
    for (const Value &resource : resources) {
        if (resource.has(5, Type::I64))
            return "GPU resource support is disabled in this cluster.";
    }
    for (const Kind &kind : kinds) {
        const auto count = std::ranges::count_if(resources, [&](const Value &r) { return r.has(kind.id, kind.type); });
        if (count > 1)
            return std::string("Multiple resource values are not supported for ") + kind.name;
    }
    for (const Kind &kind : kinds) {
        const auto found = std::ranges::find_if(resources, [&](const Value &r) { return r.has(kind.id, kind.type); });
        if (found == resources.end() || found->field(kind.id, kind.type).number() <= 0)
            return std::string(kind.field) + " must be greater than " + (kind.id == 1 ? "0.0" : "0");
    }
    return {};
}

} // namespace

bool isValidKey(const JobKey &key)
{
    return std::ranges::all_of(std::array{ key.role, key.environment, key.name },
                               [](const std::string &part) { return matches(part, "^[\\w\\-\\.]+$"); });
}

std::string wrongWith(const Value &config, int instances)
{
    const JobKey job = JobKey::read(config.structAt(28));
    if (!matches(job.environment, environments))
        return "Job environment " + job.environment + " doesn't match: " + environments;
    if (std::string wrong = wrongTier(config, instances); !wrong.empty())
        return wrong;
    if (std::string wrong = wrongExecutor(config); !wrong.empty())
        return wrong;
    if (std::string wrong = wrongResources(config); !wrong.empty())
        return wrong;
    const std::string dedicated = makeConfig(config)->dedicatedTo();
    if (!dedicated.empty() && dedicated != job.role && dedicated != "*")
        return "Only " + dedicated + " may use hosts dedicated for that role.";
    return {};
}

std::string readJob(const Value &description, JobRequest *request)
{
    const Value &config = description.structAt(6);
    request->instances = static_cast<int>(description.integerAt(8));
    request->cronSchedule = description.textAt(4);
    request->policy = description.integerAt(5);
    request->owner = description.structAt(7).textAt(2);
    if (config.isAbsent())
        return "Job configuration must have taskConfig set.";
    if (request->instances <= 0)
        return "Instance count must be positive.";
    if (!description.has(9, Type::Struct))
        return "Job key null is invalid.";
    request->key = JobKey::read(description.structAt(9));
    if (!isValidKey(request->key))
        return "Job key " + request->key.toString() + " is invalid.";
    if (std::string wrong = wrongWith(config, request->instances); !wrong.empty())
        return wrong;
    request->config = makeConfig(config);
    return {};
}

} // namespace sim::aurora
