// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QString>

#include <string_view>

namespace aurora {

/// From how long on an instance that waits for an agent is told: in the jobs table, in the rail, on the overview. The
/// one home of that figure; the stacks file says another, for all jobs or for some.
struct PendingLimits
{
    struct OfJobs
    {
        QString pattern; ///< "role/env/name", or a beginning that ends in '*'
        core::Duration limit{};
        bool operator==(const OfJobs &) const = default;
    };
    core::Duration usual = std::chrono::minutes(20);
    QList<OfJobs> jobs;

    /// Of "role/env/name": a job's own word first, then the longest beginning that fits.
    core::Duration of(std::string_view job) const;
    /// The usual one in the filter language of tables: "20m", "90s".
    QString usualAsFilter() const;

    bool operator==(const PendingLimits &) const = default;
};

} // namespace aurora
