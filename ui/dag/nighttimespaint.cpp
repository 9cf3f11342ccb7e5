// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "ui/dag/nighttimes.h"
#include "ui/dag/nodelook.h"
#include "ui/forecast/nighttime.h"
#include "ui/style/theme.h"

#include <QDateTime>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using dag::at;

} // namespace

void NightTimes::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), t.base);
    if (!m_view || !m_view->forecast || m_rows.empty())
        return;
    painter.setFont(theme->tableFont());
    const Measures m = measures();
    painter.setClipRect(QRect(0, m.row, viewport()->width(), viewport()->height()));
    const int first = verticalScrollBar()->value() / m.row;
    for (size_t i = at(first); i < m_rows.size(); ++i) {
        const int top = m.row + static_cast<int>(i) * m.row - verticalScrollBar()->value();
        if (top > viewport()->height())
            break;
        paintRow(&painter, m, m_rows[i], top);
    }
    painter.setClipping(false);
    paintHeader(&painter, m);
}

void NightTimes::paintHeader(QPainter *painter, const Measures &m)
{
    const Tokens &t = Theme::instance()->tokens();
    const core::TimePoint now = m_clock.now();
    const int height = viewport()->height();
    painter->fillRect(QRect(0, 0, viewport()->width(), m.row), t.panel);
    painter->fillRect(QRect(0, m.row - 1, viewport()->width(), 1), t.line);
    painter->setPen(t.text2);
    const int pad = Theme::instance()->px(8);
    painter->drawText(QRect(pad, 0, m.names, m.row), Qt::AlignVCenter, tr("Node"));
    const QRect cells(m.names, 0, m.cell * m.cells, m.row);
    const dag::HistoryPtr &history = m_board->history();
    if (m.cells > 12 && history && !history->nights.empty()) {
        const auto first = at(std::max(0, firstNight(m)));
        painter->drawText(cells, Qt::AlignVCenter, shortDay(dag::dayOf(history->nights[first].run)));
        painter->drawText(cells, Qt::AlignVCenter | Qt::AlignRight, shortDay(dag::dayOf(history->nights.back().run)));
    }
    painter->drawText(QRect(m.names + m.cell * m.cells, 0, m.median - pad, m.row), Qt::AlignVCenter | Qt::AlignRight,
                      tr("median"));
    // Hours, as close as their words allow.
    const int width = painter->fontMetrics().horizontalAdvance(u"00:00  "_s);
    const double hours = std::chrono::duration<double, std::ratio<3600>>(m_until - m_from).count();
    int step = 1;
    while (hours / step * width > m.axis && step < 24)
        ++step;
    std::vector<core::TimePoint> marks{ now };
    for (const dag::DeadlineForecast &deadline : m_view->forecast->deadlines)
        marks.push_back(deadline.due);
    QDateTime hour = QDateTime::fromMSecsSinceEpoch(m_from.time_since_epoch().count());
    hour.setTime(QTime(hour.time().hour(), 0));
    for (; hour.toMSecsSinceEpoch() <= m_until.time_since_epoch().count(); hour = hour.addSecs(3600)) {
        const core::TimePoint moment(core::Duration(hour.toMSecsSinceEpoch()));
        if (moment < m_from || hour.time().hour() % step != 0)
            continue;
        const int left = static_cast<int>(x(moment));
        painter->fillRect(QRect(left, m.row, 1, height), t.grid);
        // The plates of now and of deadlines come over the hours, never half over one.
        const bool isCovered = std::ranges::any_of(
            marks, [&](core::TimePoint mark) { return std::abs(static_cast<int>(x(mark)) - left) < width; });
        if (isCovered || left - width / 2 < m.axisLeft())
            continue;
        painter->drawText(QRect(left - width, 0, 2 * width, m.row), Qt::AlignCenter, hour.toString(u"HH:mm"_s));
    }
    const auto mark = [&](core::TimePoint moment, const QColor &colour, const QColor &word, int thick) {
        const int left = static_cast<int>(x(moment));
        painter->fillRect(QRect(left, m.row, thick, height), colour);
        const QRect plate(left - width / 2, 2, width, m.row - 4);
        painter->fillRect(plate, colour);
        painter->setPen(word);
        painter->drawText(plate, Qt::AlignCenter, shortTime(moment, now));
    };
    for (const dag::DeadlineForecast &deadline : m_view->forecast->deadlines)
        mark(deadline.due, deadline.isMet ? t.okMark : t.failMark, t.onMark, 2);
    if (m_view->night->run.state == dag::RunState::Running)
        mark(now, t.text, t.base, 1);
}

