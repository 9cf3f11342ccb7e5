// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/values.h"

#include <optional>

namespace aws {

/// What AWS says when it has no machine to give, taken apart. Source: StatusMessage of a failed activity, or the
/// message of a refused RunInstances.
struct CapacityError
{
    QString code; ///< "InsufficientInstanceCapacity", "UnfulfillableCapacity", "MaxSpotInstanceCountExceeded", …
    QString type; ///< "r5.4xlarge"; empty: not said
    QString zone; ///< "us-east-1c"; empty: not said
    QStringList otherZones; ///< that AWS offers instead
    int vcpuLimit = 0; ///< VcpuLimitExceeded: how many the account may run of such machines; 0: not said
    bool operator==(const CapacityError &) const = default;

    /// A limit of the account, which another zone does not help.
    bool isLimit() const;
    bool isAccountLimit() const; ///< of how many machines it may run, not of the price it offers
};

/// nullopt: the message is about something else.
std::optional<CapacityError> capacityError(const QString &message);
/// The same, with the zone of the activity where its message names none.
std::optional<CapacityError> capacityError(const Activity &activity);

} // namespace aws
