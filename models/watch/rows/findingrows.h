// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"
#include "models/watch/finding.h"

namespace watch {

/// What needs somebody, as a table, in the order it is given. A row that is quiet is a note.
const QList<tables::Column> &findingColumns();
tables::Rows findingRows(const QList<Finding> &findings);

} // namespace watch
