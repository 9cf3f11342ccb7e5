// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

namespace night {

/// What the name of a node tells of a pool: "scale-ec2-model" and "models.downscale-ec2-model" change how many machines
/// "ec2-model" has. A pool that is known already stays. Pure.
void tellScaling(dag::Node *node);

} // namespace night
