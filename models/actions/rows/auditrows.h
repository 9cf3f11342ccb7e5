// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/audit.h"
#include "models/tables/rowsource.h"

namespace actions {

/// The audit log as a table; exported by tables::exportRows. The key of a row is the entry's number. Column keys: at,
/// who, kind, what, object, why, ticket, answer, before, after, stack, action.
tables::Rows auditRows(QList<AuditEntry> entries);
const QList<tables::Column> &auditColumns();

} // namespace actions
