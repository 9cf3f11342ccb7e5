// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/observer/processes.h"

#include <QJsonObject>

/// The observer's JSON, field by field as the real one's (tests/golden/aurora/observer). Times are in seconds.
namespace sim::observer {

QJsonObject row(const aurora::ScheduledTask &task, const ThermosTask &thermos, Moment now); ///< of /j/task_ids
QJsonObject task(const aurora::ScheduledTask &task, const ThermosTask &thermos, Moment now); ///< of /j/task
QJsonObject run(const aurora::ScheduledTask &task, const ProcessRun &run, Moment now); ///< of /j/process

} // namespace sim::observer
