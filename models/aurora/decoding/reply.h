// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/binaryreader.h"
#include "models/aurora/decoding/tjsonreader.h"

#include <optional>
#include <string>

namespace aurora {

/// What surrounds the result of every call: HTTP 200 carries each error of the scheduler too.
struct ReplyHead
{
    MessageType type = MessageType::Reply;
    int32_t code = -1; ///< ResponseCode; -1: none
    std::string message; ///< details, joined; or the exception's words
    std::string cluster; ///< serverInfo.clusterName
};

/// Rejected, Forbidden or Server with the scheduler's own words; nullopt where it says OK.
std::optional<core::Error> replyError(const ReplyHead &head);

namespace detail {

template <typename Reader>
void appendText(Reader &reader, typename Reader::Value &value, std::string &text)
{
    const std::string_view more = reader.text(value);
    if (!text.empty() && !more.empty())
        text += "; ";
    text += more;
}

template <typename Reader, typename OnResult>
void readResponse(Reader &reader, typename Reader::Value &response, ReplyHead &head, OnResult &onResult)
{
    using Value = typename Reader::Value;
    reader.record(response, [&](int16_t id, Value &value) {
        switch (id) {
        case 1:
            head.code = reader.i32(value);
            break;
        case 3:
            reader.record(value, onResult);
            break;
        case 5:
            reader.record(value, [&](int16_t field, Value &info) {
                if (field == 1)
                    head.cluster = reader.text(info);
            });
            break;
        case 6:
            reader.elements(value, [&](Value &entry) {
                reader.record(entry, [&](int16_t field, Value &text) {
                    if (field == 1) // an entry may be without
                        appendText(reader, text, head.message);
                });
            });
            break;
        default:
            break;
        }
    });
}

} // namespace detail

/// Reads one reply; `onResult(int16_t field, Value &)` gets the fields of the union Result. What it has gathered counts
/// only if replyError() has nothing to say.
template <typename Reader, typename OnResult>
void readReply(Reader &reader, MessageType type, typename Reader::Value &body, ReplyHead &head, OnResult &&onResult)
{
    using Value = typename Reader::Value;
    head.type = type;
    reader.record(body, [&](int16_t id, Value &value) {
        if (type == MessageType::Exception && id == 1)
            head.message = reader.text(value);
        else if (type == MessageType::Reply && id == 0)
            detail::readResponse(reader, value, head, onResult);
    });
}

} // namespace aurora
