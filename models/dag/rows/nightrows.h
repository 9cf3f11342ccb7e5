// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/analysis/comparison.h"
#include "models/dag/forecast/forecast.h"
#include "models/tables/rowsource.h"

namespace dag {

/// The nodes of a night as a table, in the graph's order; the key is the node's id. After them those that are gone
/// since last night. `forecast` and `comparison` may be null, or of a picture before: they are then left out where they
/// do not fit. `only`: a flag a node, those that are wanted; empty, or of another picture: all. Pure.
tables::Rows nightRows(const NightPtr &night, const ForecastPtr &forecast, const Comparison *comparison = nullptr,
                       const std::vector<char> &only = {});

/// "24 min later than usual", "12 min slower", "new", "failed last night, too"; nothing to say: empty.
QStringList changeWords(const NodeChange &change, NodeState now);

const QList<tables::Column> &nightColumns();

} // namespace dag
