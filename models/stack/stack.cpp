// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stack.h"

#include "models/core/format.h"
#include "models/core/logging.h"
#include "models/net/proxylogins.h"
#include "models/net/sshtunnel.h"
#include "models/night/nightevents.h"
#include "models/night/nightsource.h"
#include "models/pools/board.h"
#include "models/stack/airflowlayer.h"
#include "models/stack/auroradiagnosis.h"
#include "models/stack/auroraevents.h"
#include "models/stack/awsaccess.h"
#include "models/stack/awslayer.h"
#include "models/stack/capacity.h"
#include "models/stack/diagnosis.h"
#include "models/stack/endedtasks.h"
#include "models/stack/events.h"
#include "models/stack/retiredlogs.h"
#include "models/stack/signin.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/allverbs.h"

#include <QPointer>
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

/// Through the tunnel where there is one.
std::shared_ptr<const net::Route> routeOf(const config::StackConfig &config, const net::SshTunnel *tunnel)
{
    net::Route route = config.route;
    if (tunnel)
        route.proxy = tunnel->proxy();
    return std::make_shared<const net::Route>(route);
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
            const QString &dataDir, actions::ActionOptions::Authority authority,
            std::shared_ptr<aws::KeySource> awsKeys)
        : q(stack)
        , config(std::move(stackConfig))
        , logins(new secrets::StackLogins(config, login, q))
        , clock(stackClock)
        , tunnel(net::SshTunnel::isTarget(config.route.proxy) ? std::make_unique<net::SshTunnel>(config.route.proxy)
                                                              : nullptr)
        , route(routeOf(config, tunnel.get()))
        , http(stackClock)
        , history(dataDir.isEmpty() ? u":memory:"_s : fileOf(dataDir, config.name, u"history.sqlite"_s), stackClock)
        , store(&http, std::make_shared<net::StaticDiscovery>(config.mesosMasters), options(dataDir), stackClock)
        , usage(&http, usageOptions(), stackClock)
        , mesosOperator(&http, std::make_shared<net::StaticDiscovery>(config.mesosMasters), logins->current().mesos,
                        route)
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
        if (config.aws) {
            auto *signIn = new AwsSignIn(logins, q);
            aws = accessAws(config, route, std::move(awsKeys), logins, signIn->mfaPrompt(), &http, stackClock);
            signIn->serve(aws.keys, aws.chain, aws.store.get());
        }
        board = std::make_unique<pools::Board>(&store, aurora.get(), aws.store.get(), boardOptions(), stackClock);
        if (config.airflow.isThere())
            night = std::make_unique<night::NightSource>(
                config.airflow, airflow.get(), aurora.get(), stackClock,
                dataDir.isEmpty() ? u":memory:"_s : fileOf(dataDir, config.name, u"nights.sqlite"_s));
        verbs::Context context;
        context.aurora = aurora.get();
        context.airflow = airflow.get();
        context.aws = aws.store.get();
        context.prices = boardOptions().prices;
        context.night = night ? night->board() : nullptr;
        context.nodeJobs = config.airflow.jobs;
        context.mesos = &mesosOperator;
        context.picture = &store;
        context.stack = config.name;
        context.production = config.tier == config::Tier::Production;
        context.poolAttribute = config.poolAttribute;
        context.protection = { config.protectedPool, config.protectedJobs };
        context.clock = &clock;
        const auto keeper = std::make_shared<QPointer<tasklogs::TaskLogs>>(); // made below, and gone before the verbs
        verbs::addAll(&center.verbs(), context,
                      [keeper](const QString &agent) { return *keeper && (*keeper)->keepsEndsOf(agent); });
        const tasklogs::Stores stores{ &store, aurora.get(), airflow.get(), night ? night->board() : nullptr };
        logs = std::make_unique<tasklogs::TaskLogs>(&http, logsOptions(dataDir, authority), stores, stackClock, q);
        *keeper = logs.get();
        retiredLogs = std::make_unique<RetiredLogs>(&center, &store, logs.get());
        // The hold before the first call is time enough to keep what the action is about to end.
        QObject::connect(&center, &actions::ActionCenter::recordChanged, logs.get(),
                         [this](const actions::Record &record) {
                             if (record.state == actions::State::Held && std::exchange(held, record.id) != record.id)
                                 logs->keepEnds(endedTasks(record));
                         });
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

    mesos::StoreOptions options(const QString &dataDir) const
    {
        mesos::StoreOptions o;
        o.mode = config.mesosMode;
        o.policy = config.policy;
        o.credentials = logins->current().mesos;
        o.route = route;
        o.maxBody = config.maxBody;
        o.deadline = config.deadline;
        o.cacheFile = fileOf(dataDir, config.name, u"mesos.picture"_s);
        return o;
    }

    mesos::AgentUsage::Options usageOptions() const
    {
        mesos::AgentUsage::Options o;
        o.credentials = logins->current().mesos;
        o.route = route;
        if (!config.mesosMasters.isEmpty())
            o.scheme = config.mesosMasters.first().scheme(); // agents speak TLS where masters do
        o.deadline = std::min(o.deadline, config.deadline);
        return o;
    }

    tasklogs::Options logsOptions(const QString &dataDir, actions::ActionOptions::Authority authority) const
    {
        tasklogs::Options o;
        o.credentials = logins->current().mesos;
        o.route = route;
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
        o.client.credentials = logins->current().aurora;
        o.client.route = route;
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
        o.pastIsKept = true;
        o.policy.jitter = config.policy.jitter;
        // Airflow is the slowest to answer and the easiest to slow down.
        o.policy.interval = config.policy.interval * airflowEvery;
        o.policy.hiddenInterval = std::max(o.policy.hiddenInterval, o.policy.interval);
        o.policy.ceiling = std::max(o.policy.ceiling, o.policy.interval);
        o.client.credentials = logins->current().airflow;
        if (config.airflow.version != Version::Auto)
            o.client.api = config.airflow.version == Version::Two ? airflow::Api::V1 : airflow::Api::V2;
        o.client.route = route;
        o.client.deadline = config.deadline;
        return o;
    }

    pools::Board::Options boardOptions() const
    {
        return { config.poolAttribute, config.aws ? config.aws->prices : pools::Prices() };
    }

    AwsSymptoms awsSymptoms() const
    {
        return { aws.store->freshness(),
                 aws.store->client()->latency(),
                 aws.store->client()->clockOffset(),
                 aws.store->client()->options().region,
                 aws.chain ? aws.chain->profile() : QString(),
                 aws.chain ? aws.chain->expires() : core::TimePoint(),
                 clock.now() };
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
                 logins->current().mesos.user,
                 !config.route.rewrite.isEmpty(),
                 !config.route.proxy.isEmpty(),
                 config.policy.interval,
                 config.deadline,
                 clock.now() };
    }

    AuroraSymptoms auroraSymptoms() const;

    void startStores(); ///< once
    QString tunnelWords() const; ///< while it is closed
    void signIn(); ///< as the logins are now
    void digestNext();
    void take(const Digest &digest, bool live);
    void digestAurora();
    void watchNight();
    void sample();
    void watchLayers();
    QString verdictOf(const Layer &layer) const; ///< of one that is in trouble
    void watchRegistration();
    void tell(const history::Event &event);

    Stack *q;
    const config::StackConfig config;
    secrets::StackLogins *const logins; ///< a child of the stack: see signin.h
    const core::Clock &clock;
    std::unique_ptr<net::SshTunnel> tunnel; ///< the way through a bastion; null: there is none
    std::shared_ptr<const net::Route> route; ///< to all of its machines
    net::HttpClient http;
    history::CapacityHistory history;
    mesos::Store store; // before http goes; so are the next ones
    mesos::AgentUsage usage;
    std::unique_ptr<aurora::Store> aurora;
    std::unique_ptr<airflow::Store> airflow;
    AwsAccess aws; ///< without a store: the stack has none
    std::unique_ptr<pools::Board> board; ///< reads those above
    std::unique_ptr<night::NightSource> night; ///< reads those above
    mesos::Operator mesosOperator;
    actions::ActionCenter center; ///< its verbs know those above
    std::unique_ptr<tasklogs::TaskLogs> logs; ///< a child of the stack, too: see stacklogs.h
    std::unique_ptr<RetiredLogs> retiredLogs;
    QThreadPool one;

    mesos::Snapshot digested; ///< the last picture that was digested
    bool digestedIsLive = false; ///< it was not the one from disk: what changed since then is news
    bool started = false;
    QString held; ///< id of the action whose tasks' logs were kept last
    bool digesting = false;
    QList<Pool> pools;
    history::CapacitySample cluster;
    core::TimePoint sampled{};
    QHash<QString, core::TimePoint> troubleSince; ///< of the layers that are in trouble, by name

    aurora::Snapshot auroraDigested;
    bool auroraDigesting = false;
    core::TimePoint unregisteredSince{}; ///< not known: Aurora is registered, or has not told
    int64_t pendingThen = 0; ///< tasks, at that time

    dag::NightPtr lastNight; ///< of the newest run
};

