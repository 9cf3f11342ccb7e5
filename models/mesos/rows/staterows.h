// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/pooledrows.h"

namespace mesos {

/// What the tables over a State of Mesos are made of.
using StateRows = tables::PooledRows<State>;
using tables::moment;
using tables::sameFigure;

/// 0…1; NaN where there is nothing to share.
inline double share(float used, float total)
{
    return total > 0 ? static_cast<double>(used) / static_cast<double>(total)
                     : std::numeric_limits<double>::quiet_NaN();
}

} // namespace mesos
