// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/jobtemplate.h"

namespace jobs {

/// A template made of a job that runs or has ended: what is usually changed for another run (name, environment, role,
/// instances, resources, tier, priority, constraints, command of each process) becomes a blank that holds its present
/// value; all else stays as it is. Filled in unchanged it gives the same configuration, byte for byte.
/// Refused as definitionOf().
core::Result<JobTemplate> cloneOf(const aurora::JobConfiguration &job);

/// The same for a change of that very job: its name, environment and role are no blanks.
core::Result<JobTemplate> changeOf(const aurora::JobConfiguration &job);

/// Of a task as the scheduler lists it; `instances`: how many of it there are.
core::Result<JobTemplate> cloneOf(const aurora::TaskConfig &config, int instances);

} // namespace jobs
