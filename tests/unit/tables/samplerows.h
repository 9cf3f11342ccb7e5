// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <limits>
#include <string>
#include <vector>

/// A row of the tests' own little table.
struct Sample
{
    std::string key;
    std::string state = "running";
    std::string name;
    std::string pool;
    double cpus = 0;
    double mem = 0; ///< MiB
    double started = std::numeric_limits<double>::quiet_NaN(); ///< ms since the epoch
    double share = 0;
    std::string rack; ///< of a column that comes and goes
};

/// Rows given by hand. Text ids are given for the pool column alone, so that both ways are walked.
class SampleRows final : public tables::RowSource
{
public:
    enum Column { StateColumn, NameColumn, PoolColumn, CpusColumn, MemColumn, StartedColumn, ShareColumn, RackColumn };

    explicit SampleRows(std::vector<Sample> rows, bool withRack = false)
        : m_rows(std::move(rows))
        , m_columns(sampleColumns(withRack))
    {
    }

    static QList<tables::Column> sampleColumns(bool withRack = false)
    {
        using namespace Qt::StringLiterals;
        using tables::Kind;
        QList<tables::Column> columns{
            { u"state"_s, u"State"_s, {}, {}, Kind::State },
            { u"name"_s, u"Name"_s, {}, {}, Kind::Name },
            { u"pool"_s, u"Pool"_s, {}, {}, Kind::Text },
            { u"cpus"_s, u"CPUs"_s, {}, {}, Kind::Cpus },
            { u"mem"_s, u"Memory"_s, u"GiB"_s, {}, Kind::Mebibytes },
            { u"started"_s, u"Started"_s, {}, {}, Kind::Age },
            { u"share"_s, {}, {}, {}, Kind::Meter },
        };
        if (withRack)
            columns.append({ u"rack"_s, u"Rack"_s, {}, {}, Kind::Text });
        return columns;
    }

    const std::vector<Sample> &samples() const { return m_rows; }
    const QList<tables::Column> &columns() const override { return m_columns; }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_rows.size()); }
    std::string_view key(uint32_t row) const override { return m_rows[row].key; }

    std::string_view text(uint32_t row, int column) const override
    {
        const Sample &s = m_rows[row];
        switch (column) {
        case StateColumn:
            return s.state;
        case NameColumn:
            return s.name;
        case PoolColumn:
            return s.pool;
        case RackColumn:
            return s.rack;
        default:
            return {};
        }
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        if (column != PoolColumn)
            return 0;
        uint32_t id = 1; // pools of the tests are single letters
        for (const char c : m_rows[row].pool)
            id = id * 256 + static_cast<uint8_t>(c);
        return id % 65521 + 1;
    }

    double number(uint32_t row, int column) const override
    {
        const Sample &s = m_rows[row];
        switch (column) {
        case CpusColumn:
            return s.cpus;
        case MemColumn:
            return s.mem;
        case StartedColumn:
            return s.started;
        case ShareColumn:
            return s.share;
        default:
            return std::numeric_limits<double>::quiet_NaN();
        }
    }

    int rank(uint32_t row, int column) const override
    {
        if (column != StateColumn)
            return 0;
        return m_rows[row].state == "failed" ? 0 : m_rows[row].state == "lost" ? 1 : 2;
    }

    QString countInWords(qsizetype rows) const override { return QString::number(rows) + QStringLiteral(" samples"); }

    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override
    {
        mask = 0;
        for (int column = 0; column < m_columns.size(); ++column) {
            const double a = number(row, column);
            const double b = older.number(olderRow, column);
            const bool sameNumber = a == b || (a != a && b != b);
            if (column >= older.columns().size() || !sameNumber || text(row, column) != older.text(olderRow, column))
                mask |= tables::columnBit(column);
        }
        return mask == 0;
    }

private:
    std::vector<Sample> m_rows;
    QList<tables::Column> m_columns;
};
