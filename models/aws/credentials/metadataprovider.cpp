// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/providers.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace aws::providers {

namespace {

constexpr auto deadline = 1s;

tl::unexpected<core::Error> nobody(const QString &profile)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail
        = QCoreApplication::translate("AwsCredentials",
                                      "AWS profile %1 has no keys, and this machine has no role of EC2. Run aws "
                                      "configure --profile %1, or name another profile.")
              .arg(profile);
    return core::failure(error);
}

net::Request question(const QUrl &endpoint, const QString &path, const QByteArray &token)
{
    net::Request request;
    request.url = endpoint;
    request.url.setPath(path);
    request.headers = { { "x-aws-ec2-metadata-token", token } };
    request.accept = "*/*";
    request.deadline = deadline;
    request.compressed = false;
    return request;
}

bool isGood(const core::Result<net::Response> &response)
{
    return response && response->status == 200;
}

} // namespace

Got fromMetadata(KeyPlan plan, net::HttpClient *http, QUrl endpoint, std::stop_token stop)
{
    if (endpoint.isEmpty())
        endpoint = QUrl(u"http://169.254.169.254"_s);
    net::Request open = question(endpoint, u"/latest/api/token"_s, {});
    open.verb = net::Request::Verb::Put;
    open.headers = { { "x-aws-ec2-metadata-token-ttl-seconds", "21600" } };
    const core::Result<net::Response> opened = co_await http->send(open, stop);
    if (!isGood(opened))
        co_return nobody(plan.profile);
    const QByteArray token = opened->body.toByteArray();
    const QString roles = u"/latest/meta-data/iam/security-credentials/"_s;
    const net::Request whoRequest = question(endpoint, roles, token);
    const core::Result<net::Response> role = co_await http->send(whoRequest, stop);
    if (!isGood(role))
        co_return nobody(plan.profile);
    const QString name = QString::fromUtf8(role->body.toByteArray()).section(u'\n', 0, 0).trimmed();
    const net::Request keysRequest = question(endpoint, roles + name, token);
    const core::Result<net::Response> answer = co_await http->send(keysRequest, stop);
    if (!isGood(answer))
        co_return nobody(plan.profile);
    const core::Result<Keys> keys = keysInJson(answer->body.toByteArray(), u"Token"_s);
    if (!keys)
        co_return nobody(plan.profile);
    co_return keys;
}

} // namespace aws::providers
