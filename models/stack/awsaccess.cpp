// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/awsaccess.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace stack {

namespace {

/// Says why nothing can be asked.
class NoKeys final : public aws::KeySource
{
public:
    explicit NoKeys(core::Error error)
        : m_error(std::move(error))
    {
    }
    QCoro::Task<core::Result<aws::Keys>> keys(std::stop_token) override { return refused(m_error); }

private:
    static QCoro::Task<core::Result<aws::Keys>> refused(core::Error error) { co_return core::failure(error); }

    core::Error m_error;
};

/// Those of the stack's logins where there are some, else what other tools of AWS would take.
class LoginKeys final : public aws::KeySource
{
public:
    LoginKeys(const secrets::StackLogins *logins, std::shared_ptr<aws::KeySource> otherwise)
        : m_logins(logins)
        , m_otherwise(std::move(otherwise))
    {
    }
    QCoro::Task<core::Result<aws::Keys>> keys(std::stop_token stop) override
    {
        const net::Credentials &login = m_logins->current().aws;
        if (!secrets::isThere(login))
            return m_otherwise->keys(std::move(stop));
        return given({ login.user, login.secret, {}, {} });
    }
    void discard(const aws::Keys &keys) override { m_otherwise->discard(keys); }

private:
    static QCoro::Task<core::Result<aws::Keys>> given(aws::Keys keys) { co_return core::Result<aws::Keys>(keys); }

    const secrets::StackLogins *m_logins;
    std::shared_ptr<aws::KeySource> m_otherwise;
};

core::Error noRegion()
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = QCoreApplication::translate(
        "Diagnosis", "No region of AWS is named. Add region: below aws: in the stacks file, or to the profile.");
    return error;
}

constexpr std::array services{ aws::Service::AutoScaling, aws::Service::Ec2, aws::Service::Sts };

} // namespace

AwsAccess accessAws(const config::StackConfig &config, std::shared_ptr<const net::Route> route,
                    std::shared_ptr<aws::KeySource> keys, const secrets::StackLogins *logins, AwsSignIn::AskMfa askMfa,
                    net::HttpClient *http, const core::Clock &clock, const QProcessEnvironment &environment)
{
    const config::AwsConfig wanted = config.aws.value_or(config::AwsConfig());
    const core::Result<aws::SharedConfig> files = keys ? aws::SharedConfig() : aws::SharedConfig::load(environment);
    const aws::SharedConfig shared = files.value_or(aws::SharedConfig());
    const QString profile = wanted.profile.isEmpty() ? aws::profileOf(environment) : wanted.profile;

    aws::StoreOptions options;
    options.policy.jitter = config.policy.jitter;
    options.groups = wanted.groups;
    options.poolTag = config.poolAttribute;
    options.client.route = route;
    options.client.deadline = config.deadline;
    options.client.region = wanted.region.isEmpty() ? aws::regionOf(shared, profile, environment) : wanted.region;
    for (const aws::Service service : services) {
        const QUrl endpoint
            = wanted.endpoint.isEmpty() ? aws::endpointOf(service, shared, profile, environment) : wanted.endpoint;
        if (!endpoint.isEmpty())
            options.client.endpoints.insert(service, endpoint);
    }

    AwsAccess access;
    if (!files)
        keys = std::make_shared<NoKeys>(files.error());
    else if (options.client.region.isEmpty())
        keys = std::make_shared<NoKeys>(noRegion());
    if (!keys) {
        aws::ChainOptions chain;
        chain.profile = wanted.profile;
        chain.environment = environment;
        chain.route = route;
        chain.stsEndpoint = wanted.endpoint;
        chain.askMfa = std::move(askMfa);
        access.chain = std::make_shared<aws::Chain>(http, chain);
        keys = std::make_shared<LoginKeys>(logins, access.chain);
    }
    access.keys = keys;
    access.store = std::make_unique<aws::Store>(http, keys, options, clock);
    return access;
}

} // namespace stack
