// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forecast/forecastchart.h"

#include "models/core/format.h"
#include "ui/forecast/nighttime.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Time and share on the chart's pixels.
struct Scale
{
    QRectF box;
    core::TimePoint from{};
    core::TimePoint until{};

    double x(core::TimePoint t) const
    {
        return box.left()
            + box.width() * static_cast<double>((t - from).count()) / static_cast<double>((until - from).count());
    }
    double y(double share) const { return box.bottom() - box.height() * share; }
    QPointF point(core::TimePoint t, double share) const { return { x(t), y(share) }; }
};

void paintProgress(QPainter *painter, const Scale &scale, const std::vector<dag::Progress> &progress, bool hasBand,
                   const QColor &band, const QPen &pen)
{
    if (progress.size() < 2)
        return;
    QPolygonF line;
    QPolygonF area;
    for (const dag::Progress &p : progress) {
        line.append(scale.point(p.at, p.median));
        area.append(scale.point(p.at, p.late));
    }
    for (size_t i = progress.size(); i-- > 0;)
        area.append(scale.point(progress[i].at, progress[i].early));
    if (hasBand) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(band);
        painter->drawPolygon(area);
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(pen);
    painter->drawPolyline(line);
}

void paintHours(QPainter *painter, const Scale &scale, core::TimePoint now, const QColor &line, const QColor &text)
{
    const auto width = static_cast<int>(painter->fontMetrics().horizontalAdvance(u"00:00"_s) * 1.8);
    const double hours = std::chrono::duration<double, std::ratio<3600>>(scale.until - scale.from).count();
    int step = 1;
    while (hours / step * width > scale.box.width() && step < 24)
        ++step;
    QDateTime hour = QDateTime::fromMSecsSinceEpoch(scale.from.time_since_epoch().count());
    hour.setTime(QTime(hour.time().hour(), 0));
    for (; hour.toMSecsSinceEpoch() <= scale.until.time_since_epoch().count(); hour = hour.addSecs(3600)) {
        const core::TimePoint t(core::Duration(hour.toMSecsSinceEpoch()));
        if (t < scale.from || hour.time().hour() % step != 0)
            continue;
        const double x = std::round(scale.x(t)) + 0.5;
        painter->setPen(line);
        painter->drawLine(QPointF(x, scale.box.top()), QPointF(x, scale.box.bottom()));
        if (std::abs(scale.x(now) - x) < width)
            continue; // its plate is there
        if (x + width / 2.0 > painter->device()->width())
            continue; // would be cut
        painter->setPen(text);
        painter->drawText(QRectF(x - width, scale.box.bottom() + 2, 2 * width, painter->fontMetrics().height()),
                          Qt::AlignHCenter, hour.toString(u"HH:mm"_s));
    }
}

} // namespace

ForecastChart::ForecastChart(const core::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    setObjectName(u"nightChart"_s);
    setAccessibleName(tr("Share of nodes done over the night"));
}

void ForecastChart::setView(NightViewPtr view, core::TimePoint oldSince)
{
    m_view = std::move(view);
    m_oldSince = oldSince;
    update();
}

QSize ForecastChart::sizeHint() const
{
    return { Theme::instance()->px(560), Theme::instance()->px(104) };
}

QSize ForecastChart::minimumSizeHint() const
{
    return { Theme::instance()->px(260), Theme::instance()->px(96) };
}

