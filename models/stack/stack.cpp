// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stack.h"

#include "models/core/format.h"
#include "models/stack/capacity.h"
#include "models/stack/diagnosis.h"
#include "models/stack/events.h"

#include <QThreadPool>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace stack {

namespace {

/// What one picture tells in sum, made off the GUI thread.
struct Digest
{
    QList<Pool> pools;
    history::CapacitySample cluster;
    QList<history::Event> events;
};

Digest digest(const mesos::Snapshot &older, const mesos::Snapshot &newer, const QByteArray &poolAttribute,
              core::TimePoint at)
{
    const std::string_view attribute(poolAttribute.constData(), static_cast<size_t>(poolAttribute.size()));
    Digest result{ poolsOf(*newer, attribute), clusterSample(*newer, at), {} };
    if (older)
        result.events = eventsBetween(*older, *newer, attribute, at);
    return result;
}

QString fileOf(const QString &dataDir, const QString &stack, const QString &name)
{
    return dataDir.isEmpty() ? QString() : u"%1/%2/%3"_s.arg(dataDir, stack, name);
}

bool isTrouble(Layer::State state)
{
    return state == Layer::State::Down || state == Layer::State::Refused;
}

} // namespace

struct Stack::Private
{
    Private(Stack *stack, config::StackConfig stackConfig, net::Credentials login, const core::Clock &stackClock,
            const QString &dataDir)
        : q(stack)
        , config(std::move(stackConfig))
        , user(login.user)
        , clock(stackClock)
        , http(stackClock)
        , history(dataDir.isEmpty() ? u":memory:"_s : fileOf(dataDir, config.name, u"history.sqlite"_s), stackClock)
        , store(&http, std::make_shared<net::StaticDiscovery>(config.mesosMasters), options(login, dataDir), stackClock)
        , usage(&http, usageOptions(std::move(login)), stackClock)
    {
        one.setMaxThreadCount(1); // digests in the order of their pictures
        one.setThreadPriority(QThread::LowPriority);
    }

    mesos::StoreOptions options(net::Credentials login, const QString &dataDir) const
    {
        mesos::StoreOptions o;
        o.mode = config.mesosMode;
        o.policy = config.policy;
        o.credentials = std::move(login);
        o.route = std::make_shared<const net::Route>(config.route);
        o.maxBody = config.maxBody;
        o.deadline = config.deadline;
        o.cacheFile = fileOf(dataDir, config.name, u"mesos.picture"_s);
        return o;
    }

    mesos::AgentUsage::Options usageOptions(net::Credentials login) const
    {
        mesos::AgentUsage::Options o;
        o.credentials = std::move(login);
        o.route = std::make_shared<const net::Route>(config.route);
        if (!config.mesosMasters.isEmpty())
            o.scheme = config.mesosMasters.first().scheme(); // agents speak TLS where masters do
        o.deadline = std::min(o.deadline, config.deadline);
        return o;
    }

    Symptoms symptoms() const
    {
        return { store.freshness(),
                 store.health(),
                 config.mesosMasters,
                 user,
                 !config.route.rewrite.isEmpty(),
                 !config.route.proxy.isEmpty(),
                 config.policy.interval,
                 config.deadline,
                 clock.now() };
    }

    void digestNext();
    void take(const Digest &digest, bool live);
    void sample();
    void watchLayer();
    void tell(const history::Event &event);

    Stack *q;
    const config::StackConfig config;
    QString user;
    const core::Clock &clock;
    net::HttpClient http;
    history::CapacityHistory history;
    mesos::Store store; // before http goes
    mesos::AgentUsage usage;
    QThreadPool one;

    mesos::Snapshot digested; ///< the last picture that was digested
    bool digestedIsLive = false; ///< it was not the one from disk: what changed since then is news
    bool digesting = false;
    QList<Pool> pools;
    history::CapacitySample cluster;
    core::TimePoint sampled{};
    bool inTrouble = false;
    core::TimePoint troubleSince{};
};

