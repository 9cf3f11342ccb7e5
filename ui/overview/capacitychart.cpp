// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/capacitychart.h"

#include "models/core/format.h"
#include "ui/style/theme.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr double totalWidth = 1.2; ///< ui.md §5
constexpr double headRoom = 1.04; ///< so that the total line is not cut at the top

QColor line(const Tokens &tokens)
{
    return tokens.text2;
}

} // namespace

CapacityChart::CapacityChart(const QString &name, QWidget *parent)
    : QChartView(new QChart, parent)
    , m_x(new QValueAxis(this))
    , m_y(new QValueAxis(this))
{
    setAccessibleName(tr("Chart of %1 over time").arg(name));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::TabFocus);
    viewport()->setFocusPolicy(Qt::NoFocus); // else Tab stops twice, the second time at something without a name
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRenderHint(QPainter::Antialiasing, false); // steps have right angles
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins({});
    m_x->setVisible(false);
    m_y->setVisible(false);
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        applyColours();
        placePlot();
    });
    applyColours();
}

CapacityChart::~CapacityChart() = default;

QSize CapacityChart::sizeHint() const
{
    return { Theme::instance()->px(200), Theme::instance()->px(74) };
}

int CapacityChart::plotWidth() const
{
    return std::max(1, width());
}

CapacityChart::Layer CapacityChart::addLayer()
{
    Layer layer;
    layer.upper = new QLineSeries(this);
    layer.lower = new QLineSeries(this);
    layer.area = new QAreaSeries(layer.upper, layer.lower);
    chart()->addSeries(layer.area);
    layer.area->attachAxis(m_x);
    layer.area->attachAxis(m_y);
    return layer;
}

void CapacityChart::setStretches(int count)
{
    const bool isNew = m_drawn.size() < count;
    while (m_drawn.size() < count) {
        Drawn drawn{ addLayer(), addLayer(), addLayer(), new QLineSeries };
        chart()->addSeries(drawn.total);
        drawn.total->attachAxis(m_x);
        drawn.total->attachAxis(m_y);
        m_drawn += drawn;
    }
    if (isNew)
        applyColours();
    for (qsizetype i = 0; i < m_drawn.size(); ++i) {
        const bool used = i < count;
        for (const Layer &layer : { m_drawn[i].idle, m_drawn[i].offered, m_drawn[i].allocated })
            layer.area->setVisible(used);
        m_drawn[i].total->setVisible(used);
    }
}

void CapacityChart::setSeries(const CapacitySeries &series, core::TimePoint from, core::TimePoint to)
{
    m_from = from;
    m_to = to;
    m_empty = series.isEmpty();
    m_x->setRange(static_cast<qreal>(from.time_since_epoch().count()),
                  static_cast<qreal>(to.time_since_epoch().count()));
    m_y->setRange(0, series.highest > 0 ? series.highest * headRoom : 1);
    setStretches(static_cast<int>(series.stretches.size()));
    for (qsizetype i = 0; i < series.stretches.size(); ++i) {
        const CapacityStretch &stretch = series.stretches[i];
        const Drawn &drawn = m_drawn[i];
        const QList<QPointF> ground{ { stretch.total.first().x(), 0 }, { stretch.total.last().x(), 0 } };
        drawn.allocated.upper->replace(stretch.allocated);
        drawn.allocated.lower->replace(ground);
        drawn.offered.upper->replace(stretch.offered);
        drawn.offered.lower->replace(stretch.allocated);
        drawn.idle.upper->replace(stretch.total);
        drawn.idle.lower->replace(stretch.offered);
        drawn.total->replace(stretch.total);
    }
    viewport()->update();
}

void CapacityChart::setMark(core::TimePoint time)
{
    if (time == m_mark)
        return;
    m_mark = time;
    viewport()->update();
}

void CapacityChart::applyColours()
{
    const Tokens &tokens = Theme::instance()->tokens();
    setBackgroundBrush(tokens.base);
    for (const Drawn &drawn : std::as_const(m_drawn)) {
        const auto fill = [](QAreaSeries *area, const QColor &colour) {
            area->setPen(Qt::NoPen);
            area->setBrush(colour);
        };
        fill(drawn.idle.area, tokens.idle);
        fill(drawn.offered.area, tokens.offered);
        fill(drawn.allocated.area, tokens.allocated);
        drawn.total->setPen(QPen(line(tokens), totalWidth));
    }
}

