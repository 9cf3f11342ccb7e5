// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"
#include "models/tables/rowsource.h"

namespace dag {

/// The nodes of a night as a table, in the graph's order; the key is the node's id. `forecast` may be null, or of a
/// picture before: it is then left out where it does not fit. Pure.
tables::Rows nightRows(const NightPtr &night, const ForecastPtr &forecast);

const QList<tables::Column> &nightColumns();

} // namespace dag
