// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <optional>
#include <string_view>

namespace airflow {

/// "2026-11-23T08:33:42.132549+00:00", "2026-11-23T01:00:00Z"; the fraction may be missing. Cut to milliseconds.
/// A thousand task instances have four of them each, so there is no detour by QDateTime.
std::optional<core::TimePoint> parseTime(std::string_view text);

} // namespace airflow
