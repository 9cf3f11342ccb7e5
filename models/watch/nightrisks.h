// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/analysis/structure.h"
#include "models/watch/nightfindings.h"

/// The parts of nightFindings() that are not about failed nodes; not for others.
namespace watch {

/// "re-run by 07:03 for deadline 11:30, in 16 min", of the first deadline that still can be met so; empty: none.
QString rerunWords(const NightFacts &facts);

QList<Finding> deadlineRows(const dag::Night &night, const NightFacts &facts, const NightLimits &limits);
QList<Finding> stuckRows(const dag::Night &night, const dag::Structure &structure, const NightFacts &facts,
                         const NightLimits &limits);
QList<Finding> retryRows(const dag::Night &night, const dag::Structure &structure, const NightFacts &facts,
                         const NightLimits &limits);
Finding pauseRow(const QString &dag, const NightFacts &facts);

/// To its log, or to the node itself, where nobody keeps a log of it.
Step nodeStep(const dag::Node &node, const NightFacts &facts);
QString triesWords(const dag::NodeRun &run); ///< "try 2 of 3"; empty: there is only one

/// "03:44"; another day: "22 Nov 23:48"
QString minuteText(core::TimePoint t, core::TimePoint now);
QString joinedParts(QStringList parts); ///< with dots between those that say something

} // namespace watch
