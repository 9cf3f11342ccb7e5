// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/packed.h"
#include "models/core/picturefile.h"

namespace core {

/// A whole picture, rows and texts, as the bytes of its file. `State` has a `pool`, and `fields` beside it (packed.h).
template <typename State>
QByteArray encodePicture(const PictureKind &kind, const State &state, TimePoint fetchedAt)
{
    packed::Writer writer(*state.pool);
    writer(state);
    return sealedPicture(kind, fetchedAt, writer.bytes());
}

/// Reads it back into `state`, with a pool of its own, and tells when it was fetched. `isConsistent(state)`: what the
/// rows point at is there. Storage: the bytes are no such picture; `state` is then of no use.
template <typename State, typename IsConsistent>
Result<TimePoint> decodePicture(const PictureKind &kind, const QByteArray &bytes, State &state,
                                const IsConsistent &isConsistent)
{
    const Result<OpenedPicture> picture = openPicture(kind, bytes);
    if (!picture)
        return failure(picture.error());
    packed::Reader reader(picture->content);
    state.pool = reader.readTexts();
    reader(state);
    if (!reader.isGood() || !reader.isAtEnd() || !isConsistent(state))
        return failure(misunderstoodPicture());
    return picture->fetchedAt;
}

} // namespace core
