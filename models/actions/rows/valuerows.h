// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace actions {

/// Rows whose cells are made once, from a few hundred values.
template <size_t Columns>
class ValueRows : public tables::RowSource
{
public:
    struct Row
    {
        std::string key;
        std::array<std::string, Columns> texts;
        std::array<double, Columns> numbers;
        tables::Severity severity = tables::Severity::None;

        Row() { numbers.fill(std::numeric_limits<double>::quiet_NaN()); }
    };

    uint32_t rowCount() const override { return static_cast<uint32_t>(m_rows.size()); }
    std::string_view key(uint32_t row) const override { return m_rows[row].key; }
    std::string_view text(uint32_t row, int column) const override { return m_rows[row].texts[at(column)]; }
    double number(uint32_t row, int column) const override { return m_rows[row].numbers[at(column)]; }
    tables::Severity severity(uint32_t row) const override { return m_rows[row].severity; }

    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override
    {
        mask = 0;
        for (int column = 0; column < static_cast<int>(Columns); ++column) {
            const double now = number(row, column);
            const double before = older.number(olderRow, column);
            const bool sameNumber = now == before || (std::isnan(now) && std::isnan(before));
            if (!sameNumber || text(row, column) != older.text(olderRow, column))
                mask |= tables::columnBit(column);
        }
        return mask == 0 && severity(row) == older.severity(olderRow);
    }

protected:
    static size_t at(int column) { return static_cast<size_t>(column); }
    std::vector<Row> m_rows;
};

inline double moment(core::TimePoint t)
{
    return core::isKnown(t) ? static_cast<double>(t.time_since_epoch().count())
                            : std::numeric_limits<double>::quiet_NaN();
}

} // namespace actions
