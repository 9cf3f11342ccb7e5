// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"

#include <vector>

namespace ui {

/// What of a night is shown, in each of its views.
enum class GraphScope {
    All,
    Failure, ///< failures and what they hold up
    Running, ///< what is under way or about to be
    Late, ///< started later than usual, slower, or over its slow nights
    Critical,
};

/// A flag a node: it is to be seen. Empty: all are. Pure.
std::vector<char> scopeOf(const NightView &view, GraphScope scope);

} // namespace ui
