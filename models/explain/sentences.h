// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// "3 of 6 instances wait: none of 3 agents with slave-type=model has 15.0 cpus free; the most is 1.0." The cause and
/// all figures of `verdict` are there already.
QString verdictSentence(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel);

/// What is nearest, and since when the group waits.
QString verdictDetail(const Landscape &landscape, const Verdict &verdict);

} // namespace explain
