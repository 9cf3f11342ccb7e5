// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/tables/rowsource.h"

#include <QHash>

namespace ui {

/// Which way a pool's number of agents went lately, for pools of which nobody says what they want. Built from what this
/// window has seen.
class PoolTrends
{
public:
    bool observe(const QList<pools::Pool> &pools, core::TimePoint now); ///< whether one of them goes another way now
    int of(const QString &pool) const; ///< agents more (or, negative, fewer) than ten minutes ago

private:
    struct Count
    {
        core::TimePoint at{};
        int agents = 0;
    };
    QHash<QString, QList<Count>> m_counts; ///< ascending; the oldest is what today is compared with
};

/// The pools as rows of a table: immutable.
class PoolRows final : public tables::RowSource
{
public:
    enum Column {
        State,
        Name,
        Wanted,
        Launched,
        Registered,
        Busy,
        Idle,
        Pending,
        Cpus,
        Memory,
        Disk,
        Gpus,
        Price,
        ColumnCount
    };

    PoolRows(const pools::Picture &picture, const PoolTrends &trends);

    const QList<tables::Column> &columns() const override;
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_rows.size()); }
    std::string_view key(uint32_t row) const override { return m_rows[row].name; }
    std::string_view text(uint32_t row, int column) const override;
    tables::Severity severity(uint32_t row) const override;
    double number(uint32_t row, int column) const override;
    int rank(uint32_t row, int column) const override;
    QString display(uint32_t row, int column, core::TimePoint now) const override;
    QString toolTip(uint32_t row, int column, core::TimePoint now) const override;
    QVariant extra(uint32_t row, int column, int role) const override;
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override;

    std::shared_ptr<const PoolRows> totals() const; ///< one row: "All pools"

private:
    struct Row
    {
        std::string name;
        std::string state; ///< its word
        QString glyph;
        int rank = 0; ///< worst first
        int change = 0; ///< of a pool that nobody sets: agents more than a while ago
        pools::Pool pool;
    };
    explicit PoolRows(Row row)
        : m_rows{ std::move(row) }
    {
    }
    static Row makeRow(const pools::Pool &pool, int change);
    static bool sameCell(const Row &a, const Row &b, int column);
    std::vector<Row> m_rows;
    pools::Pool m_sum;
};

} // namespace ui
