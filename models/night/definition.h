// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"
#include "models/dag/graph.h"

#include <QTime>
#include <QTimeZone>

namespace night {

/// A DAG without Airflow: nodes, what they wait for, the Aurora job of each, and when its night begins.
struct Definition
{
    dag::GraphPtr graph; ///< null: there are mistakes
    QTime begins; ///< wall clock in `zone`; what a job did before the last such moment was another night's
    QTimeZone zone;
    QList<config::Mistake> mistakes;
};

/// Pure: reads YAML text. Never throws, whatever the text.
Definition parseDefinition(const QByteArray &yaml);
/// From a file; a file that cannot be read is a mistake.
Definition readDefinition(const QString &path);

/// The last beginning of a night at or before `now`.
core::TimePoint beginOf(const Definition &definition, core::TimePoint now);

} // namespace night
