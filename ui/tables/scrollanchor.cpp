// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/scrollanchor.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace ui {

ScrollAnchor::ScrollAnchor(QTableView *view)
    : QObject(view)
    , m_view(view)
{
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &ScrollAnchor::take);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ScrollAnchor::take);
    connect(model, &QAbstractItemModel::rowsAboutToBeMoved, this, &ScrollAnchor::take);
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &ScrollAnchor::take);
}

int ScrollAnchor::anchorRow()
{
    const QWidget *viewport = m_view->viewport();
    m_byPointer = false;
    if (viewport->underMouse()) {
        const int row = m_view->rowAt(viewport->mapFromGlobal(QCursor::pos()).y());
        m_byPointer = row >= 0;
        if (m_byPointer)
            return row;
    }
    const int current = m_view->currentIndex().row();
    if (current >= 0) {
        const int y = m_view->rowViewportPosition(current);
        if (y >= 0 && y < viewport->height())
            return current;
    }
    return m_view->verticalScrollBar()->value() > 0 ? m_view->rowAt(0) : -1;
}

void ScrollAnchor::take()
{
    if (m_taken)
        return; // one picture brings many changes; what counts is how it looked before the first
    m_taken = true;
    const int row = anchorRow();
    m_anchor = row < 0 ? QPersistentModelIndex() : QPersistentModelIndex(m_view->model()->index(row, 0));
    m_y = row < 0 ? 0 : m_view->rowViewportPosition(row);
    // Folding brings no applied(): the change is over when the event loop has it again.
    QMetaObject::invokeMethod(this, &ScrollAnchor::settle, Qt::QueuedConnection);
}

void ScrollAnchor::drop()
{
    m_taken = false;
    m_anchor = QPersistentModelIndex();
}

void ScrollAnchor::settle()
{
    if (!m_taken)
        return;
    const QPersistentModelIndex anchor = m_anchor;
    drop();
    if (!anchor.isValid())
        return;
    updateView(); // the new rows shall count
    QScrollBar *bar = m_view->verticalScrollBar();
    const int wanted = m_view->verticalHeader()->sectionPosition(anchor.row()) - m_y;
    lend(m_byPointer ? std::max(0, wanted - (bar->maximum() - m_lent)) : 0);
    bar->setValue(wanted);
}

void ScrollAnchor::pointerLeft()
{
    lend(0);
}

void ScrollAnchor::lend(int height)
{
    if (height == m_lent)
        return;
    // A scroll bar that came for the lent room would take width from the columns, and with them the range again.
    if (height == 0)
        m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    else if (m_lent == 0)
        m_view->setVerticalScrollBarPolicy(m_view->verticalScrollBar()->isVisible() ? Qt::ScrollBarAlwaysOn
                                                                                    : Qt::ScrollBarAlwaysOff);
    m_lent = height;
    updateView();
}

void ScrollAnchor::updateView()
{
    QMetaObject::invokeMethod(m_view, "updateGeometries", Qt::DirectConnection); // protected, yet a slot
}

} // namespace ui
