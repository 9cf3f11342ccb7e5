// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

namespace tables {

/// Rows of two sources of one kind, one behind the other: what there is, and what there was. Columns are the first's;
/// those that the second does not have are empty there. Immutable; any thread.
class JoinedRows final : public RowSource
{
public:
    JoinedRows(Rows front, Rows behind);

    const Rows &front() const { return m_front; } ///< rows 0 to its rowCount() − 1

    const QList<Column> &columns() const override { return m_front->columns(); }
    uint32_t rowCount() const override { return m_front->rowCount() + m_behind->rowCount(); }
    std::string_view key(uint32_t row) const override;
    void appendKey(uint32_t row, std::string &out) const override;
    int64_t rowOf(std::string_view key) const override;
    std::string_view text(uint32_t row, int column) const override;
    uint32_t textId(uint32_t row, int column) const override; ///< ids of the first alone: pools may differ
    double number(uint32_t row, int column) const override;
    int rank(uint32_t row, int column) const override;
    QString display(uint32_t row, int column, core::TimePoint now) const override;
    QString toolTip(uint32_t row, int column, core::TimePoint now) const override;
    Severity severity(uint32_t row) const override;
    bool isGone(uint32_t row) const override;
    QVariant extra(uint32_t row, int column, int role) const override;
    QString groupDisplay(std::span<const uint32_t> rows, int column) const override; ///< of the first's rows
    /// All rows: "50 agents, 2 gone". Fewer, by a filter: in the first's words.
    QString countInWords(qsizetype rows) const override;
    QString membersInWords(std::span<const uint32_t> rows) const override; ///< each in its own words
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override;

private:
    struct Place
    {
        const RowSource &source;
        uint32_t row;
        bool isBehind;
    };
    Place placeOf(uint32_t row) const;
    /// The column there; -1: it has none.
    int columnIn(const Place &place, int column) const;

    Rows m_front;
    Rows m_behind;
    QList<int> m_behindColumn; ///< by column of the first
};

} // namespace tables
