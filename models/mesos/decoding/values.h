// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/walk.h"

#include <string>

/// Values as the master's v0 endpoints write them.
namespace mesos {

/// A number no machine has is refused, so that it can be narrowed.
double readAmount(Reader &reader, od::value &value);

/// Seconds since 1970, floating; 0.0 is Mesos' "never".
TimePoint readSeconds(Reader &reader, od::value &value);
/// `{"nanoseconds": …}`, an integer beyond 2^53.
TimePoint readNanoTime(Reader &reader, od::value &value);
core::Duration readNanoDuration(Reader &reader, od::value &value);
/// Seconds, floating; without end where it does not fit.
core::Duration readDuration(Reader &reader, od::value &value);

/// The part of "slave(1)@10.0.1.11:5051" behind the @.
std::string_view addressOf(std::string_view pid);
/// A number as Mesos prints attributes: shortest text that gives the same number, `10`, `0.125`.
std::string numberText(double number);

/// Resources as a flat object: `{"cpus": 4.0, "ports": "[31000-31499]", "cpus_revocable": 1.0, …}`.
struct FlatResources
{
    Resources all; ///< revocable ones included
    Resources revocable;
    TextId ports;
};
/// `portsGuess`: the text that probably comes.
FlatResources readResources(Walk &walk, od::value &value, TextId portsGuess = {});
/// The same for quotas, in full precision; kinds that are not told are `missing`.
std::optional<ResourceSum> readQuota(Reader &reader, od::value &value, double missing);

} // namespace mesos
