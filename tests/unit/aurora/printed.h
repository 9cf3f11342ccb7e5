// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

#include <QJsonObject>
#include <QStringList>

/// Everything a State says, a line an object, sorted: two States are equal when their lines are.
QStringList printedTasks(const aurora::State &state);
QStringList printedJobs(const aurora::State &state);
/// The same lines from the independent decoding of a reply.
QStringList expectedTasks(const QJsonObject &decoded);
QStringList expectedJobs(const QJsonObject &decoded);
