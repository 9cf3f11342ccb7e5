// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoder.h"
#include "models/aurora/httpanswers.h"
#include "models/aurora/query.h"

/// What a Store asks for, and what it makes of the answers beside the API. Pure.
namespace aurora {

core::Result<TaskQuery> activeTasksQuery(); ///< of the whole cluster
core::Result<UpdateQuery> activeUpdatesQuery();

Decoder::Vitals vitalsOf(const Vars &vars);
QList<Decoder::Host> hostsOf(const Maintenance &maintenance);

} // namespace aurora
