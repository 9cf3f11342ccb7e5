// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

namespace bench {

/// What people read: one line a figure, goals with their ratio and verdict.
QString table(const Rows &rows);

/// What scripts read: an array of objects with goal, what, value, unit and, where there are any, limit, ratio, ok.
QByteArray json(const Rows &rows);

} // namespace bench
