// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/mesos/gonebook.h"

#include <QByteArray>

/// The agents that have gone as they are kept on disk, for the day after (models/core/picturefile.h). Errors: Storage.
/// Thread: any.
namespace mesos {

QByteArray encodeGone(const GoneAgentsPtr &gone, TimePoint at); ///< null: none are kept
core::Result<GoneAgentsPtr> decodeGone(const QByteArray &bytes); ///< null: none were

} // namespace mesos
