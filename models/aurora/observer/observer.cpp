// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/observer/observer.h"

#include "models/aurora/observer/observeranswers.h"
#include "models/net/httpclient.h"
#include "models/net/located.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

constexpr qint64 maxBody = qint64{ 4 } << 20; ///< an answer is some kilobytes

net::Request requestFor(const Observer::Options &options, const QString &host, const QString &path,
                        const QUrlQuery &query = {})
{
    net::Request request;
    request.url.setScheme(u"http"_s);
    request.url.setHost(host);
    request.url.setPort(options.port);
    request.url.setPath(path);
    request.url.setQuery(query);
    request.route = options.route;
    request.deadline = options.deadline;
    request.maxBody = maxBody;
    return request;
}

core::Error unknownTask(const QUrl &url)
{
    core::Error error;
    error.kind = core::Error::Kind::NotFound;
    error.endpoint = net::endpointName(url);
    return error;
}

} // namespace

Observer::Observer(std::shared_ptr<net::HttpClient> http, Options options)
    : m_http(std::move(http))
    , m_options(std::move(options))
{
}

QCoro::Task<core::Result<ThermosTask>> Observer::task(QString host, QString taskId, std::stop_token stop) const
{
    const std::shared_ptr<net::HttpClient> http = m_http; // this may go while it waits
    const Options options = m_options;
    const net::Request whole = requestFor(options, host, u"/j/task/"_s + taskId);
    const core::Result<net::Response> told = co_await http->send(whole, stop);
    if (!told)
        co_return core::failure(told.error());
    if (told->status == 500)
        co_return core::failure(unknownTask(told->url));
    if (const auto refused = net::statusError(*told))
        co_return core::failure(*refused);
    auto task = answers::thermosTask(told->body.toByteArray(), taskId);
    if (!task)
        co_return core::failure(net::located(task.error(), *told));

    QUrlQuery query;
    query.addQueryItem(u"task_id"_s, taskId);
    const net::Request processes = requestFor(options, host, u"/j/processes"_s, query);
    const core::Result<net::Response> run = co_await http->send(processes, stop);
    if (!run)
        co_return core::failure(run.error());
    if (const auto refused = net::statusError(*run))
        co_return core::failure(*refused);
    const auto runs = answers::processRuns(run->body.toByteArray(), taskId);
    if (!runs)
        co_return core::failure(net::located(runs.error(), *run));
    task->runs = *runs;
    co_return *task;
}

} // namespace aurora
