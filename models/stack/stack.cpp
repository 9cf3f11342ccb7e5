// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stack.h"

#include "models/core/logging.h"
#include "models/net/proxylogins.h"
#include "models/net/sshtunnel.h"
#include "models/night/nightsource.h"
#include "models/pools/board.h"
#include "models/stack/chronicle.h"
#include "models/stack/configkeeper.h"
#include "models/stack/endedtasks.h"
#include "models/stack/nightneeds.h"
#include "models/stack/retiredlogs.h"
#include "models/stack/signin.h"
#include "models/stack/stackoptions.h"
#include "models/stack/systems/airflowsystem.h"
#include "models/stack/systems/aurorasystem.h"
#include "models/stack/systems/awssystem.h"
#include "models/stack/systems/mesossystem.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/agents/cordonbook.h"
#include "models/verbs/allverbs.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace stack {

namespace {

constexpr auto inMemory = ":memory:"_L1;

} // namespace

/// The parts in the order in which they know each other: each is made from those above it and ends before them.
struct Stack::Private
{
    Private(Stack *stack, config::StackConfig stackConfig, net::Credentials login, const core::Clock &stackClock,
            const QString &dataDir, actions::ActionOptions::Authority authority,
            std::shared_ptr<aws::KeySource> awsKeys)
        : q(stack)
        , config(std::move(stackConfig))
        , folder(dataDir.isEmpty() ? QString() : dataDir + u'/' + config.name)
        , logins(new secrets::StackLogins(config, login, q))
        , clock(stackClock)
        , tunnel(net::SshTunnel::isTarget(config.route.proxy) ? std::make_unique<net::SshTunnel>(config.route.proxy)
                                                              : nullptr)
        , route(routeOf(config, tunnel.get()))
        , http(stackClock)
        , history(fileFor(u"history.sqlite"_s), stackClock)
        , center(actionOptions(config, fileFor(u"actions.sqlite"_s), authority), stackClock)
    {
        addSystems(std::move(awsKeys));
        board = std::make_unique<pools::Board>(mesos->store(), aurora, aws, boardOptions(config), stackClock);
        if (config.airflow.isThere())
            night = std::make_unique<night::NightSource>(config.airflow, airflow, aurora, stackClock,
                                                         fileFor(u"nights.sqlite"_s));
        if (night)
            followNeeds(night->board(), board.get());
        const tasklogs::Stores stores{ mesos->store(), aurora, airflow, nightBoard() };
        logs = std::make_unique<tasklogs::TaskLogs>(
            &http, logsOptions(config, logins->current().mesos, route, folder, authority), stores, stackClock, q);
        verbs::addAll(&center.verbs(), verbContext(),
                      [this](const QString &agent) { return logs->keepsEndsOf(agent); });
        cordons = std::make_unique<verbs::CordonBook>(&center, mesos->store(), board.get());
        retiredLogs = std::make_unique<RetiredLogs>(&center, mesos->store(), logs.get());
        // The hold before the first call is time enough to keep what the action is about to end.
        QObject::connect(&center, &actions::ActionCenter::recordChanged, logs.get(),
                         [this](const actions::Record &record) {
                             if (record.state == actions::State::Held && std::exchange(held, record.id) != record.id)
                                 logs->keepEnds(endedTasks(record));
                         });
        chronicle = std::make_unique<Chronicle>(Chronicle::Sources{ mesos->store(), aurora, night.get(), board.get() },
                                                config.poolAttribute, &history, stackClock);
        if (aurora)
            keepConfigs(authority == actions::ActionOptions::Authority::Armed);
    }

    QString fileFor(const QString &name) const { return folder.isEmpty() ? QString(inMemory) : folder + u'/' + name; }

    /// A line each, from the machines' masters up.
    void addSystems(std::shared_ptr<aws::KeySource> awsKeys)
    {
        const SystemSetup setup{ config, *logins, route, &http, clock, folder };
        mesos = add(std::make_unique<MesosSystem>(setup));
        if (!config.auroraSchedulers.isEmpty())
            aurora = add(std::make_unique<AuroraSystem>(setup, *mesos->store()))->store();
        if (!config.airflow.url.isEmpty())
            airflow = add(std::make_unique<AirflowSystem>(setup))->store();
        if (config.aws) {
            auto *signIn = new AwsSignIn(logins, q);
            AwsAccess access = accessAws(config, route, std::move(awsKeys), logins, signIn->mfaPrompt(), &http, clock);
            signIn->serve(access.keys, access.chain, access.store.get());
            aws = add(std::make_unique<AwsSystem>(std::move(access), clock))->store();
        }
    }

