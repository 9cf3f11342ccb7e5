// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <span>

namespace tables {

enum class ExportFormat { Text, Csv, Json };

/// Rows as text: aligned columns with a header (Text), RFC 4180 (Csv), array of objects by column key (Json: numbers
/// raw in base units, times ISO 8601 UTC). The same for Ctrl+C, the export button and comportactl.
QByteArray exportRows(const RowSource &rows, std::span<const uint32_t> order, std::span<const int> columns,
                      ExportFormat format, core::TimePoint now);

} // namespace tables
