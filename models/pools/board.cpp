// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/board.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace pools {

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

core::Error noRegion()
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail
        = Board::tr("No region of AWS is named. Add region: below aws: in the stacks file, or to the profile.");
    return error;
}

constexpr std::array services{ aws::Service::AutoScaling, aws::Service::Ec2, aws::Service::Sts };

} // namespace

Board::Board(stack::Stack *stack, Options options)
    : core::Store(stack)
    , m_stack(stack)
    , m_http(stack->clock())
{
    setObjectName(u"poolBoard"_s);
    if (options.aws) {
        m_prices = options.aws->prices;
        connectAws(options);
    }
    connect(stack->mesos(), &mesos::Store::snapshotChanged, this, &Board::joinNext);
    if (stack->aurora())
        connect(stack->aurora(), &aurora::Store::snapshotChanged, this, &Board::joinNext);
    connect(stack->mesos(), &mesos::Store::freshnessChanged, this, [this] {
        if (m_aws)
            m_aws->start(); // again and again: only the first time counts
        else
            emit freshnessChanged();
    });
}

Board::~Board()
{
    blockSignals(true); // nobody listens to somebody half gone
}

void Board::connectAws(const Options &options)
{
    const config::AwsConfig &wanted = *options.aws;
    const auto route = std::make_shared<const net::Route>(m_stack->config().route);
    const core::Result<aws::SharedConfig> files
        = options.keys ? aws::SharedConfig() : aws::SharedConfig::load(options.environment);
    const aws::SharedConfig shared = files.value_or(aws::SharedConfig());
    const QString profile = wanted.profile.isEmpty() ? aws::profileOf(options.environment) : wanted.profile;

    aws::StoreOptions store;
    store.groups = wanted.groups;
    store.poolTag = m_stack->config().poolAttribute;
    store.client.route = route;
    store.client.deadline = m_stack->config().deadline;
    store.client.region = wanted.region.isEmpty() ? aws::regionOf(shared, profile, options.environment) : wanted.region;
    for (const aws::Service service : services) {
        const QUrl endpoint = wanted.endpoint.isEmpty() ? aws::endpointOf(service, shared, profile, options.environment)
                                                        : wanted.endpoint;
        if (!endpoint.isEmpty())
            store.client.endpoints.insert(service, endpoint);
    }

    std::shared_ptr<aws::KeySource> keys = options.keys;
    if (!files)
        keys = std::make_shared<NoKeys>(files.error());
    else if (store.client.region.isEmpty())
        keys = std::make_shared<NoKeys>(noRegion());
    if (!keys) {
        aws::ChainOptions chain;
        chain.profile = wanted.profile;
        chain.environment = options.environment;
        chain.route = route;
        chain.stsEndpoint = wanted.endpoint;
        keys = std::make_shared<aws::Chain>(&m_http, chain);
    }
    m_aws = std::make_unique<aws::Store>(&m_http, keys, store, m_stack->clock());
    connect(m_aws.get(), &aws::Store::snapshotChanged, this, &Board::joinNext);
    connect(m_aws.get(), &aws::Store::freshnessChanged, this, &Board::freshnessChanged);
}

Board *Board::of(const stack::Stack &stack)
{
    return stack.findChild<Board *>(u"poolBoard"_s, Qt::FindDirectChildrenOnly);
}

void Board::refresh()
{
    if (m_aws)
        m_aws->refresh();
}

QString Board::system() const
{
    return m_aws ? m_aws->system() : m_stack->mesos()->system();
}

const core::Freshness &Board::freshness() const
{
    return m_aws ? m_aws->freshness() : m_stack->mesos()->freshness();
}

/// One at a time; what came meanwhile is joined once, afterwards.
void Board::joinNext()
{
    if (std::exchange(m_stale, true) || m_joining)
        return;
    m_joining = true;
    m_stale = false;
    Sources sources;
    sources.aws = m_aws ? m_aws->snapshot() : nullptr;
    sources.mesos = m_stack->mesos()->snapshot();
    sources.aurora = m_stack->aurora() ? m_stack->aurora()->snapshot() : nullptr;
    sources.poolAttribute = m_stack->config().poolAttribute.toUtf8();
    sources.prices = m_prices;
    sources.now = m_stack->clock().now();
    QtConcurrent::run([sources] { return join(sources); }).then(this, [this](const Snapshot &picture) {
        m_joining = false;
        m_picture = picture;
        emit snapshotChanged();
        if (std::exchange(m_stale, false))
            joinNext();
    });
}

} // namespace pools
