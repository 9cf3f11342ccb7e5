// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/calls.h"
#include "models/airflow/values.h"
#include "models/net/httpclient.h"

#include <QObject>
#include <qcoro/qcorotask.h>

#include <memory>

namespace airflow {

struct ClientOptions
{
    /// Basic: sent with each call of Airflow 2, exchanged for a token by Airflow 3. Bearer: a token somebody pasted.
    net::Credentials credentials;
    std::optional<Api> api; ///< none: found by asking
    std::shared_ptr<const net::Route> route;
    std::chrono::milliseconds deadline{ 30000 }; ///< 1,000 task instances took Airflow 2 up to 10 s
    qint64 maxBody = qint64{ 256 } << 20;
};

class Session;

/// One Airflow server of either interface. Each call is a coroutine that ends with a value or a typed error, and at
/// once with Cancelled when its stop token says so. At most two requests are under way; the others wait. Decoding
/// happens in the pool. Nothing is repeated but a question or order that was refused for its token, after one login.
/// For failed orders see actions::mayHaveArrived(). Thread: the one it lives in; it may go while a call is
/// under way.
class Client : public QObject
{
    Q_OBJECT
public:
    template <typename Value>
    using Task = QCoro::Task<core::Result<Value>>;

    Client(net::HttpClient *http, const QUrl &base, ClientOptions options = {}, QObject *parent = nullptr);
    ~Client() override;

    const std::optional<Version> &knownVersion() const; ///< none before something was asked

    // ---- reads
    Task<Version> version(std::stop_token stop = {}); ///< the first time, then remembered
    Task<Health> health(std::stop_token stop = {});
    Task<Page<Dag>> dags(const calls::DagQuery &query = {}, std::stop_token stop = {});
    Task<Dag> dag(const QString &id, std::stop_token stop = {});
    Task<DagStructure> structure(const QString &dagId, std::stop_token stop = {});
    Task<Page<Run>> runs(const calls::RunQuery &query, std::stop_token stop = {});
    Task<Run> run(const QString &dagId, const QString &runId, std::stop_token stop = {});
    Task<Page<TaskInstance>> taskInstances(const calls::TaskInstanceQuery &query, std::stop_token stop = {});
    /// Page after page, whatever the query's own says.
    Task<QList<TaskInstance>> allTaskInstances(calls::TaskInstanceQuery query, std::stop_token stop = {});
    Task<TaskInstanceDetails> taskInstance(const calls::TaskKey &key, std::stop_token stop = {});
    Task<QList<Try>> tries(const calls::TaskKey &key, std::stop_token stop = {});
    Task<QStringList> xcomKeys(const calls::TaskKey &key, std::stop_token stop = {});
    Task<Xcom> xcom(const calls::TaskKey &key, const QString &name, std::stop_token stop = {});

    /// Who would be touched; nothing is.
    Task<QList<Reference>> clearDryRun(const calls::Clearing &clearing, std::stop_token stop = {});
    Task<QList<Reference>> setStateDryRun(const calls::StateChange &change, std::stop_token stop = {});

    // ---- orders
    Task<QList<Reference>> clear(const calls::Clearing &clearing, std::stop_token stop = {});
    Task<QList<Reference>> setState(const calls::StateChange &change, std::stop_token stop = {});
    Task<Run> markRun(const QString &dagId, const QString &runId, RunState state, std::stop_token stop = {});
    Task<Run> trigger(const calls::Trigger &trigger, std::stop_token stop = {});
    Task<Dag> setPaused(const QString &dagId, bool paused, std::stop_token stop = {});

    // ---- undecoded
    Task<net::Response> ask(const Call &call, std::stop_token stop = {}); ///< status 2xx

private:
    std::shared_ptr<Session> d;
};

} // namespace airflow
