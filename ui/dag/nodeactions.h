// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "ui/forecast/nightdesk.h"

class QMenu;

namespace ui {

class Navigator;

/// Clears the node and, if `downstream`, all that waits for it. A request only: the plan lists whom it concerns.
actions::Request clearRequest(const dag::Night &night, dag::NodeIndex node, bool downstream);

/// What can be done to a node of Airflow's, as entries of its menu, each to a plan: clear, mark. GUI thread.
void addNodeActions(QMenu *menu, const NightView &view, dag::NodeIndex node, Navigator *navigator);

/// What can be done to the whole run and its DAG: mark, pause.
void addRunActions(QMenu *menu, const dag::Run &run, Navigator *navigator);

} // namespace ui