/// One picture at a time; what came meanwhile is skipped but for the newest.
void Stack::Private::digestNext()
{
    const mesos::Snapshot next = store.snapshot();
    if (digesting || !next || next == digested)
        return;
    digesting = true;
    const bool live = store.freshness().phase != core::Freshness::Phase::Restored;
    const mesos::Snapshot older = digestedIsLive ? digested : mesos::Snapshot();
    digested = next;
    digestedIsLive = live;
    const core::TimePoint at = core::isKnown(store.freshness().fetchedAt) ? store.freshness().fetchedAt : clock.now();
    QtConcurrent::run(&one, digest, older, next, config.poolAttribute.toUtf8(), at)
        .then(q, [this, live](const Digest &done) {
            digesting = false;
            take(done, live);
            digestNext();
        });
}

void Stack::Private::take(const Digest &done, bool live)
{
    cluster = done.cluster;
    if (pools != done.pools) {
        pools = done.pools;
        emit q->poolsChanged();
    }
    for (const history::Event &event : done.events)
        tell(event);
    if (live)
        sample();
}

/// The picture that is shown is a sample for as long as it is confirmed: when nothing changes, no new one comes.
void Stack::Private::sample()
{
    const core::Freshness &freshness = store.freshness();
    if (freshness.phase != core::Freshness::Phase::Fresh || !core::isKnown(cluster.at)
        || freshness.fetchedAt <= sampled)
        return;
    sampled = freshness.fetchedAt;
    cluster.at = sampled;
    history.append(cluster);
    for (const Pool &pool : std::as_const(pools)) {
        if (!pool.name.isEmpty()) // the name "" is the cluster's
            history.appendPool(pool.name, poolSample(pool, sampled));
    }
}

void Stack::Private::watchLayer()
{
    const Symptoms now = symptoms();
    const Layer layer = mesosLayer(now);
    if (isTrouble(layer.state) && !inTrouble) {
        inTrouble = true;
        troubleSince = layer.freshness.failingSince;
        tell({ clock.now(),
               layer.name,
               layer.state == Layer::State::Refused ? u"refused"_s : u"down"_s,
               diagnose(now).verdict,
               {} });
    } else if (inTrouble && (layer.state == Layer::State::Live || layer.state == Layer::State::Slow)) {
        inTrouble = false;
        tell({ clock.now(),
               layer.name,
               u"live"_s,
               tr("%1 answers again, after %2").arg(layer.name, core::formatSpan(clock.now() - troubleSince)),
               {} });
    }
}

void Stack::Private::tell(const history::Event &event)
{
    history.append(event);
    emit q->eventHappened(event);
}

Stack::Stack(config::StackConfig config, net::Credentials credentials, const core::Clock &clock, QString dataDir,
             QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), std::move(credentials), clock, dataDir))
{
    connect(&d->store, &mesos::Store::snapshotChanged, this, [this] { d->digestNext(); });
    connect(&d->store, &mesos::Store::freshnessChanged, this, [this] {
        d->watchLayer();
        if (!d->digesting && d->digestedIsLive)
            d->sample();
        emit layersChanged();
    });
    connect(&d->store, &mesos::Store::healthChanged, this, &Stack::layersChanged);
}

Stack::~Stack()
{
    d->store.stop();
    d->one.waitForDone();
}

const config::StackConfig &Stack::config() const
{
    return d->config;
}

const core::Clock &Stack::clock() const
{
    return d->clock;
}

void Stack::start()
{
    d->store.start();
}

void Stack::refresh()
{
    d->store.refresh();
    d->usage.refresh();
}

void Stack::setHidden(bool hidden)
{
    d->store.setHidden(hidden);
    d->usage.setHidden(hidden);
}

void Stack::setCredentials(net::Credentials credentials)
{
    d->user = credentials.user;
    d->usage.setCredentials(credentials);
    d->store.setCredentials(std::move(credentials));
    d->store.refresh();
}

mesos::Store *Stack::mesos() const
{
    return &d->store;
}

mesos::AgentUsage *Stack::agentUsage() const
{
    return &d->usage;
}

history::CapacityHistory *Stack::history() const
{
    return &d->history;
}

QList<Layer> Stack::layers() const
{
    return { mesosLayer(d->symptoms()) };
}

Diagnosis Stack::diagnosis() const
{
    return diagnose(d->symptoms());
}

QList<Pool> Stack::pools() const
{
    return d->pools;
}

double Stack::requestRate() const
{
    return d->http.requestRate();
}

} // namespace stack