    template <typename Kind>
    Kind *add(std::unique_ptr<Kind> system)
    {
        Kind *const added = system.get();
        systems.push_back(std::move(system));
        return added;
    }

    dag::NightBoard *nightBoard() const { return night ? night->board() : nullptr; }

    verbs::Context verbContext() const
    {
        verbs::Context context;
        context.aurora = aurora;
        context.airflow = airflow;
        context.aws = aws;
        context.prices = boardOptions(config).prices;
        context.night = nightBoard();
        context.nodeJobs = config.airflow.jobs;
        context.mesos = mesos->orders();
        context.picture = mesos->store();
        context.stack = config.name;
        context.production = config::isTreatedAsProduction(config.tier);
        context.poolAttribute = config.poolAttribute;
        context.protection = { config.protectedPool, config.protectedJobs };
        context.clock = &clock;
        return context;
    }

    void keepConfigs(bool byItself);
    void startSystems(); ///< once
    QString tunnelWords() const; ///< while it is closed
    void signIn(); ///< as the logins are now
    void tellLayers();

    Stack *q;
    const config::StackConfig config;
    const QString folder; ///< of all that is kept of this stack; empty: nothing is
    secrets::StackLogins *const logins; ///< a child of the stack: see signin.h
    const core::Clock &clock;
    std::unique_ptr<net::SshTunnel> tunnel; ///< the way through a bastion; null: there is none
    std::shared_ptr<const net::Route> route; ///< to all of its machines
    net::HttpClient http;
    history::CapacityHistory history;
    std::vector<std::unique_ptr<System>> systems;
    MesosSystem *mesos = nullptr; ///< these are of the systems; null: the stack has none
    aurora::Store *aurora = nullptr;
    airflow::Store *airflow = nullptr;
    aws::Store *aws = nullptr;
    std::unique_ptr<pools::Board> board;
    std::unique_ptr<night::NightSource> night;
    actions::ActionCenter center; ///< its verbs know those above
    std::unique_ptr<verbs::CordonBook> cordons;
    std::unique_ptr<tasklogs::TaskLogs> logs; ///< a child of the stack, too: see stacklogs.h
    std::unique_ptr<RetiredLogs> retiredLogs;
    std::unique_ptr<Chronicle> chronicle;
    std::unique_ptr<ConfigKeeper> configs; ///< a child of the stack, too: see configkeeper.h; null: no Aurora

    bool started = false;
    QString held; ///< id of the action whose tasks' logs were kept last
};

void Stack::Private::keepConfigs(bool byItself)
{
    configs = std::make_unique<ConfigKeeper>(aurora, fileFor(jobs::ConfigArchive::fileName()), clock,
                                             byItself ? std::optional(ConfigKeeper::Pace()) : std::nullopt, q);
    connect(configs->archive(), &jobs::ConfigArchive::noticed, chronicle.get(), &Chronicle::tellNotice);
}

void Stack::Private::startSystems()
{
    if (std::exchange(started, true))
        return;
    for (const auto &system : systems)
        system->start();
}

QString Stack::Private::tunnelWords() const
{
    return tr("The SSH tunnel to %1 is not open: %2").arg(tunnel->host(), tunnel->trouble());
}

void Stack::Private::signIn()
{
    const secrets::Logins &now = logins->current();
    net::setProxyLogin(config.route.proxy, now.proxy);
    logs->setCredentials(now.mesos);
    for (const auto &system : systems)
        system->signIn(now);
    if (started)
        q->refresh();
}

void Stack::Private::tellLayers()
{
    chronicle->tellTroubles(q->layers(), [this](const Layer &layer) {
        for (const auto &system : systems) {
            if (system->layer().name == layer.name)
                return system->verdict();
        }
        return layer.detail;
    });
    emit q->layersChanged();
}

