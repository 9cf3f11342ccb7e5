// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"

#include <optional>

namespace core {

/// How true the shown picture still is. A failed poll never empties a view; it changes this.
struct Freshness
{
    enum class Phase {
        NeverAsked,
        Loading, ///< first answer under way, nothing to show yet
        Restored, ///< last run's picture from disk, not yet confirmed
        Fresh,
        Stale, ///< the last look failed; the picture is from `fetchedAt`
        Failed, ///< never had a picture, the last look failed
    };

    Phase phase = Phase::NeverAsked;
    TimePoint fetchedAt{}; ///< when the shown picture was true (our clock)
    TimePoint failingSince{}; ///< first failure after the last success
    TimePoint askedSince{}; ///< Loading: when the first question was sent
    qint64 receivedBytes = 0; ///< Loading: so far
    int failures = 0; ///< in a row
    TimePoint nextTry{}; ///< when it is asked again; unknown while asking
    std::optional<Error> error; ///< of the last look, when it failed

    bool hasPicture() const { return phase == Phase::Restored || phase == Phase::Fresh || phase == Phase::Stale; }
    bool isOld() const { return phase == Phase::Restored || phase == Phase::Stale; }
    bool operator==(const Freshness &) const = default;
};

} // namespace core
