// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/cellrows.h"

#include "models/core/format.h"
#include "models/tables/tablemodel.h"

#include <cmath>

namespace tables {

Cell Cell::of(std::string text)
{
    Cell cell;
    cell.text = std::move(text);
    return cell;
}

Cell Cell::state(const QString &text, const QString &glyph, std::optional<int> rank)
{
    Cell cell = words(text);
    cell.glyph = glyph;
    cell.rank = rank;
    return cell;
}

Cell Cell::figure(double number, const QString &shown)
{
    Cell cell;
    cell.number = number;
    cell.shown = shown;
    return cell;
}

Cell Cell::moment(core::TimePoint at)
{
    return core::isKnown(at) ? figure(static_cast<double>(at.time_since_epoch().count())) : Cell();
}

bool Cell::operator==(const Cell &other) const
{
    const bool sameNumber = number == other.number || (std::isnan(number) && std::isnan(other.number));
    return sameNumber && text == other.text && shown == other.shown && glyph == other.glyph && link == other.link
        && rank == other.rank;
}

CellRows::CellRows(const QList<Column> &columns, std::vector<Row> rows, QString one, QString many)
    : m_columns(columns)
    , m_rows(std::move(rows))
    , m_one(std::move(one))
    , m_many(std::move(many))
{
}

int CellRows::rank(uint32_t row, int column) const
{
    const Cell &cell = at(row, column);
    if (cell.rank)
        return *cell.rank;
    const int loudness = static_cast<int>(m_rows[row].severity);
    const std::string &word = cell.text;
    const int letters
        = word.size() < 2 ? 0 : static_cast<unsigned char>(word[0]) * 256 + static_cast<unsigned char>(word[1]);
    return (9 - loudness) * 65536 + letters;
}

QString CellRows::display(uint32_t row, int column, core::TimePoint now) const
{
    const QString &shown = at(row, column).shown;
    return shown.isNull() ? RowSource::display(row, column, now) : shown;
}

QVariant CellRows::extra(uint32_t row, int column, int role) const
{
    using Model = TableModel;
    const Cell &cell = at(row, column);
    if (role == Model::GlyphRole && !cell.glyph.isEmpty())
        return cell.glyph;
    if (role == Model::LinkRole && !cell.link.isEmpty())
        return cell.link;
    if (role == Model::MeterRole && m_columns.at(column).kind == Kind::Meter && !std::isnan(cell.number))
        return cell.number;
    return {};
}

QString CellRows::countInWords(qsizetype rows) const
{
    if (m_many.isEmpty())
        return RowSource::countInWords(rows);
    return rows == 1 ? m_one : m_many.arg(core::formatCount(rows));
}

bool CellRows::sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const
{
    const auto &before = static_cast<const CellRows &>(older);
    mask = 0;
    for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
        if (!(at(row, column) == before.at(olderRow, column)))
            mask |= columnBit(column);
    }
    return mask == 0 && severity(row) == older.severity(olderRow);
}

} // namespace tables
