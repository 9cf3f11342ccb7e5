// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/store.h"

#include "models/airflow/store_p.h"
#include "models/core/cancelled.h"

using namespace Qt::StringLiterals;

namespace airflow {

Store::Private::Private(Store *store, net::HttpClient *httpClient, StoreOptions storeOptions,
                        const core::Clock &storeClock)
    : q(store)
    , http(httpClient)
    , options(std::move(storeOptions))
    , clock(storeClock)
{
    worker.setMaxThreadCount(1);
    connectClient();
    net::PollPolicy slow = options.policy;
    slow.interval *= 4;
    slow.hiddenInterval = std::max(slow.hiddenInterval, slow.interval);
    net::PollPolicy past = options.policy;
    past.interval = options.pastEvery;
    past.hiddenInterval = options.pastEvery;
    const auto make = [this](Part part, const QString &name, const net::PollPolicy &policy,
                             Looked (Private::*look)(std::stop_token)) {
        auto &place = pollers[static_cast<size_t>(part)];
        place = std::make_unique<net::Poller>(
            name, [this, look](std::stop_token stop) { return (this->*look)(std::move(stop)); }, policy, clock);
        QObject::connect(place.get(), &net::Poller::freshnessChanged, q, &Store::freshnessChanged);
    };
    make(Part::Runs, u"airflow runs"_s, options.policy, &Private::lookAtRuns);
    make(Part::Tasks, u"airflow task instances"_s, options.policy, &Private::lookAtTasks);
    make(Part::Server, u"airflow server"_s, slow, &Private::lookAtServer);
    make(Part::Past, u"airflow past runs"_s, past, &Private::lookAtPast);
}

void Store::Private::connectClient()
{
    client = std::make_unique<Client>(http, options.url, options.client);
}

void Store::Private::noteFacts(const net::Response &response)
{
    health.latency = response.latency;
    health.clockOffset = response.clockOffset;
    health.lastBytes = response.wireBytes;
    Q_EMIT q->healthChanged();
}

Store::Store(net::HttpClient *http, StoreOptions options, const core::Clock &clock, QObject *parent)
    : core::Store(parent)
    , d(new Private(this, http, std::move(options), clock))
{
}

Store::~Store()
{
    blockSignals(true); // nobody listens to somebody half gone
    stop();
    d->worker.waitForDone();
}

void Store::start()
{
    if (std::exchange(d->started, true))
        return;
    for (const Part part : { Part::Runs, Part::Tasks, Part::Server })
        d->of(part)->start();
}

void Store::stop()
{
    d->started = false;
    for (const auto &each : d->pollers)
        each->stop();
}

void Store::refresh()
{
    for (auto &[run, reading] : d->readings) {
        reading.whole = {};
        reading.wasOver = false; // somebody may have cleared it
    }
    d->recentAt = {};
    d->structureVersion.clear();
    d->structureAt = {};
    for (const Part part : { Part::Runs, Part::Tasks, Part::Server })
        d->of(part)->refresh();
}

void Store::setHidden(bool hidden)
{
    for (const auto &each : d->pollers)
        each->setHidden(hidden);
}

void Store::setCredentials(net::Credentials credentials)
{
    d->options.client.credentials = std::move(credentials);
    const bool wasStarted = d->started;
    stop();
    d->connectClient();
    if (wasStarted)
        start();
}

void Store::setWanted(const QString &runId)
{
    if (d->wanted == runId)
        return;
    d->wanted = runId;
    if (d->started && !runId.isEmpty() && !(d->snapshot && d->snapshot->tasks.contains(runId)))
        d->of(Part::Tasks)->refresh();
}

void Store::setKeptRuns(QHash<QString, core::TimePoint> ends)
{
    d->keptRuns = std::move(ends);
    if (d->started && !d->pastToRead().isEmpty())
        d->of(Part::Past)->start();
}

bool Store::isReadingPast() const
{
    return (d->options.pastIsKept && !d->keptRuns) || !d->pastToRead().isEmpty();
}

Snapshot Store::snapshot() const
{
    return d->snapshot;
}

QString Store::system() const
{
    return u"Airflow"_s;
}

const core::Freshness &Store::freshness(Part part) const
{
    return d->of(part)->freshness();
}

const QString &Store::dagId() const
{
    return d->options.dagId;
}

const QUrl &Store::url() const
{
    return d->options.url;
}

Client *Store::client() const
{
    return d->client.get();
}

Store::Health Store::health() const
{
    return d->health;
}

} // namespace airflow
