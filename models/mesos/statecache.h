// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/mesos/state.h"

#include <QByteArray>

/// The last picture as it is kept on disk (models/core/picturefile.h). Errors: Storage. Thread: any.
namespace mesos {

struct CachedState
{
    Snapshot state;
    TimePoint fetchedAt;
};

QByteArray encodeState(const State &state, TimePoint fetchedAt);
core::Result<CachedState> decodeState(const QByteArray &bytes);

} // namespace mesos
