// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/state.h"

namespace aws {

/// Machines AWS limits together, account by account and region by region, in vCPUs.
struct LimitKind
{
    QString family; ///< "standard", "G and VT", "P"; empty: no instance type
    bool spot = false;
    bool operator==(const LimitKind &) const = default;
};
LimitKind limitKindOf(const QString &type, bool spot);

/// By its size, as AWS counts them: "r5.4xlarge" has 16. 0: not known ("metal").
int vcpusOf(const QString &type);

/// What the pictures tell of a limit of the account. No call of AutoScaling or EC2 asks for it (DescribeAccountLimits
/// counts groups), so it is known only once AWS has refused machines for it.
struct AccountLimit
{
    int used = 0; ///< vCPUs of this kind that the stack's machines have; others of the account are not seen
    int most = 0; ///< vCPUs the account may run; 0: not known
    QString refusal; ///< code of the newest refusal for it, if nothing was launched since; empty: none
    core::TimePoint toldAt{}; ///< of that refusal, or of the one that told `most`; not known: neither
};

/// Pure. A limit that more is used of than it allows has been raised since, and is not known.
AccountLimit accountLimit(const State &state, const LimitKind &kind);

} // namespace aws
