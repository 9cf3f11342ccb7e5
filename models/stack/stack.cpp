// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stack.h"

#include "models/core/format.h"
#include "models/night/nightsource.h"
#include "models/stack/airflowlayer.h"
#include "models/stack/auroradiagnosis.h"
#include "models/stack/auroraevents.h"
#include "models/stack/capacity.h"
#include "models/stack/diagnosis.h"
#include "models/stack/events.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/allverbs.h"

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

constexpr int airflowEvery = 3; ///< times the pause between two looks at Mesos

bool isTrouble(Layer::State state)
{
    return state == Layer::State::Down || state == Layer::State::Refused;
}

} // namespace

struct Stack::Private
{
    Private(Stack *stack, config::StackConfig stackConfig, net::Credentials login, const core::Clock &stackClock,
            const QString &dataDir, actions::ActionOptions::Authority authority)
        : q(stack)
        , config(std::move(stackConfig))
        , credentials(login)
        , clock(stackClock)
        , http(stackClock)
        , history(dataDir.isEmpty() ? u":memory:"_s : fileOf(dataDir, config.name, u"history.sqlite"_s), stackClock)
        , store(&http, std::make_shared<net::StaticDiscovery>(config.mesosMasters), options(login, dataDir), stackClock)
        , usage(&http, usageOptions(login), stackClock)
        , mesosOperator(&http, std::make_shared<net::StaticDiscovery>(config.mesosMasters), std::move(login),
                        std::make_shared<const net::Route>(config.route))
        , center(actionOptions(dataDir, authority), stackClock)
    {
        one.setMaxThreadCount(1); // digests in the order of their pictures
        one.setThreadPriority(QThread::LowPriority);
        if (!config.auroraSchedulers.isEmpty()) {
            aurora = std::make_unique<aurora::Store>(&http,
                                                     std::make_shared<net::StaticDiscovery>(config.auroraSchedulers),
                                                     auroraOptions(dataDir), stackClock);
        }
        if (!config.airflow.url.isEmpty())
            airflow = std::make_unique<airflow::Store>(&http, airflowOptions(), stackClock);
        if (config.airflow.isThere())
            night = std::make_unique<night::NightSource>(config.airflow, airflow.get(), aurora.get(), stackClock);
        verbs::Context context;
        context.aurora = aurora.get();
        context.airflow = airflow.get();
        context.night = night ? night->board() : nullptr;
        context.nodeJobs = config.airflow.jobs;
        context.mesos = &mesosOperator;
        context.picture = &store;
        context.stack = config.name;
        context.production = config.tier == config::Tier::Production;
        context.poolAttribute = config.poolAttribute;
        context.protection = { config.protectedPool, config.protectedJobs };
        context.clock = &clock;
        verbs::addAll(&center.verbs(), context);
        logs = std::make_unique<tasklogs::TaskLogs>(&http, logsOptions(dataDir, authority), &store, aurora.get(),
                                                    stackClock, q);
    }

