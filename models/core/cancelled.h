// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"

namespace core {

/// What a question answers once its stop token is requested.
inline Error cancelled()
{
    Error error;
    error.kind = Error::Kind::Cancelled;
    return error;
}

} // namespace core