void NightTimes::paintRow(QPainter *painter, const Measures &m, const Row &row, int top)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    const int pad = theme->px(8);
    const QRect line(0, top, viewport()->width(), m.row);
    QFont font = theme->tableFont();
    if (row.node < 0) {
        painter->fillRect(line, t.alternate);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(t.text);
        painter->drawText(line.adjusted(pad, 0, 0, 0), Qt::AlignVCenter, row.text);
        const int wide = painter->fontMetrics().horizontalAdvance(row.text + u"  "_s);
        painter->setFont(theme->tableFont());
        painter->setPen(t.text2);
        painter->drawText(line.adjusted(pad + wide, 0, 0, 0), Qt::AlignVCenter, row.remark);
        return;
    }
    const NodeLook look = lookOf(*m_view, row.node, m_clock.now());
    const bool isCurrent = m_view->night->graph->nodes[at(row.node)].id.toUtf8() == m_current;
    if (look.isFirstFailure)
        painter->fillRect(line, t.failTint);
    if (isCurrent) {
        painter->fillRect(line, t.selected);
        if (hasFocus())
            painter->fillRect(QRect(0, top, theme->px(3), m.row), t.focus);
    }
    painter->fillRect(QRect(0, top + m.row - 1, line.width(), 1), t.grid);
    const int side = theme->px(13);
    painter->setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, QRectF(pad, top + (m.row - side) / 2, side, side), look.glyph);
    painter->setRenderHint(QPainter::Antialiasing, false);
    font.setWeight(look.isStrong ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(t.text);
    const QRect name(2 * pad + side, top, m.names - 3 * pad - side, m.row);
    painter->drawText(name, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(look.name, Qt::ElideMiddle, name.width()));
    painter->setFont(theme->tableFont());
    paintCells(painter, m, row.node, top);
    const dag::NodeEstimate &estimate = m_view->forecast->nodes[at(row.node)].estimate;
    painter->setPen(t.text2);
    painter->drawText(QRect(m.names + m.cell * m.cells, top, m.median - pad, m.row), Qt::AlignVCenter | Qt::AlignRight,
                      estimate.isGuess ? QString::fromUtf16(core::notKnown) : shortSpan(estimate.median));
    paintBar(painter, m, row.node, top);
}

void NightTimes::paintCells(QPainter *painter, const Measures &m, dag::NodeIndex node, int top)
{
    const dag::HistoryPtr &history = m_board->history();
    if (!history)
        return;
    const Tokens &t = Theme::instance()->tokens();
    const QString &id = m_view->night->graph->nodes[at(node)].id;
    const int side = m.cell - 4;
    for (int i = 0; i < m.cells; ++i) {
        const int index = firstNight(m) + i;
        if (index < 0)
            continue;
        const auto past = history->nights[at(index)].nodes.constFind(id);
        if (past == history->nights[at(index)].nodes.constEnd())
            continue;
        const QRect box(m.names + i * m.cell + 2, top + (m.row - side) / 2, side, side);
        if (past->state == dag::NodeState::Done || past->state == dag::NodeState::MarkedDone) {
            painter->setPen(t.line);
            painter->setBrush(t.idle);
            painter->drawRect(box.adjusted(0, 0, -1, -1));
            if (past->tries > 1)
                painter->fillRect(box.adjusted(side / 3, side / 3, -side / 3, -side / 3), t.warnMark);
            continue;
        }
        painter->setRenderHint(QPainter::Antialiasing);
        paintGlyph(painter, QRectF(box).adjusted(-1, -1, 1, 1), glyphFor(dag::stateWord(past->state)));
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    painter->setBrush(Qt::NoBrush);
}

void NightTimes::paintBar(QPainter *painter, const Measures &m, dag::NodeIndex node, int top)
{
    const Tokens &t = Theme::instance()->tokens();
    const core::TimePoint now = m_clock.now();
    const dag::NodeRun &run = m_view->night->nodes[at(node)];
    const dag::NodeForecast &forecast = m_view->forecast->nodes[at(node)];
    const int thick = m.row / 3;
    const int y = top + (m.row - thick) / 2;
    const auto bar = [&](core::TimePoint from, core::TimePoint to) {
        const int left = static_cast<int>(x(from));
        return QRect(left, y, std::max(2, static_cast<int>(x(to)) - left), thick);
    };
    if (core::isKnown(run.started)) {
        if (!forecast.estimate.isGuess) // what is usual, behind
            painter->fillRect(bar(run.started, run.started + forecast.estimate.medianRun).adjusted(0, -3, 0, 3),
                              t.idle);
        if (core::isKnown(run.queuedSince) && run.queuedSince < run.started)
            painter->fillRect(QRect(bar(run.queuedSince, run.started).left(), y + thick / 2,
                                    bar(run.queuedSince, run.started).width(), 2),
                              t.text3);
        for (const dag::Try &attempt : run.tries) {
            if (!core::isKnown(attempt.started) || attempt.started >= run.started)
                continue;
            painter->setPen(t.warnMark);
            painter->setBrush(t.warnTint);
            painter->drawRect(bar(attempt.started, core::isKnown(attempt.ended) ? attempt.ended : run.started));
        }
        const bool isRunning = !core::isKnown(run.ended) && !dag::isOver(run.state);
        const QColor colour = run.state == dag::NodeState::Failed ? t.failMark
            : run.state == dag::NodeState::PendingJob             ? t.warnMark
            : isRunning                                           ? t.runMark
                                                                  : t.allocated;
        painter->fillRect(bar(run.started, isRunning ? now : std::max(run.ended, run.started)), colour);
    }
    const bool isLeft = !dag::hasSucceeded(run.state) && run.state != dag::NodeState::Removed;
    if (isLeft && forecast.end.median > now) {
        const bool waitsForUs = run.state == dag::NodeState::Failed || run.state == dag::NodeState::Blocked;
        painter->setPen(QPen(waitsForUs ? t.failMark : t.runMark, 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(bar(std::max(now, forecast.start.median), forecast.end.median));
        if (waitsForUs && !m_view->failures.empty() && m_view->failures.front().node == node) {
            painter->setPen(t.failWord);
            painter->drawText(QRectF(x(forecast.end.median) + 6, top, m.axis, m.row), Qt::AlignVCenter,
                              tr("if re-run now"));
        }
    }
    painter->setBrush(Qt::NoBrush);
}

} // namespace ui
