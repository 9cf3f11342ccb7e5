// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/dag/forecast/forecast.h"

namespace ctl {

/// dag graph [RUN]: each node, parents before children, with its job and what it waits for.
QCoro::Task<int> showGraph(Session *session);

/// dag forecast [RUN]: when the run ends and which deadlines it meets. Past runs are read first, one after another, as
/// Airflow is asked politely.
QCoro::Task<int> showForecast(Session *session);

/// The same of the newest run, for others to put in words. Null: it could not be read, which is told on stderr.
QCoro::Task<dag::ForecastPtr> latestForecast(Session *session);

} // namespace ctl
