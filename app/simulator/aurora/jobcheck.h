// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskconfig.h"
#include "app/simulator/aurora/wire.h"

#include <string>

namespace sim::aurora {

/// A JobConfiguration that was sent.
struct JobRequest
{
    JobKey key;
    std::string owner;
    std::string cronSchedule; ///< empty: none
    int64_t policy = 0; ///< of a cron job
    int instances = 0;
    Config config;
};

bool isValidKey(const JobKey &key);
/// What is wrong with a task's configuration, or an empty text.
std::string wrongWith(const thrift::Value &taskConfig, int instances);
/// Reads and checks a JobConfiguration; what is wrong with it, or an empty text.
std::string readJob(const thrift::Value &description, JobRequest *request);
inline constexpr const char *countLimit = "Instance count must be between 1 and 4000 inclusive.";

} // namespace sim::aurora
