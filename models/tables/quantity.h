// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <optional>

namespace tables {

/// Reads a figure as people type it into a filter, in the base unit of the column's kind: "8", "1.5", "64" (GiB),
/// "512M", "2TiB", "20m", "1d12h", "95%". Nothing: it is no such figure.
std::optional<double> parseQuantity(QStringView text, Kind kind);

/// How far two figures of a kind may be apart and still be shown alike.
double displayTolerance(Kind kind);

/// "a number, such as cpus>8": completes the sentence "… needs".
QString quantityExample(const Column &column);

} // namespace tables
