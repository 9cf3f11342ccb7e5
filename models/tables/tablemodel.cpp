// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"

#include "models/tables/tablemodelprivate.h"

#include <algorithm>
#include <utility>

namespace tables {

namespace {

/// How old a comparison with ages may get before it is made again without a new picture.
constexpr core::Duration timeFilterLifetime{ 10000 };

} // namespace

TableModel::TableModel(const core::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(this, clock))
{
    connect(&d->watcher, &QFutureWatcherBase::finished, this, [this] { d->onFinished(); });
}

TableModel::~TableModel()
{
    if (d->cancelled)
        *d->cancelled = true;
    disposeInPool(std::move(d->shown), std::move(d->latest));
}

void TableModel::setRows(Rows rows)
{
    if (rows == nullptr || rows == d->latest)
        return;
    disposeInPool(std::exchange(d->latest, std::move(rows)));
    d->request(false);
}

Rows TableModel::rows() const
{
    return d->shown ? d->shown->rows : nullptr;
}

void TableModel::setColumns(const QList<Column> &columns)
{
    if (d->shown)
        return;
    beginResetModel();
    d->columns = columns;
    d->mapSourceColumns();
    endResetModel();
}

const QList<Column> &TableModel::columns() const
{
    return d->columns;
}

void TableModel::setFilter(const Filter &filter)
{
    if (filter == d->filter)
        return;
    d->filter = filter;
    d->request(true);
}

const Filter &TableModel::filter() const
{
    return d->filter;
}

void TableModel::setSort(QList<SortKey> keys)
{
    if (keys == d->sort)
        return;
    d->sort = std::move(keys);
    d->request(true);
}

QList<SortKey> TableModel::sortKeys() const
{
    return d->sort;
}

void TableModel::setGroupColumn(int column)
{
    if (column == d->groupColumn)
        return;
    d->groupColumn = column;
    d->folding.exceptions.clear(); // they are texts of another column
    d->request(true);
}

int TableModel::groupColumn() const
{
    return d->groupColumn;
}

void TableModel::setFolded(const QByteArray &groupText, bool folded)
{
    Folding folding = d->folding;
    if (folded != folding.byDefault)
        folding.exceptions.insert(groupText);
    else
        folding.exceptions.remove(groupText);
    if (folding == d->folding)
        return;
    d->folding = std::move(folding);
    d->request(true);
}

void TableModel::setAllFolded(bool folded)
{
    d->folding = { folded, {} };
    d->request(true);
}

int TableModel::shownCount() const
{
    return d->shown ? static_cast<int>(d->shown->passing) : 0;
}

int TableModel::totalCount() const
{
    return d->shown ? static_cast<int>(d->shown->rows->rowCount()) : 0;
}

std::vector<uint32_t> TableModel::shownOrder() const
{
    if (!d->shown)
        return {};
    if (!d->shown->groups.empty())
        return d->shown->members;
    std::vector<uint32_t> order = d->shown->order;
    std::erase_if(order, [this](uint32_t row) { return d->shown->passes[row] == 0; });
    return order;
}

QModelIndex TableModel::indexOfKey(const QByteArray &key) const
{
    if (!d->shown)
        return {};
    const int64_t row = d->shown->rows->rowOf({ key.constData(), static_cast<size_t>(key.size()) });
    if (row < 0 || d->shown->positions[static_cast<size_t>(row)] == noRow)
        return {};
    return index(static_cast<int>(d->shown->positions[static_cast<size_t>(row)]), 0);
}

QByteArray TableModel::keyAt(int row) const
{
    return index(row, 0).data(KeyRole).toByteArray();
}

bool TableModel::isGroup(int row) const
{
    return row >= 0 && row < rowCount() && d->items[static_cast<size_t>(row)].isGroup();
}

bool TableModel::isBusy() const
{
    return d->cancelled != nullptr;
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->items.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Item item = d->items[static_cast<size_t>(index.row())];
    if (role == KindRole)
        return int(d->columns.at(index.column()).kind);
    if (role == GroupRole)
        return item.isGroup();
    if (item.isGroup())
        return d->groupData(d->shown->groups[item.group()], index.column(), role);
    const int column = d->sourceColumns[static_cast<size_t>(index.column())];
    return column < 0 ? QVariant() : d->rowData(item.row(), column, role);
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= d->columns.size())
        return {};
    const Column &column = d->columns.at(section);
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.toolTip.isEmpty() ? column.title : column.toolTip;
    case KindRole:
        return int(column.kind);
    case KeyRole:
        return column.key.toUtf8();
    default:
        return {};
    }
}

Qt::ItemFlags TableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags always = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return isGroup(index.row()) ? always : always | Qt::ItemIsSelectable;
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    setSort(column < 0 ? QList<SortKey>() : QList<SortKey>{ { column, order } });
}

void TableModel::refreshAges(int firstRow, int lastRow)
{
    if (!d->shown)
        return;
    const core::TimePoint before = std::exchange(d->agesAt, d->clock.now());
    if (d->filter.dependsOnTime() && d->agesAt - d->shown->madeAt >= timeFilterLifetime)
        d->request(false);
    lastRow = std::min(lastRow, rowCount() - 1);
    for (int column = 0; column < d->columns.size(); ++column) {
        const int source = d->sourceColumns[static_cast<size_t>(column)];
        if (d->columns.at(column).kind != Kind::Age || source < 0)
            continue;
        for (int row = std::max(firstRow, 0); row <= lastRow; ++row) {
            const Item item = d->items[static_cast<size_t>(row)];
            if (item.isGroup())
                continue;
            const RowSource &rows = *d->shown->rows;
            if (rows.display(item.row(), source, before) != rows.display(item.row(), source, d->agesAt))
                emit dataChanged(index(row, column), index(row, column), { Qt::DisplayRole });
        }
    }
}

void TableModel::setSwapThreshold(int rows)
{
    d->swapThreshold = rows;
}

} // namespace tables
