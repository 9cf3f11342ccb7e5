// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/audit.h"
#include "models/actions/record.h"

/// How an action ended, and the words for it and for its lines in the audit log.
namespace actions {

int thingsReached(const Record &record); ///< of what the label counts
Progress progressOf(const Record &record);

/// What an action comes to whose steps are left as they are now. `stopAsked`: by whoever watches it.
State endOf(const Record &record, bool stopAsked);
/// "Killed 11 of 14 tasks; 3 did not end in 5 min: hyoga-model/3, fx-model/0, fx-model/1." `why` names what stopped it;
/// empty: nothing did.
QString outcomeOf(const Record &record, const QString &why);
/// "4 of 6 steps stay done; 2 are not begun."
QString stopWords(const Record &record);

AuditEntry auditLine(const Record &record, const QString &kind, core::TimePoint at);

} // namespace actions
