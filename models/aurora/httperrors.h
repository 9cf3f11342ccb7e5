// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/httpclient.h"

namespace aurora {

/// What an HTTP status of the scheduler means; nullopt for 2xx. As net::statusError(), in the scheduler's own manners.
std::optional<core::Error> httpError(const net::Response &response);

/// The scheduler's manners in an error of the network core: its page "No Leader Found" and the refusals of
/// /leaderhealth are NoLeader, its pages about faults are Server with the sentence that is in them. Other errors stay
/// as they are, and so does a web page of somebody in between.
core::Error inSchedulersManner(core::Error error);

} // namespace aurora
