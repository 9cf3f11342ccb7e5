// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/graphview.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double zoomStep = 1.25;

using dag::at;

} // namespace

// Keys -------------------------------------------------------------------------------------------------------------

void GraphView::walk(int key)
{
    if (m_current < 0) {
        makeCurrent(0);
        return;
    }
    const dag::LaidNode &here = m_layout->nodes[at(m_current)];
    int best = -1;
    double least = 0;
    const auto offer = [&](int box, double far) {
        if (best < 0 || far < least) {
            best = box;
            least = far;
        }
    };
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        for (const dag::LaidEdge &edge : m_layout->edges) {
            const int start = key == Qt::Key_Right ? edge.from : edge.to;
            const int end = key == Qt::Key_Right ? edge.to : edge.from;
            if (start == m_current)
                offer(end, std::abs(m_layout->nodes[at(end)].box.center().y() - here.box.center().y()));
        }
    } else {
        for (size_t box = 0; box < m_layout->nodes.size(); ++box) {
            const double dy = m_layout->nodes[box].box.center().y() - here.box.center().y();
            if (m_layout->nodes[box].column == here.column && dy != 0 && (dy > 0) == (key == Qt::Key_Down))
                offer(static_cast<int>(box), std::abs(dy));
        }
    }
    makeCurrent(best);
}

void GraphView::goToFailure(int step)
{
    const int count = m_view ? static_cast<int>(m_view->failures.size()) : 0;
    if (count == 0)
        return makeCurrent(0);
    int here = -1;
    for (int i = 0; i < count; ++i) {
        if (m_layout->boxOf[at(m_view->failures[at(i)].node)] == m_current)
            here = i;
    }
    const int next = step == 0 || here < 0 ? 0 : (here + step + count) % count;
    makeCurrent(m_layout->boxOf[at(m_view->failures[at(next)].node)]);
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    if (!m_layout || m_layout->nodes.empty())
        return QAbstractScrollArea::keyPressEvent(event);
    const QPointF middle = QRectF(viewport()->rect()).center();
    const bool pans = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (pans) {
            const bool sideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
            QScrollBar *bar = sideways ? horizontalScrollBar() : verticalScrollBar();
            const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
            bar->setValue(bar->value() + (back ? -2 : 2) * bar->singleStep());
        } else {
            walk(event->key());
        }
        return;
    case Qt::Key_Home:
    case Qt::Key_F:
        return goToFailure(0);
    case Qt::Key_Period:
        return goToFailure(1);
    case Qt::Key_Comma:
        return goToFailure(-1);
    case Qt::Key_P:
        emit scopeRequested(m_scope == GraphScope::Critical ? GraphScope::All : GraphScope::Critical);
        return;
    case Qt::Key_L:
        emit logRequested();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setZoom(m_zoom * zoomStep, middle);
    case Qt::Key_Minus:
        return setZoom(m_zoom / zoomStep, middle);
    case Qt::Key_0:
        return setZoom(1, middle);
    case Qt::Key_A:
        return fit();
    case Qt::Key_G:
        if (m_current >= 0) {
            const dag::LaidNode &box = m_layout->nodes[at(m_current)];
            const QString group = box.node >= 0 ? m_layout->graph->nodes[at(box.node)].group : box.group;
            if (!group.isEmpty())
                emit foldRequested(group, box.node >= 0);
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit opened(m_currentId);
        return;
    case Qt::Key_Space:
        emit inspectRequested();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void GraphView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void GraphView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

// Mouse ------------------------------------------------------------------------------------------------------------

void GraphView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    setZoom(m_zoom * std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void GraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragsMinimap = minimapRect().contains(event->pos());
    m_dragFrom = event->pos();
    m_dragOrigin = m_origin;
    if (m_dragsMinimap)
        return mouseMoveEvent(event);
    const int box = boxAt(event->pos());
    const QString group = box < 0 ? groupAt(event->pos()) : QString();
    if (box >= 0)
        makeCurrent(box);
    else if (!group.isEmpty())
        emit foldRequested(group, true);
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragFrom || !m_layout)
        return;
    if (m_dragsMinimap) {
        const QRectF map = minimapRect();
        const QPointF share((event->pos().x() - map.left()) / map.width(),
                            (event->pos().y() - map.top()) / map.height());
        const QSizeF shown = QSizeF(viewport()->size()) / m_zoom;
        m_place = Place::Own;
        scrollTo(QPointF(share.x() * m_layout->bounds.width(), share.y() * m_layout->bounds.height())
                 - QPointF(shown.width(), shown.height()) / 2);
        return redraw();
    }
    const QPoint moved = event->pos() - *m_dragFrom;
    const QPointF wish = (m_dragOrigin - QPointF(moved) / m_zoom) * m_zoom;
    horizontalScrollBar()->setValue(static_cast<int>(std::round(wish.x())));
    verticalScrollBar()->setValue(static_cast<int>(std::round(wish.y())));
}

void GraphView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragFrom.reset();
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int box = boxAt(event->pos());
    if (box < 0)
        return;
    const dag::LaidNode &laid = m_layout->nodes[at(box)];
    if (laid.node < 0)
        emit foldRequested(laid.group, false);
    else
        emit opened(m_layout->graph->nodes[at(laid.node)].id.toUtf8());
}

