// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/joinedrows.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace tables {

JoinedRows::JoinedRows(Rows front, Rows behind)
    : m_front(std::move(front))
    , m_behind(std::move(behind))
{
    for (const Column &column : m_front->columns())
        m_behindColumn.append(columnOf(m_behind->columns(), column.key));
}

JoinedRows::Place JoinedRows::placeOf(uint32_t row) const
{
    const uint32_t front = m_front->rowCount();
    return row < front ? Place{ *m_front, row, false } : Place{ *m_behind, row - front, true };
}

int JoinedRows::columnIn(const Place &place, int column) const
{
    return place.isBehind ? m_behindColumn.at(column) : column;
}

std::string_view JoinedRows::key(uint32_t row) const
{
    const Place place = placeOf(row);
    return place.source.key(place.row);
}

void JoinedRows::appendKey(uint32_t row, std::string &out) const
{
    const Place place = placeOf(row);
    place.source.appendKey(place.row, out);
}

int64_t JoinedRows::rowOf(std::string_view key) const
{
    if (const int64_t row = m_front->rowOf(key); row >= 0)
        return row;
    const int64_t row = m_behind->rowOf(key);
    return row < 0 ? -1 : row + m_front->rowCount();
}

std::string_view JoinedRows::text(uint32_t row, int column) const
{
    const Place place = placeOf(row);
    const int there = columnIn(place, column);
    return there < 0 ? std::string_view() : place.source.text(place.row, there);
}

uint32_t JoinedRows::textId(uint32_t row, int column) const
{
    const Place place = placeOf(row);
    return place.isBehind ? 0 : place.source.textId(place.row, column);
}

double JoinedRows::number(uint32_t row, int column) const
{
    const Place place = placeOf(row);
    const int there = columnIn(place, column);
    return there < 0 ? std::numeric_limits<double>::quiet_NaN() : place.source.number(place.row, there);
}

int JoinedRows::rank(uint32_t row, int column) const
{
    const Place place = placeOf(row);
    const int there = columnIn(place, column);
    return there < 0 ? 0 : place.source.rank(place.row, there);
}

QString JoinedRows::display(uint32_t row, int column, core::TimePoint now) const
{
    const Place place = placeOf(row);
    const int there = columnIn(place, column);
    return there < 0 ? QString() : place.source.display(place.row, there, now);
}

QString JoinedRows::toolTip(uint32_t row, int column, core::TimePoint now) const
{
    const Place place = placeOf(row);
    const int there = columnIn(place, column);
    return there < 0 ? QString() : place.source.toolTip(place.row, there, now);
}

Severity JoinedRows::severity(uint32_t row) const
{
    const Place place = placeOf(row);
    return place.source.severity(place.row);
}

bool JoinedRows::isGone(uint32_t row) const
{
    const Place place = placeOf(row);
    return place.source.isGone(place.row);
}

QVariant JoinedRows::extra(uint32_t row, int column, int role) const
{
    const Place place = placeOf(row);
    const int there = columnIn(place, column);
    return there < 0 ? QVariant() : place.source.extra(place.row, there, role);
}

QString JoinedRows::groupDisplay(std::span<const uint32_t> rows, int column) const
{
    std::vector<uint32_t> front;
    for (const uint32_t row : rows) {
        if (row < m_front->rowCount())
            front.push_back(row);
    }
    return front.empty() ? QString() : m_front->groupDisplay(front, column); // nobody is there to be added up
}

QString JoinedRows::countInWords(qsizetype rows) const
{
    if (rows != rowCount())
        return m_front->countInWords(rows);
    return m_front->countInWords(m_front->rowCount()) + u", "_s + m_behind->countInWords(m_behind->rowCount());
}

QString JoinedRows::membersInWords(std::span<const uint32_t> rows) const
{
    const auto front = std::ranges::count_if(rows, [this](uint32_t row) { return row < m_front->rowCount(); });
    const auto behind = static_cast<qsizetype>(rows.size()) - front;
    QStringList words;
    if (front > 0)
        words << m_front->countInWords(front);
    if (behind > 0)
        words << m_behind->countInWords(behind);
    return words.join(u", "_s);
}

bool JoinedRows::sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const
{
    const Place now = placeOf(row);
    const auto *joined = dynamic_cast<const JoinedRows *>(&older);
    const Place before = joined ? joined->placeOf(olderRow) : Place{ older, olderRow, false };
    mask = ~uint64_t{ 0 };
    if (now.isBehind != before.isBehind)
        return false;
    if (!now.isBehind)
        return now.source.sameRow(now.row, before.source, before.row, mask);
    if (now.source.sameRow(now.row, before.source, before.row, mask))
        return true;
    mask = ~uint64_t{ 0 }; // its bits are those of other columns
    return false;
}

} // namespace tables
