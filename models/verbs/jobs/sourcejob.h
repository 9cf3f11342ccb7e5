// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/jobs/freshjobs.h"

namespace verbs {

/// A job as it is now, or was when it ran last, in the form in which it would be created again: what a clone begins as
/// and what a file is compared with. Of a job with several configurations that of `instance`; none given: the one most
/// instances have. `client` may go while this waits. Config: the scheduler knows nothing
/// of the name.
QCoro::Task<core::Result<aurora::JobConfiguration>> readSource(QPointer<aurora::Client> client, aurora::JobKey job,
                                                               std::optional<int> instance, std::stop_token stop);

/// A configuration that tasks of a job had which have ended.
struct PastConfig
{
    aurora::TaskConfig config;
    core::TimePoint from{}; ///< first event of its first task
    core::TimePoint until{}; ///< last event of its last task
    QList<int> instances; ///< ascending, each once
    bool operator==(const PastConfig &) const = default;
};
/// Each configuration once, newest first. Pure.
QList<PastConfig> pastConfigs(const QList<aurora::Task> &tasksOfJob);

} // namespace verbs
