// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace tables {

/// What one cell holds.
struct Cell
{
    std::string text; ///< of text columns
    double number = nan(); ///< of the others, in its column's base unit
    QString shown; ///< null: as its column's kind is shown
    QString glyph; ///< State columns; empty: its text is the glyph's word
    QString link; ///< "agent/ID"
    std::optional<int> rank; ///< State columns, the least first; else the loudest row first, then by the word

    static Cell words(const QString &text) { return of(text.toStdString()); }
    static Cell words(std::string_view text) { return of(std::string(text)); }
    static Cell state(const QString &text, const QString &glyph = {}, std::optional<int> rank = {});
    static Cell figure(double number, const QString &shown = {});
    static Cell moment(core::TimePoint at); ///< empty when it is not known
    static Cell span(core::Duration span) { return figure(static_cast<double>(span.count())); }
    static constexpr double nan() { return std::numeric_limits<double>::quiet_NaN(); }
    bool operator==(const Cell &other) const;

private:
    static Cell of(std::string text);
};

/// Rows whose cells are made once, from a few thousand values at the most. Immutable; any thread.
class CellRows final : public RowSource
{
public:
    struct Row
    {
        std::string key;
        std::vector<Cell> cells; ///< in the order of the columns
        Severity severity = Severity::None;
    };
    /// `columns` outlive it. `one` and `many` count rows in words: "1 pool", "%1 pools"; without them as any table
    /// does.
    CellRows(const QList<Column> &columns, std::vector<Row> rows, QString one = {}, QString many = {});

    const QList<Column> &columns() const override { return m_columns; }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_rows.size()); }
    std::string_view key(uint32_t row) const override { return m_rows[row].key; }
    std::string_view text(uint32_t row, int column) const override { return at(row, column).text; }
    double number(uint32_t row, int column) const override { return at(row, column).number; }
    int rank(uint32_t row, int column) const override;
    Severity severity(uint32_t row) const override { return m_rows[row].severity; }
    QString display(uint32_t row, int column, core::TimePoint now) const override;
    QVariant extra(uint32_t row, int column, int role) const override;
    QString countInWords(qsizetype rows) const override;
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override;

private:
    const Cell &at(uint32_t row, int column) const { return m_rows[row].cells[static_cast<size_t>(column)]; }

    const QList<Column> &m_columns;
    std::vector<Row> m_rows;
    QString m_one;
    QString m_many;
};

} // namespace tables
