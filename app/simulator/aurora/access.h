// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/methods.h"
#include "app/simulator/http/message.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace sim::aurora {

/// Somebody who may sign in.
struct User
{
    QByteArray name;
    QByteArray password;
    bool mayWrite = false; ///< every method; otherwise only what is read
};

/// BASIC authentication as the real scheduler has it: reads need none, wrong credentials are refused all the same.
class Access
{
public:
    explicit Access(std::vector<User> users)
        : m_users(std::move(users))
    {
    }

    bool isOpen() const { return m_users.empty(); }
    bool carriesCredentials(const HttpRequest &request) const { return request.headers.contains("authorization"); }
    const User *userOf(const HttpRequest &request) const; ///< nobody, or credentials that are wrong
    /// The sentence of AUTH_FAILED, or nothing when the user may.
    std::optional<std::string> refusal(const User &user, const Method &method, const thrift::Value &args) const;
    /// 401; `contentType` of a call that could be read.
    static HttpResponse unauthorized(const QByteArray &contentType);
    static std::pair<QByteArray, QByteArray> forgetCookie(const QByteArray &expires);

private:
    std::vector<User> m_users;
};

} // namespace sim::aurora
