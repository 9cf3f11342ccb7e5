// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"

#include "models/tables/tablejob.h"

#include <QFutureWatcher>
#include <QHash>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tables {

namespace {

/// How old a comparison with ages may get before it is made again without a new picture.
constexpr core::Duration timeFilterLifetime{ 10000 };

/// Freeing 100,000 rows takes milliseconds: not in the GUI thread.
template <typename... Values>
void disposeInPool(Values... values)
{
    QThreadPool::globalInstance()->start([values...] {});
}

QByteArray toBytes(std::string_view text)
{
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

struct TableModel::Private
{
    Private(TableModel *model, const core::Clock &theClock)
        : q(model)
        , clock(theClock)
    {
    }

    void request(bool overtakes);
    void start();
    void onFinished();
    void apply(const TableOutcome &outcome);
    void fill(const TableOutcome &outcome);
    void swap(const TableOutcome &outcome);
    void replay(const TableOutcome &outcome);
    void perform(const EditStep &step);
    void show(const std::shared_ptr<const Arrangement> &next);
    void removeColumns(const QList<Column> &next);
    void insertColumns(const QList<Column> &next);
    void remapColumnSettings(const QList<Column> &before);
    void tellChange(const ItemChange &change);
    void mapSourceColumns();

    QVariant rowData(uint32_t row, int column, int role) const;
    QVariant groupData(const Group &group, int modelColumn, int role) const;
    QString groupCell(const Group &group, int sourceColumn) const;
    QString nameOf(uint32_t row) const;
    static QString accessibleText(const QString &object, const Column &column, const QString &cell);

    TableModel *q;
    const core::Clock &clock;
    QList<Column> columns;
    std::vector<int> sourceColumns; ///< by column of the model; -1: the picture that is shown lacks it
    std::shared_ptr<const Arrangement> shown;
    std::vector<Item> items; ///< as shown; between two signals of a replay neither the old nor the new list
    mutable QHash<QPair<uint32_t, int>, QString> groupCells; ///< sums over many rows, made once they are looked at
    core::TimePoint agesAt{};

    Rows latest;
    QList<SortKey> sort;
    Filter filter;
    int groupColumn = -1;
    Folding folding;
    int swapThreshold = 2000;
    bool isStale = false; ///< something was asked for after the running job began
    QFutureWatcher<std::shared_ptr<const TableOutcome>> watcher;
    std::shared_ptr<std::atomic<bool>> cancelled; ///< of the running job; null: none runs
};

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
            swap(outcome);
        else
            replay(outcome);
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

void TableModel::Private::swap(const TableOutcome &outcome)
{
    // The hint keeps horizontal headers from looking at their sections: only rows change places.
    emit q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = q->persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    const std::vector<Item> previous = std::move(items);
    show(outcome.next);
    for (const QModelIndex &index : before) {
        const uint32_t position = outcome.map->positionOf(previous[static_cast<size_t>(index.row())]);
        after.append(position == noRow ? QModelIndex() : q->index(static_cast<int>(position), index.column()));
    }
    q->changePersistentIndexList(before, after);
    emit q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TableModel::Private::replay(const TableOutcome &outcome)
{
    for (const EditStep &step : outcome.script.removals)
        perform(step);
    // What remains is shown by the next picture from here on: the same objects, whose changes are told at the end.
    std::vector<Item> remaining;
    remaining.reserve(items.size());
    for (const Item item : items)
        remaining.push_back(outcome.next->items[outcome.map->positionOf(item)]);
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
        return accessibleText(toString(group.text) + u", "_s + shown->rows->countInWords(group.count),
                              columns.at(modelColumn), column < 0 ? QString() : groupCell(group, column));
    case FoldedRole:
        return group.folded;
    case GroupTextRole:
        return toBytes(group.text);
    case GroupCountRole:
        return qint64{ group.count };
    case GroupWordsRole:
        return shown->rows->countInWords(group.count);
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

/// The text of the column that names the object.
QString TableModel::Private::nameOf(uint32_t row) const
{
    const QList<Column> &all = shown->rows->columns();
    const auto name
        = std::find_if(all.cbegin(), all.cend(), [](const Column &column) { return column.kind == Kind::Name; });
    const std::string_view text
        = name == all.cend() ? shown->rows->key(row) : shown->rows->text(row, static_cast<int>(name - all.cbegin()));
    return toString(text);
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
