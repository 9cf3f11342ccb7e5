// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/secrets/logins.h"

namespace ctl {

QString keysOf(const QList<secrets::Layer> &layers); ///< "mesos, aurora"

/// The layers that the arguments name; all of the stack where none is. nullopt: one is none of this stack's, which was
/// said.
std::optional<QList<secrets::Layer>> wantedLayers(const Session &session);

} // namespace ctl
