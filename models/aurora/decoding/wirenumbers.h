// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/clock.h"

#include <array>

/// The scheduler's numbers for what values.h names. Source: api.thrift of Aurora; numbers have holes and no order.
namespace aurora {

namespace detail {

/// The wire's numbers are small: a table spares a search for each task.
constexpr auto statusByNumber = [] {
    using enum TaskStatus;
    std::array<TaskStatus, 19> table{};
    table.fill(Unknown);
    table[0] = Pending;
    table[1] = Starting;
    table[2] = Running;
    table[3] = Finished;
    table[4] = Failed;
    table[5] = Killed;
    table[6] = Killing;
    table[7] = Lost;
    table[9] = Assigned;
    table[11] = Init;
    table[12] = Restarting;
    table[13] = Preempting;
    table[16] = Throttled;
    table[17] = Draining;
    table[18] = Partitioned;
    return table;
}();

} // namespace detail

constexpr TaskStatus taskStatusOf(int32_t number)
{
    const auto place = static_cast<uint32_t>(number);
    return place < detail::statusByNumber.size() ? detail::statusByNumber[place] : TaskStatus::Unknown;
}

constexpr CronCollisionPolicy cronCollisionOf(int32_t number)
{
    return number >= 0 && number <= 2 ? static_cast<CronCollisionPolicy>(number) : CronCollisionPolicy::Unknown;
}

/// Milliseconds since the epoch, as all times of the scheduler.
constexpr core::TimePoint timeOf(int64_t milliseconds)
{
    return core::TimePoint(core::Duration(milliseconds));
}

} // namespace aurora
