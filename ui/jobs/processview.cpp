// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/processview.h"

#include "models/aurora/executor/exitwords.h"
#include "models/core/format.h"
#include "ui/style/glyphs.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using aurora::ProcessRun;
using State = ProcessRun::State;

enum Column { NameColumn, RunColumn, ExitColumn, CpusColumn, MemoryColumn, ColumnCount };
constexpr std::array<int, ColumnCount> widths{ 0, 30, 98, 38, 42 }; ///< design px; the name takes the rest

constexpr double mebibyte = 1 << 20;

/// The first processes it waits for that have not ended well.
QString waitsFor(const aurora::ThermosTask &task, const aurora::executor::ProcessGraph &graph, int node)
{
    QStringList names;
    for (const aurora::executor::ProcessGraph::Edge &edge : graph.edges) {
        const QString &before = graph.nodes[edge.from].name;
        if (edge.to == node && task.runs.value(before).state != State::Success)
            names << before;
    }
    return names.join(u", "_s);
}

QString tookText(const ProcessRun &run, core::TimePoint now)
{
    const core::TimePoint until = core::isKnown(run.stopped) ? run.stopped : now;
    return core::isKnown(run.started) && until >= run.started ? core::formatSpanNarrow(until - run.started) : QString();
}

/// Thermos leaves a code of 0 out, and loses that of failed runs.
QString endText(const ProcessRun &run)
{
    if (run.returnCode && *run.returnCode < 0)
        return aurora::executor::signalName(-*run.returnCode);
    if (run.returnCode)
        return QString::number(*run.returnCode);
    return run.state == State::Success ? u"0"_s : ProcessView::tr("code not kept");
}

QString exitText(const ProcessRun &run, core::TimePoint now)
{
    const QString took = tookText(run, now);
    switch (run.state) {
    case State::Running:
        return took.isEmpty() ? ProcessView::tr("runs") : ProcessView::tr("runs, %1").arg(took);
    case State::Success:
    case State::Killed:
        return took.isEmpty() ? endText(run) : endText(run) + u", "_s + took;
    case State::Failed:
        return ProcessView::tr("failed, %1").arg(endText(run));
    case State::Lost:
        return ProcessView::tr("lost");
    case State::Waiting:
    case State::Forked:
    case State::Unknown:
        break;
    }
    return ProcessView::tr("waits");
}

QString glyphOf(State state)
{
    switch (state) {
    case State::Running:
        return u"TASK_RUNNING"_s;
    case State::Success:
        return u"TASK_FINISHED"_s;
    case State::Failed:
        return u"TASK_FAILED"_s;
    case State::Killed:
        return u"TASK_KILLED"_s;
    case State::Lost:
        return u"TASK_LOST"_s;
    case State::Waiting:
    case State::Forked:
    case State::Unknown:
        break;
    }
    return {};
}

} // namespace

ProcessView::ProcessView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"processView"_s);
    setAccessibleName(tr("Thermos processes"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ProcessView::setTask(const aurora::ThermosTask &task, core::TimePoint now)
{
    const aurora::executor::ProcessGraph graph = aurora::executor::processGraph(task.definition);
    m_rows.clear();
    m_edges.clear();
    m_lanes = 1;
    m_trouble = graph.circle.isEmpty() ? QString() : tr("%1 wait for each other.").arg(graph.circle.join(u", "_s));
    QList<int> rowOf(graph.nodes.size(), -1);
    for (int layer = 0; layer < graph.layers; ++layer) {
        int lane = 0;
        for (int node = 0; node < graph.nodes.size(); ++node) {
            if (graph.nodes[node].layer != layer)
                continue;
            rowOf[node] = static_cast<int>(m_rows.size());
            addRow(task, graph, node, lane++, now);
        }
        m_lanes = std::max(m_lanes, lane);
    }
    for (const aurora::executor::ProcessGraph::Edge &edge : graph.edges) {
        if (rowOf[edge.from] >= 0 && rowOf[edge.to] >= 0)
            m_edges.append({ rowOf[edge.from], rowOf[edge.to] });
    }
    if (m_current >= m_rows.size() || (m_current >= 0 && m_rows[m_current].number < 0))
        m_current = -1;
    setAccessibleDescription(asText());
    updateGeometry();
    update();
}

void ProcessView::addRow(const aurora::ThermosTask &task, const aurora::executor::ProcessGraph &graph, int node,
                         int lane, core::TimePoint now)
{
    const aurora::executor::Process &process = task.definition.processes[graph.nodes[node].process];
    Row row;
    row.lane = lane;
    row.name = process.final ? tr("%1 (final)").arg(process.name) : process.name;
    row.process = process.name;
    row.command = process.cmdline;
    const auto run = task.runs.find(process.name);
    if (run == task.runs.end()) {
        const QString before = waitsFor(task, graph, node);
        const bool over = task.state != u"ACTIVE"_s;
        row.exit = over ? tr("never ran") : before.isEmpty() ? tr("waits") : tr("after %1").arg(before);
    } else {
        row.glyph = glyphOf(run->state);
        row.number = run->run;
        row.run = QString::number(run->run + 1); // people count from 1
        row.exit = exitText(*run, now);
        if (run->use) {
            row.cpus = core::formatCpus(run->use->cpus);
            row.memory = core::formatGib(run->use->ram / mebibyte);
        }
    }
    m_rows << row;
}

QString ProcessView::asText() const
{
    QStringList lines;
    for (const Row &row : m_rows)
        lines << QStringList{ row.name, row.run, row.exit, row.cpus, row.memory }.join(u" | "_s);
    for (const auto &[from, to] : m_edges)
        lines << tr("%1 before %2").arg(m_rows[from].name, m_rows[to].name);
    if (!m_trouble.isEmpty())
        lines << m_trouble;
    return lines.join(u'\n');
}

int ProcessView::gutter() const
{
    return Theme::instance()->px(12) + m_lanes * Theme::instance()->px(16);
}

QSize ProcessView::sizeHint() const
{
    const auto lines = static_cast<int>(m_rows.size()) + 1 + (m_trouble.isEmpty() ? 0 : 1);
    return { Theme::instance()->px(300), lines * Theme::instance()->rowHeight() };
}

QSize ProcessView::minimumSizeHint() const
{
    return { Theme::instance()->px(240), sizeHint().height() };
}

QPointF ProcessView::dot(int row) const
{
    const Theme *theme = Theme::instance();
    const double height = theme->rowHeight();
    return { theme->px(20) + m_rows[row].lane * theme->px(16) + 0.0, (row + 1.5) * height };
}

/// Row −1 is the heading.
QRect ProcessView::cell(int row, int column) const
{
    const Theme *theme = Theme::instance();
    int right = width() - theme->px(12);
    for (int i = ColumnCount - 1; i > column; --i)
        right -= theme->px(widths[static_cast<size_t>(i)]);
    const int wide = column == NameColumn ? right - gutter() : theme->px(widths[static_cast<size_t>(column)]);
    const int height = theme->rowHeight();
    const int before = column == ExitColumn ? theme->px(6) : 0; // a text after a figure
    return { right - wide + before, (row + 1) * height, wide - before - theme->px(4), height };
}

/// From each process down to those that wait for it, past the ones between.
void ProcessView::drawLines(QPainter *painter) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Theme::instance()->tokens().text3, 1.2));
    const double step = Theme::instance()->rowHeight();
    for (const auto &[from, to] : m_edges) {
        const QPointF start = dot(from);
        const QPointF end = dot(to);
        QPainterPath line(start);
        const double bend = std::min(step, end.y() - start.y());
        line.lineTo(start.x(), end.y() - bend);
        line.cubicTo(start.x(), end.y() - bend / 2, end.x(), end.y() - bend / 2, end.x(), end.y());
        painter->drawPath(line);
    }
    painter->restore();
}

