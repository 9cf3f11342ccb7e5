// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/graphview.h"
#include "ui/style/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double glyphsFrom = 0.25; ///< below: blocks
constexpr size_t manyEdges = 800;

using dag::at;

} // namespace

Detail GraphView::detail() const
{
    return m_zoom >= namesFrom ? Detail::Whole : m_zoom >= glyphsFrom ? Detail::GlyphOnly : Detail::Block;
}

void GraphView::redraw()
{
    m_canvasIsOld = true;
    viewport()->update();
}

void GraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        redraw();
    QAbstractScrollArea::changeEvent(event);
}

void GraphView::paintEvent(QPaintEvent *event)
{
    const double ratio = devicePixelRatioF();
    const QSize size = viewport()->size() * ratio;
    if (m_canvas.size() != size || m_canvas.devicePixelRatio() != ratio) {
        m_canvas = QPixmap(size);
        m_canvas.setDevicePixelRatio(ratio);
        m_canvasIsOld = true;
    }
    if (std::exchange(m_canvasIsOld, false)) {
        QPainter painter(&m_canvas);
        drawAll(&painter, viewport()->rect());
    }
    QPainter painter(viewport());
    for (const QRect &rect : event->region()) {
        const QRect source(rect.topLeft() * ratio, rect.size() * ratio);
        painter.drawPixmap(rect, m_canvas, source);
    }
    if (event->region().intersects(minimapRect()))
        paintMinimap(&painter);
}

void GraphView::drawAll(QPainter *painter, const QRectF &area) const
{
    painter->fillRect(area, Theme::instance()->tokens().window);
    if (!m_layout || m_looks.size() != m_layout->nodes.size())
        return;
    painter->setRenderHint(QPainter::Antialiasing, m_zoom >= glyphsFrom);
    drawGroups(painter, area);
    drawEdges(painter, area);
    for (size_t box = 0; box < m_layout->nodes.size(); ++box) {
        if (onScreen(m_layout->nodes[box].box).adjusted(-5, -5, 5, 5).intersects(area))
            drawBox(painter, box);
    }
}

void GraphView::drawBox(QPainter *painter, size_t box) const
{
    paintNode(painter, onScreen(m_layout->nodes[box].box), m_looks[box], detail(), static_cast<int>(box) == m_current,
              isDim(box), m_zoom);
}

void GraphView::repaintBox(size_t box)
{
    if (m_canvasIsOld || m_canvas.isNull())
        return;
    const QRectF rect = onScreen(m_layout->nodes[box].box);
    if (!rect.intersects(viewport()->rect()))
        return;
    QPainter painter(&m_canvas);
    painter.setRenderHint(QPainter::Antialiasing, m_zoom >= glyphsFrom);
    painter.setClipRect(rect); // a second outline comes with an emphasis, and that redraws all
    painter.fillRect(rect, Theme::instance()->tokens().window);
    drawGroups(&painter, rect); // a dim box lets its ground through
    drawBox(&painter, box);
    viewport()->update(rect.toAlignedRect());
}

