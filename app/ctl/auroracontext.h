// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/verbs/context.h"

namespace ctl {

/// What verbs read with, for commands that look before they ask. Config: the stack has no Aurora.
core::Result<verbs::Context> auroraContext(Session *session);

/// The one job an argument names. Config: there is none, or it is no job.
core::Result<aurora::JobKey> jobArgument(const QStringList &arguments);

/// A quantity in MiB: "64GiB", "512MiB", "2TiB". Config: it is none.
core::Result<qint64> mebibytesArgument(const QString &argument);

} // namespace ctl
