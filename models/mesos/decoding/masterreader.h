// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/frameworklists.h"
#include "models/mesos/decoding/walk.h"

#include <optional>

namespace mesos {

/// GET_MASTER: who leads, of which version, since when. Into Walk::out.cluster.
core::Result<void> readMaster(Walk &walk, const Document &master);

/// GET /flags: the cluster's name, into Walk::out.cluster, and how many completed rows the master keeps, into `bounds`.
core::Result<void> readFlags(Walk &walk, const Document &flags, FrameworkLists::Bounds &bounds);

/// GET /metrics/snapshot: how many agents are unreachable, where it tells that.
core::Result<void> readMetrics(Reader &reader, const Document &metrics, std::optional<uint32_t> &unreachable);

} // namespace mesos