void ProcessView::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.setFont(theme->tableFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const auto write = [&](int row, int column, const QString &text, const QColor &colour) {
        const Qt::Alignment side = column == NameColumn || column == ExitColumn ? Qt::AlignLeft : Qt::AlignRight;
        const QRect box = cell(row, column);
        painter.setPen(colour);
        painter.drawText(box, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, box.width()));
    };
    const std::array<QString, ColumnCount> heads{ tr("Process"), tr("Run"), tr("Exit"), tr("CPUs"), tr("GiB") };
    for (int column = 0; column < ColumnCount; ++column)
        write(-1, column, heads[static_cast<size_t>(column)], tokens.text2);
    drawLines(&painter);
    const double size = theme->px(12);
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const QPointF centre = dot(i);
        const QRectF box(centre.x() - size / 2, centre.y() - size / 2, size, size);
        painter.fillRect(box.adjusted(-1, -1, 1, 1), tokens.panel); // the line ends at the mark
        if (row.glyph.isEmpty()) {
            painter.setPen(tokens.text3);
            painter.drawEllipse(centre, size / 5, size / 5);
        } else {
            paintGlyph(&painter, box, glyphFor(row.glyph));
        }
        const QColor exit = row.glyph.isEmpty() ? tokens.text2 : toneWord(glyphFor(row.glyph).tone);
        write(i, NameColumn, row.name, row.number >= 0 ? tokens.link : tokens.text);
        if (i == m_current && hasFocus())
            drawFocus(&painter, linkAt(i));
        write(i, RunColumn, row.run, tokens.text);
        write(i, ExitColumn, row.exit, exit);
        write(i, CpusColumn, row.cpus, tokens.text);
        write(i, MemoryColumn, row.memory, tokens.text);
    }
    if (!m_trouble.isEmpty()) {
        painter.setPen(tokens.failWord);
        const int top = (static_cast<int>(m_rows.size()) + 1) * theme->rowHeight();
        painter.drawText(QRect(theme->px(12), top, width() - theme->px(24), theme->rowHeight()),
                         Qt::AlignVCenter | Qt::TextSingleLine, m_trouble);
    }
}

QRect ProcessView::linkAt(int row) const
{
    return m_rows.value(row).number < 0 ? QRect() : cell(row, NameColumn).adjusted(-Theme::instance()->px(4), 0, 0, 0);
}

int ProcessView::rowAt(const QPoint &point) const
{
    const int row = point.y() / Theme::instance()->rowHeight() - 1;
    return row >= 0 && row < m_rows.size() && linkAt(row).contains(point) ? row : -1;
}

int ProcessView::nextLink(int from, int step) const
{
    for (int row = from + step; row >= 0 && row < m_rows.size(); row += step) {
        if (m_rows[row].number >= 0)
            return row;
    }
    return -1;
}

void ProcessView::open(int row)
{
    if (row >= 0)
        emit logRequested(m_rows[row].process, m_rows[row].number);
}

void ProcessView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    if (const int row = rowAt(event->pos()); row >= 0) {
        m_current = row;
        open(row);
    }
}

void ProcessView::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(rowAt(event->pos()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ProcessView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step != 0) {
        if (const int row = nextLink(m_current, step); row >= 0)
            m_current = row;
        update();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        open(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ProcessView::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0)
        m_current = nextLink(-1, 1);
    QWidget::focusInEvent(event);
}

void ProcessView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool ProcessView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = help->pos().y() / Theme::instance()->rowHeight() - 1;
        if (row >= 0 && row < m_rows.size())
            QToolTip::showText(help->globalPos(), m_rows[row].exit + u'\n' + m_rows[row].command, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace ui
