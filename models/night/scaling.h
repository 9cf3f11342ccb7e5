// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"

#include <QStringList>

namespace night {

/// What the name of a node tells of a pool: "scale-ec2-model" and "models.downscale-ec2-model" change how many machines
/// "ec2-model" has. A pool that is known already stays. Pure.
void tellScaling(dag::Node *node);

/// Whether a node gives machines of a pool of the cluster back: "downscale-spot" parts of spot, "downscale-ec2-model"
/// those whose slave-type is model.
bool givesBack(const dag::Node &node, const QString &pool);

/// Of `pools` those the run needs no more: each node that gives them back has run, or was marked or skipped. With when
/// the last of them ended. Pure.
QHash<QString, core::TimePoint> doneWith(const dag::Night &night, const QStringList &pools);

} // namespace night
