// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agentmap.h"

#include "models/core/format.h"
#include "models/core/text.h"
#include "ui/agents/agentmapaccess.h"
#include "ui/agents/mappaint.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

AgentMap::AgentMap(const core::Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_clock(clock)
    , m_foot(new QWidget(this))
    , m_line(new QLabel(m_foot))
    , m_legend(new QLabel(m_foot))
{
    installAgentMapAccess();
    m_foot->setAutoFillBackground(true);
    setObjectName(u"agentMap"_s);
    setAccessibleName(tr("Map of agents"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);

    m_line->setObjectName(u"agentMapLine"_s);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_legend->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(Theme::instance()->px(10), 0, Theme::instance()->px(10), 0);
    row->addWidget(m_line, 1);
    row->addWidget(m_legend);
    connect(Theme::instance(), &Theme::changed, this, &AgentMap::relayout);
    relayout();
}

AgentMap::~AgentMap() = default;

void AgentMap::setPicture(Picture picture)
{
    m_picture = std::move(picture);
    m_hover = {};
    m_current = m_picture ? m_picture->columnOf(m_currentKey) : -1;
    relayout();
    QAccessibleEvent event(this, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void AgentMap::setCurrentKey(const QByteArray &key)
{
    if (key == m_currentKey)
        return;
    m_currentKey = key;
    m_current = m_picture && !key.isEmpty() ? m_picture->columnOf(key) : -1;
    ensureVisible(m_current);
    updateLine();
    viewport()->update();
}

void AgentMap::setOld(bool old)
{
    m_old = old;
    updateLine();
    viewport()->update();
}

void AgentMap::setLegend(const QString &text)
{
    m_legend->setText(text);
}

QString AgentMap::lineText() const
{
    return m_line->text();
}

QRect AgentMap::columnRect(int column) const
{
    return m_layout.cell(column).translated(-offset());
}

QSize AgentMap::sizeHint() const
{
    const int rows = std::min(m_layout.size.height(), Theme::instance()->px(260));
    return { Theme::instance()->px(600), std::max(rows, Theme::instance()->px(80)) + m_foot->height() };
}

QPoint AgentMap::offset() const
{
    return { 0, verticalScrollBar()->value() };
}

void AgentMap::relayout()
{
    const Theme *theme = Theme::instance();
    const int footHeight = theme->px(22);
    setViewportMargins(0, 0, 0, footHeight);
    m_foot->setGeometry(0, height() - footHeight, width(), footHeight);
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, theme->tokens().text2);
    m_legend->setPalette(quiet);
    QPalette ground = palette();
    ground.setColor(QPalette::Window, theme->tokens().window);
    m_foot->setPalette(ground);
    m_legend->setFont(theme->tableFont());
    m_line->setFont(theme->tableFont());

    std::vector<int> counts, titles;
    int columns = 0;
    if (m_picture) {
        const QFontMetrics bold(theme->headingFont());
        const QFontMetrics plain(theme->tableFont());
        for (const MapGroup &group : m_picture->groups) {
            counts.push_back(static_cast<int>(group.columnCount));
            titles.push_back(bold.horizontalAdvance(group.name) + plain.horizontalAdvance(u" 10,000 agents"_s));
            columns += counts.back();
        }
    }
    const double px = theme->px(100) / 100.0;
    m_layout = layOutMap(counts, titles, viewport()->width(), mapMeasures(columns, px));
    verticalScrollBar()->setRange(0, std::max(0, m_layout.size.height() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_layout.measures.columnHeight / 2);
    updateGeometry();
    updateLine();
    viewport()->update();
}

void AgentMap::resizeEvent(QResizeEvent *)
{
    relayout();
}

void AgentMap::paintEvent(QPaintEvent *event)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.window);
    if (!m_picture)
        return;
    painter.translate(-offset());
    const QRect exposed = event->rect().translated(offset());
    const auto [first, last] = m_layout.runsIn(exposed.top(), exposed.bottom());
    for (size_t i = first; i < last; ++i) {
        const MapLayout::Run &run = m_layout.runs[i];
        const MapGroup &group = m_picture->groups[static_cast<size_t>(run.group)];
        if (run.hasTitle) {
            painter.setFont(theme->headingFont());
            painter.setPen(tokens.text);
            const int advance = painter.fontMetrics().horizontalAdvance(group.name + u' ');
            painter.drawText(run.title, Qt::AlignLeft | Qt::AlignVCenter, group.name);
            painter.setFont(theme->tableFont());
            painter.setPen(tokens.text2);
            painter.drawText(run.title.adjusted(advance, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             group.columnCount == 1 ? tr("1 agent")
                                                    : tr("%1 agents").arg(core::formatCount(group.columnCount)));
        }
        for (int column = run.firstColumn; column < run.firstColumn + run.columnCount; ++column) {
            const QRect cell = m_layout.cell(column);
            if (!cell.adjusted(-3, -6, 3, 3).intersects(exposed) || column == m_current)
                continue;
            paintColumn(&painter, cell, *m_picture, m_picture->columns[static_cast<size_t>(column)],
                        { false, m_old, m_hover.column == column ? m_hover.block : -1 });
        }
    }
    if (m_current >= 0) { // last: its outline lies over its neighbours
        paintColumn(&painter, m_layout.cell(m_current), *m_picture, m_picture->columns[static_cast<size_t>(m_current)],
                    { true, m_old, m_hover.column == m_current ? m_hover.block : -1 });
    }
}

AgentMap::Hit AgentMap::hitAt(QPoint viewportPoint) const
{
    Hit hit;
    const QPoint point = viewportPoint + offset();
    hit.column = m_picture ? m_layout.columnAt(point) : -1;
    if (hit.column < 0)
        return hit;
    const MapColumn &column = m_picture->columns[static_cast<size_t>(hit.column)];
    const QRect bar = barRect(m_layout.cell(hit.column), column);
    if (bar.width() < narrowestWithBlocks)
        return hit;
    for (uint32_t i = 0; i < column.blockCount; ++i) {
        const QRect block = blockRect(bar, *m_picture, column, i);
        if (point.y() >= block.top() && point.y() <= block.bottom())
            hit.block = static_cast<int>(column.firstBlock + i);
    }
    return hit;
}

void AgentMap::setHover(Hit hit)
{
    if (hit == m_hover)
        return;
    m_hover = hit;
    updateLine();
    viewport()->update();
}

bool AgentMap::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHover({});
    return QAbstractScrollArea::viewportEvent(event);
}

void AgentMap::mouseMoveEvent(QMouseEvent *event)
{
    setHover(hitAt(event->position().toPoint()));
}

void AgentMap::mousePressEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && hit.column >= 0)
        activateColumn(hit.column);
}

void AgentMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position().toPoint());
    if (hit.column < 0)
        return;
    if (hit.block >= 0 && m_picture->blocks[static_cast<size_t>(hit.block)].task != MapBlock::noTask) {
        const mesos::State &state = *m_picture->snapshot;
        const mesos::Task &task = state.tasks[m_picture->blocks[static_cast<size_t>(hit.block)].task];
        emit taskOpened(state.string(task.framework).toUtf8() + '/' + state.string(task.id).toUtf8());
        return;
    }
    emit agentOpened(m_picture->key(static_cast<uint32_t>(hit.column)));
}

void AgentMap::activateColumn(int column)
{
    moveTo(column);
    emit inspectRequested(m_currentKey);
}

void AgentMap::moveTo(int column)
{
    if (!m_picture || column < 0 || column >= static_cast<int>(m_picture->columns.size()))
        return;
    setCurrentKey(m_picture->key(static_cast<uint32_t>(column)));
    emit agentSelected(m_currentKey);
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(column);
    QAccessible::updateAccessibility(&event);
}

void AgentMap::keyPressEvent(QKeyEvent *event)
{
    const int count = m_picture ? static_cast<int>(m_picture->columns.size()) : 0;
    const int at = m_current;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(at < 0 ? 0 : std::max(0, at - 1));
    case Qt::Key_Right:
        return moveTo(at < 0 ? 0 : std::min(count - 1, at + 1));
    case Qt::Key_Up:
        return moveTo(at < 0 ? 0 : m_layout.verticalNeighbour(at, -1));
    case Qt::Key_Down:
        return moveTo(at < 0 ? 0 : m_layout.verticalNeighbour(at, 1));
    case Qt::Key_Home:
        return moveTo(0);
    case Qt::Key_End:
        return moveTo(count - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (at >= 0)
            emit agentOpened(m_currentKey);
        return;
    case Qt::Key_Space:
        if (at >= 0)
            emit inspectRequested(m_currentKey);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void AgentMap::focusInEvent(QFocusEvent *event)
{
    // Coming by the keyboard there must be something to see where the focus is.
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        moveTo(0);
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void AgentMap::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void AgentMap::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void AgentMap::ensureVisible(int column)
{
    if (column < 0)
        return;
    const QRect cell = m_layout.cell(column).adjusted(0, -m_layout.measures.titleHeight, 0, m_layout.measures.margin);
    QScrollBar *bar = verticalScrollBar();
    if (cell.top() < bar->value())
        bar->setValue(cell.top());
    else if (cell.bottom() > bar->value() + viewport()->height())
        bar->setValue(cell.bottom() - viewport()->height());
}

void AgentMap::updateLine()
{
    QString text;
    if (m_picture && m_hover.block >= 0)
        text = blockText(m_picture->blocks[static_cast<size_t>(m_hover.block)], m_hover.column);
    else if (m_picture && (m_hover.column >= 0 || m_current >= 0))
        text = columnText(m_hover.column >= 0 ? m_hover.column : m_current);
    m_line->setText(text);
}

QString AgentMap::blockText(const MapBlock &block, int column) const
{
    const mesos::State &state = *m_picture->snapshot;
    const QString agent = state.string(m_picture->agent(static_cast<uint32_t>(column)).hostname);
    if (block.task == MapBlock::noTask)
        return tr("Executors and what else is allocated on %1").arg(agent);
    const mesos::Task &task = state.tasks[block.task];
    const std::string_view word = mesos::word(task.state).substr(5); // without TASK_
    const core::TimePoint since = core::isKnown(task.started) ? task.started : task.changed;
    return tr("%1 · %2 %3 · %4 cpus, %5 GiB · %6")
        .arg(state.string(task.name), core::toQString(word).toLower(), core::formatAge(since, m_clock.now()),
             core::formatCpus(static_cast<double>(task.resources.cpus)),
             core::formatGib(static_cast<double>(task.resources.mem)), agent);
}

QString AgentMap::columnText(int column) const
{
    const mesos::State &state = *m_picture->snapshot;
    const mesos::Agent &agent = m_picture->agent(static_cast<uint32_t>(column));
    const std::string_view phase = mesos::word(agent.phase);
    const QString word = core::toQString(phase);
    const QString tasks = agent.liveTasks == 1 ? tr("1 task") : tr("%1 tasks").arg(core::formatCount(agent.liveTasks));
    return tr("%1 · %2 · %3 · cpus %4 of %5 · memory %6 of %7 GiB")
        .arg(state.string(agent.hostname), m_old ? tr("was %1").arg(word) : word, tasks,
             core::formatCpus(static_cast<double>(agent.used.cpus)),
             core::formatCpus(static_cast<double>(agent.total.cpus)),
             core::formatGib(static_cast<double>(agent.used.mem)),
             core::formatGib(static_cast<double>(agent.total.mem)));
}

QString AgentMap::columnName(int column) const
{
    if (!m_picture || column < 0 || column >= static_cast<int>(m_picture->columns.size()))
        return {};
    const mesos::State &state = *m_picture->snapshot;
    const MapColumn &shown = m_picture->columns[static_cast<size_t>(column)];
    const mesos::Agent &agent = m_picture->agent(static_cast<uint32_t>(column));
    const std::string_view phase = mesos::word(agent.phase);
    QString name = tr("%1, agent, %2, %3 tasks, %4 % allocated")
                       .arg(state.string(agent.hostname), core::toQString(phase))
                       .arg(agent.liveTasks)
                       .arg(std::lround(shown.filled * 100));
    return shown.failed ? tr("%1, a task failed here").arg(name) : name;
}

} // namespace ui
