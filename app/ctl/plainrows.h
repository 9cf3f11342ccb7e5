// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/tables/export.h"

#include <QStringList>

namespace ctl {

/// Prints rows that are no table of the window's: aligned, CSV, or JSON with the columns as keys and null for what is
/// empty.
void printRows(const QStringList &columns, const QList<QStringList> &rows, tables::ExportFormat format);

/// Moments as JSON and CSV have them; empty where they are not known.
QString isoText(core::TimePoint at);

} // namespace ctl
