// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/staterows.h"

#include "models/core/text.h"

#include <cmath>
#include <limits>

namespace aurora {

StateRows::StateRows(Snapshot state)
    : m_state(std::move(state))
{
    Q_ASSERT(m_state != nullptr);
}

std::string_view StateRows::text(uint32_t row, int column) const
{
    return m_state->view(pooled(row, column));
}

uint32_t StateRows::textId(uint32_t row, int column) const
{
    return pooled(row, column).value + 1; // 0 would mean that there is no id
}

bool StateRows::sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const
{
    mask = 0;
    const auto &other = static_cast<const StateRows &>(older);
    for (int column = 0; column < columns().size(); ++column) { // the columns of a table are always the same
        if (!sameCell(row, column, other, olderRow, column))
            mask |= tables::columnBit(column);
    }
    return mask == 0;
}

bool StateRows::sameCell(uint32_t row, int column, const StateRows &older, uint32_t olderRow, int olderColumn) const
{
    if (columns().at(column).isNumeric()) {
        const double now = number(row, column);
        const double before = older.number(olderRow, olderColumn);
        return now == before || (std::isnan(now) && std::isnan(before));
    }
    return text(row, column) == older.text(olderRow, olderColumn);
}

QVariant StateRows::link(const char *kind, TextId id) const
{
    return id.isEmpty() ? QVariant() : QVariant(QString::fromLatin1(kind) + u'/' + string(id));
}

double moment(TimePoint t)
{
    return core::isKnown(t) ? static_cast<double>(t.time_since_epoch().count())
                            : std::numeric_limits<double>::quiet_NaN();
}

QVariant wordVariant(std::string_view word)
{
    return core::toQString(word);
}

} // namespace aurora