void GraphView::contextMenuEvent(QContextMenuEvent *event)
{
    const int box = event->reason() == QContextMenuEvent::Mouse ? boxAt(event->pos()) : m_current;
    if (box < 0)
        return;
    makeCurrent(box);
    const QPoint place = event->reason() == QContextMenuEvent::Mouse
        ? event->globalPos()
        : viewport()->mapToGlobal(onScreen(m_layout->nodes[at(box)].box).center().toPoint());
    emit menuRequested(m_currentId, place);
}

// Minimap ----------------------------------------------------------------------------------------------------------

QRect GraphView::minimapRect() const
{
    if (!m_layout || m_layout->bounds.isEmpty())
        return {};
    const QRectF shown(m_origin, QSizeF(viewport()->size()) / m_zoom);
    if (shown.contains(m_layout->bounds))
        return {};
    const QSizeF most(Theme::instance()->px(180), Theme::instance()->px(110));
    const QSize size = m_layout->bounds.size().scaled(most, Qt::KeepAspectRatio).toSize().expandedTo({ 24, 16 });
    return { QPoint(viewport()->width() - size.width() - 12, viewport()->height() - size.height() - 12), size };
}

void GraphView::paintMinimap(QPainter *painter)
{
    const QRect rect = minimapRect();
    if (rect.isEmpty() || m_looks.size() != m_layout->nodes.size())
        return;
    const Tokens &t = Theme::instance()->tokens();
    const double sx = rect.width() / m_layout->bounds.width();
    const double sy = rect.height() / m_layout->bounds.height();
    if (m_minimap.isNull() || m_minimap.size() != rect.size()) {
        m_minimap = QPixmap(rect.size());
        m_minimap.fill(t.panel);
        QPainter map(&m_minimap);
        for (size_t box = 0; box < m_layout->nodes.size(); ++box) {
            const QRectF &place = m_layout->nodes[box].box;
            const NodeLook &look = m_looks[box];
            map.fillRect(QRectF(place.left() * sx, place.top() * sy, std::max(2.0, place.width() * sx),
                                std::max(1.0, place.height() * sy)),
                         look.border == t.line ? t.idleMark : look.border);
        }
    }
    painter->drawPixmap(rect.topLeft(), m_minimap);
    painter->setPen(t.line);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
    const QSizeF shown = QSizeF(viewport()->size()) / m_zoom;
    const QRectF window(rect.left() + m_origin.x() * sx, rect.top() + m_origin.y() * sy, shown.width() * sx,
                        shown.height() * sy);
    painter->setPen(QPen(t.focus, 1));
    painter->drawRect(window.intersected(rect).adjusted(0, 0, -1, -1));
}

} // namespace ui
