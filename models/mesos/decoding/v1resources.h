// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/ports.h"
#include "models/mesos/decoding/walk.h"

#include <utility>
#include <vector>

/// Values as the v1 operator API writes them: protobuf messages as JSON.
namespace mesos {

struct V1Reader
{
    Reader &reader;
    Texts &texts;
};

/// `{"value": "…"}`
TextId readValueText(V1Reader v1, od::value &value);
/// `{"value": 1.5}`
double readV1Scalar(V1Reader v1, od::value &value);
/// `{"range": [{"begin": 31000, "end": 32000}, …]}`
Ranges readV1Ranges(V1Reader v1, od::value &value);

/// `[{"name": "cpus", "type": "SCALAR", "scalar": {"value": 1.0}, "allocation_info": {…}, …}, …]`
struct V1Resources
{
    ResourceSum all; ///< revocable ones included
    ResourceSum revocable;
    Ranges ports;
    TextId role; ///< of the first allocation
    std::vector<std::pair<TextId, ResourceSum>> reservations;
};
V1Resources readV1Resources(V1Reader v1, od::value &value);

/// Sums as the master rounds them: to thousandths.
Resources packed(const ResourceSum &sum);

} // namespace mesos
