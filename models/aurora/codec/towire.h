// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <calls_types.h>

/// From values to the structs of the wire, field by field as the scheduler's own client writes them. For .cpp files of
/// models/aurora.
namespace aurora::wire {

std::string text(const QString &value); ///< UTF-8
JobKey toWire(const aurora::JobKey &key);
Set<Resource> toWire(const aurora::Resources &resources); ///< cpus, RAM and disk always, the rest where there is some
TaskConfig toWire(const aurora::TaskConfig &config);
JobConfiguration toWire(const aurora::JobConfiguration &job);
SlaPolicy toWire(const aurora::SlaPolicy &policy);
JobUpdateKey toWire(const aurora::UpdateKey &key);
JobUpdateSettings toWire(const aurora::UpdateSettings &settings);
JobUpdateRequest toWire(const aurora::UpdateRequest &request);

} // namespace aurora::wire
