// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/dag/forecast/forecast.h"
#include "models/dag/history.h"
#include "models/dag/run.h"

/// A night as rows of `dag`, wherever it was read.
namespace ctl {

QStringList dagRow(const QString &name, const dag::NodeRun &node);
/// dag show. The exit code.
ExitCode printDagRows(const QList<QStringList> &rows, const Options &options);
/// dag graph: each node, parents before children, with its job and what it waits for.
ExitCode printGraph(const dag::Night &night, const Options &options);
/// What the rest of the night looks like, with the stack's deadlines, learnt from `history`.
dag::Forecast forecastOf(const Session &session, const dag::NightPtr &night, const dag::HistoryPtr &history);
/// dag forecast: when the run ends and which of the stack's deadlines it meets, learnt from `history`.
ExitCode printForecast(Session *session, const dag::NightPtr &night, const dag::HistoryPtr &history);

} // namespace ctl
