// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nighttimes.h"

#include "models/core/format.h"
#include "ui/dag/eventline.h"
#include "ui/dag/nodelook.h"
#include "ui/forecast/forecasttext.h"
#include "ui/forecast/nighttime.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using dag::at;

} // namespace

NightTimes::NightTimes(dag::NightBoard *board, const core::Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_board(board)
    , m_clock(clock)
    , m_line(new EventLine(clock, this))
{
    setObjectName(u"nightTimes"_s);
    setAccessibleName(tr("Times of the night's nodes"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_board, &dag::NightBoard::historyChanged, viewport(), qOverload<>(&QWidget::update));
    setViewportMargins(0, 0, 0, m_line->sizeHint().height());
    connect(Theme::instance(), &Theme::changed, this, [this] {
        setViewportMargins(0, 0, 0, m_line->sizeHint().height());
        placeScrollBar();
        viewport()->update();
    });
}

NightTimes::Measures NightTimes::measures() const
{
    const Theme *theme = Theme::instance();
    Measures m{};
    m.row = theme->rowHeight();
    m.names = theme->px(220);
    m.cell = theme->px(11);
    m.median = theme->px(64);
    const int room = viewport()->width() - m.names - m.median;
    // The axis keeps two thirds of what is left; a narrow window shows fewer nights, never half ones.
    m.cells = std::clamp(room / 3 / m.cell, 0, dag::nightsLookedAt);
    m.axis = std::max(1, viewport()->width() - m.axisLeft() - theme->px(12));
    return m;
}

int NightTimes::firstNight(const Measures &m) const
{
    const dag::HistoryPtr &history = m_board->history();
    return (history ? static_cast<int>(history->nights.size()) : 0) - m.cells; // the last night is always at the right
}

void NightTimes::setView(NightViewPtr view)
{
    m_view = std::move(view);
    arrange();
    placeScrollBar();
    viewport()->update();
}

void NightTimes::setScope(GraphScope scope)
{
    if (std::exchange(m_scope, scope) == scope)
        return;
    arrange();
    placeScrollBar();
    viewport()->update();
}

void NightTimes::arrange()
{
    m_rows.clear();
    if (!m_view || !m_view->forecast)
        return;
    const dag::Night &night = *m_view->night;
    const core::TimePoint now = m_clock.now();
    std::vector<char> taken(night.nodes.size(), 0); // or out of the scope
    if (const std::vector<char> wanted = scopeOf(*m_view, m_scope); wanted.size() == taken.size())
        std::ranges::transform(wanted, taken.begin(), [](char isWanted) { return isWanted != 0 ? '\0' : '\1'; });
    const auto add = [&](const QString &heading, std::vector<dag::NodeIndex> nodes, const QString &remark) {
        std::erase_if(nodes, [&](dag::NodeIndex node) { return taken[at(node)] != 0; });
        if (nodes.empty())
            return;
        m_rows.push_back(
            { -1, heading, remark.isEmpty() ? core::formatCount(static_cast<qint64>(nodes.size())) : remark });
        for (const dag::NodeIndex node : nodes) {
            m_rows.push_back({ node, {}, {} });
            taken[at(node)] = 1;
        }
    };
    const auto where = [&](auto &&matches) {
        std::vector<dag::NodeIndex> nodes;
        for (size_t i = 0; i < night.nodes.size(); ++i) {
            if (matches(night.nodes[i].state))
                nodes.push_back(static_cast<dag::NodeIndex>(i));
        }
        return nodes;
    };
    const auto tookOf = [&](dag::NodeIndex node) {
        const dag::NodeRun &run = night.nodes[at(node)];
        return core::isKnown(run.started) && core::isKnown(run.ended) ? run.ended - run.started : core::Duration(0);
    };
    add(tr("Critical path"), m_view->forecast->criticalPath, tr("%1 left").arg(shortSpan(m_view->forecast->pathLeft)));
    add(tr("Failed"), where([](dag::NodeState s) { return s == dag::NodeState::Failed; }), {});
    add(tr("Running and pending"), where([](dag::NodeState s) {
            return dag::isActive(s) || s == dag::NodeState::UpForRetry || s == dag::NodeState::Queued;
        }),
        {});
    add(tr("Blocked"), where([](dag::NodeState s) { return s == dag::NodeState::Blocked; }), {});
    add(tr("Waiting"), where([](dag::NodeState s) { return !dag::isOver(s); }), {});
    std::vector<dag::NodeIndex> over = where([](dag::NodeState s) { return dag::isOver(s); });
    std::ranges::stable_sort(over, std::greater<>(), tookOf);
    std::erase_if(over, [&](dag::NodeIndex node) { return taken[at(node)] != 0; });
    add(tr("Done"), over, tr("%1, slowest first").arg(over.size()));

    m_from = core::isKnown(night.run.started) ? night.run.started : now;
    m_until = std::max(now, m_from) + std::chrono::minutes(30);
    m_until = std::max(m_until, m_view->forecast->finish.late + std::chrono::minutes(15));
    for (const dag::DeadlineForecast &deadline : m_view->forecast->deadlines)
        m_until = std::max(m_until, deadline.due + std::chrono::minutes(30));
}

void NightTimes::placeScrollBar()
{
    const Measures m = measures();
    const int whole = static_cast<int>(m_rows.size() + 1) * m.row; // the header takes one
    verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
    verticalScrollBar()->setPageStep(std::max(m.row, viewport()->height() - m.row));
    verticalScrollBar()->setSingleStep(m.row);
    m_line->setGeometry(QRect(viewport()->geometry().left(), viewport()->geometry().bottom() + 1, viewport()->width(),
                              m_line->sizeHint().height()));
    m_line->setAxis(m.axisLeft(), m.axis, m_from, m_until);
}

void NightTimes::resizeEvent(QResizeEvent *)
{
    placeScrollBar();
}

double NightTimes::x(core::TimePoint t) const
{
    const Measures m = measures();
    const double share = static_cast<double>((t - m_from).count()) / static_cast<double>((m_until - m_from).count());
    return m.axisLeft() + m.axis * std::clamp(share, 0.0, 1.0);
}

int NightTimes::rowOf(dag::NodeIndex node) const
{
    const auto found = std::ranges::find(m_rows, node, &Row::node);
    return node < 0 || found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void NightTimes::setCurrent(const QByteArray &node)
{
    if (std::exchange(m_current, node) == node || !m_view)
        return;
    const auto &nodes = m_view->night->graph->nodes;
    const auto found = std::ranges::find(nodes, QString::fromUtf8(node), &dag::Node::id);
    const int row = found == nodes.end() ? -1 : rowOf(static_cast<dag::NodeIndex>(found - nodes.begin()));
    if (row >= 0) {
        const int height = measures().row;
        const int top = row * height;
        const int shown = viewport()->height() - height;
        QScrollBar *bar = verticalScrollBar();
        if (top < bar->value() || top + height > bar->value() + shown)
            bar->setValue(top - shown / 2);
        setAccessibleDescription(asText().value(row));
    }
    viewport()->update();
}

void NightTimes::makeCurrent(int row)
{
    if (row < 0 || row >= static_cast<int>(m_rows.size()) || m_rows[at(row)].node < 0)
        return;
    const QByteArray id = m_view->night->graph->nodes[at(m_rows[at(row)].node)].id.toUtf8();
    const bool isNew = id != m_current;
    setCurrent(id);
    if (isNew)
        emit currentChanged(id);
}

int NightTimes::rowAt(QPoint place) const
{
    const int height = measures().row;
    const int row = place.y() < height ? -1 : (place.y() - height + verticalScrollBar()->value()) / height;
    return row < static_cast<int>(m_rows.size()) ? row : -1;
}

void NightTimes::mousePressEvent(QMouseEvent *event)
{
    makeCurrent(rowAt(event->pos()));
}

void NightTimes::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const dag::PastNight *const night = nightAt(event->pos()))
        m_board->selectRun(m_view->night->run.dag, night->run.id);
}

const dag::PastNight *NightTimes::nightAt(QPoint place) const
{
    const Measures m = measures();
    const dag::HistoryPtr &history = m_board->history();
    const int cell = (place.x() - m.names) / m.cell;
    if (!m_view || !history || place.x() < m.names || cell >= m.cells || rowAt(place) < 0)
        return nullptr;
    const int night = firstNight(m) + cell;
    return night < 0 ? nullptr : &history->nights[at(night)];
}

QString NightTimes::cellText(const dag::PastNight &night, dag::NodeIndex node) const
{
    const core::TimePoint now = m_clock.now();
    const QString date = dataDate(night.run);
    QStringList lines{ date.isEmpty() ? tr("started %1").arg(localMoment(night.run.started)) : date };
    const auto past = night.nodes.constFind(m_view->night->graph->nodes[at(node)].id);
    if (past == night.nodes.cend()) {
        lines << tr("it was not part of the graph");
        return lines.join(u'\n');
    }
    lines << (past->ran.count() > 0 ? tr("%1 in %2").arg(dag::stateWord(past->state), shortSpan(past->ran))
                                    : dag::stateWord(past->state));
    if (past->queued.count() > 0)
        lines << tr("queued for %1").arg(shortSpan(past->queued));
    if (past->tries > 1)
        lines << tr("%1 tries").arg(past->tries);
    for (const dag::Try &one : past->earlier) {
        lines << tr("try %1: %2 at %3, %4")
                     .arg(one.number)
                     .arg(dag::stateWord(one.state), shortTime(one.ended, now),
                          one.host.isEmpty() ? tr("host not known") : one.host);
    }
    if (!past->host.isEmpty())
        lines << past->host;
    const QString &pool = m_view->night->graph->nodes[at(node)].pool;
    if (const int machines = night.pools.value(pool); machines > 0)
        lines << tr("%1 had %2 machines").arg(pool).arg(machines);
    return lines.join(u'\n');
}

bool NightTimes::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const dag::PastNight *const night = nightAt(help->pos());
    const int row = rowAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       night && m_rows[at(row)].node >= 0 ? cellText(*night, m_rows[at(row)].node) : QString(),
                       viewport());
    return true;
}

void NightTimes::keyPressEvent(QKeyEvent *event)
{
    int row = -1;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].node >= 0 && m_view->night->graph->nodes[at(m_rows[i].node)].id.toUtf8() == m_current)
            row = static_cast<int>(i);
    }
    const auto go = [this](int from, int step) {
        for (int to = from + step; to >= 0 && to < static_cast<int>(m_rows.size()); to += step) {
            if (m_rows[at(to)].node >= 0)
                return makeCurrent(to);
        }
    };
    switch (event->key()) {
    case Qt::Key_Down:
        return go(row, 1);
    case Qt::Key_Up:
        return go(row, -1);
    case Qt::Key_Home:
        return go(-1, 1);
    case Qt::Key_End:
        return go(static_cast<int>(m_rows.size()), -1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

QStringList NightTimes::asText() const
{
    QStringList lines;
    for (const Row &row : m_rows) {
        if (row.node < 0) {
            lines << row.text + u' ' + row.remark;
            continue;
        }
        const NodeLook look = lookOf(*m_view, row.node, m_clock.now());
        lines << look.name + u", "_s + look.detail;
    }
    return lines;
}

} // namespace ui
