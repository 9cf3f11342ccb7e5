// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/capacityseries.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

qreal x(core::TimePoint t)
{
    return static_cast<qreal>(t.time_since_epoch().count());
}

void addSample(CapacityStretch &stretch, const history::CapacitySample &sample, size_t kind)
{
    const qreal at = x(sample.at);
    // One corner more in one line than in another would let the areas between them lean: all lines step at once.
    const bool changes = !stretch.total.isEmpty();
    const double allocated = std::max(0.0, sample.allocated[kind]);
    const double offered = allocated + std::max(0.0, sample.offered[kind]);
    const double total = std::max(sample.total[kind], offered);
    for (const auto &[line, value] : { std::pair{ &stretch.allocated, allocated },
                                       std::pair{ &stretch.offered, offered }, std::pair{ &stretch.total, total } }) {
        if (changes)
            *line += QPointF(at, line->last().y());
        *line += QPointF(at, value);
    }
}

void hold(CapacityStretch &stretch, qreal until)
{
    for (QList<QPointF> *line : { &stretch.allocated, &stretch.offered, &stretch.total }) {
        if (!line->isEmpty() && line->last().x() < until)
            *line += QPointF(until, line->last().y());
    }
}

} // namespace

CapacitySeries capacitySeries(const QList<history::CapacitySample> &samples, Capacity kind, core::TimePoint now,
                              core::Duration holds)
{
    const auto index = static_cast<size_t>(kind);
    CapacitySeries series;
    bool open = false;
    core::TimePoint last{};
    for (const history::CapacitySample &sample : samples) {
        if (std::isnan(sample.total[index])) {
            open = false;
            continue;
        }
        if (!open)
            series.stretches.emplaceBack();
        open = true;
        last = sample.at;
        addSample(series.stretches.last(), sample, index);
        series.highest = std::max(series.highest, sample.total[index]);
    }
    if (open && now > last && now - last <= holds)
        hold(series.stretches.last(), x(now));
    return series;
}

const history::CapacitySample *sampleAt(const QList<history::CapacitySample> &samples, core::TimePoint time)
{
    const auto after = std::ranges::upper_bound(samples, time, {}, &history::CapacitySample::at);
    if (after == samples.begin())
        return nullptr;
    const history::CapacitySample &sample = *std::prev(after);
    return std::isnan(sample.total[0]) ? nullptr : &sample;
}

QList<core::TimePoint> axisTimes(core::TimePoint from, core::TimePoint to, int most)
{
    using namespace std::chrono_literals;
    constexpr std::array<core::Duration, 11> steps{ 10min, 30min, 1h, 2h, 3h, 6h, 12h, 24h, 48h, 7 * 24h, 14 * 24h };
    const core::Duration span = to - from;
    const auto step = std::ranges::find_if(steps, [&](core::Duration d) { return span / d <= std::max(1, most); });
    const core::Duration interval = step == steps.end() ? steps.back() : *step;

    const QDateTime local = QDateTime::fromMSecsSinceEpoch(to.time_since_epoch().count());
    const core::Duration offset{ qint64{ local.offsetFromUtc() } * 1000 };
    // 02:00, 08:00, …: night hours are marked where the night's work is, midnight is one of them for days.
    const core::Duration phase = interval == core::Duration(6h) ? core::Duration(2h) : core::Duration::zero();
    const auto inZone = (from.time_since_epoch() + offset - phase);
    auto first = core::TimePoint((inZone / interval + (inZone % interval != core::Duration::zero() ? 1 : 0)) * interval
                                 - offset + phase);
    QList<core::TimePoint> times;
    for (core::TimePoint t = first; t <= to; t += interval)
        times += t;
    return times;
}

} // namespace ui
