// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace bench {

/// A reply of getTasksWithoutConfigs with `tasks` tasks of five instances a job, shaped like the recorded ones: four
/// events, constraints, metadata, resources and ports each; some 0.9 kB a task in binary. Followed by `padding` zero
/// bytes that size() does not count.
QByteArray binaryTasks(int tasks);
QByteArray tjsonTasks(int tasks);

} // namespace bench
