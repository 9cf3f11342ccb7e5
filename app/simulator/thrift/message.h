// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/thrift/value.h"

#include <QByteArray>

#include <string_view>

namespace sim::thrift {

enum class MessageType : uint8_t { Call = 1, Reply = 2, Exception = 3, Oneway = 4 };

struct Message
{
    std::string method;
    MessageType type = MessageType::Call;
    int32_t seqid = 0;
    Value body; ///< arguments, or the reply with its success in field 0
};

/// Why a message could not be read.
struct ReadError
{
    enum class Kind {
        None,
        Transport, ///< it ends too early
        Protocol, ///< it is not what it should be
        Arguments, ///< the head was good: a server answers with an exception of its own
    };
    Kind kind = Kind::None;
    std::string text; ///< the server's words
    explicit operator bool() const { return kind != Kind::None; }
};

/// The binary protocol, not framed: the strict head and the old one without a version.
ReadError readBinary(std::string_view bytes, Message *message);
QByteArray writeBinary(const Message &message); ///< strict head

/// Thrift's JSON, version 1, with the narrowness of a real server: no whitespace, no fractions in integers, counts that
/// agree. What follows the message is not looked at.
ReadError readJson(std::string_view bytes, Message *message);
QByteArray writeJson(const Message &message);

/// A TApplicationException: 1 unknown method, 7 protocol error.
Value applicationException(std::string text, int type);

} // namespace sim::thrift
