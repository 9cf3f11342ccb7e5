// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/credentialscommands.h"

#include "app/ctl/credentialslayers.h"
#include "app/ctl/prompt.h"
#include "models/core/tr.h"
#include "models/stack/signin.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;
using secrets::Layer;
using secrets::Origin;
using Scheme = net::Credentials::Scheme;

namespace ctl {

namespace {

using core::tr;

/// One word, for scripts.
QString word(Origin origin)
{
    switch (origin) {
    case Origin::None:
        return u"none"_s;
    case Origin::Keyring:
        return u"keyring"_s;
    case Origin::Session:
        return u"session"_s;
    case Origin::Given:
        return u"environment"_s;
    case Origin::Mesos:
        return u"as-mesos"_s;
    }
    Q_UNREACHABLE();
}

QString userOf(const net::Credentials &login)
{
    return login.scheme == Scheme::Bearer ? tr("(token)") : login.user;
}

/// Asked for without echo; or the first line of standard input, where that is no terminal.
std::optional<QString> readSecret(const QString &question)
{
    if (canAsk())
        return ask(question, true);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return std::nullopt;
    const QString line = QString::fromUtf8(input.readLine());
    return line.endsWith(u'\n') ? line.chopped(1) : line;
}

/// nullopt: nothing was given, which was said.
std::optional<net::Credentials> askedLogin(const Session &session, Layer layer, QString user)
{
    const QString name = secrets::nameOf(layer);
    const bool isKey = layer == Layer::Aws;
    if (user.isEmpty())
        user = stack::loginsOf(session.stack())->current().of(layer).user;
    if (user.isEmpty() && layer != Layer::Proxy && !isKey)
        user = session.stack()->config().user;
    if (user.isEmpty() && canAsk())
        user = ask(isKey ? tr("Access key ID: ") : tr("User for %1: ").arg(name), false).value_or(QString());
    if (user.isEmpty()) {
        complain(tr("Whose login? Name the user: credentials set %1 USER, or token.").arg(secrets::keyOf(layer)));
        return std::nullopt;
    }
    const bool isToken = user == u"token"_s && !isKey;
    const QString question = isToken ? tr("Token for %1: ").arg(name)
        : isKey                      ? tr("Secret of access key %1: ").arg(user)
                                     : tr("Password of %1 for %2: ").arg(user, name);
    const std::optional<QString> secret = readSecret(question);
    if (!secret || secret->isEmpty()) {
        complain(tr("Nothing was given; nothing is changed."));
        return std::nullopt;
    }
    if (isToken)
        return net::Credentials{ Scheme::Bearer, {}, *secret };
    return net::Credentials{ Scheme::Basic, user, *secret };
}

} // namespace

QString CredentialsListCommand::name() const
{
    return u"credentials"_s;
}

QString CredentialsListCommand::summary() const
{
    return tr("Who signs in to each layer, and where that is kept; never the secret.");
}

QString CredentialsListCommand::help() const
{
    return tr(
        "Logins come from the desktop's keyring, else from the environment, else they are asked for when a server\n"
        "wants them. Aurora and Airflow take that of Mesos where they have none of their own.\n\n"
        "--output json is an array of objects with layer, addresses, user, origin (keyring, environment,\n"
        "as-mesos or none) and notice (why nothing can be kept).\n");
}

QCoro::Task<int> CredentialsListCommand::run(Session *session)
{
    const config::StackConfig config = session->stack()->config();
    const secrets::StackLogins &logins = *stack::loginsOf(session->stack());
    QJsonArray array;
    QString text;
    for (const Layer layer : secrets::layersOf(config)) {
        const QString user = userOf(logins.current().of(layer));
        const QStringList addresses = secrets::addressesOf(config, layer);
        array << QJsonObject{ { u"layer"_s, secrets::keyOf(layer) },
                              { u"addresses"_s, QJsonArray::fromStringList(addresses) },
                              { u"user"_s, user },
                              { u"origin"_s, word(logins.origin(layer)) },
                              { u"notice"_s, logins.notice() } };
        text += u"%1%2%3%4\n"_s.arg(secrets::keyOf(layer).leftJustified(10), user.leftJustified(24),
                                    word(logins.origin(layer)).leftJustified(13), addresses.join(u", "_s));
    }
    if (!logins.notice().isEmpty())
        complain(logins.notice());
    print(session->options().output == tables::ExportFormat::Json ? QJsonDocument(array).toJson() : text.toUtf8());
    co_return Fine;
}

QString CredentialsSetCommand::name() const
{
    return u"credentials set"_s;
}

QString CredentialsSetCommand::summary() const
{
    return tr("Keep a login in the keyring: credentials set LAYER [USER|token]");
}

QString CredentialsSetCommand::help() const
{
    return tr("  credentials set aurora comporta-ro   Asks for the password without showing it.\n"
              "  credentials set airflow token        A token that was given to you.\n"
              "  credentials set aws AKIA…            An access key that Comporta keeps itself.\n\n"
              "Without a terminal the secret is the first line of standard input. It is never taken from the command\n"
              "line, and never written to a file: without a keyring nothing is kept, and the exit code is 1.\n"
              "--output json is an object with layer and origin.\n");
}

QCoro::Task<int> CredentialsSetCommand::run(Session *session)
{
    const QStringList arguments = session->options().arguments;
    const std::optional<Layer> layer = arguments.isEmpty() ? std::nullopt : secrets::layerFrom(arguments.constFirst());
    const QList<Layer> all = secrets::layersOf(session->stack()->config());
    if (!layer || !all.contains(*layer) || arguments.size() > 2) {
        complain(tr("Whose login? credentials set LAYER [USER|token], LAYER being one of: %1.").arg(keysOf(all)));
        co_return Usage;
    }
    const auto login = askedLogin(*session, *layer, arguments.value(1));
    if (!login)
        co_return Usage;
    const Origin origin = co_await stack::loginsOf(session->stack())->keep(*layer, *login);
    if (origin != Origin::Keyring) {
        const QString notice = stack::loginsOf(session->stack())->notice();
        complain(tr("%1 Nothing is kept.").arg(notice.isEmpty() ? tr("There is no keyring here.") : notice));
        co_return Failed;
    }
    if (session->options().output == tables::ExportFormat::Json)
        print(QJsonDocument(QJsonObject{ { u"layer"_s, secrets::keyOf(*layer) }, { u"origin"_s, word(origin) } })
                  .toJson());
    else
        print(tr("The login of %1 is kept in the keyring.\n").arg(secrets::nameOf(*layer)));
    co_return Fine;
}

QString CredentialsForgetCommand::name() const
{
    return u"credentials forget"_s;
}

QString CredentialsForgetCommand::summary() const
{
    return tr("Take a login out of the keyring: credentials forget LAYER …");
}

QString CredentialsForgetCommand::help() const
{
    return tr("  credentials forget aurora   What the environment says counts again.\n\n"
              "--output json is an array of the layers' names.\n");
}

QCoro::Task<int> CredentialsForgetCommand::run(Session *session)
{
    if (session->options().arguments.isEmpty()) {
        complain(tr("Which login? credentials forget LAYER …, of: %1.")
                     .arg(keysOf(secrets::layersOf(session->stack()->config()))));
        co_return Usage;
    }
    const std::optional<QList<Layer>> layers = wantedLayers(*session);
    if (!layers)
        co_return Usage;
    QJsonArray array;
    for (const Layer layer : *layers) {
        const core::Result<void> done = co_await stack::loginsOf(session->stack())->forget(layer);
        if (!done) {
            complain(done.error().detail);
            co_return Failed;
        }
        array << secrets::keyOf(layer);
    }
    if (session->options().output == tables::ExportFormat::Json)
        print(QJsonDocument(array).toJson());
    else
        print(tr("Forgotten.\n"));
    co_return Fine;
}

} // namespace ctl
