// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/forecast/nightdesk.h"

class QMenu;
class QWidget;

namespace ui {

class Navigator;

/// Where a run is acted on from.
struct RunPlace
{
    stack::Stack *stack = nullptr;
    Navigator *navigator = nullptr;
    QWidget *parent = nullptr; ///< of dialogs
};

/// What can be done to the whole run and its DAG, as entries of a menu: stop, resume, run again, trigger, pause, mark.
/// Each leads to a plan, some by a dialog. GUI thread.
void addRunActions(QMenu *menu, const dag::Run &run, const RunPlace &place);

/// The way back that was kept with the last stop of the run; nullopt: there was none, or it was taken.
std::optional<actions::Request> resumeRequest(const actions::ActionCenter &center, const QString &runId);

} // namespace ui
