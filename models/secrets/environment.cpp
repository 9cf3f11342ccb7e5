// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/environment.h"

using namespace Qt::StringLiterals;

namespace secrets {

namespace {

using Scheme = net::Credentials::Scheme;

class Variables
{
public:
    explicit Variables(const QString &stack)
    {
        for (const QChar c : stack)
            m_stack += c.isLetterOrNumber() && c.unicode() < 128 ? c.toUpper() : QChar(u'_');
    }

    QString value(const QString &what) const
    {
        const QByteArray own = u"COMPORTA_%1_%2"_s.arg(m_stack, what).toLatin1();
        if (qEnvironmentVariableIsSet(own.constData()))
            return qEnvironmentVariable(own.constData());
        return qEnvironmentVariable(u"COMPORTA_%1"_s.arg(what).toLatin1().constData());
    }

private:
    QString m_stack;
};

/// `prefix`: "", "AIRFLOW_". `user`: the stacks file's, may be empty.
net::Credentials login(const Variables &variables, const QString &prefix, QString user)
{
    if (const QString token = variables.value(prefix + u"TOKEN"_s); !token.isEmpty())
        return { Scheme::Bearer, {}, token };
    const QString password = variables.value(prefix + u"PASSWORD"_s);
    for (const QString &where : { prefix, QString() }) {
        if (user.isEmpty())
            user = variables.value(where + u"USER"_s);
    }
    if (password.isEmpty() || user.isEmpty())
        return {};
    return { Scheme::Basic, user, password };
}

} // namespace

Logins loginsFromEnvironment(const config::StackConfig &stack)
{
    const Variables variables(stack.name);
    Logins logins;
    logins.mesos = login(variables, {}, stack.user);
    logins.aurora = login(variables, u"AURORA_"_s, stack.user);
    logins.airflow = login(variables, u"AIRFLOW_"_s, stack.airflow.user.isEmpty() ? stack.user : stack.airflow.user);
    logins.proxy = login(variables, u"PROXY_"_s, {});
    return logins;
}

} // namespace secrets
