// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/capacityhistory.h"

#include <QList>
#include <QPointF>

namespace ui {

/// The kinds of resources a CapacitySample counts, by index of its arrays.
enum class Capacity { Cpus, Memory, Disk, Gpus };
inline constexpr int capacityKinds = 4;

/// A stretch without a hole, as corner points of steps: x in ms since the epoch, y in cores, MiB or devices.
/// The three lines have equal x; each is the upper edge of a stack from zero.
struct CapacityStretch
{
    QList<QPointF> allocated;
    QList<QPointF> offered; ///< allocated + offered
    QList<QPointF> total;
};

struct CapacitySeries
{
    QList<CapacityStretch> stretches;
    double highest = 0; ///< largest total

    bool isEmpty() const { return stretches.isEmpty(); }
};

/// Prepares what a chart of one kind draws. A sample holds until the next one (steps); NaN totals make holes; the last
/// one holds until `now` where it is younger than `holds`. Pure.
CapacitySeries capacitySeries(const QList<history::CapacitySample> &samples, Capacity kind, core::TimePoint now,
                              core::Duration holds);

/// The sample that was true at a time; nullptr: before the first one or inside a hole.
const history::CapacitySample *sampleAt(const QList<history::CapacitySample> &samples, core::TimePoint time);

/// Round times between `from` and `to` for the axis, at most `most`: full hours of local time, days for long spans.
QList<core::TimePoint> axisTimes(core::TimePoint from, core::TimePoint to, int most);

} // namespace ui
