// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/answers.h"
#include "models/airflow/store.h"
#include "models/core/cancelled.h"
#include "models/net/located.h"

#include <QPointer>
#include <QThreadPool>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <array>
#include <map>

/// For store.cpp and storelooks.cpp.
namespace airflow {

struct Store::Private
{
    Private(Store *store, net::HttpClient *httpClient, StoreOptions storeOptions, const core::Clock &storeClock);

    /// What is known of a run's instances besides themselves.
    struct Reading
    {
        core::TimePoint whole{}; ///< when all were read, by our clock
        core::TimePoint changed{}; ///< up to when changes were read, by the server's clock
        bool wasOver = false; ///< the run was over by then: nothing is to change any more
    };

    using Looked = QCoro::Task<core::Result<void>>;
    Looked lookAtRuns(std::stop_token stop);
    Looked lookAtTasks(std::stop_token stop);
    Looked lookAtServer(std::stop_token stop);
    Looked lookAtPast(std::stop_token stop);
    Looked lookAtRun(QString runId, std::stop_token stop);
    Looked lookAtStructure(std::stop_token stop);
    QCoro::Task<core::Result<QList<TaskInstance>>> instances(calls::TaskInstanceQuery query, std::stop_token stop);

    template <typename Value>
    using Decode = core::Result<Value> (*)(std::string_view, Texts &);
    template <typename Value>
    QCoro::Task<core::Result<Value>> asked(Call call, Decode<Value> decode, std::stop_token stop);

    void connectClient();
    net::Poller *of(Part part) const { return pollers[static_cast<size_t>(part)].get(); }
    template <typename Change>
    void show(const Change &change); ///< of the state; a new picture
    void noteFacts(const net::Response &response);
    QStringList runsToRead() const; ///< active ones and the wanted one
    QString pastToRead() const; ///< the newest one; empty: none
    bool wantsRecent(const QList<Run> &alive) const;

    Store *q;
    net::HttpClient *http;
    StoreOptions options;
    const core::Clock &clock;
    std::unique_ptr<Client> client;
    QThreadPool worker; ///< one thread: the texts are used by one at a time
    std::shared_ptr<Texts> texts = std::make_shared<Texts>();
    std::array<std::unique_ptr<net::Poller>, 4> pollers; ///< by Part
    std::map<QString, Reading> readings; ///< by run id
    core::TimePoint recentAt{}; ///< when the list of runs was read
    QString structureVersion; ///< what the structure was read for
    core::TimePoint structureAt{};
    QString wanted;
    std::optional<QHash<QString, core::TimePoint>> keptRuns; ///< run id → its end; none: not told yet
    Snapshot snapshot;
    Health health;
    bool started = false;
};

template <typename Value>
QCoro::Task<core::Result<Value>> Store::Private::asked(Call call, Decode<Value> decode, std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<net::Response> response = co_await client->ask(call, stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!response)
        co_return core::failure(response.error());
    noteFacts(*response);
    const auto decoding = QtConcurrent::run(
        &worker, [kept = texts, body = response->body, decode] { return decode(body.view(), *kept); });
    const core::Result<Value> value = co_await decoding;
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!value)
        co_return core::failure(net::located(value.error(), *response));
    co_return value;
}

template <typename Change>
void Store::Private::show(const Change &change)
{
    auto next = snapshot ? std::make_shared<State>(*snapshot) : std::make_shared<State>();
    if (client->knownVersion())
        next->version = *client->knownVersion();
    change(*next);
    snapshot = std::move(next);
    Q_EMIT q->snapshotChanged();
}

} // namespace airflow
