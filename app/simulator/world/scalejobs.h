// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/scheduler.h"

#include <QStringList>

#include <optional>

namespace sim {

/// So many jobs of so many instances each, in the role `scale`: for figures, not for looks.
struct ScaleOptions
{
    int jobs = 2000;
    int instances = 5;

    bool operator==(const ScaleOptions &) const = default;
    /// "2000x5"; nothing when it is not of that form or beyond 20,000 jobs or 200,000 tasks.
    static std::optional<ScaleOptions> parse(const QString &text);
};

/// Adds the jobs and, in the pool `mesos-scale`, the agents they fit on. They are RUNNING half a minute later.
void addScaleJobs(aurora::Scheduler &scheduler, const ScaleOptions &options);

} // namespace sim
