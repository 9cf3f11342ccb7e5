// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>

namespace aws {

/// What requests are signed with. The secret and the token are never logged, shown or put into an Error.
struct Keys
{
    QString id; ///< "AKIA…" of a user, "ASIA…" of a session; may be shown
    QString secret;
    QString token; ///< of a session; empty: none
    core::TimePoint expires{}; ///< not known: they do not

    bool isEmpty() const { return id.isEmpty() || secret.isEmpty(); }
    bool isExpired(core::TimePoint now) const { return core::isKnown(expires) && expires <= now; }
    bool operator==(const Keys &) const = default;
};

} // namespace aws
