// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/core/result.h"

#include <QByteArray>

/// The last picture as it is kept on disk (models/core/picturefile.h). Errors: Storage. Thread: any.
namespace aurora {

struct CachedState
{
    State state; ///< with a pool of its own: a Decoder takes it over
    TimePoint fetchedAt{};
};

QByteArray encodeState(const State &state, TimePoint fetchedAt);
core::Result<CachedState> decodeState(const QByteArray &bytes);

} // namespace aurora
