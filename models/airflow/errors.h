// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/httpclient.h"

#include <optional>

namespace airflow {

/// What is wrong with an answer, in Airflow's own sentence, out of any of its error bodies; nullopt: nothing (2xx,
/// 3xx).
std::optional<core::Error> errorOf(const net::Response &response);

/// The token is what Airflow does not like (missing, expired, not its own), so that another one may help. Not "this
/// user may not".
bool wantsLogin(const core::Error &error);

} // namespace airflow
