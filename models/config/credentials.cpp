// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/stackconfig.h"

using namespace Qt::StringLiterals;

namespace config {

namespace {

QString fromEnvironment(const QString &stack, const QString &what)
{
    QString name;
    for (const QChar c : stack)
        name += c.isLetterOrNumber() && c.unicode() < 128 ? c.toUpper() : QChar(u'_');
    const QByteArray own = u"COMPORTA_%1_%2"_s.arg(name, what).toLatin1();
    if (qEnvironmentVariableIsSet(own.constData()))
        return qEnvironmentVariable(own.constData());
    return qEnvironmentVariable(u"COMPORTA_%1"_s.arg(what).toLatin1().constData());
}

} // namespace

net::Credentials credentialsFromEnvironment(const StackConfig &stack)
{
    if (const QString token = fromEnvironment(stack.name, u"TOKEN"_s); !token.isEmpty())
        return { net::Credentials::Scheme::Bearer, {}, token };
    const QString password = fromEnvironment(stack.name, u"PASSWORD"_s);
    const QString user = stack.user.isEmpty() ? fromEnvironment(stack.name, u"USER"_s) : stack.user;
    if (password.isEmpty() || user.isEmpty())
        return {};
    return { net::Credentials::Scheme::Basic, user, password };
}

net::Credentials airflowCredentials(const StackConfig &stack, const net::Credentials &others)
{
    if (const QString token = fromEnvironment(stack.name, u"AIRFLOW_TOKEN"_s); !token.isEmpty())
        return { net::Credentials::Scheme::Bearer, {}, token };
    net::Credentials credentials = others;
    const QString password = fromEnvironment(stack.name, u"AIRFLOW_PASSWORD"_s);
    if (!password.isEmpty()) {
        credentials = { net::Credentials::Scheme::Basic, stack.user, password };
        if (credentials.user.isEmpty())
            credentials.user = fromEnvironment(stack.name, u"USER"_s);
    }
    if (credentials.scheme == net::Credentials::Scheme::Basic && !stack.airflow.user.isEmpty())
        credentials.user = stack.airflow.user;
    return credentials;
}

} // namespace config
