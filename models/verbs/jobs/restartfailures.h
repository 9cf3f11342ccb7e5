// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <optional>

namespace verbs {

/// The newest task of an instance: the one that is active, or else the one whose last event is newest; nullptr: none.
const aurora::Task *newestOf(const QList<aurora::Task> &tasks, int instance);

/// Why an instance that was restarted counts as failed; nullopt: it does not, or not yet. `tasks`: of its job, ended
/// ones as well. `restarted`: id of the task that was. `allowed`: so many of the tasks that came for it may fail, as
/// Aurora starts it anew.
std::optional<QString> restartFailure(const QList<aurora::Task> &tasks, int instance, const QString &restarted,
                                      int allowed);

} // namespace verbs
