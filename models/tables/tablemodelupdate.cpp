// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodelprivate.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

// How a picture reaches the screen: worked out in the pool, then told to the views step by step or as one change.
namespace tables {

/// `overtakes`: what is being worked out is not wanted any more; else it is shown first.
void TableModel::Private::request(bool overtakes)
{
    if (latest == nullptr)
        return;
    if (cancelled == nullptr) {
        start();
        return;
    }
    isStale = true;
    if (overtakes)
        *cancelled = true;
}

void TableModel::Private::start()
{
    isStale = false;
    cancelled = std::make_shared<std::atomic<bool>>(false);
    TableJob job;
    job.rows = latest;
    job.older = shown;
    job.columns = columns;
    job.sort = sort;
    job.groupColumn = groupColumn;
    job.filter = filter;
    job.folding = folding;
    job.now = clock.now();
    job.swapThreshold = swapThreshold;
    job.cancelled = cancelled;
    watcher.setFuture(QtConcurrent::run([job = std::move(job)] { return runTableJob(job); }));
}

void TableModel::Private::onFinished()
{
    std::shared_ptr<const TableOutcome> outcome = watcher.future().takeResult();
    cancelled.reset();
    if (outcome != nullptr)
        apply(*outcome);
    disposeInPool(std::move(outcome));
    if (isStale)
        start();
}

void TableModel::Private::apply(const TableOutcome &outcome)
{
    const int shownBefore = q->shownCount();
    const int totalBefore = q->totalCount();
    agesAt = clock.now();
    if (!outcome.map) {
        fill(outcome);
    } else {
        const QList<Column> before = columns;
        const QList<Column> &next = outcome.next->rows->columns();
        removeColumns(next);
        if (outcome.sameAsBefore)
            show(outcome.next);
        else if (outcome.swap)
            swap(outcome, *outcome.map);
        else
            replay(outcome, *outcome.map);
        insertColumns(next);
        remapColumnSettings(before);
    }
    if (q->shownCount() != shownBefore || q->totalCount() != totalBefore)
        emit q->countsChanged();
    emit q->applied();
}

void TableModel::Private::fill(const TableOutcome &outcome)
{
    q->beginResetModel();
    const QList<Column> before = std::exchange(columns, outcome.next->rows->columns());
    show(outcome.next);
    if (!before.isEmpty())
        remapColumnSettings(before);
    q->endResetModel();
}

void TableModel::Private::show(const std::shared_ptr<const Arrangement> &next)
{
    shown = next;
    items = next->items;
    groupCells.clear();
    mapSourceColumns();
}

void TableModel::Private::swap(const TableOutcome &outcome, const ItemMap &map)
{
    // The hint keeps horizontal headers from looking at their sections: only rows change places.
    emit q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = q->persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    const std::vector<Item> previous = std::move(items);
    show(outcome.next);
    for (const QModelIndex &index : before) {
        const uint32_t position = map.positionOf(previous[static_cast<size_t>(index.row())]);
        after.append(position == noRow ? QModelIndex() : q->index(static_cast<int>(position), index.column()));
    }
    q->changePersistentIndexList(before, after);
    emit q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TableModel::Private::replay(const TableOutcome &outcome, const ItemMap &map)
{
    for (const EditStep &step : outcome.script.removals)
        perform(step);
    // What remains is shown by the next picture from here on: the same objects, whose changes are told at the end.
    std::vector<Item> remaining;
    remaining.reserve(items.size());
    for (const Item item : items)
        remaining.push_back(outcome.next->items[map.positionOf(item)]);
    show(outcome.next);
    items = std::move(remaining);
    for (const EditStep &step : outcome.script.steps)
        perform(step);
    Q_ASSERT(items == outcome.next->items);
    for (const ItemChange &change : outcome.script.changes)
        tellChange(change);
}

void TableModel::Private::perform(const EditStep &step)
{
    const int first = static_cast<int>(step.first);
    const int last = static_cast<int>(step.first + step.count) - 1;
    const auto at = items.begin() + first;
    switch (step.kind) {
    case EditStep::Kind::Remove:
        q->beginRemoveRows({}, first, last);
        items.erase(at, at + step.count);
        q->endRemoveRows();
        break;
    case EditStep::Kind::Insert:
        q->beginInsertRows({}, first, last);
        items.insert(at, step.items.begin(), step.items.end());
        q->endInsertRows();
        break;
    case EditStep::Kind::Move:
        q->beginMoveRows({}, first, first, {}, static_cast<int>(step.to));
        if (step.to > step.first)
            std::rotate(at, at + 1, items.begin() + step.to);
        else
            std::rotate(items.begin() + step.to, at, at + 1);
        q->endMoveRows();
        break;
    }
}

/// One signal for each run of neighbouring columns.
void TableModel::Private::tellChange(const ItemChange &change)
{
    const int row = static_cast<int>(change.position);
    const auto isChanged = [&](int column) {
        const int source = sourceColumns[static_cast<size_t>(column)];
        return source >= 0 && (change.columns & columnBit(source)) != 0;
    };
    for (int column = 0; column < columns.size(); ++column) {
        if (!isChanged(column))
            continue;
        const int first = column;
        while (column + 1 < columns.size() && isChanged(column + 1))
            ++column;
        emit q->dataChanged(q->index(row, first), q->index(row, column));
    }
}

void TableModel::Private::mapSourceColumns()
{
    sourceColumns.clear();
    for (const Column &column : std::as_const(columns))
        sourceColumns.push_back(shown ? columnOf(shown->rows->columns(), column.key) : -1);
}

void TableModel::Private::removeColumns(const QList<Column> &next)
{
    for (int column = static_cast<int>(columns.size()) - 1; column >= 0; --column) {
        if (columnOf(next, columns.at(column).key) >= 0)
            continue;
        q->beginRemoveColumns({}, column, column);
        columns.removeAt(column);
        mapSourceColumns();
        q->endRemoveColumns();
    }
}

void TableModel::Private::insertColumns(const QList<Column> &next)
{
    for (int column = 0; column < next.size(); ++column) {
        if (columnOf(columns, next.at(column).key) >= 0)
            continue;
        const int place = std::min(column, static_cast<int>(columns.size()));
        q->beginInsertColumns({}, place, place);
        columns.insert(place, next.at(column));
        mapSourceColumns();
        q->endInsertColumns();
    }
}

void TableModel::Private::remapColumnSettings(const QList<Column> &before)
{
    const auto remapped = [&](int column) {
        return column >= 0 && column < before.size() ? columnOf(columns, before.at(column).key) : -1;
    };
    for (SortKey &key : sort)
        key.column = remapped(key.column);
    sort.removeIf([](const SortKey &key) { return key.column < 0; });
    groupColumn = remapped(groupColumn);
}

} // namespace tables
