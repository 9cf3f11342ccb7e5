// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/watch/finding.h"
#include "ui/overview/capacityseries.h"

#include <QString>

namespace ui {

QString capacityName(Capacity kind); ///< "CPUs"
double amount(const mesos::ResourceSum &sum, Capacity kind); ///< cores, MiB, MiB, devices

/// A unit that fits a total: memory and disk are GiB, from 10,000 GiB on TiB.
struct Unit
{
    double divisor = 1;
    int decimals = 1;
    QString name; ///< "GiB"; empty for cores and devices
    static Unit of(Capacity kind, double total);
    QString number(double value) const; ///< "4,533.0"
    QString withUnit(const QString &text) const; ///< "4,533.0 of 5,585.6 GiB"
};

/// "81 %", whole; `–` without a total.
QString percent(double part, double whole);

/// One line that can be pasted into a chat: where, when, agents, tasks, the four kinds, what needs somebody, and the
/// night in its own words (nightLine()); empty: there is none.
QString statusLine(const QString &stackName, const mesos::State &state, const watch::Tally &needs, const QString &night,
                   core::TimePoint at, core::TimePoint now);

/// What the page bar and the status line count.
struct Counts
{
    int agents = 0; ///< registered ones
    int idleAgents = 0; ///< registered, active and without a task
    int running = 0;
    int starting = 0; ///< staging, starting
    int failedLately = 0; ///< failed within the last hour
};
Counts countsOf(const mesos::State &state, core::TimePoint now);

} // namespace ui
