// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoding/reply.h"

#include <QString>

using namespace Qt::StringLiterals;

namespace aurora {

std::optional<core::Error> replyError(const ReplyHead &head)
{
    enum Code { InvalidRequest = 0, Ok = 1, AuthFailed = 4, JobUpdating = 5 };
    if (head.type == MessageType::Reply && head.code == Ok)
        return std::nullopt;
    core::Error error;
    error.httpStatus = 200;
    error.detail = QString::fromStdString(head.message);
    if (head.type == MessageType::Exception) {
        error.kind = core::Error::Kind::Rejected;
        return error;
    }
    switch (head.code) {
    case InvalidRequest:
    case JobUpdating:
        error.kind = core::Error::Kind::Rejected;
        break;
    case AuthFailed:
        error.kind = core::Error::Kind::Forbidden;
        break;
    case -1:
        error.kind = core::Error::Kind::WrongShape;
        error.path = u"0.1"_s;
        error.detail = u"there is no response code"_s;
        break;
    default:
        error.kind = core::Error::Kind::Server;
        break;
    }
    return error;
}

} // namespace aurora
