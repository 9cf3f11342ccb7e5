// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"

#include <optional>

namespace links {

/// One object of one cluster, as a link that can be sent: "comporta://cantareira-stable/job/jobs/prod/hyoga-model".
struct Address
{
    QString stack; ///< as the stacks file names it
    ObjectRef object;
    bool operator==(const Address &) const = default;
};

inline constexpr char scheme[] = "comporta";

QString toLink(const Address &address); ///< percent-encoded; empty where the object is invalid
/// nullopt: no link of ours, or of a kind that is not known.
std::optional<Address> fromLink(const QString &text);

} // namespace links
