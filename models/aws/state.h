// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/values.h"

#include <QHash>

#include <memory>

namespace aws {

/// What the product knows of a stack's machines at one moment. Immutable once shared.
struct State
{
    QList<Group> groups; ///< by name
    QList<Instance> instances; ///< of these groups, and those started by themselves; without those that have ended
    QList<Activity> activities; ///< newest first
    QList<SpotPrice> spotPrices; ///< the newest of each type and zone
    core::TimePoint at{}; ///< of the groups
    core::TimePoint instancesAt{};
    core::TimePoint activitiesAt{};
    core::TimePoint pricesAt{};
};

using Snapshot = std::shared_ptr<const State>;

} // namespace aws
