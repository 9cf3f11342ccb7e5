// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/httpclient.h"

namespace aws {

/// What AWS says when it says no, told apart by what the console can do about it.
struct ServiceError
{
    enum class Problem {
        WrongKeys, ///< unknown id, wrong secret, no signature
        ExpiredKeys, ///< of a session that has ended
        ClockOff, ///< signed more than 15 minutes from AWS's time
        NotAllowed, ///< the keys are good, the policy says no
        Throttled, ///< asked too often; nothing was done
        Failed, ///< AWS's own fault, or that of somebody in between
        Busy, ///< another change of the same group is under way
        DryRun, ///< it would have been allowed
        Unknown, ///< the group or instance does not exist
        Refused, ///< anything else: wrong value, limit, no capacity
    };
    Problem problem = Problem::Refused;
    QString code; ///< AWS's own: "ValidationError", "InvalidInstanceID.NotFound"; empty: the answer is not AWS's
    QString message; ///< AWS's own
    QString requestId; ///< for AWS's support; may be empty
    bool operator==(const ServiceError &) const = default;
};

/// nullopt for 2xx. Understands the three envelopes there are, and a web page.
std::optional<ServiceError> serviceError(const net::Response &response);

/// As the rest of the product tells it: `detail` begins with "Code: message".
core::Error toError(const ServiceError &error, const net::Response &response);

QString codeOf(const core::Error &error); ///< AWS's code in what toError() made; empty otherwise

/// Whether an order that ended with this error may have been carried out all the same: then it must not be repeated
/// before the state was read.
bool mayHaveBeenCarriedOut(const core::Error &error);

} // namespace aws
