// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

#include <string>

namespace aurora {

/// Who is named in a message of the scheduler as having acted: "Killed by ana.\nwhy" → "ana". Empty: nobody is, or the
/// scheduler's own cron.
std::string_view actorIn(std::string_view message);

/// Whose job it is: owner, role, and who acted on it last, each once, with ", " between. Pure.
std::string peopleOf(const State &state, const JobRow &job);

} // namespace aurora
