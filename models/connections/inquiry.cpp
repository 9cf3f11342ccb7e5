// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/inquiry.h"

#include "models/core/errortext.h"
#include "models/stack/layerstate.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

QString tr(const char *text)
{
    return Check::tr(text);
}

} // namespace

Inquiry::Inquiry(const stack::Stack &stack, secrets::Logins wantedLogins)
    : config(stack.config())
    , logins(std::move(wantedLogins))
    , http(std::make_unique<net::HttpClient>(stack.clock()))
{
    const stack::AwsSignIn *signIn = stack::awsSignInOf(&stack);
    if (!signIn)
        return;
    awsKeys = signIn->keys();
    awsKeysFound = signIn->found();
    awsOptions = stack.aws()->client()->options();
}

void Inquiry::tell(What what, Step::State state, const QString &says) const
{
    if (check)
        check->tell(what, state, says);
}

void Inquiry::failed(What what, const core::Error &error) const
{
    if (!check)
        return;
    const core::ErrorText words = core::errorText(error, secrets::nameOf(check->layer()));
    failed(what, words.next.isEmpty() ? words.what : words.what + u' ' + words.next);
}

std::shared_ptr<const net::Route> Inquiry::route() const
{
    net::Route route = config.route;
    if (secrets::isThere(logins.proxy)) { // this login, which may be one that is not kept yet
        QUrl proxy(route.proxy);
        proxy.setUserName(logins.proxy.user);
        proxy.setPassword(logins.proxy.secret);
        route.proxy = proxy.toString(QUrl::FullyEncoded);
    }
    return std::make_shared<const net::Route>(route);
}

const net::Response *Answers::first() const
{
    for (const core::Result<net::Response> &answer : answers) {
        if (answer)
            return &*answer;
    }
    return nullptr;
}

QCoro::Task<Answers> askEach(std::shared_ptr<Inquiry> inquiry, QList<QUrl> servers, QString path)
{
    std::vector<QCoro::Task<core::Result<net::Response>>> tasks;
    for (const QUrl &server : servers) {
        net::Request request;
        request.url = server;
        request.url.setPath(server.path() + path);
        request.route = inquiry->route();
        request.deadline = inquiry->config.deadline;
        tasks.push_back(inquiry->http->send(request, inquiry->stop.get_token()));
    }
    Answers result;
    result.servers = servers;
    for (QCoro::Task<core::Result<net::Response>> &task : tasks) {
        const core::Result<net::Response> answer = co_await task;
        result.answers << answer;
    }
    co_return result;
}

bool tellAddresses(const Inquiry &inquiry, const Answers &answers)
{
    using What = Step::What;
    const net::Response *first = answers.first();
    if (!first) {
        inquiry.failed(What::Address, answers.answers.constFirst().error());
        return false;
    }
    QStringList silent;
    for (qsizetype i = 0; i < answers.answers.size(); ++i) {
        if (!answers.answers[i])
            silent << answers.servers[i].authority();
    }
    const QString latency = tr("%1 ms").arg(first->latency.count());
    if (answers.servers.size() == 1)
        inquiry.fine(What::Address, tr("%1 answers in %2").arg(answers.servers.constFirst().authority(), latency));
    else if (silent.isEmpty())
        inquiry.fine(What::Address, tr("%1 of %1 answer, the first in %2").arg(answers.servers.size()).arg(latency));
    else
        inquiry.doubtful(What::Address,
                         tr("%1 of %2 answer; %3 does not")
                             .arg(answers.servers.size() - silent.size())
                             .arg(answers.servers.size())
                             .arg(silent.join(u", "_s)));
    return true;
}

void tellClock(const Inquiry &inquiry, const std::optional<core::Duration> &serverMinusOurs)
{
    using What = Step::What;
    if (!serverMinusOurs)
        inquiry.doubtful(What::Clock, tr("the answer does not tell its time"));
    else if (core::isSuspicious(*serverMinusOurs))
        inquiry.doubtful(
            What::Clock,
            tr("%1: correct it, or tokens and signatures are refused").arg(stack::offsetText(*serverMinusOurs)));
    else
        inquiry.fine(What::Clock, stack::offsetText(*serverMinusOurs));
}

QString signedInWords(const net::Credentials &login)
{
    switch (login.scheme) {
    case net::Credentials::Scheme::None:
        return tr("without signing in");
    case net::Credentials::Scheme::Basic:
        return tr("as %1").arg(login.user);
    case net::Credentials::Scheme::Bearer:
        return tr("with a token");
    }
    Q_UNREACHABLE();
}

} // namespace connections
