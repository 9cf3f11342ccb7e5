// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

/// The entry of each subcommand; each lives in a file of its name and is listed in main.cpp.
namespace bench {

Rows dagView(const Arguments &arguments);
Rows diff(const Arguments &arguments);
Rows explainPending(const Arguments &arguments);
Rows filter(const Arguments &arguments);
Rows forecast(const Arguments &arguments);
Rows gap(const Arguments &arguments);
Rows generate(const Arguments &arguments);
Rows idle(const Arguments &arguments);
Rows jobsPage(const Arguments &arguments);
Rows layout(const Arguments &arguments);
Rows live(const Arguments &arguments);
Rows logViewer(const Arguments &arguments);
Rows net(const Arguments &arguments);
Rows paint(const Arguments &arguments);
Rows palette(const Arguments &arguments);
Rows parse(const Arguments &arguments);
Rows parseLimit(const Arguments &arguments);
Rows plan(const Arguments &arguments);
Rows poll(const Arguments &arguments);
Rows poolsPage(const Arguments &arguments);
Rows rss(const Arguments &arguments);
Rows serve(const Arguments &arguments);
Rows sort(const Arguments &arguments);
Rows start(const Arguments &arguments);
Rows store(const Arguments &arguments);
Rows stream(const Arguments &arguments);
Rows thrift(const Arguments &arguments);
Rows window(const Arguments &arguments);

} // namespace bench
