// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <string_view>

namespace logs {

enum class Level : uint8_t { None, Trace, Debug, Info, Warn, Error, Fatal };
std::string_view word(Level level); ///< "WARN"; empty for None

/// What a line begins with.
struct Stamp
{
    int timeEnd = 0; ///< bytes of the time and what stands before it; 0: the line begins with none
    int textBegin = 0; ///< where the message begins, behind time and level
    int clockBegin = 0; ///< "03:37:41.206" within the line
    int clockEnd = 0;
    core::TimePoint at{}; ///< not known where the line names no zone or no day: it is shown as it is written
    core::TimePoint written{}; ///< the time as it is written, whatever zone is meant: orders lines of one kind
    bool hasYear = true; ///< false: `written` is in the year 2000
    Level level = Level::None;
};

/// Reads ISO 8601 ("2026-11-23T06:37:41.206Z INFO …", "2026-11-23 03:37:41,206 …"), Spark's ("26/11/23 03:37:41 WARN
/// …"), glog's ("W1123 03:37:41.206 …"; "W20261123 …" since 0.5, as Mesos' own) and Airflow's
/// ("[2026-11-23T06:37:41.206+0000] {file.py:1} INFO - …") beginnings; brackets around parts are borne. Bytes, one
/// line. Pure.
Stamp readStamp(std::string_view line);

/// Ends of plain text without a time that say an error: "Traceback (most recent call last):", "Exception in thread",
/// "Killed", "Segmentation fault". None where nothing speaks for itself.
Level spokenLevel(std::string_view line);

} // namespace logs
