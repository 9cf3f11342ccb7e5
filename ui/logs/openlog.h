// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/logs/logtab.h"
#include "ui/shell/page.h"

namespace ui {

/// Whether there may be a log of such an object.
bool isLogged(const links::ObjectRef &object);
/// What a reference to a log is the log of; invalid: it is none.
links::ObjectRef loggedObject(const links::ObjectRef &log);
/// Of a task, an instance or a node its own log; of a job all its instances' by time.
LogTab *makeLogTab(const PageContext &context, const links::ObjectRef &object, QWidget *parent);

} // namespace ui
