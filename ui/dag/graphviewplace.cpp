// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the graph is on the screen, and how large.
#include "ui/dag/graphview.h"

#include <QDataStream>
#include <QIODevice>
#include <QLineF>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double largestZoom = 3;
constexpr double smallestZoom = 0.02;
constexpr double margin = 12; ///< around the picture
constexpr double readable = 0.8; ///< of what is shown of its own accord, where not all goes in

using dag::at;

} // namespace

QTransform GraphView::toViewport() const
{
    return QTransform(m_zoom, 0, 0, m_zoom, -m_origin.x() * m_zoom, -m_origin.y() * m_zoom);
}

QRectF GraphView::onScreen(const QRectF &box) const
{
    const QRectF mapped = toViewport().mapRect(box);
    return { std::round(mapped.left()), std::round(mapped.top()), std::round(mapped.width()),
             std::round(mapped.height()) };
}

QRectF GraphView::boxOf(const QByteArray &node) const
{
    if (!m_layout)
        return {};
    const QString id = QString::fromUtf8(node);
    const auto found = std::ranges::find(m_layout->graph->nodes, id, &dag::Node::id);
    if (found == m_layout->graph->nodes.end())
        return {};
    return onScreen(
        m_layout->nodes[at(m_layout->boxOf[static_cast<size_t>(found - m_layout->graph->nodes.begin())])].box);
}

void GraphView::setZoom(double zoom, QPointF anchor)
{
    zoom = std::clamp(zoom, smallestZoom, largestZoom);
    const QPointF place = m_origin + anchor / m_zoom;
    m_place = Place::Own;
    m_zoom = zoom;
    scrollTo(place - anchor / m_zoom);
    redraw();
}

double GraphView::wholeZoom() const
{
    const double wide = (viewport()->width() - 2 * margin) / m_layout->bounds.width();
    const double high = (viewport()->height() - 2 * margin) / m_layout->bounds.height();
    return std::clamp(std::min(wide, high), smallestZoom, 1.0);
}

void GraphView::showRect(const QRectF &part, double zoom)
{
    m_zoom = zoom;
    const QSizeF shown = QSizeF(viewport()->size()) / m_zoom;
    scrollTo(part.center() - QPointF(shown.width(), shown.height()) / 2);
    redraw();
}

/// What failed or runs, then their neighbours: the nearest to the first of them come in as long as all fits `window`.
QRectF GraphView::activePart(QSizeF window) const
{
    std::vector<int> active;
    std::vector<int> near;
    for (size_t i = 0; m_view && m_view->night->graph == m_layout->graph && i < m_view->night->nodes.size(); ++i) {
        const dag::NodeState state = m_view->night->nodes[i].state;
        if (state != dag::NodeState::Failed && state != dag::NodeState::UpForRetry && !dag::isActive(state))
            continue;
        const auto node = static_cast<dag::NodeIndex>(i);
        const bool isFirst = !m_view->failures.empty() && m_view->failures.front().node == node;
        active.insert(isFirst ? active.begin() : active.end(), m_layout->boxOf[i]);
        for (const auto &neighbours : { m_view->structure->parents(node), m_view->structure->children(node) }) {
            for (const dag::NodeIndex neighbour : neighbours)
                near.push_back(m_layout->boxOf[at(neighbour)]);
        }
    }
    if (active.empty())
        return {};
    const auto boxOf = [this](int box) { return m_layout->nodes[at(box)].box; };
    const QPointF first = boxOf(active.front()).center();
    QRectF part = boxOf(active.front());
    for (std::vector<int> *boxes : { &active, &near }) {
        std::ranges::stable_sort(*boxes, {}, [&](int box) { return QLineF(first, boxOf(box).center()).length(); });
        for (const int box : *boxes) {
            const QRectF wider = part.united(boxOf(box));
            if (wider.width() <= window.width() && wider.height() <= window.height())
                part = wider;
        }
    }
    return part;
}

void GraphView::placeAgain()
{
    if (m_place == Place::Own || !m_layout || m_layout->bounds.isEmpty() || viewport()->width() < 10)
        return;
    const double whole = wholeZoom();
    const QSizeF room(viewport()->width() - 2 * margin, viewport()->height() - 2 * margin);
    const QRectF part = m_place == Place::Active && whole < namesFrom ? activePart(room / readable) : QRectF();
    if (part.isEmpty())
        return showRect(m_layout->bounds, whole);
    const double zoom = std::min(room.width() / part.width(), room.height() / part.height());
    showRect(part, std::clamp(zoom, readable, 1.0));
}

