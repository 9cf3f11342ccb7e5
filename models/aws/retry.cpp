// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/retry.h"

#include <algorithm>
#include <cmath>

namespace aws {

namespace {

using Kind = core::Error::Kind;

/// Nothing was done, whatever the call: it may always be sent again.
bool wasNotDone(const core::Error &error)
{
    return error.kind == Kind::RateLimited || error.kind == Kind::Refused;
}

bool isTransient(const core::Error &error)
{
    switch (error.kind) {
    case Kind::Timeout:
    case Kind::Unreachable:
    case Kind::Truncated:
        return true;
    case Kind::Server:
        return error.httpStatus == 500 || (error.httpStatus >= 502 && error.httpStatus <= 504);
    default:
        return false;
    }
}

} // namespace

std::optional<core::Duration> RetryPolicy::pause(const Call &call, const core::Error &error, int tried, double chance,
                                                 std::optional<core::Duration> asked) const
{
    const bool again = wasNotDone(error) || (isTransient(error) && call.isRepeatable());
    if (!again || tried >= tries)
        return std::nullopt;
    if (asked && *asked >= core::Duration::zero())
        return std::min(*asked, ceiling);
    const core::Duration first = error.kind == Kind::RateLimited ? throttledBase : base;
    const double longest
        = std::min(static_cast<double>(first.count()) * std::exp2(tried - 1), static_cast<double>(ceiling.count()));
    return core::Duration(std::llround(longest * chance));
}

} // namespace aws
