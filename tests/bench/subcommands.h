// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

/// The entry of each subcommand; each lives in a file of its name and is listed in main.cpp.
namespace bench {

Rows diff(const Arguments &arguments);
Rows filter(const Arguments &arguments);
Rows gap(const Arguments &arguments);
Rows generate(const Arguments &arguments);
Rows paint(const Arguments &arguments);
Rows parse(const Arguments &arguments);
Rows parseLimit(const Arguments &arguments);
Rows rss(const Arguments &arguments);
Rows sort(const Arguments &arguments);

} // namespace bench
