// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "models/tables/tablemodelprivate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// What a cell shows: of an object, of a group, to a screen reader.
namespace tables {

namespace {

QByteArray toBytes(std::string_view text)
{
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

} // namespace

QVariant TableModel::Private::rowData(uint32_t row, int column, int role) const
{
    const RowSource &rows = *shown->rows;
    switch (role) {
    case Qt::DisplayRole:
        return rows.display(row, column, clock.now());
    case Qt::ToolTipRole:
        return rows.toolTip(row, column, clock.now());
    case Qt::AccessibleTextRole:
        return accessibleText(nameOf(row), rows.columns().at(column), rows.display(row, column, clock.now()));
    case KeyRole:
        return toBytes(rows.key(row));
    case SeverityRole:
        return int(rows.severity(row));
    case GoneRole:
        return rows.isGone(row);
    case RankRole:
        return rows.rank(row, column);
    case NumberRole:
        return rows.columns().at(column).isNumeric() ? QVariant(rows.number(row, column)) : QVariant();
    case SourceRowRole:
        return row;
    case FoldedRole:
    case GroupTextRole:
    case GroupCountRole:
    case GroupWordsRole:
        return {};
    default:
        return role >= Qt::UserRole ? rows.extra(row, column, role) : QVariant();
    }
}

QVariant TableModel::Private::groupData(const Group &group, int modelColumn, int role) const
{
    const int column = sourceColumns[static_cast<size_t>(modelColumn)];
    switch (role) {
    case Qt::DisplayRole:
        return column < 0 ? QString() : groupCell(group, column);
    case Qt::AccessibleTextRole:
        return accessibleText(core::toQString(group.text) + u", "_s + groupWords(group), columns.at(modelColumn),
                              column < 0 ? QString() : groupCell(group, column));
    case FoldedRole:
        return group.folded;
    case GroupTextRole:
        return toBytes(group.text);
    case GroupCountRole:
        return qint64{ group.count };
    case GroupWordsRole:
        return groupWords(group);
    case SeverityRole:
        return int(Severity::None);
    case KeyRole:
        return QByteArray();
    default:
        return {};
    }
}

QString TableModel::Private::groupCell(const Group &group, int sourceColumn) const
{
    const QPair<uint32_t, int> cell(group.first, sourceColumn);
    auto found = groupCells.find(cell);
    if (found == groupCells.end())
        found = groupCells.insert(cell, shown->rows->groupDisplay(shown->membersOf(group), sourceColumn));
    return *found;
}

QString TableModel::Private::groupWords(const Group &group) const
{
    constexpr int noColumn = -1;
    const QPair<uint32_t, int> cell(group.first, noColumn);
    auto found = groupCells.find(cell);
    if (found == groupCells.end())
        found = groupCells.insert(cell, shown->rows->membersInWords(shown->membersOf(group)));
    return *found;
}

/// The text of the column that names the object.
QString TableModel::Private::nameOf(uint32_t row) const
{
    const QList<Column> &all = shown->rows->columns();
    const auto name
        = std::find_if(all.cbegin(), all.cend(), [](const Column &column) { return column.kind == Kind::Name; });
    const std::string_view text
        = name == all.cend() ? shown->rows->key(row) : shown->rows->text(row, static_cast<int>(name - all.cbegin()));
    return core::toQString(text);
}

QString TableModel::Private::accessibleText(const QString &object, const Column &column, const QString &cell)
{
    if (column.kind == Kind::Name || cell.isEmpty())
        return object;
    QString text = object + u", "_s;
    if (!column.title.isEmpty())
        text += column.title + u' ';
    text += cell;
    return column.unit.isEmpty() ? text : text + u' ' + column.unit;
}

} // namespace tables
