// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/thrift/value.h"

#include <array>
#include <string_view>

namespace sim::thrift {

/// How Thrift's JSON calls the types.
inline constexpr std::array<std::pair<std::string_view, Type>, 11> tags{ {
    { "tf", Type::Bool },
    { "i8", Type::I8 },
    { "i16", Type::I16 },
    { "i32", Type::I32 },
    { "i64", Type::I64 },
    { "dbl", Type::Double },
    { "str", Type::String },
    { "rec", Type::Struct },
    { "map", Type::Map },
    { "set", Type::Set },
    { "lst", Type::List },
} };

} // namespace sim::thrift
