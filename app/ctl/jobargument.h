// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/verbs/jobs/selection.h"

namespace ctl {

/// The one job a command is about: role/environment/name, where `instances` is true with /0-5,7 behind it. Config: what
/// is wrong with the words.
core::Result<verbs::Selection::Part> jobArgument(const QStringList &arguments, bool instances);

/// "Aurora lists no job X." with the key that was meant, if there is one.
core::Error noSuchJob(const aurora::JobKey &job, const aurora::State *state = nullptr);

} // namespace ctl
