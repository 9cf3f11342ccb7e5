// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/graphview.h"

#include "ui/style/theme.h"

#include <QAccessible>
#include <QDataStream>
#include <QEvent>
#include <QFontMetricsF>
#include <QIODevice>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using dag::at;

} // namespace

GraphView::GraphView(const core::Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_clock(clock)
{
    setObjectName(u"nightGraph"_s);
    setAccessibleName(tr("Graph of the night"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        remakeLooks();
        redraw();
    });
}

GraphView::~GraphView() = default;

std::vector<QSizeF> GraphView::sizesOf(const dag::Graph &graph)
{
    const Theme *theme = Theme::instance();
    QFont font = theme->uiFont();
    font.setPixelSize(theme->px(11));
    font.setWeight(QFont::DemiBold); // names become bold without the picture moving
    const QFontMetricsF metrics(font);
    std::vector<QSizeF> sizes;
    sizes.reserve(graph.nodes.size());
    const double widest = theme->px(200); // nodelook.cpp knows it, too
    const double narrowest = theme->px(108);
    for (const dag::Node &node : graph.nodes) {
        const double width = metrics.horizontalAdvance(node.label) + theme->px(32);
        sizes.emplace_back(std::clamp(std::ceil(width), narrowest, widest), theme->px(34));
    }
    return sizes;
}

void GraphView::setLayout(dag::LayoutPtr layout)
{
    m_layout = std::move(layout);
    m_current = -1;
    if (m_layout && !m_currentId.isEmpty())
        setCurrent(m_currentId);
    remakeLooks();
    placeAgain();
    if (!m_wishedPlace.isEmpty())
        restorePlace(std::exchange(m_wishedPlace, {}));
    updateScrollBars();
    redraw();
}

void GraphView::setView(NightViewPtr view)
{
    // What edges show, and what is dim, changes seldom: then all is drawn anew. A state alone repaints its box.
    const bool sameEmphasis = m_view && view && m_view->night->graph == view->night->graph
        && m_view->isInCascade == view->isInCascade && m_view->isCritical == view->isCritical
        && scopeOf(*view, m_scope) == m_inScope;
    const NightViewPtr before = std::exchange(m_view, std::move(view));
    if (m_view && (!before || before->night->run.id != m_view->night->run.id))
        placeAgain(); // another night is active elsewhere
    if (!m_layout || !m_view || m_layout->graph != m_view->night->graph || !sameEmphasis || m_looks.empty()) {
        relate();
        remakeLooks();
        redraw();
        return;
    }
    const core::TimePoint now = m_clock.now();
    bool changed = false;
    for (size_t box = 0; box < m_layout->nodes.size(); ++box) {
        const dag::LaidNode &laid = m_layout->nodes[box];
        if (laid.node >= 0) {
            // Most nodes are as they were, and say nothing that grows with time.
            const auto n = at(laid.node);
            const dag::NodeRun &run = m_view->night->nodes[n];
            const bool grows = dag::isActive(run.state) || run.state == dag::NodeState::Queued;
            if (!grows && !m_view->isCritical[n] && run == before->night->nodes[n])
                continue;
        }
        NodeLook look = laid.node >= 0 ? lookOf(*m_view, laid.node, now) : lookOfGroup(*m_view, laid, now);
        if (look == m_looks[box])
            continue;
        m_looks[box] = std::move(look);
        repaintBox(box);
        changed = true;
    }
    if (changed) {
        m_minimap = QPixmap();
        viewport()->update(minimapRect());
    }
}

void GraphView::remakeLooks()
{
    m_looks.clear();
    m_inScope.clear();
    if (!m_layout || !m_view || m_layout->graph != m_view->night->graph)
        return;
    const core::TimePoint now = m_clock.now();
    for (const dag::LaidNode &laid : m_layout->nodes)
        m_looks.push_back(laid.node >= 0 ? lookOf(*m_view, laid.node, now) : lookOfGroup(*m_view, laid, now));
    m_inScope = scopeOf(*m_view, m_scope);
    m_minimap = QPixmap();
}

void GraphView::setScope(GraphScope scope)
{
    if (std::exchange(m_scope, scope) == scope)
        return;
    remakeLooks();
    redraw();
}

void GraphView::setMatches(std::vector<char> matches)
{
    if (m_matches == matches)
        return;
    m_matches = std::move(matches);
    redraw();
}

QByteArray GraphView::current() const
{
    return m_currentId;
}

void GraphView::setCurrent(const QByteArray &node)
{
    m_currentId = node;
    int box = -1;
    if (m_layout) {
        const QString id = QString::fromUtf8(node);
        const auto &nodes = m_layout->graph->nodes;
        const auto found = std::ranges::find(nodes, id, &dag::Node::id);
        if (found != nodes.end())
            box = m_layout->boxOf[static_cast<size_t>(found - nodes.begin())];
    }
    if (std::exchange(m_current, box) == box)
        return;
    relate();
    redraw();
    announce();
}

void GraphView::relate()
{
    m_related.clear();
    if (m_current < 0 || !m_layout || !m_view || m_layout->graph != m_view->night->graph)
        return;
    const std::vector<dag::NodeIndex> &members = m_layout->nodes[at(m_current)].members;
    m_related = m_view->structure->ancestors(members);
    const std::vector<char> below = m_view->structure->descendants(members);
    for (size_t i = 0; i < m_related.size(); ++i)
        m_related[i] = m_related[i] || below[i] ? 1 : 0;
    for (const dag::NodeIndex member : members)
        m_related[at(member)] = 1;
}

bool GraphView::isInScope(size_t box) const
{
    const auto &members = m_layout->nodes[box].members;
    return m_inScope.empty()
        || std::ranges::any_of(members, [this](dag::NodeIndex node) { return m_inScope[at(node)] != 0; });
}

bool GraphView::isDim(size_t box) const
{
    const auto &members = m_layout->nodes[box].members;
    const auto matches = [this](dag::NodeIndex node) { return m_matches[at(node)] != 0; };
    if (m_matches.size() == m_layout->graph->nodes.size() && std::ranges::none_of(members, matches))
        return true;
    return !isInScope(box);
}

int GraphView::boxAt(QPoint viewportPoint) const
{
    if (!m_layout)
        return -1;
    const QPointF place = m_origin + QPointF(viewportPoint) / m_zoom;
    for (size_t box = 0; box < m_layout->nodes.size(); ++box) {
        if (m_layout->nodes[box].box.contains(place))
            return static_cast<int>(box);
    }
    return -1;
}

QString GraphView::groupAt(QPoint viewportPoint) const
{
    if (!m_layout || detail() != Detail::Whole)
        return {};
    const QPointF place = m_origin + QPointF(viewportPoint) / m_zoom;
    QString found;
    for (const dag::LaidGroup &group : m_layout->groups) {
        if (group.parts.empty())
            continue;
        QRectF head = group.parts.front();
        head.setHeight(Theme::instance()->px(14));
        if (head.contains(place))
            found = group.path; // inner ones come later
    }
    return found;
}

void GraphView::makeCurrent(int box)
{
    if (box < 0 || !m_layout)
        return;
    const dag::NodeIndex node = m_layout->nodes[at(box)].members.front();
    const QByteArray id = m_layout->graph->nodes[at(node)].id.toUtf8();
    const bool isNew = id != m_currentId;
    setCurrent(id);
    ensureVisible(id);
    if (isNew)
        emit currentChanged(id);
}

void GraphView::announce()
{
    if (m_current < 0 || m_looks.size() <= at(m_current))
        return;
    const NodeLook &look = m_looks[at(m_current)];
    setAccessibleDescription(look.name + u", "_s + look.detail);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