AuroraSymptoms Stack::Private::auroraSymptoms() const
{
    AuroraSymptoms s;
    s.freshness = aurora->freshness();
    s.health = aurora->health();
    s.schedulers = config.auroraSchedulers;
    s.cluster = config.auroraCluster;
    s.user = logins->current().aurora.user;
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

void Stack::Private::startStores()
{
    if (std::exchange(started, true))
        return;
    store.start();
    if (aurora)
        aurora->start();
    if (airflow)
        airflow->start();
    if (aws.store)
        aws.store->start();
}

QString Stack::Private::tunnelWords() const
{
    return tr("The SSH tunnel to %1 is not open: %2").arg(tunnel->host(), tunnel->trouble());
}

void Stack::Private::signIn()
{
    const secrets::Logins &now = logins->current();
    net::setProxyLogin(config.route.proxy, now.proxy);
    usage.setCredentials(now.mesos);
    mesosOperator.setCredentials(now.mesos);
    logs->setCredentials(now.mesos);
    store.setCredentials(now.mesos);
    if (aurora)
        aurora->setCredentials(now.aurora);
    if (airflow)
        airflow->setCredentials(now.airflow);
    if (started)
        q->refresh();
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
    const auto samples = poolSamples(pools, board->pools(), sampled);
    for (auto sample = samples.begin(); sample != samples.end(); ++sample)
        history.appendPool(sample.key(), *sample);
    if (night) {
        QHash<QString, int> machines;
        for (const Pool &pool : std::as_const(pools))
            machines.insert(pool.name, pool.agents);
        night->noteMachines(machines);
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

/// What happens to the newest run; looking at another one is no event.
void Stack::Private::watchNight()
{
    const dag::NightBoard &shown = *night->board();
    if (!shown.night() || shown.runs().isEmpty() || shown.runs().first().run.id != shown.night()->run.id)
        return;
    const dag::NightPtr before = std::exchange(lastNight, shown.night());
    if (!before)
        return;
    for (const history::Event &event : night::eventsBetween(*before, *lastNight, shown.system(), clock.now()))
        tell(event);
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
             actions::ActionOptions::Authority authority, std::shared_ptr<aws::KeySource> awsKeys, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), std::move(credentials), clock, dataDir, authority,
                                  std::move(awsKeys)))
{
    connect(d->logins, &secrets::StackLogins::changed, this, [this] { d->signIn(); });
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
    if (d->aws.store) {
        connect(d->aws.store.get(), &aws::Store::freshnessChanged, this, [this] {
            d->watchLayers();
            emit layersChanged();
        });
    }
    if (d->night) {
        connect(d->night->board(), &core::Store::snapshotChanged, this, [this] { d->watchNight(); });
        connect(d->night.get(), &night::NightSource::noticed, this, [this](const QString &notice) {
            d->tell({ d->clock.now(), u"console"_s, u"warning"_s, notice, {} });
        });
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
    if (d->aws.store)
        d->aws.store->stop();
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
    if (!d->tunnel)
        return d->startStores();
    // Nothing is asked before the way is open, or known to be closed.
    connect(d->tunnel.get(), &net::SshTunnel::opened, this, [this] {
        d->startStores();
        refresh();
    });
    connect(d->tunnel.get(), &net::SshTunnel::closed, this, [this] {
        qCWarning(lcNet).noquote() << d->tunnelWords();
        d->startStores();
    });
    d->tunnel->start();
}

void Stack::refresh()
{
    d->store.refresh();
    d->usage.refresh();
    if (d->aurora)
        d->aurora->refresh();
    if (d->airflow)
        d->airflow->refresh();
    if (d->aws.store)
        d->aws.store->refresh();
}

void Stack::setHidden(bool hidden)
{
    d->store.setHidden(hidden);
    d->usage.setHidden(hidden);
    if (d->aurora)
        d->aurora->setHidden(hidden);
    if (d->airflow)
        d->airflow->setHidden(hidden);
    if (d->aws.store)
        d->aws.store->setHidden(hidden);
}

void Stack::setCredentials(net::Credentials credentials)
{
    d->logins->use(secrets::Layer::Mesos, credentials);
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

aws::Store *Stack::aws() const
{
    return d->aws.store.get();
}

pools::Board *Stack::poolBoard() const
{
    return d->board.get();
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
    if (d->aws.store)
        layers << awsLayer(d->awsSymptoms());
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
    if (d->aws.store)
        evidence += awsEvidence(d->awsSymptoms());
    result.evidence = evidence;
    if (d->tunnel && !d->tunnel->trouble().isEmpty()) {
        result.ill = true;
        result.verdict = d->tunnelWords();
        result.consequence = tr("Nothing behind it can be asked; what is shown is from before. It is tried again by "
                                "itself.");
        result.steps = { tr("Run `ssh %1` in a terminal: it must let you in without asking.").arg(d->tunnel->host()),
                         tr("Keys with a passphrase go through ssh-agent; new hosts are confirmed there once.") };
    }
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
