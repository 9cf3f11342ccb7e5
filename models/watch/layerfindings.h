// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "models/watch/finding.h"

namespace watch {

/// One row for each layer that is ill (stack::Stack::troubles()): what is not seen, or not done, because of it, and the
/// next step. What failed once is none yet. Without AWS work goes on; without another one nobody knows. Pure: any
/// thread.
QList<Finding> layerFindings(const QList<stack::Diagnosis> &troubles);

} // namespace watch