    actions::ActionOptions actionOptions(const QString &dataDir, actions::ActionOptions::Authority authority) const
    {
        actions::ActionOptions o;
        o.stack = config.name;
        o.production = config.tier == config::Tier::Production;
        o.file = dataDir.isEmpty() ? u":memory:"_s : fileOf(dataDir, config.name, u"actions.sqlite"_s);
        o.authority = authority;
        return o;
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

    tasklogs::Options logsOptions(const QString &dataDir, actions::ActionOptions::Authority authority) const
    {
        tasklogs::Options o;
        o.credentials = credentials;
        o.route = std::make_shared<const net::Route>(config.route);
        if (!config.mesosMasters.isEmpty())
            o.scheme = config.mesosMasters.first().scheme(); // agents speak TLS where masters do
        o.observerPort = config.observerPort;
        o.deadline = config.deadline;
        o.folder = fileOf(dataDir, config.name, u"logs"_s);
        o.rescue = authority == actions::ActionOptions::Authority::Armed; // a command ends too soon
        return o;
    }

    aurora::StoreOptions auroraOptions(const QString &dataDir) const
    {
        aurora::StoreOptions o;
        o.policy = config.policy;
        o.client.credentials = credentials;
        o.client.route = std::make_shared<const net::Route>(config.route);
        o.client.deadline = config.deadline;
        o.client.maxBody = config.maxBody;
        o.cacheFile = fileOf(dataDir, config.name, u"aurora.picture"_s);
        return o;
    }

    airflow::StoreOptions airflowOptions() const
    {
        using Version = config::AirflowConfig::Version;
        airflow::StoreOptions o;
        o.url = config.airflow.url;
        o.dagId = config.airflow.dag;
        o.policy.jitter = config.policy.jitter;
        // Airflow is the slowest to answer and the easiest to slow down.
        o.policy.interval = config.policy.interval * airflowEvery;
        o.policy.hiddenInterval = std::max(o.policy.hiddenInterval, o.policy.interval);
        o.policy.ceiling = std::max(o.policy.ceiling, o.policy.interval);
        o.client.credentials = config::airflowCredentials(config, credentials);
        if (config.airflow.version != Version::Auto)
            o.client.api = config.airflow.version == Version::Two ? airflow::Api::V1 : airflow::Api::V2;
        o.client.route = std::make_shared<const net::Route>(config.route);
        o.client.deadline = config.deadline;
        return o;
    }

    AirflowSymptoms airflowSymptoms() const
    {
        return { airflow->freshness(),
                 airflow->health(),
                 airflow->snapshot(),
                 config.airflow.url,
                 airflowOptions().policy.interval,
                 clock.now() };
    }

    Symptoms symptoms() const
    {
        return { store.freshness(),
                 store.health(),
                 config.mesosMasters,
                 credentials.user,
                 !config.route.rewrite.isEmpty(),
                 !config.route.proxy.isEmpty(),
                 config.policy.interval,
                 config.deadline,
                 clock.now() };
    }

    AuroraSymptoms auroraSymptoms() const;

    void digestNext();
    void take(const Digest &digest, bool live);
    void digestAurora();
    void sample();
    void watchLayers();
    QString verdictOf(const Layer &layer) const; ///< of one that is in trouble
    void watchRegistration();
    void tell(const history::Event &event);

    Stack *q;
    const config::StackConfig config;
    net::Credentials credentials;
    const core::Clock &clock;
    net::HttpClient http;
    history::CapacityHistory history;
    mesos::Store store; // before http goes; so are the next ones
    mesos::AgentUsage usage;
    std::unique_ptr<aurora::Store> aurora;
    std::unique_ptr<airflow::Store> airflow;
    std::unique_ptr<night::NightSource> night; ///< reads the two above
    mesos::Operator mesosOperator;
    actions::ActionCenter center; ///< its verbs know those above
    std::unique_ptr<tasklogs::TaskLogs> logs; ///< a child of the stack, too: see stacklogs.h
    QThreadPool one;

    mesos::Snapshot digested; ///< the last picture that was digested
    bool digestedIsLive = false; ///< it was not the one from disk: what changed since then is news
    bool digesting = false;
    QList<Pool> pools;
    history::CapacitySample cluster;
    core::TimePoint sampled{};
    QHash<QString, core::TimePoint> troubleSince; ///< of the layers that are in trouble, by name

    aurora::Snapshot auroraDigested;
    bool auroraDigesting = false;
    core::TimePoint unregisteredSince{}; ///< not known: Aurora is registered, or has not told
    int64_t pendingThen = 0; ///< tasks, at that time
};

AuroraSymptoms Stack::Private::auroraSymptoms() const
{
    AuroraSymptoms s;
    s.freshness = aurora->freshness();
    s.health = aurora->health();
    s.schedulers = config.auroraSchedulers;
    s.cluster = config.auroraCluster;
    s.user = credentials.user;
    if (const aurora::Snapshot picture = aurora->snapshot()) {
        const aurora::Scheduler &scheduler = picture->scheduler;
        s.clusterSaid = picture->string(scheduler.cluster);
        if (core::isKnown(scheduler.at))
            s.registered = scheduler.registered;
        s.pendingNow = scheduler.pendingTasks;
    }
    s.unregisteredSince = unregisteredSince;
    s.pendingThen = pendingThen;
    s.mesosAnswers = store.freshness().phase == core::Freshness::Phase::Fresh;
    if (const mesos::Snapshot picture = store.snapshot()) {
        const mesos::Framework *const framework = auroraFramework(*picture);
        s.countedDisconnected = framework == nullptr || framework->phase == mesos::FrameworkPhase::Disconnected
            || framework->phase == mesos::FrameworkPhase::Recovering;
    }
    s.interval = config.policy.interval;
    s.deadline = config.deadline;
    s.now = clock.now();
    return s;
}

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

/// The scheduler's picture as events; what came meanwhile is skipped but for the newest.
void Stack::Private::digestAurora()
{
    const aurora::Snapshot next = aurora->snapshot();
    if (auroraDigesting || !next || next == auroraDigested)
        return;
    const aurora::Snapshot older = std::exchange(auroraDigested, next);
    if (!older)
        return;
    auroraDigesting = true;
    QtConcurrent::run(&one, [older, next, at = clock.now()] {
        return auroraEventsBetween(*older, *next, at);
    }).then(q, [this](const QList<history::Event> &events) {
        auroraDigesting = false;
        for (const history::Event &event : events)
            tell(event);
        digestAurora();
    });
}

void Stack::Private::watchRegistration()
{
    const aurora::Snapshot picture = aurora->snapshot();
    if (!picture || !core::isKnown(picture->scheduler.at))
        return;
    if (picture->scheduler.registered) {
        unregisteredSince = {};
    } else if (!core::isKnown(unregisteredSince)) {
        unregisteredSince = picture->scheduler.at;
        pendingThen = picture->scheduler.pendingTasks;
    }
}

QString Stack::Private::verdictOf(const Layer &layer) const
{
    if (layer.name == u"Mesos"_s)
        return diagnose(symptoms()).verdict;
    if (layer.name == u"Aurora"_s)
        return diagnoseAurora(auroraSymptoms()).verdict;
    return layer.detail;
}

void Stack::Private::watchLayers()
{
    for (const Layer &layer : q->layers()) {
        const bool wasInTrouble = troubleSince.contains(layer.name);
        if (isTrouble(layer.state) && !wasInTrouble) {
            troubleSince[layer.name] = layer.freshness.failingSince;
            tell({ clock.now(),
                   layer.name,
                   layer.state == Layer::State::Refused ? u"refused"_s : u"down"_s,
                   verdictOf(layer),
                   {} });
        } else if (wasInTrouble && (layer.state == Layer::State::Live || layer.state == Layer::State::Slow)) {
            const core::TimePoint since = troubleSince.take(layer.name);
            tell({ clock.now(),
                   layer.name,
                   u"live"_s,
                   tr("%1 answers again, after %2").arg(layer.name, core::formatSpan(clock.now() - since)),
                   {} });
        }
    }
}

void Stack::Private::tell(const history::Event &event)
{
    history.append(event);
    emit q->eventHappened(event);
}

Stack::Stack(config::StackConfig config, net::Credentials credentials, const core::Clock &clock, QString dataDir,
             actions::ActionOptions::Authority authority, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), std::move(credentials), clock, dataDir, authority))
{
    connect(&d->store, &mesos::Store::snapshotChanged, this, [this] { d->digestNext(); });
    connect(&d->store, &mesos::Store::freshnessChanged, this, [this] {
        d->watchLayers();
        if (!d->digesting && d->digestedIsLive)
            d->sample();
        emit layersChanged();
    });
    connect(&d->store, &mesos::Store::healthChanged, this, &Stack::layersChanged);
    if (d->airflow) {
        connect(d->airflow.get(), &airflow::Store::freshnessChanged, this, [this] {
            d->watchLayers();
            emit layersChanged();
        });
        connect(d->airflow.get(), &airflow::Store::healthChanged, this, &Stack::layersChanged);
    }
    if (!d->aurora)
        return;
    connect(d->aurora.get(), &aurora::Store::snapshotChanged, this, [this] {
        d->watchRegistration();
        d->digestAurora();
        emit layersChanged();
    });
    connect(d->aurora.get(), &aurora::Store::freshnessChanged, this, [this] {
        d->watchLayers();
        emit layersChanged();
    });
    connect(d->aurora.get(), &aurora::Store::healthChanged, this, &Stack::layersChanged);
}

