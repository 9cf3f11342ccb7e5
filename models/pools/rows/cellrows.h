// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <limits>
#include <string>
#include <vector>

namespace pools {

/// What one cell holds.
struct Cell
{
    std::string text; ///< of text columns
    double number = std::numeric_limits<double>::quiet_NaN(); ///< of the others
    QString shown; ///< empty: as its column's kind is shown
    QString glyph; ///< State columns
    QString link; ///< "agent/ID"

    static Cell words(const QString &text) { return { text.toStdString(), nan(), {}, {}, {} }; }
    static Cell state(const QString &text, const QString &glyph)
    {
        return { text.toStdString(), nan(), {}, glyph, {} };
    }
    static Cell figure(double number, const QString &shown = {}) { return { {}, number, shown, {}, {} }; }
    static Cell moment(core::TimePoint at)
    {
        return figure(core::isKnown(at) ? static_cast<double>(at.time_since_epoch().count()) : nan());
    }
    static constexpr double nan() { return std::numeric_limits<double>::quiet_NaN(); }
    bool operator==(const Cell &other) const;
};

/// Rows whose cells are made once, from a few thousand values.
class CellRows final : public tables::RowSource
{
public:
    struct Row
    {
        std::string key;
        std::vector<Cell> cells;
        tables::Severity severity = tables::Severity::None;
    };
    CellRows(const QList<tables::Column> &columns, std::vector<Row> rows, QString one, QString many)
        : m_columns(columns)
        , m_rows(std::move(rows))
        , m_one(std::move(one))
        , m_many(std::move(many))
    {
    }

    const QList<tables::Column> &columns() const override { return m_columns; }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_rows.size()); }
    std::string_view key(uint32_t row) const override { return m_rows[row].key; }
    std::string_view text(uint32_t row, int column) const override { return at(row, column).text; }
    double number(uint32_t row, int column) const override { return at(row, column).number; }
    int rank(uint32_t row, int column) const override;
    tables::Severity severity(uint32_t row) const override { return m_rows[row].severity; }
    QString display(uint32_t row, int column, core::TimePoint now) const override;
    QVariant extra(uint32_t row, int column, int role) const override;
    QString countInWords(qsizetype rows) const override;
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override;

private:
    const Cell &at(uint32_t row, int column) const { return m_rows[row].cells[static_cast<size_t>(column)]; }

    const QList<tables::Column> &m_columns;
    std::vector<Row> m_rows;
    QString m_one; ///< "1 pool"
    QString m_many; ///< "%1 pools"
};

} // namespace pools
