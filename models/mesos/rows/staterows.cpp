// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/staterows.h"

#include <cmath>
#include <limits>

namespace mesos {

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
    if (family() == older.family() && sameObject(row, other, olderRow))
        return true;
    const QList<tables::Column> &now = columns();
    const QList<tables::Column> &before = older.columns();
    for (int column = 0; column < now.size(); ++column) {
        const QString &key = now.at(column).key;
        const bool inStep = column < before.size() && before.at(column).key == key;
        const int olderColumn = inStep ? column : tables::columnOf(before, key);
        if (olderColumn < 0 || !sameCell(row, column, other, olderRow, olderColumn))
            mask |= tables::columnBit(column);
    }
    return mask == 0;
}

bool StateRows::sameCell(uint32_t row, int column, const StateRows &older, uint32_t olderRow, int olderColumn) const
{
    if (columns().at(column).isNumeric())
        return sameFigure(number(row, column), older.number(olderRow, olderColumn));
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

double share(float used, float total)
{
    return total > 0 ? static_cast<double>(used) / static_cast<double>(total)
                     : std::numeric_limits<double>::quiet_NaN();
}

bool sameFigure(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace mesos
