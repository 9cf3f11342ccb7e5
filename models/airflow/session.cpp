// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/session.h"

#include "models/airflow/answers.h"
#include "models/airflow/errors.h"
#include "models/core/cancelled.h"
#include "models/net/located.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace airflow {

namespace {

using Kind = core::Error::Kind;
using Scheme = net::Credentials::Scheme;

constexpr int atOnce = 2; ///< more do not make Airflow faster, they only slow its scheduler

net::Request::Verb verbOf(Message::Method method)
{
    switch (method) {
    case Message::Method::Get:
        return net::Request::Verb::Get;
    case Message::Method::Post:
        return net::Request::Verb::Post;
    case Message::Method::Patch:
        return net::Request::Verb::Patch;
    }
    Q_UNREACHABLE();
}

/// The server was replaced by one of the other interface.
bool isOtherInterface(const core::Error &error)
{
    return error.kind == Kind::NotFound
        && (error.detail.contains("has been removed"_L1) || error.detail.startsWith(u'<'));
}

} // namespace

Session::Session(net::HttpClient *http, QUrl base, ClientOptions options)
    : m_http(http)
    , m_life(http->life())
    , m_base(std::move(base))
    , m_options(std::move(options))
    , m_gate(atOnce)
{
}

bool Session::logsIn() const
{
    return m_version && m_version->api == Api::V2 && m_options.credentials.scheme == Scheme::Basic;
}

net::Credentials Session::credentials() const
{
    if (logsIn())
        return { Scheme::Bearer, {}, m_token };
    return m_options.credentials;
}

net::Request Session::request(const Message &message) const
{
    QByteArray base = m_base.toEncoded();
    while (base.endsWith('/'))
        base.chop(1);
    net::Request request;
    request.verb = verbOf(message.method);
    request.url = QUrl::fromEncoded(base + message.target);
    request.body = message.body;
    if (!message.body.isEmpty())
        request.contentType = "application/json";
    request.route = m_options.route;
    request.deadline = m_options.deadline;
    request.maxBody = m_options.maxBody;
    return request;
}

QCoro::Task<Session::Answer> Session::send(std::shared_ptr<Session> session, net::Request request, std::stop_token stop)
{
    const Gate::Pass pass = co_await session->m_gate.enter(stop);
    if (!pass.isHeld() || !session->isAlive())
        co_return core::failure(core::cancelled());
    const Answer answer = co_await session->m_http->send(request, stop);
    co_return answer;
}

QCoro::Task<core::Result<Version>> Session::versionAt(std::shared_ptr<Session> session, Api api, std::stop_token stop)
{
    const net::Request request = session->request(calls::version(api).message(api));
    const Answer answer = co_await send(session, request, stop);
    if (!answer)
        co_return core::failure(answer.error());
    if (const auto error = errorOf(*answer))
        co_return core::failure(*error);
    core::Result<Version> version = answers::version(answer->body.view(), api);
    if (!version)
        co_return core::failure(net::located(version.error(), *answer));
    co_return version;
}

QCoro::Task<core::Result<Version>> Session::findVersion(std::shared_ptr<Session> session, std::stop_token stop)
{
    const Gate::Pass pass = co_await session->m_versionGate.enter(stop);
    if (!pass.isHeld())
        co_return core::failure(core::cancelled());
    if (session->m_version)
        co_return core::Result<Version>(*session->m_version); // QCoro would move out of the member itself
    const Api first = session->m_options.api.value_or(Api::V2);
    core::Result<Version> version = co_await versionAt(session, first, stop);
    const bool elsewhere = !version && version.error().kind == Kind::NotFound && !session->m_options.api;
    if (elsewhere)
        version = co_await versionAt(session, Api::V1, stop);
    if (version)
        session->m_version = *version;
    co_return version;
}

QCoro::Task<core::Result<void>> Session::logIn(std::shared_ptr<Session> session, QString old, std::stop_token stop)
{
    const Gate::Pass pass = co_await session->m_loginGate.enter(stop);
    if (!pass.isHeld())
        co_return core::failure(core::cancelled());
    if (session->m_token != old) // another call did it meanwhile
        co_return core::Result<void>();
    const net::Credentials &known = session->m_options.credentials;
    const QJsonObject body{ { u"username"_s, known.user }, { u"password"_s, known.secret } };
    const net::Request request = session->request(
        { Message::Method::Post, "/auth/token", QJsonDocument(body).toJson(QJsonDocument::Compact) });
    const Answer answer = co_await send(session, request, stop);
    if (!answer)
        co_return core::failure(answer.error());
    if (const auto error = errorOf(*answer))
        co_return core::failure(*error);
    const core::Result<QString> token = answers::token(answer->body.view());
    if (!token)
        co_return core::failure(net::located(token.error(), *answer));
    session->m_token = *token;
    co_return core::Result<void>();
}

QCoro::Task<Session::Answer> Session::ask(std::shared_ptr<Session> session, Call call, std::stop_token stop)
{
    bool loggedInAgain = false;
    for (;;) {
        const core::Result<Version> version = co_await findVersion(session, stop);
        if (!version)
            co_return core::failure(version.error());
        if (call.needsLogin() && session->logsIn() && session->m_token.isEmpty()) {
            const core::Result<void> in = co_await logIn(session, {}, stop);
            if (!in)
                co_return core::failure(in.error());
        }
        net::Request request = session->request(call.message(version->api));
        if (call.needsLogin())
            request.credentials = session->credentials();
        const QString token = session->m_token;
        const Answer answer = co_await send(session, request, stop);
        if (!answer)
            co_return core::failure(answer.error());
        const std::optional<core::Error> error = errorOf(*answer);
        if (!error)
            co_return answer;
        if (isOtherInterface(*error))
            session->m_version.reset();
        // Refused at the door: nothing was done, so an order may be sent again, too.
        if (wantsLogin(*error) && session->logsIn() && call.needsLogin() && !loggedInAgain) {
            loggedInAgain = true;
            const core::Result<void> in = co_await logIn(session, token, stop);
            if (in)
                continue;
            co_return core::failure(in.error());
        }
        co_return core::failure(*error);
    }
}

} // namespace airflow