Stack::~Stack()
{
    d->store.stop();
    if (d->aurora)
        d->aurora->stop();
    if (d->airflow)
        d->airflow->stop();
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
    if (d->aurora)
        d->aurora->start();
    if (d->airflow)
        d->airflow->start();
}

void Stack::refresh()
{
    d->store.refresh();
    d->usage.refresh();
    if (d->aurora)
        d->aurora->refresh();
    if (d->airflow)
        d->airflow->refresh();
}

void Stack::setHidden(bool hidden)
{
    d->store.setHidden(hidden);
    d->usage.setHidden(hidden);
    if (d->aurora)
        d->aurora->setHidden(hidden);
    if (d->airflow)
        d->airflow->setHidden(hidden);
}

void Stack::setCredentials(net::Credentials credentials)
{
    d->credentials = credentials;
    d->usage.setCredentials(credentials);
    d->mesosOperator.setCredentials(credentials);
    d->logs->setCredentials(credentials);
    if (d->aurora)
        d->aurora->setCredentials(credentials);
    if (d->airflow)
        d->airflow->setCredentials(config::airflowCredentials(d->config, credentials));
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

actions::ActionCenter *Stack::actions() const
{
    return &d->center;
}

aurora::Store *Stack::aurora() const
{
    return d->aurora.get();
}

airflow::Store *Stack::airflow() const
{
    return d->airflow.get();
}

dag::NightBoard *Stack::night() const
{
    return d->night ? d->night->board() : nullptr;
}

history::CapacityHistory *Stack::history() const
{
    return &d->history;
}

tasklogs::TaskLogs *logsOf(const Stack *stack)
{
    return stack->findChild<tasklogs::TaskLogs *>(QString(), Qt::FindDirectChildrenOnly);
}

QList<Layer> Stack::layers() const
{
    QList<Layer> layers{ mesosLayer(d->symptoms()) };
    if (d->aurora)
        layers << auroraLayer(d->auroraSymptoms());
    if (d->airflow)
        layers << airflowLayer(d->airflowSymptoms());
    return layers;
}

Diagnosis Stack::diagnosis() const
{
    Diagnosis result = diagnose(d->symptoms());
    QList<Evidence> evidence = result.evidence;
    if (d->aurora) {
        const AuroraSymptoms symptoms = d->auroraSymptoms();
        // Where Mesos is ill too, that is the cause, or would hide it.
        if (!result.ill) {
            if (const Diagnosis above = diagnoseAurora(symptoms); above.ill)
                result = above;
        }
        evidence += auroraEvidence(symptoms);
    }
    if (d->airflow)
        evidence += airflowEvidence(d->airflowSymptoms());
    result.evidence = evidence;
    return result;
}

QList<Pool> Stack::pools() const
{
    return d->pools;
}

double Stack::requestRate() const
{
    return d->http.requestRate();
}

void Stack::fixFigures(std::chrono::milliseconds latency, double requestRate)
{
    d->http.fixFigures(latency, requestRate);
}

} // namespace stack
