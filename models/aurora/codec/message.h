// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/encoding.h"
#include "models/core/result.h"

#include <calls_types.h>
#include <string_view>

/// Thrift messages as bytes. The only place where libthrift throws; nothing of it gets out. For .cpp files of
/// models/aurora. Thread: any.
namespace aurora::wire {

QByteArray encodeCall(const QByteArray &method, const apache::thrift::TBase &arguments, Encoding encoding,
                      int sequence);

/// What the bytes are, whatever their header says: servers are known to answer in another encoding than was asked.
std::optional<Encoding> encodingOf(std::string_view body);

/// The answer to any call. WrongShape when the bytes are no such answer; Rejected for an exception of Thrift itself
/// (a method this scheduler does not know). `response.responseCode` is not judged here.
/// No length in the bytes is believed: nothing larger than the body itself is allocated for it.
core::Result<Response> decodeReply(std::string_view body, Encoding encoding);

} // namespace aurora::wire