void GraphView::drawGroups(QPainter *painter, const QRectF &area) const
{
    const Tokens &t = Theme::instance()->tokens();
    for (const dag::LaidGroup &group : m_layout->groups) {
        QPainterPath outline;
        for (const QRectF &part : group.parts) {
            const QRectF rect = onScreen(part);
            if (rect.intersects(area))
                outline.addRect(rect);
        }
        if (outline.isEmpty())
            continue;
        painter->setPen(QPen(t.line, 1));
        painter->setBrush(group.depth % 2 == 0 ? t.panel : t.window);
        for (const QRectF &part : group.parts)
            painter->drawRect(onScreen(part));
        if (m_zoom < namesFrom)
            continue;
        const QRectF head = onScreen(group.parts.front());
        QFont font = Theme::instance()->uiFont();
        font.setPixelSize(std::max(1, static_cast<int>(Theme::instance()->px(10) * m_zoom)));
        painter->setFont(font);
        painter->setPen(t.text3);
        painter->drawText(head.adjusted(6, 2 * m_zoom, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                          u"− "_s + group.path.section(u'.', -1));
    }
}

GraphView::EdgeKind GraphView::kindOf(const dag::LaidEdge &edge) const
{
    bool isCritical = false;
    bool isCascade = false;
    bool isRelated = false;
    for (const int index : edge.edges) {
        const dag::Edge &e = m_layout->graph->edges[at(index)];
        const auto isStep = [&](const std::vector<dag::NodeIndex> &path) {
            const auto from = std::ranges::find(path, e.from);
            return from != path.end() && from + 1 != path.end() && *(from + 1) == e.to;
        };
        const bool fromFailure
            = m_view->isInCascade[at(e.from)] || m_view->night->nodes[at(e.from)].state == dag::NodeState::Failed;
        isCritical = isCritical
            || (m_view->isCritical[at(e.from)] && m_view->isCritical[at(e.to)]
                && isStep(m_view->forecast->criticalPath));
        isCascade = isCascade || (fromFailure && m_view->isInCascade[at(e.to)]);
        isRelated = isRelated || (!m_related.empty() && m_related[at(e.from)] && m_related[at(e.to)]);
    }
    return isCritical ? EdgeKind::Critical
        : isRelated   ? EdgeKind::Related
        : isCascade   ? EdgeKind::Cascade
                      : EdgeKind::Plain;
}

void GraphView::drawEdges(QPainter *painter, const QRectF &area) const
{
    const Tokens &t = Theme::instance()->tokens();
    const bool isFailing = !m_view->failures.empty();
    const QTransform map = toViewport();
    // Curves cannot be told from lines there, and cost ten times as much.
    const bool straight = m_zoom < namesFrom && m_layout->edges.size() > manyEdges;
    painter->setRenderHint(QPainter::Antialiasing, !straight);
    const QRectF shown = map.inverted().mapRect(area.adjusted(-3, -3, 3, 3));
    QList<QLineF> lines[4];
    QPainterPath curves[4];
    for (const dag::LaidEdge &edge : m_layout->edges) {
        if (edge.points.front().x() > shown.right() || edge.points.back().x() < shown.left())
            continue;
        const auto [top, bottom] = std::ranges::minmax_element(edge.points, {}, &QPointF::y);
        if (bottom->y() < shown.top() || top->y() > shown.bottom())
            continue;
        const auto kind = static_cast<size_t>(kindOf(edge));
        if (straight && m_zoom < glyphsFrom) { // bends are smaller than a line is thick
            lines[kind].append({ map.map(edge.points.front()), map.map(edge.points.back()) });
            continue;
        }
        if (straight) {
            for (size_t i = 0; i + 1 < edge.points.size(); ++i)
                lines[kind].append({ map.map(edge.points[i]), map.map(edge.points[i + 1]) });
            continue;
        }
        QPainterPath &path = curves[kind];
        path.moveTo(map.map(edge.points.front()));
        for (size_t i = 0; i + 1 < edge.points.size(); ++i) {
            const QPointF from = map.map(edge.points[i]);
            const QPointF to = map.map(edge.points[i + 1]);
            const double half = (to.x() - from.x()) / 2;
            if (from.y() == to.y())
                path.lineTo(to);
            else
                path.cubicTo(from + QPointF(half, 0), to - QPointF(half, 0), to);
        }
    }
    const QColor emphasis = isFailing ? t.failMark : t.runMark;
    const double scale = std::min(1.0, std::max(0.4, m_zoom));
    const QPen pens[4] = { QPen(t.line, 1), QPen(t.failMark, 1, straight ? Qt::SolidLine : Qt::DashLine),
                           QPen(emphasis, 3 * scale), QPen(t.text2, 1.5) };
    painter->setBrush(Qt::NoBrush);
    for (const EdgeKind kind : { EdgeKind::Plain, EdgeKind::Cascade, EdgeKind::Related, EdgeKind::Critical }) {
        const auto index = static_cast<size_t>(kind);
        painter->setPen(pens[index]);
        if (!lines[index].isEmpty())
            painter->drawLines(lines[index]);
        if (!curves[index].isEmpty())
            painter->drawPath(curves[index]);
    }
    painter->setRenderHint(QPainter::Antialiasing, m_zoom >= glyphsFrom);
}

} // namespace ui
