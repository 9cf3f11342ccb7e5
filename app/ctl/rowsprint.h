// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "models/core/result.h"
#include "models/tables/rowsource.h"

namespace ctl {

/// A table as --filter, --columns, --sort and --output want it. Config: which of them is not understood.
core::Result<QByteArray> printedRows(const tables::RowSource &rows, const Options &options, core::TimePoint now);

/// The columns with their units, one a line, for the help. `shown`: keys of those a table has without --columns; empty:
/// those the window shows at first.
QString columnsHelp(const QList<tables::Column> &columns, const QStringList &shown = {});

} // namespace ctl
