// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

namespace actions {

/// What somebody gave with the click on the last button, or with the flags of the command line.
struct Consent
{
    std::optional<qint64> number; ///< as typed, or --expect
    QString reason;
    QString ticket;
    QString stackName; ///< as typed; where the grade asks
};

struct ConsentCheck
{
    bool number = false; ///< right, or not asked
    bool reason = false;
    bool stackName = false;
    QString sentence; ///< the first thing that is missing; empty: complete. Never holds the expected number.

    bool isComplete() const { return sentence.isEmpty(); }
};

ConsentCheck check(const Plan &plan, const Consent &consent, const QString &stackName);

/// "matches: 214 − 14", beside the field once the number is right; empty before.
QString matchWords(const Plan &plan, std::optional<qint64> number);

} // namespace actions
