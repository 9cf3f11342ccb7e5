// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablejob.h"
#include "models/tables/tablemodel.h"

#include <QFutureWatcher>
#include <QHash>
#include <QThreadPool>

#include <atomic>

namespace tables {

/// What a TableModel holds. tablemodel.cpp is what its callers see, tablemodelupdate.cpp brings pictures to the screen,
/// tablemodelcells.cpp says what a cell shows.
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
    void swap(const TableOutcome &outcome, const ItemMap &map);
    void replay(const TableOutcome &outcome, const ItemMap &map);
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
    QString groupWords(const Group &group) const; ///< how many objects it holds
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

/// Freeing 100,000 rows takes milliseconds: not in the GUI thread.
template <typename... Values>
void disposeInPool(Values... values)
{
    QThreadPool::globalInstance()->start([values...] {});
}

} // namespace tables
