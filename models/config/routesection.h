// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/section.h"

namespace config {

/// Reads how a stack's machines are reached, from the keys rewrite, pins, proxy, ca, clientCert and clientKey of its
/// section.
void readRoute(Section &stack, net::Route &route, QList<Mistake> &mistakes);

} // namespace config
