// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/http/message.h"

#include <optional>

namespace sim::aws {

/// Somebody who may ask.
struct User
{
    QByteArray keyId;
    QByteArray secret;
    bool mayChange = true;
};

/// Why AWS turns a request away.
struct Refusal
{
    int status = 400;
    QByteArray code;
    QByteArray message;
};

/// Checks the AWS4-HMAC-SHA256 signature of a POST of a form as AWS does: key, date within 15 minutes, signed headers
/// and body. On success `who` is the user and `service` the one it was signed for.
std::optional<Refusal> checkSignature(const HttpRequest &request, const QList<User> &users, Moment now, User *who,
                                      QByteArray *service);

} // namespace sim::aws