void ForecastChart::paintEvent(QPaintEvent *)
{
    if (!m_view || !core::isKnown(m_view->night->run.started))
        return;
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    const core::TimePoint now = m_clock.now();
    const dag::Run &run = m_view->night->run;
    const dag::Forecast *forecast = m_view->forecast.get();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = theme->uiFont();
    font.setPixelSize(theme->px(10));
    painter.setFont(font);
    const int line = painter.fontMetrics().height();

    Scale scale;
    scale.from = run.started;
    scale.until = std::max(now, run.started) + std::chrono::minutes(30);
    if (forecast) {
        scale.until = std::max(scale.until, forecast->finish.late + std::chrono::minutes(15));
        for (const dag::DeadlineForecast &deadline : forecast->deadlines)
            scale.until = std::max(scale.until, deadline.due + std::chrono::minutes(30));
    }
    const double left = painter.fontMetrics().horizontalAdvance(u"100 % "_s) + 4;
    scale.box = QRectF(left, line / 2.0 + 2, width() - left - theme->px(12), height() - 1.5 * line - 8);

    const bool isOld = core::isKnown(m_oldSince);
    if (isOld) {
        const QRectF unknown(QPointF(scale.x(std::max(m_oldSince, scale.from)), scale.box.top()),
                             QPointF(scale.x(now), scale.box.bottom()));
        drawHatch(&painter, unknown.toAlignedRect());
    }
    for (const double share : { 0.0, 0.5, 1.0 }) {
        const double y = std::round(scale.y(share)) + 0.5;
        painter.setPen(t.grid);
        painter.drawLine(QPointF(scale.box.left(), y), QPointF(scale.box.right(), y));
        painter.setPen(t.text2);
        painter.drawText(QRectF(0, y - line, left - 6, 2 * line), Qt::AlignRight | Qt::AlignVCenter,
                         u"%1 %"_s.arg(qRound(share * 100)));
    }
    paintHours(&painter, scale, now, t.grid, t.text2);

    const QColor tonightColour = isOld ? t.text3 : t.runMark;
    QColor pastBand = t.idleMark;
    pastBand.setAlpha(40);
    paintProgress(&painter, scale, m_view->past, true, pastBand, QPen(t.idleMark, 1.2, Qt::DashLine));
    if (forecast) {
        QColor band = tonightColour;
        band.setAlpha(45);
        paintProgress(&painter, scale, forecast->progress, forecast->hasInterval, band,
                      QPen(tonightColour, 1.8, Qt::DotLine));
    }
    QPolygonF tonight;
    double share = 0;
    for (const dag::DoneAt &done : dag::doneSoFar(*m_view->night, isOld ? m_oldSince : now)) {
        tonight.append(scale.point(done.at, share)); // a step
        share = done.share;
        tonight.append(scale.point(done.at, share));
    }
    painter.setPen(QPen(tonightColour, 2.2));
    painter.drawPolyline(tonight);

    if (run.state == dag::RunState::Running) {
        const double x = std::round(scale.x(now)) + 0.5;
        painter.setPen(QPen(t.text, 1));
        painter.drawLine(QPointF(x, scale.box.top()), QPointF(x, scale.box.bottom()));
        const QString clock = shortTime(now, now);
        const double half = painter.fontMetrics().horizontalAdvance(clock) / 2.0 + 4;
        const QRectF plate(x - half, scale.box.bottom() + 2, 2 * half, line);
        painter.fillRect(plate, t.text);
        painter.setPen(t.base);
        painter.drawText(plate, Qt::AlignCenter, clock);
    }
    if (!forecast)
        return;
    double nextLabel = -1e9;
    double nextDrop = -1e9;
    for (const dag::DeadlineForecast &deadline : forecast->deadlines) {
        const double x = std::round(scale.x(deadline.due));
        const QColor colour = deadline.isMet ? t.okMark : t.failMark;
        painter.setPen(QPen(colour, 2));
        painter.drawLine(QPointF(x, scale.box.top()), QPointF(x, scale.box.bottom()));
        if (core::isKnown(deadline.latestRestart)) {
            const double drop = std::round(scale.x(deadline.latestRestart)) + 0.5;
            painter.setPen(QPen(t.failMark, 1, Qt::DotLine));
            painter.drawLine(QPointF(drop, scale.box.center().y()), QPointF(drop, scale.box.bottom()));
            const QString words = tr("latest re-run %1").arg(shortTime(deadline.latestRestart, now));
            const double wide = painter.fontMetrics().horizontalAdvance(words) + 4;
            if (drop + wide < x && drop > nextDrop) { // under the lines of the night, where nothing else stands
                nextDrop = drop + wide;
                painter.setPen(t.failWord);
                painter.drawText(QPointF(drop + 4, scale.box.bottom() - painter.fontMetrics().descent() - 3), words);
            }
        }
        const QString label = deadline.deadline.name + u' ' + shortTime(deadline.due, now);
        const double wide = painter.fontMetrics().horizontalAdvance(label);
        const double at = std::max(scale.box.left(), x - wide - 5);
        if (at < nextLabel)
            continue; // two labels one over the other are none; the deadlines stand beside the chart, too
        nextLabel = at + wide + 8;
        const QRectF place(at, scale.box.top(), wide + 2, line);
        painter.fillRect(place, t.base); // the lines of the night end up here, too
        painter.setPen(deadline.isMet ? t.okWord : t.failWord);
        painter.drawText(place, Qt::AlignLeft, label);
    }
}

} // namespace ui
