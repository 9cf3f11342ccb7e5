// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/core/clock.h"
#include "models/tables/export.h"

#include <QStringList>

namespace ctl {

/// Prints rows that are no table of the window's: aligned, CSV, or JSON with the columns as keys and null for what is
/// empty.
void printRows(const QStringList &columns, const QList<QStringList> &rows, tables::ExportFormat format);

/// The same, as --filter, --columns and --sort want them. All cells are texts, but those of the columns `counts`, which
/// the filter compares as numbers. The exit code.
ExitCode printRows(const QStringList &columns, const QList<QStringList> &rows, const QStringList &counts,
                   const Options &options);

/// Moments as JSON and CSV have them; empty where they are not known.
QString isoText(core::TimePoint at);

} // namespace ctl
