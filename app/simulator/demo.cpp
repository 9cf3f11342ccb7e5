// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"

#include "app/simulator/cluster.h"

#include <QThread>

namespace sim {

using namespace Qt::StringLiterals;

/// The cluster lives in its own thread from the moment it listens; calls into it wait for their turn there.
struct Demo::Private
{
    explicit Private(const Options &given)
        : options(given)
        , clock(given.start, given.speed)
    {
    }

    template <typename Call>
    void inThread(const Call &call) const
    {
        if (cluster)
            QMetaObject::invokeMethod(cluster, call, Qt::BlockingQueuedConnection);
    }

    const Options options;
    WorldClock clock;
    QThread thread;
    Cluster *cluster = nullptr; ///< deleted by the thread's end
    QString error;
    QList<QUrl> masters;
    QList<QUrl> aurora;
    QUrl agents;
    QUrl observers;
    QUrl airflow;
    QUrl aws;
    QUrl control;
    QList<std::pair<QString, PastSample>> samples;
    QList<PastEvent> events;
};

namespace {

PastSample toPast(const WorldSample &sample)
{
    const auto list = [](const Resources &r) { return std::array{ r.cpus, r.mem, r.disk, r.gpus }; };
    return { toTimePoint(sample.at), list(sample.total), list(sample.allocated), {},
             sample.agents,          sample.tasks,       sample.wanted,          sample.launched };
}

} // namespace

Demo::Demo(const Options &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options))
{
    d->cluster = new Cluster(options, &d->clock);
    for (const WorldSample &sample : d->cluster->world().samples()) {
        if (toTimePoint(sample.at) >= options.start - std::chrono::hours(24))
            d->samples.append({ QString::fromStdString(sample.pool), toPast(sample) });
    }
    for (const WorldEvent &event : d->cluster->world().events())
        d->events.prepend({ toTimePoint(event.at), u"Mesos"_s, QString::fromStdString(event.glyph),
                            QString::fromStdString(event.text) });
    d->thread.setObjectName(u"simulator"_s);
    d->cluster->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->cluster, &QObject::deleteLater);
    d->thread.start();
    d->inThread([this] {
        d->error = d->cluster->listen();
        d->masters = d->cluster->masterUrls();
        d->aurora = d->cluster->auroraUrls();
        d->agents = d->cluster->agentsUrl();
        d->observers = d->cluster->observersUrl();
        d->airflow = d->cluster->airflowUrl();
        d->aws = d->cluster->awsUrl();
        d->control = d->cluster->controlUrl();
    });
}

Demo::~Demo()
{
    d->thread.quit();
    d->thread.wait();
}

QString Demo::errorString() const
{
    return d->error;
}

QList<QUrl> Demo::masters() const
{
    return d->masters;
}

QList<QUrl> Demo::auroraUrls() const
{
    return d->aurora;
}

QUrl Demo::agents() const
{
    return d->agents;
}

QUrl Demo::observers() const
{
    return d->observers;
}

QUrl Demo::airflowUrl() const
{
    return d->airflow;
}

QByteArray Demo::airflowYaml() const
{
    return "url: " + d->airflow.toEncoded() + R"(
dag: prod-dagao
jobs:
  "*": jobs/prod/{task}
  capivara-clj: services/prod/{task}
  fraud-signals: services/prod/{task}
  "scale-*": none
  "downscale-*": none
  "alert-*": none
  "*metapod*": none
  dagao-start: none
  notify-done: none
deadlines:
  deadline: 08:30 America/Sao_Paulo
  contracts: 95 % of itaipu-contracts* by 05:00 UTC
parameters:
  transaction: xcom metapod-transaction
  version: field itaipu-contracts version
)";
}

QByteArray Demo::awsYaml() const
{
    return "endpoint: " + d->aws.toEncoded() + R"(
region: us-east-1
prices: {m5.2xlarge: 0.384, r5.2xlarge: 0.504, r5.4xlarge: 1.008}
launch:
  model:
    image: ami-03cf127a
    type: r5.4xlarge
    subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]
    disk: 200
    tags: {team: itaipu}
)";
}

QUrl Demo::awsUrl() const
{
    return d->aws;
}

void Demo::refuseCapacity(const QString &zone, const QString &type, bool refused)
{
    d->inThread([&] { d->cluster->fleet().setRefused(zone.toStdString(), type.toStdString(), refused); });
}

void Demo::limitVcpus(bool spot, int vcpus)
{
    d->inThread([&] { d->cluster->fleet().setVcpuLimit(spot, vcpus); });
}

void Demo::interruptSpot(const QString &instance)
{
    d->inThread([&] {
        d->cluster->fleet().terminate(instance.toStdString(),
                                      "Server.SpotInstanceTermination: Spot instance termination");
    });
}

QUrl Demo::control() const
{
    return d->control;
}

QString Demo::cluster() const
{
    return u"cantareira-stable"_s;
}

const core::Clock &Demo::clock() const
{
    return d->clock;
}

void Demo::setSpeed(double speed)
{
    d->inThread([&] { d->cluster->setSpeed(speed); });
}

void Demo::advance(core::Duration simulated)
{
    d->inThread([&] { d->cluster->advance(simulated); });
}

Faults Demo::faults() const
{
    Faults faults;
    d->inThread([&] { faults = d->cluster->faults(); });
    return faults;
}

void Demo::setFaults(const Faults &faults)
{
    d->inThread([&] { d->cluster->setFaults(faults); });
}

void Demo::failOver()
{
    d->inThread([&] { d->cluster->failOver(); });
}

void Demo::loseMachine(const QString &hostname)
{
    d->inThread([&] {
        World &world = d->cluster->world();
        if (const int number = world.agentNumber(hostname.toStdString()); number >= 0)
            world.removeAgent(number);
    });
}

int Demo::auroraLeader() const
{
    int leader = -1;
    d->inThread([&] { leader = d->cluster->auroraLeader(); });
    return leader;
}

void Demo::setAuroraLeader(int index)
{
    d->inThread([&] { d->cluster->setAuroraLeader(index); });
}

int Demo::tasksEndedWithMachines() const
{
    int tasks = 0;
    d->inThread([&] { tasks = d->cluster->fleet().tasksEnded(); });
    return tasks;
}

std::vector<LoggedCall> Demo::calls() const
{
    std::vector<LoggedCall> calls;
    d->inThread([&] { calls.assign(d->cluster->log().calls().begin(), d->cluster->log().calls().end()); });
    return calls;
}

int Demo::leader() const
{
    int leader = -1;
    d->inThread([&] { leader = d->cluster->leader(); });
    return leader;
}

void Demo::disconnectFramework(const QString &id)
{
    d->inThread([&] {
        for (const auto &[number, framework] : d->cluster->world().frameworks()) {
            if (framework.info.id == id.toStdString())
                return d->cluster->world().disconnectFramework(number);
        }
    });
}

void Demo::setLeader(int index)
{
    d->inThread([&] { d->cluster->setLeader(index); });
}

QList<PastSample> Demo::pastSamples(const QString &pool) const
{
    QList<PastSample> found;
    for (const auto &[name, sample] : d->samples) {
        if (name == pool)
            found.append(sample);
    }
    return found;
}

QStringList Demo::pools() const
{
    QStringList names;
    for (const auto &[name, sample] : d->samples) {
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

QList<PastEvent> Demo::pastEvents() const
{
    return d->events;
}

} // namespace sim
