// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "ui/forecast/nightdesk.h"

#include <span>

class QMenu;

namespace ui {

class Navigator;

/// Marks a failed node as success and clears what it alone has blocked.
actions::Request unblockRequest(const dag::Night &night, dag::NodeIndex node);

/// Clears nodes and, if `downstream`, all that waits for them; `withJobs`: their jobs are ended first.
actions::Request clearRequest(const dag::Night &night, std::span<const dag::NodeIndex> nodes, bool downstream,
                              bool withJobs = false);

/// What can be done to nodes of Airflow's, at least one, as entries of their menu, each to one plan: clear, unblock,
/// mark, stop. GUI thread.
void addNodeActions(QMenu *menu, const NightView &view, std::span<const dag::NodeIndex> nodes, Navigator *navigator);

} // namespace ui