void GraphView::fit()
{
    m_place = m_place == Place::Whole ? Place::Active : Place::Whole;
    placeAgain();
}

void GraphView::scrollTo(QPointF place)
{
    if (!m_layout)
        return;
    // What is smaller than the viewport is centred, what is larger stays in it.
    const QSizeF shown = QSizeF(viewport()->size()) / m_zoom;
    const double pad = margin / m_zoom;
    const auto limited = [pad](double wish, double length, double window) {
        return length + 2 * pad <= window ? (length - window) / 2 : std::clamp(wish, -pad, length + pad - window);
    };
    m_origin = { limited(place.x(), m_layout->bounds.width(), shown.width()),
                 limited(place.y(), m_layout->bounds.height(), shown.height()) };
    updateScrollBars();
}

void GraphView::updateScrollBars()
{
    if (!m_layout)
        return;
    m_ignoreScrollBars = true;
    const auto set = [this](QScrollBar *bar, double from, double length, double window) {
        const int pad = static_cast<int>(margin);
        const int range = static_cast<int>(std::ceil(length * m_zoom)) + 2 * pad - static_cast<int>(window);
        bar->setRange(-pad, std::max(-pad, range - pad));
        bar->setPageStep(static_cast<int>(window));
        bar->setSingleStep(40);
        bar->setValue(static_cast<int>(std::round(from * m_zoom)));
    };
    set(horizontalScrollBar(), m_origin.x(), m_layout->bounds.width(), viewport()->width());
    set(verticalScrollBar(), m_origin.y(), m_layout->bounds.height(), viewport()->height());
    m_ignoreScrollBars = false;
}

void GraphView::scrollContentsBy(int dx, int dy)
{
    if (m_ignoreScrollBars || !m_layout)
        return;
    m_place = Place::Own;
    m_origin -= QPointF(dx, dy) / m_zoom;
    if (m_canvasIsOld || m_canvas.isNull()) {
        viewport()->update();
        return;
    }
    QRegion exposed;
    m_canvas.scroll(static_cast<int>(dx * m_canvas.devicePixelRatio()),
                    static_cast<int>(dy * m_canvas.devicePixelRatio()), m_canvas.rect(), &exposed);
    QPainter painter(&m_canvas);
    const double ratio = m_canvas.devicePixelRatio();
    for (const QRect &rect : exposed) {
        const QRectF area(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio);
        painter.setClipRect(area);
        drawAll(&painter, area);
    }
    viewport()->update();
}

void GraphView::resizeEvent(QResizeEvent *)
{
    if (m_place == Place::Own)
        scrollTo(m_origin);
    else
        placeAgain();
    redraw();
}

void GraphView::ensureVisible(const QByteArray &node)
{
    const QRectF box = boxOf(node);
    if (box.isEmpty())
        return;
    const QRectF shown = QRectF(viewport()->rect()).adjusted(margin, margin, -margin, -margin);
    if (shown.contains(box))
        return;
    QPointF shift;
    if (box.left() < shown.left() || box.right() > shown.right())
        shift.setX(box.center().x() - shown.center().x());
    if (box.top() < shown.top() || box.bottom() > shown.bottom())
        shift.setY(box.center().y() - shown.center().y());
    m_place = Place::Own;
    scrollTo(m_origin + shift / m_zoom);
    redraw();
}

QByteArray GraphView::savePlace() const
{
    QByteArray place;
    QDataStream out(&place, QIODevice::WriteOnly);
    out << static_cast<quint8>(m_place) << m_zoom << m_origin;
    return place.toBase64();
}

void GraphView::restorePlace(const QByteArray &place)
{
    if (!m_layout) {
        m_wishedPlace = place;
        return;
    }
    const QByteArray raw = QByteArray::fromBase64(place);
    QDataStream in(raw);
    auto kept = static_cast<quint8>(Place::Active);
    double zoom = 1;
    QPointF origin;
    in >> kept >> zoom >> origin;
    if (in.status() != QDataStream::Ok || kept > static_cast<quint8>(Place::Whole)
        || !(zoom >= smallestZoom && zoom <= largestZoom))
        return;
    m_place = static_cast<Place>(kept);
    if (m_place != Place::Own)
        return placeAgain();
    m_zoom = zoom;
    scrollTo(origin);
    redraw();
}

} // namespace ui
