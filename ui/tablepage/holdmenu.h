// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/stack/stack.h"
#include "ui/shell/page.h"

#include <functional>

class QMenu;

/// Machines kept up until somebody has read what is on them, as entries of menus of several pages. GUI thread.
namespace ui {

/// An entry for each pool that has machines on which tasks of the job failed: held up for some hours, with the job as
/// the reason. None where AWS is not there, or no machine is left. `plan` takes what is chosen.
void addHolds(QMenu *menu, const stack::Stack &stack, const QString &job,
              const std::function<void(const actions::Request &)> &plan);

/// Holds these machines of a pool for some hours: at once through the strip, or by a plan where they are many or a node
/// of the night is marked along.
void addMachineHolds(QMenu *menu, const PageContext &context, const QString &pool, const QStringList &instances);

/// For the palette: the machines a job failed on, one entry a pool; and these machines of a pool, `text` with %1 for
/// the hours.
QList<ObjectAction> holdActions(const stack::Stack &stack, const QString &job);
ObjectAction machineHold(const stack::Stack &stack, const QString &text, const QString &pool,
                         const QStringList &instances);

/// What is taken back at once needs no plan, but for many objects.
void actOrPlan(Navigator *navigator, const actions::Request &request, qsizetype count);

} // namespace ui
