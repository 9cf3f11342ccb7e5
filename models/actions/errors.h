// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"

namespace actions {

/// An error whose whole story is one sentence of ours: Config (something is missing on our side), Storage (the
/// journal).
inline core::Error errorOf(core::Error::Kind kind, const QString &sentence)
{
    core::Error error;
    error.kind = kind;
    error.detail = sentence;
    return error;
}

} // namespace actions
