// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

#include <QByteArray>
#include <QString>

namespace night {

/// What the task of this job ("role/env/name") said that failed last, from `since` on, in its own words on one line.
/// Empty: none did, or it said nothing. Airflow keeps a state alone; why a node failed, its job's task tells.
QString failureWords(const aurora::State &state, const QByteArray &job, core::TimePoint since);

} // namespace night
