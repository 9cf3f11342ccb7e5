// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/observer/thermostask.h"
#include "models/core/result.h"

/// From the bytes of the observer's answers to values. Errors: NotJson; WrongShape with the place, also where the
/// answer does not tell of the task that was asked about. Pure; any thread.
namespace aurora::answers {

/// Of `/j/task/ID`; without the runs.
core::Result<ThermosTask> thermosTask(const QByteArray &body, const QString &taskId);
/// Of `/j/processes?task_id=ID`. A task of which nothing has begun is missing there: no runs.
core::Result<QMap<QString, ProcessRun>> processRuns(const QByteArray &body, const QString &taskId);

} // namespace aurora::answers
