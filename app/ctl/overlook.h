// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/watch/finding.h"

namespace ctl {

/// What all layers of a stack tell at one moment.
struct Overlook
{
    QList<watch::Finding> findings; ///< what needs somebody, worst first
    ExitCode trouble = Fine; ///< of the first layer that did not tell; each is told on stderr
};

/// Asks every layer, and waits for what is kept here of cordons and of what is quiet. Fails where Mesos has no picture.
QCoro::Task<core::Result<Overlook>> overlook(Session *session);

} // namespace ctl