void CapacityChart::placePlot()
{
    const int times = QFontMetrics(Theme::instance()->tableFont()).height() + Theme::instance()->px(4);
    chart()->setPlotArea(QRectF(0, 2, width(), std::max(8, height() - times - 2)));
}

void CapacityChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void CapacityChart::mouseMoveEvent(QMouseEvent *event)
{
    const double share = std::clamp(event->position().x() / std::max(1, width()), 0.0, 1.0);
    emit pointed(m_from + std::chrono::duration_cast<core::Duration>((m_to - m_from) * share));
}

void CapacityChart::leaveEvent(QEvent *event)
{
    emit pointed({});
    QChartView::leaveEvent(event);
}

/// By keyboard the mark walks in fiftieths of what is shown.
void CapacityChart::keyPressEvent(QKeyEvent *event)
{
    const core::Duration step = (m_to - m_from) / 50;
    const core::TimePoint at = core::isKnown(m_mark) ? m_mark : m_to;
    if (event->key() == Qt::Key_Left)
        emit pointed(std::max(m_from, at - step));
    else if (event->key() == Qt::Key_Right)
        emit pointed(std::min(m_to, at + step));
    else if (event->key() == Qt::Key_Escape && core::isKnown(m_mark))
        emit pointed({});
    else
        QChartView::keyPressEvent(event);
}

void CapacityChart::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls, a chart never does
}

void CapacityChart::paintTimes(QPainter *painter, const QRectF &plot) const
{
    const Theme *theme = Theme::instance();
    QFont font = theme->tableFont();
    font.setPixelSize(theme->px(11));
    painter->setFont(font);
    const int labelWidth = painter->fontMetrics().horizontalAdvance(u"00:00"_s);
    const int most = std::max(1, static_cast<int>(plot.width()) / (labelWidth * 3 / 2));
    const bool days = m_to - m_from > 48h;
    for (const core::TimePoint t : axisTimes(m_from, m_to, std::min(most, 8))) {
        const double share = static_cast<double>((t - m_from).count()) / static_cast<double>((m_to - m_from).count());
        const double x = std::floor(plot.left() + share * plot.width());
        // Long spans tell the day ("22 Nov"), short ones the hour.
        const QString text = days ? core::formatMoment(t).section(u' ', 1, 2) : core::formatClockBare(t).left(5);
        const int width = painter->fontMetrics().horizontalAdvance(text);
        if (x - width / 2.0 < 0 || x + width / 2.0 > plot.right())
            continue;
        painter->setPen(theme->tokens().line);
        painter->drawLine(QPointF(x, plot.bottom() + 1), QPointF(x, plot.bottom() + 3));
        painter->setPen(theme->tokens().text3);
        painter->drawText(QRectF(x - width, plot.bottom() + 3, 2.0 * width, painter->fontMetrics().height()),
                          Qt::AlignHCenter | Qt::AlignTop, text);
    }
}

void CapacityChart::drawForeground(QPainter *painter, const QRectF &)
{
    const Tokens &tokens = Theme::instance()->tokens();
    const QRectF plot = chart()->plotArea();
    painter->save();
    painter->setPen(tokens.line);
    painter->drawLine(plot.bottomLeft(), plot.bottomRight());
    if (m_empty) {
        painter->setFont(Theme::instance()->tableFont());
        painter->setPen(tokens.text3);
        painter->drawText(plot, Qt::AlignCenter, tr("History begins now"));
    }
    if (m_to > m_from)
        paintTimes(painter, plot);
    if (core::isKnown(m_mark) && m_mark >= m_from && m_mark <= m_to && m_to > m_from) {
        const double share
            = static_cast<double>((m_mark - m_from).count()) / static_cast<double>((m_to - m_from).count());
        const double x = std::min(std::floor(plot.left() + share * plot.width()), plot.right() - 1);
        painter->setPen(tokens.text);
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (hasFocus()) {
        painter->setPen(QPen(tokens.focus, 2));
        painter->drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

} // namespace ui
