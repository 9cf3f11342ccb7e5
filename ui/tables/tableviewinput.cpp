// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and pointer of a TableView.
#include "ui/tables/tableview_p.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

using namespace Qt::StringLiterals;
using tables::TableModel;

namespace ui {

// Keys -------------------------------------------------------------------------------------------------------------

void TableView::focusInEvent(QFocusEvent *event)
{
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (currentIndex().isValid()) {
        QTableView::focusInEvent(event);
        return;
    }
    // Stock behaviour makes the first row current without selecting it: it would be inspected without being seen.
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    if (!byKey)
        return;
    int row = 0;
    while (row < d->model->rowCount() && d->isGroup(row))
        ++row;
    if (row < d->model->rowCount())
        selectRow(row);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    const int row = current.row();
    const auto goTo = [&](int target) {
        const QModelIndex index = d->model->index(target, std::max(0, current.column()));
        if (index.isValid())
            selectionModel()->setCurrentIndex(index, selectionCommand(index, event));
        event->accept();
    };

    if (event->matches(QKeySequence::Copy)) {
        copySelection(CopyAs::Text);
        return;
    }
    if (event->key() == Qt::Key_J && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copySelection(CopyAs::Json);
        return;
    }
    if (event->key() == Qt::Key_Menu || (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier)) {
        d->showMenu(current, viewport()->mapToGlobal(visualRect(current).bottomLeft()));
        return;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        if (event->key() == Qt::Key_Home && event->modifiers() == Qt::ControlModifier)
            return goTo(0);
        if (event->key() == Qt::Key_End && event->modifiers() == Qt::ControlModifier)
            return goTo(d->model->rowCount() - 1);
        QTableView::keyPressEvent(event);
        return;
    }

    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (d->isGroup(row))
            d->toggleFold(row);
        else if (current.isValid())
            emit opened(currentKey());
        return;
    case Qt::Key_Space:
        if (d->isGroup(row))
            d->toggleFold(row);
        else if (current.isValid())
            emit inspectRequested(currentKey());
        return;
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(d->model->rowCount() - 1);
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool folding = event->key() == Qt::Key_Left;
        if (d->isGroup(row)) {
            d->setFolded(row, folding);
            return;
        }
        const bool atStart = current.isValid() && d->header->visualIndex(current.column()) == 0;
        if (folding && (atStart || !d->cellWalked) && d->model->groupColumn() >= 0) {
            const int group = d->groupRowOf(row);
            if (group >= 0)
                goTo(group);
            return;
        }
        d->cellWalked = true;
        QTableView::keyPressEvent(event);
        viewport()->update();
        return;
    }
    default:
        if (event->modifiers() == Qt::NoModifier && !event->text().isEmpty()
            && d->pageKeys.contains(event->text(), Qt::CaseInsensitive) && !d->isNameGoingOn()) {
            event->ignore(); // the page's
            return;
        }
        QTableView::keyPressEvent(event);
    }
}

void TableView::setPageKeys(const QString &letters)
{
    d->pageKeys = letters;
}

bool TableView::Private::isNameGoingOn() const
{
    constexpr qint64 pause = 1000; // ms after which a letter starts a new word
    return QDateTime::currentMSecsSinceEpoch() - searchedAt < pause;
}

void TableView::keyboardSearch(const QString &search)
{
    // The stock search formats every row's cell of the current column; names are what people type.
    const bool goesOn = d->isNameGoingOn();
    d->searchedAt = QDateTime::currentMSecsSinceEpoch();
    d->searched = goesOn ? d->searched + search : search;

    const int column = d->nameColumn();
    const int rows = d->model->rowCount();
    if (column < 0 || rows == 0 || search.trimmed().isEmpty())
        return;
    const int start = std::max(0, currentIndex().row()) + (goesOn ? 0 : 1);
    for (int step = 0; step < rows; ++step) {
        const int row = (start + step) % rows;
        if (d->isGroup(row))
            continue;
        const QModelIndex index = d->model->index(row, column);
        if (index.data(Qt::DisplayRole).toString().startsWith(d->searched, Qt::CaseInsensitive)) {
            d->select(index);
            return;
        }
    }
}

// Pointer ----------------------------------------------------------------------------------------------------------

QString TableView::Private::linkAt(QPoint pos) const
{
    const QModelIndex index = q->indexAt(pos);
    if (!index.isValid() || isGroup(index.row()))
        return {};
    const QString link = index.data(TableModel::LinkRole).toString();
    if (link.isEmpty())
        return {};
    const QRect text = painter.linkRect(q->visualRect(index), index.data(Qt::DisplayRole).toString());
    return text.contains(pos) ? link : QString();
}

void TableView::Private::setHover(QPoint pos)
{
    const int before = hover.y() >= 0 ? q->rowAt(hover.y()) : -1;
    const bool columnChanged = q->columnAt(hover.x()) != q->columnAt(pos.x());
    hover = pos;
    const int after = pos.y() >= 0 ? q->rowAt(pos.y()) : -1;
    const auto repaint = [this](int row) {
        if (row >= 0)
            q->viewport()->update(0, q->rowViewportPosition(row), q->viewport()->width(), q->rowHeight(row));
    };
    if (before != after) {
        repaint(before);
        repaint(after);
    } else if (columnChanged) {
        repaint(after);
    }
    q->viewport()->setCursor(pos.y() >= 0 && !linkAt(pos).isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TableView::mousePressEvent(QMouseEvent *event)
{
    d->cellWalked = false;
    d->pressedLink.clear();
    const QPoint pos = event->position().toPoint();
    const int row = rowAt(pos.y());
    if (event->button() == Qt::LeftButton && d->isGroup(row) && pos.x() < d->painter.chevronWidth()) {
        d->toggleFold(row);
        return;
    }
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier)
        d->pressedLink = d->linkAt(pos);
    QTableView::mousePressEvent(event);
}

void TableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QString pressed = std::exchange(d->pressedLink, {});
    if (event->button() == Qt::LeftButton && !pressed.isEmpty() && d->linkAt(event->position().toPoint()) == pressed)
        emit linkClicked(pressed);
}

void TableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint().y());
    if (event->button() != Qt::LeftButton || row < 0)
        return;
    if (!d->isGroup(row))
        emit opened(d->model->keyAt(row));
    else if (event->position().x() >= d->painter.chevronWidth()) // the chevron has had its press already
        d->toggleFold(row);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    d->setHover(event->position().toPoint());
    QTableView::mouseMoveEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    d->showMenu(index, byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
    event->accept();
}

} // namespace ui
