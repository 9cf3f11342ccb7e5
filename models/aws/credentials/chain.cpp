// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/chain.h"

#include "models/aws/client.h"
#include "models/aws/credentials/providers.h"
#include "models/core/cancelled.h"

#include <QCoreApplication>
#include <QFuture>
#include <QPromise>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace aws {

namespace {

constexpr auto advisory = 15min;
constexpr auto mandatory = 10min;

using Found = core::Result<Keys>;

core::Error mfaNeeded(const KeyPlan &plan)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = QCoreApplication::translate("AwsCredentials",
                                               "AWS profile %1 wants the code of the MFA device %2. Give it to go on.")
                       .arg(plan.profile, plan.mfaSerial);
    return error;
}

} // namespace

struct Chain::Private
{
    bool isGood(std::chrono::minutes ahead) const
    {
        return held && !held->isEmpty() && !held->isExpired(http->clock().now() + ahead);
    }

    static QCoro::Task<Found> fetch(std::shared_ptr<Private> d);
    static QCoro::Task<Found> follow(std::shared_ptr<Private> d, KeyPlan plan);
    static QCoro::Task<Found> assume(std::shared_ptr<Private> d, KeyPlan plan);
    static QCoro::Task<void> complete(std::shared_ptr<Private> d, std::shared_ptr<QPromise<Found>> promise);
    static QFuture<Found> refresh(const std::shared_ptr<Private> &d);
    QUrl stsEndpoint(const QString &profile) const;

    net::HttpClient *http = nullptr; ///< null: the chain has gone
    ChainOptions options;
    SharedConfig config;
    std::optional<Keys> held;
    QString method;
    std::optional<QFuture<Found>> underWay;
    std::optional<core::Error> mfaRefused;
};

QUrl Chain::Private::stsEndpoint(const QString &profile) const
{
    if (!options.stsEndpoint.isEmpty())
        return options.stsEndpoint;
    return endpointOf(Service::Sts, config, profile, options.environment);
}

QCoro::Task<Found> Chain::Private::assume(std::shared_ptr<Private> d, KeyPlan plan)
{
    calls::Role role;
    role.arn = plan.roleArn;
    role.sessionName = plan.sessionName.isEmpty()
        ? u"comporta-%1"_s.arg(d->http->clock().now().time_since_epoch().count() / 1000)
        : plan.sessionName;
    role.externalId = plan.externalId;
    role.duration = plan.duration;
    if (!plan.mfaSerial.isEmpty()) {
        if (d->mfaRefused)
            co_return core::failure(*d->mfaRefused);
        if (!d->options.askMfa)
            co_return core::failure(mfaNeeded(plan));
        const core::Result<QString> code = co_await d->options.askMfa(plan.mfaSerial);
        if (!d->http)
            co_return core::failure(core::cancelled());
        if (!code) {
            d->mfaRefused = mfaNeeded(plan);
            co_return core::failure(*d->mfaRefused);
        }
        role.mfaSerial = plan.mfaSerial;
        role.mfaCode = *code;
    }
    const Found base = co_await follow(d, *plan.base);
    if (!base)
        co_return base;
    if (!d->http)
        co_return core::failure(core::cancelled());
    ClientOptions options;
    options.region = plan.region.isEmpty() ? u"us-east-1"_s : plan.region;
    options.route = d->options.route;
    if (const QUrl endpoint = d->stsEndpoint(plan.profile); !endpoint.isEmpty())
        options.endpoints[Service::Sts] = endpoint;
    const auto source = std::make_shared<FixedKeys>(*base);
    Client client(d->http, source, options);
    const Found keys = co_await client.assumeRole(role);
    if (!keys && !plan.mfaSerial.isEmpty() && keys.error().kind == core::Error::Kind::Forbidden)
        d->mfaRefused = keys.error(); // a wrong code: three of them lock the device
    co_return keys;
}

QCoro::Task<Found> Chain::Private::follow(std::shared_ptr<Private> d, KeyPlan plan)
{
    if (!d->http)
        co_return core::failure(core::cancelled());
    switch (plan.way) {
    case KeyPlan::Way::Static:
        co_return plan.keys;
    case KeyPlan::Way::Role:
        co_return co_await assume(d, plan);
    case KeyPlan::Way::Process:
        co_return co_await providers::fromProcess(plan);
    case KeyPlan::Way::Sso: {
        const QString home = homeOf(d->options.environment);
        co_return co_await providers::fromSso(plan, d->http, d->options.route, home, d->options.ssoPortal, {});
    }
    case KeyPlan::Way::Metadata: {
        QUrl endpoint = d->options.metadataEndpoint;
        if (endpoint.isEmpty())
            endpoint = QUrl(d->options.environment.value(u"AWS_EC2_METADATA_SERVICE_ENDPOINT"_s));
        co_return co_await providers::fromMetadata(plan, d->http, endpoint, {});
    }
    }
    Q_UNREACHABLE();
}

QCoro::Task<Found> Chain::Private::fetch(std::shared_ptr<Private> d)
{
    const core::Result<SharedConfig> config = SharedConfig::load(d->options.environment);
    if (!config)
        co_return core::failure(config.error());
    d->config = *config;
    const bool chosen = !d->options.profile.isEmpty();
    const QString profile = chosen ? d->options.profile : profileOf(d->options.environment);
    const core::Result<KeyPlan> plan = planKeys(*config, profile, chosen, d->options.environment);
    if (!plan)
        co_return core::failure(plan.error());
    d->method = plan->method;
    co_return co_await follow(d, *plan);
}

QCoro::Task<void> Chain::Private::complete(std::shared_ptr<Private> d, std::shared_ptr<QPromise<Found>> promise)
{
    Found found = co_await fetch(d);
    if (found)
        d->held = *found;
    else if (d->http && d->isGood(0min))
        found = *d->held; // what is there still holds; the next one tries again
    d->underWay.reset();
    promise->addResult(found);
    promise->finish();
}

/// The answer that is under way, for all who wait for it. It runs on by itself: who asked first may have gone by then.
QFuture<Found> Chain::Private::refresh(const std::shared_ptr<Private> &d)
{
    if (d->underWay)
        return *d->underWay;
    const auto promise = std::make_shared<QPromise<Found>>();
    promise->start();
    const QFuture<Found> future = promise->future();
    d->underWay = future;
    [[maybe_unused]] const QCoro::Task<void> running = complete(d, promise);
    return future;
}

Chain::Chain(net::HttpClient *http, ChainOptions options)
    : d(std::make_shared<Private>())
{
    d->http = http;
    d->options = std::move(options);
}

Chain::~Chain()
{
    d->http = nullptr;
}

/// "Found(…)": QCoro 0.8 moves from what is returned as another type, and the keys are to stay.
QCoro::Task<core::Result<Keys>> Chain::keys(std::stop_token)
{
    const std::shared_ptr<Private> self = d;
    if (self->isGood(advisory))
        co_return Found(*self->held);
    const QFuture<Found> answer = Private::refresh(self);
    if (self->isGood(mandatory))
        co_return Found(*self->held);
    co_return co_await answer;
}

void Chain::discard(const Keys &keys)
{
    if (d->held && *d->held == keys)
        d->held.reset();
}

void Chain::renew()
{
    d->held.reset();
    d->mfaRefused.reset();
}

core::TimePoint Chain::expires() const
{
    return d->held ? d->held->expires : core::TimePoint();
}

QString Chain::method() const
{
    return d->method;
}

QString Chain::profile() const
{
    return d->options.profile.isEmpty() ? profileOf(d->options.environment) : d->options.profile;
}

} // namespace aws
