// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/layerstate.h"

namespace stack {

bool isRefusal(core::Error::Kind kind)
{
    return kind == core::Error::Kind::Unauthorized || kind == core::Error::Kind::Forbidden;
}

Layer::State stateOf(const core::Freshness &freshness, bool isRefused, bool isSlow)
{
    using Phase = core::Freshness::Phase;
    if (const auto &error = freshness.error) {
        if (isRefused)
            return Layer::State::Refused;
        if (error->kind == core::Error::Kind::NoLeader)
            return Layer::State::Down; // the masters said so
        // One look may fail by chance, and the picture is seconds old; twice is no chance.
        return freshness.hasPicture() && freshness.failures < 2 ? Layer::State::Old : Layer::State::Down;
    }
    switch (freshness.phase) {
    case Phase::NeverAsked:
    case Phase::Loading:
        return Layer::State::NeverAsked;
    case Phase::Restored:
    case Phase::Stale:
        return Layer::State::Old;
    case Phase::Failed:
        return Layer::State::Down;
    case Phase::Fresh:
        return isSlow ? Layer::State::Slow : Layer::State::Live;
    }
    Q_UNREACHABLE();
}

} // namespace stack
