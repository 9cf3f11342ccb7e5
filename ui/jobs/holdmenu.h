// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/stack/stack.h"

#include <functional>

class QMenu;

namespace ui {

/// An entry for each pool that has machines on which tasks of the job failed: held up for some hours, with the job as
/// the reason. None where AWS is not there, or no machine is left. `plan` takes what is chosen. GUI thread.
void addHolds(QMenu *menu, const stack::Stack &stack, const QString &job,
              const std::function<void(const actions::Request &)> &plan);

} // namespace ui
