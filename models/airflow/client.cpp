// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/client.h"

#include "models/airflow/answers.h"
#include "models/airflow/session.h"
#include "models/net/located.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace airflow {

namespace {

using SessionPointer = std::shared_ptr<Session>;
template <typename Value>
using Decode = core::Result<Value> (*)(std::string_view, Texts &);

template <typename Value>
QCoro::Task<core::Result<Value>> asked(SessionPointer session, Call call, Decode<Value> decode, std::stop_token stop)
{
    const core::Result<net::Response> response = co_await Session::ask(session, call, stop);
    if (!response)
        co_return core::failure(response.error());
    const auto decoding = QtConcurrent::run([body = response->body, decode] {
        Texts texts;
        return decode(body.view(), texts);
    });
    const core::Result<Value> value = co_await decoding;
    if (!value)
        co_return core::failure(net::located(value.error(), *response));
    co_return value;
}

QCoro::Task<core::Result<QList<TaskInstance>>> allPages(SessionPointer session, calls::TaskInstanceQuery query,
                                                        std::stop_token stop)
{
    QList<TaskInstance> all;
    query.page = { calls::pageSize, 0 };
    for (;;) {
        const core::Result<Page<TaskInstance>> page
            = co_await asked<Page<TaskInstance>>(session, calls::taskInstances(query), answers::taskInstances, stop);
        if (!page)
            co_return core::failure(page.error());
        all.append(page->items);
        if (page->items.isEmpty() || all.size() >= page->total)
            co_return all;
        query.page.offset = static_cast<int>(all.size());
    }
}

QCoro::Task<core::Result<QList<Try>>> triesOf(SessionPointer session, Call call, std::stop_token stop)
{
    core::Result<Page<TaskInstance>> page
        = co_await asked<Page<TaskInstance>>(session, call, answers::taskInstances, stop);
    if (!page)
        co_return core::failure(page.error());
    co_return std::move(page->items);
}

QCoro::Task<core::Result<Run>> notBuilt(QString why)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = why;
    co_return core::failure(error);
}

} // namespace

Client::Client(net::HttpClient *http, const QUrl &base, ClientOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Session>(http, base, std::move(options)))
{
}

Client::~Client()
{
    d->close();
}

const std::optional<Version> &Client::knownVersion() const
{
    return d->version();
}

// ---- reads

Client::Task<Version> Client::version(std::stop_token stop)
{
    return Session::findVersion(d, stop);
}

Client::Task<Health> Client::health(std::stop_token stop)
{
    return asked(d, calls::health(), answers::health, stop);
}

Client::Task<Page<Dag>> Client::dags(const calls::DagQuery &query, std::stop_token stop)
{
    return asked(d, calls::dags(query), answers::dags, stop);
}

Client::Task<Dag> Client::dag(const QString &id, std::stop_token stop)
{
    return asked(d, calls::dag(id), answers::dag, stop);
}

Client::Task<DagStructure> Client::structure(const QString &dagId, std::stop_token stop)
{
    return asked(d, calls::tasks(dagId), answers::tasks, stop);
}

Client::Task<Page<Run>> Client::runs(const calls::RunQuery &query, std::stop_token stop)
{
    return asked(d, calls::runs(query), answers::runs, stop);
}

Client::Task<Run> Client::run(const QString &dagId, const QString &runId, std::stop_token stop)
{
    return asked(d, calls::run(dagId, runId), answers::run, stop);
}

Client::Task<Page<TaskInstance>> Client::taskInstances(const calls::TaskInstanceQuery &query, std::stop_token stop)
{
    return asked(d, calls::taskInstances(query), answers::taskInstances, stop);
}

Client::Task<QList<TaskInstance>> Client::allTaskInstances(calls::TaskInstanceQuery query, std::stop_token stop)
{
    return allPages(d, std::move(query), stop);
}

Client::Task<TaskInstanceDetails> Client::taskInstance(const calls::TaskKey &key, std::stop_token stop)
{
    return asked(d, calls::taskInstance(key), answers::taskInstance, stop);
}

Client::Task<QList<Try>> Client::tries(const calls::TaskKey &key, std::stop_token stop)
{
    return triesOf(d, calls::tries(key), stop);
}

Client::Task<QStringList> Client::xcomKeys(const calls::TaskKey &key, std::stop_token stop)
{
    return asked(d, calls::xcomKeys(key), answers::xcomKeys, stop);
}

Client::Task<Xcom> Client::xcom(const calls::TaskKey &key, const QString &name, std::stop_token stop)
{
    return asked(d, calls::xcom(key, name), answers::xcom, stop);
}

Client::Task<QList<Reference>> Client::clearDryRun(const calls::Clearing &clearing, std::stop_token stop)
{
    return asked(d, calls::clearDryRun(clearing), answers::references, stop);
}

Client::Task<QList<Reference>> Client::setStateDryRun(const calls::StateChange &change, std::stop_token stop)
{
    return asked(d, calls::setStateDryRun(change), answers::references, stop);
}

// ---- orders

Client::Task<QList<Reference>> Client::clear(const calls::Clearing &clearing, std::stop_token stop)
{
    return asked(d, calls::clear(clearing), answers::references, stop);
}

Client::Task<QList<Reference>> Client::setState(const calls::StateChange &change, std::stop_token stop)
{
    return asked(d, calls::setState(change), answers::references, stop);
}

Client::Task<Run> Client::markRun(const QString &dagId, const QString &runId, RunState state, std::stop_token stop)
{
    const std::optional<Call> call = calls::markRun(dagId, runId, state);
    if (!call)
        return notBuilt(u"A run can be marked success, failed or queued, not %1."_s.arg(word(state)));
    return asked(d, *call, answers::run, stop);
}

Client::Task<Run> Client::trigger(const calls::Trigger &trigger, std::stop_token stop)
{
    return asked(d, calls::trigger(trigger), answers::run, stop);
}

Client::Task<Dag> Client::setPaused(const QString &dagId, bool paused, std::stop_token stop)
{
    return asked(d, calls::setPaused(dagId, paused), answers::dag, stop);
}

// ---- undecoded

Client::Task<net::Response> Client::ask(const Call &call, std::stop_token stop)
{
    return Session::ask(d, call, stop);
}

} // namespace airflow
