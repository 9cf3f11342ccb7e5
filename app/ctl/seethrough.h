// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "models/actions/actioncenter.h"

#include <qcoro/qcorotask.h>

namespace ctl {

/// Prints what is known of an action as one JSON object, where that is asked for; no record: nothing was sent.
void showEnd(const actions::Plan &plan, const std::optional<actions::Record> &record, tables::ExportFormat format);

/// Stays until the action is over, and tells how it ended. Ctrl+C stops it after the call under way. The exit code says
/// whether the wanted state was reached.
QCoro::Task<int> seeThrough(actions::ActionCenter *center, actions::Plan plan, QString id, tables::ExportFormat format);

} // namespace ctl
