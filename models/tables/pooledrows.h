// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/stringpool.h"
#include "models/tables/rowsource.h"

#include <cmath>
#include <limits>

namespace tables {

/// Milliseconds since the epoch, or NaN.
inline double moment(core::TimePoint t)
{
    return core::isKnown(t) ? static_cast<double>(t.time_since_epoch().count())
                            : std::numeric_limits<double>::quiet_NaN();
}

/// NaN equals NaN.
inline bool sameFigure(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// What the tables over a packed State have in common: most texts are strings of its pool, so that equal texts have
/// equal ids and pictures of one pool are compared without looking at a text. `State` has `pool`, view() and string().
/// Immutable; any thread.
template <typename State>
class PooledRows : public RowSource
{
public:
    explicit PooledRows(std::shared_ptr<const State> state)
        : m_state(std::move(state))
    {
        Q_ASSERT(m_state != nullptr);
    }

    std::string_view text(uint32_t row, int column) const override { return m_state->view(pooled(row, column)); }
    uint32_t textId(uint32_t row, int column) const override
    {
        return pooled(row, column).value + 1; // 0 would mean that there is no id
    }
    const void *family() const override { return m_state->pool.get(); }

    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const final
    {
        mask = 0;
        const auto &other = static_cast<const PooledRows &>(older);
        if (family() == older.family() && sameObject(row, other, olderRow))
            return true;
        const QList<Column> &now = columns();
        const QList<Column> &before = older.columns();
        for (int column = 0; column < now.size(); ++column) {
            const QString &key = now.at(column).key;
            const bool inStep = column < before.size() && before.at(column).key == key;
            const int olderColumn = inStep ? column : columnOf(before, key);
            if (olderColumn < 0 || !sameCell(row, column, other, olderRow, olderColumn))
                mask |= columnBit(column);
        }
        return mask == 0;
    }

protected:
    /// The text of a cell that comes from the pool as it is. Others override text() and textId().
    virtual core::TextId pooled(uint32_t row, int column) const = 0;
    /// Whether the objects are equal in all that any cell shows; a quick answer for the many that are. `older` is of
    /// the same class and pool. A wrong "no", which is the default, only costs time.
    virtual bool sameObject(uint32_t row, const PooledRows &older, uint32_t olderRow) const
    {
        (void)row;
        (void)older;
        (void)olderRow;
        return false;
    }
    /// Whether a cell shows the same. The default compares texts and figures.
    virtual bool sameCell(uint32_t row, int column, const PooledRows &older, uint32_t olderRow, int olderColumn) const
    {
        if (columns().at(column).isNumeric())
            return sameFigure(number(row, column), older.number(olderRow, olderColumn));
        return text(row, column) == older.text(olderRow, olderColumn);
    }

    const State &state() const { return *m_state; }
    QString string(core::TextId id) const { return m_state->string(id); }
    /// "framework/ID", as LinkRole wants it; empty for an empty id.
    QVariant link(const char *kind, core::TextId id) const
    {
        return id.isEmpty() ? QVariant() : QVariant(QString::fromLatin1(kind) + u'/' + string(id));
    }

private:
    std::shared_ptr<const State> m_state;
};

} // namespace tables
