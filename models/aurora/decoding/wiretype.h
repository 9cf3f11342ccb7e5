// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace aurora {

/// Thrift's types with their numbers in the binary encoding; TJSON has short names for the same ones.
enum class WireType : uint8_t {
    Stop = 0,
    Bool = 2,
    Byte = 3,
    Double = 4,
    I16 = 6,
    I32 = 8,
    I64 = 10,
    String = 11,
    Struct = 12,
    Map = 13,
    Set = 14,
    List = 15,
};

/// Of a message.
enum class MessageType : uint8_t { Call = 1, Reply = 2, Exception = 3, Oneway = 4 };

} // namespace aurora
