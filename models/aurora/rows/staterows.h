// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/core/text.h"
#include "models/tables/pooledrows.h"

namespace aurora {

/// What the tables over a State of Aurora are made of.
using StateRows = tables::PooledRows<State>;
using tables::moment;

/// For roles that take a word.
inline QVariant wordVariant(std::string_view word)
{
    return core::toQString(word);
}

} // namespace aurora
