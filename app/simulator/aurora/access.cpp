// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/access.h"

#include <algorithm>

namespace sim::aurora {

const User *Access::userOf(const HttpRequest &request) const
{
    const QByteArray given = request.header("authorization");
    const auto found = std::ranges::find_if(
        m_users, [&](const User &user) { return given == "Basic " + (user.name + ':' + user.password).toBase64(); });
    return found == m_users.end() ? nullptr : &*found;
}

std::optional<std::string> Access::refusal(const User &user, const Method &method, const thrift::Value &args) const
{
    if (user.mayWrite || method.service == Service::ReadOnly)
        return {};
    const std::string subject = "Subject " + user.name.toStdString();
    if (method.service == Service::Admin)
        return subject + " lacks permission UnscopedRpcPermission{domain=thrift.AuroraAdmin, rpc=" + method.name + '}';
    return subject + " is not permitted to JobScopedRpcPermission{rpc=" + method.name
        + ", permittedJob=" + JobKey::read(method.job(args)).toString() + "}.";
}

HttpResponse Access::unauthorized(const QByteArray &contentType)
{
    HttpResponse response{ 401, contentType, {} };
    response.headers = { { "WWW-Authenticate", R"(BASIC realm="Apache Aurora Scheduler")" } };
    return response;
}

std::pair<QByteArray, QByteArray> Access::forgetCookie(const QByteArray &expires)
{
    return { "Set-Cookie", "rememberMe=deleteMe; Path=/; Max-Age=0; Expires=" + expires + "; SameSite=lax" };
}

} // namespace sim::aurora
