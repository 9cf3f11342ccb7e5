// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/poolchart.h"

#include "models/core/format.h"
#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr int shortStroke = 48; ///< px, where nothing of the past is known

}

PoolChart::PoolChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("poolChart"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PoolChart::setSamples(const QList<history::CapacitySample> &samples, core::TimePoint from, core::TimePoint to)
{
    m_samples = samples;
    m_from = from;
    m_to = to;
    update();
}

void PoolChart::setNow(std::optional<int> wanted, int launched, int registered)
{
    m_wanted = wanted;
    m_launched = launched;
    m_registered = registered;
    setAccessibleDescription(
        wanted ? tr("%1 wanted, %2 launched, %3 registered").arg(*wanted).arg(launched).arg(registered)
               : tr("%1 launched, %2 registered").arg(launched).arg(registered));
    update();
}

QSize PoolChart::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return { theme->px(420), theme->px(170) };
}

QSize PoolChart::minimumSizeHint() const
{
    const Theme *theme = Theme::instance();
    return { theme->px(200), theme->px(90) };
}

QRectF PoolChart::plot() const
{
    const Theme *theme = Theme::instance();
    return QRectF(rect()).adjusted(theme->px(32), theme->px(20), -theme->px(14), -theme->px(22));
}

int PoolChart::highest() const
{
    int most = std::max({ m_wanted.value_or(0), m_launched, m_registered, 1 });
    for (const history::CapacitySample &sample : m_samples)
        most = std::max({ most, sample.agents, sample.wanted.value_or(0), sample.launched.value_or(0) });
    return most;
}

qreal PoolChart::yOf(const QRectF &plot, double value) const
{
    return plot.bottom() - plot.height() * value / highest();
}

qreal PoolChart::xOf(const QRectF &plot, core::TimePoint time) const
{
    const auto whole = static_cast<double>((m_to - m_from).count());
    return whole > 0 ? plot.left() + plot.width() * static_cast<double>((time - m_from).count()) / whole : plot.left();
}

void PoolChart::paintAxes(QPainter &painter, const QRectF &plot) const
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    const int step = std::max(1, static_cast<int>(std::ceil(highest() / 4.0)));
    for (int value = 0; value <= highest(); value += step) {
        const qreal y = yOf(plot, value);
        painter.setPen(tokens.grid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(tokens.text2);
        painter.drawText(QRectF(0, y - theme->px(8), plot.left() - theme->px(6), theme->px(16)),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(value));
    }
    constexpr int spans = 4;
    for (int i = 0; i <= spans; ++i) {
        const core::TimePoint time = m_from + (m_to - m_from) * i / spans;
        const qreal x = xOf(plot, time);
        const QString text = core::formatClockBare(time).left(5);
        const qreal half = theme->px(24);
        const qreal left = std::clamp(x - half, 0.0, width() - 2 * half);
        painter.drawText(QRectF(left, plot.bottom() + theme->px(3), 2 * half, theme->px(16)), Qt::AlignCenter, text);
    }
}

void PoolChart::paintSteps(QPainter &painter, const QRectF &plot) const
{
    const Tokens &tokens = Theme::instance()->tokens();
    for (qsizetype i = 0; i < m_samples.size(); ++i) {
        const history::CapacitySample &sample = m_samples[i];
        if (std::isnan(sample.total[0]))
            continue; // a hole
        const core::TimePoint until = i + 1 < m_samples.size() ? m_samples[i + 1].at : m_to;
        const qreal left = std::round(xOf(plot, std::max(sample.at, m_from)));
        const qreal right = std::round(xOf(plot, until));
        const qreal top = std::round(yOf(plot, sample.agents));
        painter.fillRect(QRectF(left, top, right - left, plot.bottom() - top), tokens.allocated);
    }
}

QPainterPath PoolChart::course(const QRectF &plot, Figure figure, int now) const
{
    const auto levelOf = [&](int value) { return std::round(yOf(plot, value)) + 0.5; };
    QPainterPath path;
    bool isDrawn = false;
    for (const history::CapacitySample &sample : m_samples) {
        const std::optional<int> value = sample.*figure;
        const qreal x = std::round(xOf(plot, std::max(sample.at, m_from)));
        if (isDrawn)
            path.lineTo(x, path.currentPosition().y()); // up to here it was as before
        if (value && isDrawn)
            path.lineTo(x, levelOf(*value));
        else if (value)
            path.moveTo(x, levelOf(*value));
        isDrawn = value.has_value();
    }
    if (isDrawn) {
        path.lineTo(plot.right(), path.currentPosition().y());
        path.lineTo(plot.right(), levelOf(now));
    } else {
        path.moveTo(plot.right() - Theme::instance()->px(shortStroke), levelOf(now));
        path.lineTo(plot.right(), levelOf(now));
    }
    return path;
}

void PoolChart::paintLine(QPainter &painter, const QRectF &plot, Figure figure, int now, const QColor &colour,
                          Qt::PenStyle style) const
{
    QPen pen(colour, 1.5, style, Qt::FlatCap, Qt::MiterJoin);
    painter.strokePath(course(plot, figure, now), pen);
}

void PoolChart::paintLabel(QPainter &painter, const QRectF &plot, int value, const QColor &colour,
                           const QString &label) const
{
    const qreal y = std::round(yOf(plot, value));
    const int height = painter.fontMetrics().height();
    const int wide = painter.fontMetrics().horizontalAdvance(label) + 8;
    const QRectF box(plot.right() - wide, y - height - 1, wide, height);
    painter.fillRect(box, Theme::instance()->tokens().base);
    painter.setPen(colour);
    painter.drawText(box, Qt::AlignCenter, label);
}

void PoolChart::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.setFont(theme->headingFont());
    const QRectF area = plot();
    if (area.height() < 1 || area.width() < 1)
        return;
    paintAxes(painter, area);
    paintSteps(painter, area);
    using Sample = history::CapacitySample;
    paintLine(painter, area, &Sample::launched, m_launched, tokens.warnWord, Qt::DashLine);
    if (m_wanted)
        paintLine(painter, area, &Sample::wanted, *m_wanted, tokens.text, Qt::SolidLine);
    // Of words that would lie upon one another the upper one is enough.
    if (m_wanted && *m_wanted != m_launched) {
        paintLabel(painter, area, *m_wanted, tokens.text, tr("%1 wanted").arg(*m_wanted));
        paintLabel(painter, area, m_launched, tokens.warnWord, tr("%1 launched").arg(m_launched));
    } else {
        paintLabel(painter, area, m_launched, tokens.text,
                   m_wanted ? tr("%1 wanted and launched").arg(m_launched) : tr("%1 launched").arg(m_launched));
    }
}

} // namespace ui
