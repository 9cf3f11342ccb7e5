// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// The agents to which least is missing: first those that satisfy most constraints, then those that no limit closes,
/// then by the sum of what is missing as a share of what is asked, then those that take tasks. At most nearestShown.
QList<NearFit> nearestFits(const Landscape &landscape, const Demand &demand, const Funnel &funnel);

/// The tasks on an agent whose end leaves room for one instance: as few as possible for one or two, found greedily
/// beyond. Empty: there is room already, or there would be none without any task. Of State::tasks.
std::vector<uint32_t> tasksToEnd(const Landscape &landscape, const Demand &demand, uint32_t site);

/// "fx-model/0": of "prod-prod-fx-model-0-…" its job's last name and what tells it from its like.
QString taskText(const Landscape &landscape, uint32_t task);

} // namespace explain
