// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/updatesettings.h"

#include <algorithm>

namespace sim::aurora {

using thrift::Struct;
using thrift::Type;
using thrift::Value;

namespace {

constexpr int64_t mostFailures = 20000; ///< -max_update_instance_failures

} // namespace

std::string wrongRange(const Value &settings)
{
    for (const Value &range : settings.field(7, Type::Set).elements()) {
        if (range.integerAt(1) > range.integerAt(2))
            return "Invalid range: [" + std::to_string(range.integerAt(1)) + ".." + std::to_string(range.integerAt(2))
                + ']';
    }
    return {};
}

std::string wrongSettings(const Value &settings, int instances)
{
    const Value &strategy = settings.structAt(11);
    const auto &variable = strategy.structAt(3).field(1, Type::List).elements();
    if (std::ranges::any_of(variable, [](const Value &size) { return size.integer() <= 0; }))
        return "All update group sizes must be positive.";
    if (settings.integerAt(2) < 0)
        return "maxPerInstanceFailures must be non-negative.";
    if (settings.integerAt(3) < 0)
        return "maxFailedInstances must be non-negative.";
    if (settings.integerAt(2) * instances > mostFailures)
        return "Your update allows too many failures to occur, consider decreasing the per-instance failures or "
               "maxFailedInstances.";
    if (settings.integerAt(5) < 0)
        return "minWaitInInstanceRunningMs must be non-negative.";
    if (settings.integerAt(9) < 0)
        return "blockIfNoPulsesAfterMs must be positive.";
    if (strategy.isAbsent() && settings.integerAt(1) <= 0)
        return "Update results in no instance being modified.";
    return {};
}

std::string irrelevant(const std::set<int> &only, const JobDiff &diff)
{
    std::string list;
    for (const int instance : only) {
        if (!diff.add.contains(instance) && !diff.remove.contains(instance) && !diff.update.contains(instance)
            && !diff.unchanged.contains(instance))
            list += (list.empty() ? "" : ", ") + std::to_string(instance);
    }
    if (list.empty())
        return {};
    return "The update request attempted to update specific instances, but some are irrelevant to the update and "
           "current job state: ["
        + list + ']';
}

namespace {

Value strategyOf(const Value &given)
{
    if (!given.structAt(11).isAbsent())
        return given.structAt(11);
    const Value size = Value::i32(given.integerAt(1));
    if (given.field(8, Type::Bool).isTrue())
        return thrift::single(2, Struct().put(1, size).flag(2, false).done());
    return thrift::single(1, thrift::single(1, size));
}

} // namespace

UpdateSettings readSettings(const Value &given)
{
    UpdateSettings settings;
    const Value strategy = strategyOf(given);
    if (strategy.has(3, Type::Struct)) {
        settings.strategy = UpdateSettings::Strategy::VariableBatch;
        settings.groupSizes.clear();
        for (const Value &size : strategy.structAt(3).field(1, Type::List).elements())
            settings.groupSizes.push_back(static_cast<int>(size.integer()));
        settings.autopause = strategy.structAt(3).field(2, Type::Bool).isTrue();
    } else if (strategy.has(2, Type::Struct)) {
        settings.strategy = UpdateSettings::Strategy::Batch;
        settings.groupSizes = { static_cast<int>(strategy.structAt(2).integerAt(1)) };
        settings.autopause = strategy.structAt(2).field(2, Type::Bool).isTrue();
    } else {
        settings.groupSizes = { static_cast<int>(strategy.structAt(1).integerAt(1)) };
    }
    if (settings.groupSizes.empty())
        settings.groupSizes = { 1 };
    settings.maxPerInstanceFailures = static_cast<int>(given.integerAt(2));
    settings.maxFailedInstances = static_cast<int>(given.integerAt(3));
    settings.watch = std::chrono::milliseconds(given.integerAt(5));
    settings.rollbackOnFailure = given.field(6, Type::Bool).isTrue();
    settings.pulseEvery = std::chrono::milliseconds(given.integerAt(9));
    settings.onlyThese = readRanges(given.field(7, Type::Set));
    const Value &only = given.field(7, Type::Set);
    settings.wire = Struct()
                        .i32(1, given.integerAt(1))
                        .i32(2, given.integerAt(2))
                        .i32(3, given.integerAt(3))
                        .i32(5, given.integerAt(5))
                        .flag(6, settings.rollbackOnFailure)
                        .put(7, only.isAbsent() ? Value::set(Type::Struct, {}) : only)
                        .flag(8, given.field(8, Type::Bool).isTrue())
                        .i32(9, given.integerAt(9))
                        .flag(10, given.field(10, Type::Bool).isTrue())
                        .put(11, strategy)
                        .done();
    return settings;
}

} // namespace sim::aurora
