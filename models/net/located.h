// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/httpclient.h"

namespace net {

/// An error in what an answer holds, with where it came from: endpoint, status, clock.
core::Error located(core::Error error, const Response &response);

} // namespace net
