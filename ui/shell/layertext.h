// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

/// A layer's health in words, for its chip, its hover and the popup. Pure.
namespace ui {

int badness(stack::Layer::State state); ///< higher is worse
QString shortCause(const core::Error &error); ///< two words at most: "no leader", "no answer"

/// What stands beside the name on the chip: "2 s", "3 min 12 s old", "no leader, 3 min 12 s old", "asking".
QString chipWords(const stack::Layer &layer, core::TimePoint now);
/// One line each: what is asked, latency, clock, age.
QStringList layerFacts(const stack::Layer &layer, core::TimePoint now);
/// "own clock 0.4 s behind"; empty when not known or below a tenth of a second.
QString clockWords(std::optional<core::Duration> serverMinusOurs);

} // namespace ui
