// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/config/awsconfig.h"
#include "models/explain/context.h"
#include "models/mesos/state.h"
#include "models/pools/pool.h"
#include "models/watch/finding.h"

#include <optional>

namespace watch {

/// What is known of why jobs wait.
struct WaitingScene
{
    aurora::Snapshot aurora;
    mesos::Snapshot mesos;
    explain::Context context;
    pools::Snapshot pools; ///< null: not read yet
    std::optional<config::AwsConfig> aws; ///< none: the stack has no AWS
};

/// Gives the rows of jobs that wait (jobFindings()) the plan of the way out that lets most instances run, of those that
/// can be planned from here. Pure: any thread.
void addWaysOut(QList<Finding> &rows, const WaitingScene &scene);

} // namespace watch
