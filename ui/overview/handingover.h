// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

/// What is done with a cluster's state as a whole: given to who comes next, kept for a report. GUI thread.
namespace ui {

/// The hand-over note, on the clipboard.
void copyHandOver(const PageContext &context, QWidget *asker);

/// Asks for a name, then writes the incident bundle there.
void saveIncident(const PageContext &context, QWidget *asker);

} // namespace ui
