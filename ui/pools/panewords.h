// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"

/// What the pane of a pool says beside its tables.
namespace ui {

QString detailOf(const pools::Pool &pool); ///< "spot, us-east-1a · 0 to 90 machines · $3.02/h"
QString differencesInWords(const QList<pools::Difference> &differences); ///< "2 wanted and not launched, 1 to look at"

} // namespace ui
