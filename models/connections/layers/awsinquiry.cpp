// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/client.h"
#include "models/connections/inquiry.h"
#include "models/core/format.h"

using namespace Qt::StringLiterals;

namespace connections::layers {

namespace {

QString keysWords(const Inquiry &inquiry, const aws::Keys &keys)
{
    QString words = keys.id;
    if (inquiry.awsKeysFound && !inquiry.awsKeysFound->method.isEmpty())
        words += Check::tr(", profile %1 by %2").arg(inquiry.awsKeysFound->profile, inquiry.awsKeysFound->method);
    if (core::isKnown(keys.expires))
        words += Check::tr(", end in %1").arg(core::formatSpan(keys.expires - inquiry.http->clock().now()));
    return words;
}

} // namespace

QCoro::Task<void> askAws(std::shared_ptr<Inquiry> inquiry)
{
    using What = Step::What;
    const std::stop_token stop = inquiry->stop.get_token();
    std::shared_ptr<aws::KeySource> source = inquiry->awsKeys;
    if (const net::Credentials &login = inquiry->logins.aws; secrets::isThere(login))
        source = std::make_shared<aws::FixedKeys>(aws::Keys{ login.user, login.secret, {}, {} });
    const core::Result<aws::Keys> keys = co_await source->keys(stop);
    if (inquiry->isOver())
        co_return;
    if (!keys) {
        inquiry->failed(What::Keys, keys.error());
        co_return;
    }
    inquiry->fine(What::Keys, keysWords(*inquiry, *keys));

    aws::Client client(inquiry->http.get(), source, inquiry->awsOptions);
    const core::Result<aws::Identity> identity = co_await client.identity(stop);
    if (inquiry->isOver())
        co_return;
    if (!identity) {
        inquiry->failed(What::Account, identity.error());
        co_return;
    }
    inquiry->fine(What::Account, Check::tr("%1, %2").arg(identity->account, identity->arn));

    // Undecoded: the answer's head tells AWS's time.
    const core::Result<net::Response> groups = co_await client.ask(aws::calls::groups({}, 1), stop);
    if (inquiry->isOver())
        co_return;
    if (!groups) {
        inquiry->failed(What::Rights, groups.error());
        co_return;
    }
    tellClock(*inquiry, groups->clockOffset);
    const core::Result<net::Response> instances = co_await client.ask(aws::calls::instances({}, 5), stop);
    if (inquiry->isOver())
        co_return;
    if (!instances)
        inquiry->failed(What::Rights, instances.error());
    else
        inquiry->fine(What::Rights, Check::tr("reads groups and machines in %1").arg(inquiry->awsOptions.region));
}

} // namespace connections::layers
