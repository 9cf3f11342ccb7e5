// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/filter.h"
#include "models/tables/rowsource.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace tables {

struct SortKey
{
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const SortKey &) const = default;
};

/// One table on the screen: shows Rows filtered, sorted and grouped. All of that is computed in the pool; the GUI
/// thread swaps a pointer and maps selection, current row and scroll by key. Never resets after the first fill
/// (features U4). Up to about two thousand rows changes arrive as single removes, inserts, moves and dataChanged on the
/// changed columns; above, as one layoutChanged. A user cannot tell the two apart. Group headers are rows of the model
/// too: their cells show the sums (Qt::DisplayRole, empty where there is none). Qt::AccessibleTextRole of a cell names
/// the object, then says column and value. Thread: GUI thread.
class TableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole, ///< QByteArray, the object's key; empty for group rows
        SeverityRole, ///< int(Severity)
        RankRole, ///< State columns
        NumberRole, ///< double of numeric columns
        KindRole, ///< int(Kind)
        GroupRole, ///< bool: this row is a group header
        FoldedRole, ///< bool, group rows
        GlyphRole, ///< QString, RowSource::extra: glyph name of a State cell ("active", "TASK_RUNNING")
        MeterRole, ///< double 0…1, RowSource::extra
        BlocksRole, ///< QList<int>, RowSource::extra: of a Meter's units, how many work, wait, have failed
        LinkRole, ///< QString "kind/id", RowSource::extra: where the cell's text leads
        SourceRowRole, ///< uint: row of rows(), for pages that join
        GroupTextRole, ///< QByteArray, group rows: the text they group by, as setFolded() takes it
        GroupCountRole, ///< qint64, group rows: objects in the group that pass the filter
        GroupWordsRole, ///< QString, group rows: "18 agents"
        CellSeverityRole, ///< int(Severity), RowSource::extra: of this cell alone, such as a full disk
        GoneRole, ///< bool, RowSource::isGone
        FirstExtraRole, ///< free for sources
    };

    explicit TableModel(const core::Clock &clock, QObject *parent = nullptr);
    ~TableModel() override;

    void setRows(Rows rows); ///< the next picture; computed off-thread, applied when ready, latest wins
    Rows rows() const; ///< the picture that is shown now

    /// Headers to show until the first picture comes; without it there are no columns before.
    void setColumns(const QList<Column> &columns);
    /// Columns of the model. They follow the picture's: a new attribute becomes a new column, by key.
    const QList<Column> &columns() const;

    void setFilter(const Filter &filter);
    const Filter &filter() const;
    void setSort(QList<SortKey> keys);
    QList<SortKey> sortKeys() const;
    /// Groups by the text of a column (-1: no groups), with sums of numeric columns in the group rows.
    void setGroupColumn(int column);
    int groupColumn() const;
    void setFolded(const QByteArray &groupText, bool folded);
    void setAllFolded(bool folded);

    /// Rows of rows() that pass the filter, in the order shown, those of folded groups included: for export.
    std::vector<uint32_t> shownOrder() const;
    int shownCount() const; ///< objects after the filter, group rows left out, folded ones included
    int totalCount() const;
    QModelIndex indexOfKey(const QByteArray &key) const; ///< invalid: not shown
    QByteArray keyAt(int row) const;
    bool isGroup(int row) const;
    bool isBusy() const; ///< a computation is under way

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// Ages are texts of now: the view calls this for the rows it shows.
    void refreshAges(int firstRow, int lastRow);
    /// Rows above which the swap is one layoutChanged.
    void setSwapThreshold(int rows);

signals:
    void applied(); ///< a computation's result is shown
    void countsChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tables
