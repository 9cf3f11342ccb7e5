// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/tables/rowsource.h"

#include <optional>

namespace aurora {

/// Updates in flight, a row each; key: the update's id. With a job, only its own.
tables::Rows updateRows(Snapshot state, const std::optional<JobKey> &job = std::nullopt);
const QList<tables::Column> &updateColumns();

} // namespace aurora
