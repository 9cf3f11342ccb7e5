// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/jobs/selection.h"
#include "ui/shell/page.h"

/// What is done to jobs as requests, for their page and for the palette, which knows no page. GUI thread.
namespace ui {

/// Rolled as the last time, which the journal knows, where it is one job; else as is usual.
actions::Request killRequest(const stack::Stack &stack, const verbs::Selection &selection);
actions::Request restartRequest(const stack::Stack &stack, const verbs::Selection &selection);

/// Of a job or one of its instances, as it is now.
QList<ObjectAction> jobObjectActions(const stack::Stack &stack, const links::ObjectRef &ref);

} // namespace ui
