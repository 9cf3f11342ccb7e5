// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"

namespace ctl {

/// dag graph [RUN]: each node, parents before children, with its job and what it waits for.
QCoro::Task<int> showGraph(Session *session);

/// dag forecast [RUN]: when the run ends and which deadlines it meets. Past runs are read first, one after another, as
/// Airflow is asked politely.
QCoro::Task<int> showForecast(Session *session);

} // namespace ctl
