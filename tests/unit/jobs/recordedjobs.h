// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

/// A job as it was sent to the real scheduler, and what that said.
struct RecordedJob
{
    QString file; ///< "createJob-frontend-OK.tjson"
    aurora::JobConfiguration job;
    int responseCode = -1; ///< 1: OK, 0: refused
};

/// Of the createJob and scheduleCronJob calls in a folder of the recordings: "write", "errors".
QList<RecordedJob> recordedJobs(const QString &folder);
