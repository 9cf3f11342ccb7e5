// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tables/cellpainter.h"
#include "ui/tables/columnlayout.h"
#include "ui/tables/tableheader.h"
#include "ui/tables/tableview.h"

#include <QMenu>
#include <QPointer>
#include <QTimer>

namespace ui {

class ScrollAnchor;

/// A column as it lies on the screen.
struct LaidColumn
{
    int logical = 0;
    int x = 0; ///< in the viewport
    int width = 0;
};

struct TableView::Private
{
    Private(TableView *view, const core::Clock &clock);

    // Columns
    void takeColumns(); ///< from the model, which has others
    QList<tables::SortKey> sortKeys(const NamedSort &sort) const;
    int sourceColumn(int column) const; ///< of model->rows()
    void layOut(); ///< widths and order for the viewport's width of now
    void onSectionResized(int logical, int width);
    void onSectionMoved();
    void setSort(const QList<tables::SortKey> &keys);
    void setHidden(const QString &key, bool hidden);
    void resetColumns();
    /// The headers of the groups say it once; in each row it would only take room.
    bool isSaidByGroups(int column) const;
    double scale() const;
    QList<LaidColumn> laidColumns() const;

    // Rows
    bool isGroup(int row) const { return row >= 0 && model->isGroup(row); }
    void toggleFold(int row);
    void setFolded(int row, bool folded);
    int groupRowOf(int row) const; ///< header above the row; -1: none
    int nameColumn() const; ///< -1: none
    bool unfoldGroupOf(const QByteArray &key);
    bool isNameGoingOn() const; ///< a further letter goes on with the name that is being typed
    void onApplied();
    void announceCurrent();
    void select(const QModelIndex &index);

    // Painting
    RowLook lookOf(int row) const;
    /// One tint for each loudness in a group is enough; the others have their glyph.
    bool isFirstOf(tables::Severity severity, int row) const;
    void paintObject(QPainter *painter, int row, const QRect &box, const QList<LaidColumn> &columns);
    void paintGroup(QPainter *painter, int row, const QRect &box, const QList<LaidColumn> &columns);
    void readTheme();

    // Pointer
    QString linkAt(QPoint pos) const;
    void setHover(QPoint pos);
    QString toolTipAt(const QModelIndex &index);

    // Copying and menus
    std::vector<int> copiedColumns() const;
    std::vector<uint32_t> selectedSourceRows() const;
    void copyCells(int column); ///< the texts of one column of the selected rows, a line each
    void fillCopyMenu(QMenu *menu, const QModelIndex &index);
    void fillOpenMenu(QMenu *menu, const QModelIndex &index);
    void fillFilterEntries(QMenu *menu, const QModelIndex &index);
    void showMenu(const QModelIndex &index, QPoint globalPos);
    QString filterTerm(const QModelIndex &index) const; ///< empty: the column cannot be filtered to one value

    TableView *q;
    const core::Clock *clock;
    tables::TableModel *model;
    TableHeader *header;
    ScrollAnchor *anchor = nullptr;
    bool sizing = false; ///< updateGeometries() is under way
    CellPainter painter;
    QTimer ages;
    QPointer<QMenu> openMenu;
    std::function<void(QMenu *, const QByteArray &)> menuHook;
    TableView::GroupMenuHook groupMenuHook;

    QList<tables::Column> columns;
    ColumnChoice choice;
    NamedSort defaultSort;
    QByteArray pendingColumns; ///< restoreColumns() before the first rows
    QByteArray wantedKey; ///< select() of what is not shown yet
    QByteArray announcedKey;
    QPoint hover{ -1, -1 };
    QString pressedLink;
    QString searched; ///< type-ahead so far
    qint64 searchedAt = 0; ///< ms since the epoch
    QString pageKeys; ///< see setPageKeys()
    bool old = false;
    int laidGroup = -1; ///< group column of the last layOut()
    bool laying = false; ///< our own changes of the header, not the user's
    bool cellWalked = false; ///< the current cell is shown: it was walked to by key
};

} // namespace ui
