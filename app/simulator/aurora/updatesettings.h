// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/updates.h"

/// JobUpdateSettings as they are sent: what is refused, and what the server makes of the rest.
namespace sim::aurora {

std::string wrongRange(const thrift::Value &settings); ///< empty: none
std::string wrongSettings(const thrift::Value &settings, int instances);
/// Instances named that the update would not touch at all.
std::string irrelevant(const std::set<int> &only, const JobDiff &diff);
/// A strategy that was not sent is derived from the older fields; `wire` holds both.
UpdateSettings readSettings(const thrift::Value &settings);

} // namespace sim::aurora
