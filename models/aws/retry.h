// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/core/error.h"

#include <optional>

namespace aws {

/// How often and when a failed call is sent again, as the standard mode of AWS's SDKs does. Pure.
struct RetryPolicy
{
    int tries = 3; ///< in all
    core::Duration throttledBase{ 1000 };
    core::Duration base{ 50 };
    core::Duration ceiling{ 20000 };

    /// The pause before the next try, or nullopt: it ends here. `tried` is how often it was sent, from 1; `chance` lies
    /// in [0, 1): full jitter, so that many clients do not come back together. `asked` is what the answer wanted.
    std::optional<core::Duration> pause(const Call &call, const core::Error &error, int tried, double chance,
                                        std::optional<core::Duration> asked = {}) const;
};

} // namespace aws
