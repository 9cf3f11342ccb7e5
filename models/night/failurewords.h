// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

namespace night {

/// What the newest failed or lost task of a job said, of those that ended since then: "Task failed: exit code 1; last
/// line of stderr: No space left on device". `key`: "role/env/name". Empty: none did, or it said nothing.
QString failureWords(const aurora::State &state, const QByteArray &key, core::TimePoint since);

} // namespace night
