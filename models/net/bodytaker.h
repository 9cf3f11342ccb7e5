// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/request.h"

namespace net {

/// Who takes a body in pieces while it arrives, instead of having it whole in the Response. Pieces that are still held
/// hold the sender back: at most `maxHeld` are out, and some MiB of the answer wait in the transport. What is left
/// when the sender is done is not held back any more.
/// Thread: the network thread; must be quick.
class BodyTaker
{
public:
    static constexpr int maxHeld = 4;
    static constexpr qint64 pieceSize = 256 << 10; ///< of the usual piece; compressed bodies may give larger ones

    BodyTaker() = default;
    virtual ~BodyTaker() = default;
    Q_DISABLE_COPY_MOVE(BodyTaker)

    /// The head of an answer that is 2xx is there. Comes anew when another server is asked after one whose answer broke
    /// off: what came before is void then. `expectedSize`: of the whole body, inflated; 0: not known. False: the body
    /// is wanted whole, in the Response.
    virtual bool begin(const Response &head, qint64 expectedSize) = 0;
    virtual void take(Body piece) = 0; ///< in order; nobody else has it
};

} // namespace net
