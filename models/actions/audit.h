// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QString>

namespace actions {

/// One line of the audit log: nothing in it is ever changed or deleted, by triggers in the database itself.
struct AuditEntry
{
    qint64 id = 0; ///< given by the log, rising
    core::TimePoint at{};
    QString who; ///< user@host
    QString stack;
    QString kind; ///< "consent", "call", "outcome", "armed", "locked", "dismissed", "resumed", …
    QString action; ///< its id; empty: of none
    QString what; ///< "Kill 14 tasks of 4 jobs", or the exact call
    QString object; ///< place or object
    QString why;
    QString ticket;
    QString before; ///< compact JSON or words
    QString after;
    QString answer; ///< of the server, or the outcome

    bool operator==(const AuditEntry &) const = default;
};

/// All conditions must hold.
struct AuditQuery
{
    QString words; ///< each must be in what, object, who, why, ticket or answer; case is ignored
    QString stack; ///< empty: all
    QString action; ///< empty: all
    core::TimePoint from{};
    core::TimePoint to{}; ///< not known: no end
    int limit = 1000; ///< newest first
};

} // namespace actions
