// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <span>

namespace tables {

enum class ExportFormat { Text, Csv, Json };

/// Rows as text: aligned columns with a header, as shown (Text); RFC 4180 with the columns' keys as header (Csv); array
/// of objects by column key (Json). Csv and Json carry figures raw in base units (cores, MiB, ms, shares of 1) and
/// times as ISO 8601 in UTC; what is not known is empty in Csv and null in Json. The same for Ctrl+C, the export button
/// and comportactl.
QByteArray exportRows(const RowSource &rows, std::span<const uint32_t> order, std::span<const int> columns,
                      ExportFormat format, core::TimePoint now);

} // namespace tables
