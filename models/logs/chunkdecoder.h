// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>

#include <string_view>

namespace logs {

/// A piece of a file as its keeper tells it.
struct Chunk
{
    qint64 offset = 0; ///< of `data` in the file; the file's size where none was asked for
    QByteArray data;
    bool operator==(const Chunk &) const = default;
};

/// A Mesos agent's answer to /files/read: `{"data":"…","offset":N}`. The agent passes bytes above 0x7f through as they
/// are, so the body need not be UTF-8 and no strict JSON parser takes it. WrongShape, NotJson. Pure.
core::Result<Chunk> decodeAgentChunk(std::string_view body);

/// The Thermos observer's answer to /logdata and /filedata: `{"offset":N,"length":N,"data":"…"}`. `data` is escaped as
/// XML, and what is not UTF-8 has become U+FFFD; the result has exactly `length` bytes, so that offsets stay true: a
/// lost character is 0xFF. `{}`: NotFound. Pure.
core::Result<Chunk> decodeObserverChunk(std::string_view body);

} // namespace logs
