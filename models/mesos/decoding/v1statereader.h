// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/workingpicture.h"

namespace mesos {

/// subscribed.get_state: the whole cluster, into an empty picture.
void readV1State(Walk &walk, od::value &value, WorkingPicture &picture);

/// get_agents, get_frameworks: of the snapshot and of the calls GET_AGENTS, GET_FRAMEWORKS.
std::vector<V1Agent> readV1Agents(V1Reader v1, od::value &value);
std::vector<V1Framework> readV1Frameworks(V1Reader v1, od::value &value);

} // namespace mesos
