// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "ui/forecast/nightdesk.h"

class QMenu;

namespace ui {

class Navigator;

/// Marks a failed node as success and clears what it alone has blocked.
actions::Request unblockRequest(const dag::Night &night, dag::NodeIndex node);

/// What can be done to a node of Airflow's, as entries of its menu, each to a plan: clear, unblock, mark, stop. GUI
/// thread.
void addNodeActions(QMenu *menu, const NightView &view, dag::NodeIndex node, Navigator *navigator);

} // namespace ui
