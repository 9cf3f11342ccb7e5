// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

/// Makes AgentMap known to screen readers as a list whose children are the agents' columns. Safe to call often.
void installAgentMapAccess();

} // namespace ui
