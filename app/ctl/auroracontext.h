// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"
#include "models/verbs/context.h"

namespace ctl {

/// The scheduler to ask. Config: the stack has none.
core::Result<QPointer<aurora::Client>> auroraOf(Session *session);

/// What verbs read with, for commands that look before they ask. Config: the stack has no Aurora.
core::Result<verbs::Context> auroraContext(Session *session);

/// A quantity in MiB: "64GiB", "512MiB", "2TiB". Config: it is none.
core::Result<qint64> mebibytesArgument(const QString &argument);

} // namespace ctl