Stack::Stack(config::StackConfig config, net::Credentials credentials, const core::Clock &clock, QString dataDir,
             actions::ActionOptions::Authority authority, std::shared_ptr<aws::KeySource> awsKeys, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(config), std::move(credentials), clock, dataDir, authority,
                                  std::move(awsKeys)))
{
    connect(d->logins, &secrets::StackLogins::changed, this, [this] { d->signIn(); });
    for (const auto &system : d->systems) {
        connect(system->store(), &core::Store::freshnessChanged, this, [this] { d->tellLayers(); });
        connect(system->store(), &core::Store::healthChanged, this, &Stack::layersChanged);
    }
    if (d->aurora) // whether it is registered is in its picture
        connect(d->aurora, &aurora::Store::snapshotChanged, this, &Stack::layersChanged);
    connect(d->chronicle.get(), &Chronicle::poolsChanged, this, &Stack::poolsChanged);
    connect(d->chronicle.get(), &Chronicle::eventHappened, this, &Stack::eventHappened);
}

Stack::~Stack()
{
    for (const auto &system : d->systems)
        system->stop();
}

const config::StackConfig &Stack::config() const
{
    return d->config;
}

const core::Clock &Stack::clock() const
{
    return d->clock;
}

QString Stack::fileFor(const QString &name) const
{
    return d->fileFor(name);
}

void Stack::start()
{
    if (!d->tunnel)
        return d->startSystems();
    // Nothing is asked before the way is open, or known to be closed.
    connect(d->tunnel.get(), &net::SshTunnel::opened, this, [this] {
        d->startSystems();
        refresh();
    });
    connect(d->tunnel.get(), &net::SshTunnel::closed, this, [this] {
        qCWarning(lcNet).noquote() << d->tunnelWords();
        d->startSystems();
    });
    d->tunnel->start();
}

void Stack::refresh()
{
    for (const auto &system : d->systems)
        system->refresh();
}

void Stack::setHidden(bool hidden)
{
    for (const auto &system : d->systems)
        system->setHidden(hidden);
}

void Stack::setCredentials(net::Credentials credentials)
{
    d->logins->use(secrets::Layer::Mesos, credentials);
}

mesos::Store *Stack::mesos() const
{
    return d->mesos->store();
}

mesos::AgentUsage *Stack::agentUsage() const
{
    return d->mesos->usage();
}

mesos::GoneAgents *Stack::goneAgents() const
{
    return d->mesos->gone();
}

actions::ActionCenter *Stack::actions() const
{
    return &d->center;
}

verbs::CordonBook *Stack::cordons() const
{
    return d->cordons.get();
}

aurora::Store *Stack::aurora() const
{
    return d->aurora;
}

airflow::Store *Stack::airflow() const
{
    return d->airflow;
}

aws::Store *Stack::aws() const
{
    return d->aws;
}

pools::Board *Stack::poolBoard() const
{
    return d->board.get();
}

dag::NightBoard *Stack::night() const
{
    return d->nightBoard();
}

history::CapacityHistory *Stack::history() const
{
    return &d->history;
}

QList<Layer> Stack::layers() const
{
    QList<Layer> layers;
    for (const auto &system : d->systems)
        layers << system->layer();
    return layers;
}

/// The lowest that is ill is the cause, or would hide those above.
Diagnosis Stack::diagnosis() const
{
    Diagnosis result;
    QList<Evidence> evidence;
    for (const auto &system : d->systems) {
        const Diagnosis own = system->judgement();
        evidence += own.evidence;
        const bool saysMore = result.verdict.isEmpty() && !own.verdict.isEmpty(); // of a clock, though it is well
        if (system == d->systems.front() || (!result.ill && (own.ill || saysMore)))
            result = own;
    }
    result.evidence = evidence;
    if (d->tunnel && !d->tunnel->trouble().isEmpty()) {
        result.ill = true;
        result.layer = d->systems.front()->layer().name; // below all of them
        result.state = Layer::State::Down;
        result.verdict = d->tunnelWords();
        result.consequence = tr("Nothing behind it can be asked; what is shown is from before. It is tried again by "
                                "itself.");
        result.steps = { tr("Run `ssh %1` in a terminal: it must let you in without asking.").arg(d->tunnel->host()),
                         tr("Keys with a passphrase go through ssh-agent; new hosts are confirmed there once.") };
    }
    return result;
}

QList<Diagnosis> Stack::troubles() const
{
    if (d->tunnel && !d->tunnel->trouble().isEmpty())
        return { diagnosis() };
    QList<Diagnosis> ill;
    for (const auto &system : d->systems) {
        const Diagnosis own = system->judgement();
        if (own.ill)
            ill += own;
    }
    return ill;
}

QList<Pool> Stack::pools() const
{
    return d->chronicle->pools();
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
