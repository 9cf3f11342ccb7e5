// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/clock.h"

namespace core {

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace core
