// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/environment.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Scheme = net::Credentials::Scheme;
using net::Credentials;

namespace {

/// A variable for as long as it lives.
class Set
{
public:
    Set(const char *name, const char *value)
        : m_name(name)
    {
        qputenv(name, value);
    }
    ~Set() { qunsetenv(m_name); }
    Q_DISABLE_COPY_MOVE(Set)

private:
    const char *m_name;
};

config::StackConfig stackNamed(const QString &name, const QString &user = {})
{
    config::StackConfig stack;
    stack.name = name;
    stack.user = user;
    return stack;
}

} // namespace

class tst_Environment : public QObject
{
    Q_OBJECT
private slots:
    void needsAUser_forAPassword();
    void prefersTheStacksOwn();
    void prefersATokenOverAPassword();
    void tellsLayersApart();
    void takesAirflowsUser_ofTheStacksFile();
};

void tst_Environment::needsAUser_forAPassword()
{
    const Set password("COMPORTA_PASSWORD", "general");
    QCOMPARE(secrets::loginsFromEnvironment(stackNamed(u"dev"_s)), secrets::Logins());
    const Credentials expected{ Scheme::Basic, u"ops"_s, u"general"_s };
    QCOMPARE(secrets::loginsFromEnvironment(stackNamed(u"dev"_s, u"ops"_s)).mesos, expected);
    const Set user("COMPORTA_USER", "ops");
    QCOMPARE(secrets::loginsFromEnvironment(stackNamed(u"dev"_s)).mesos, expected);
}

void tst_Environment::prefersTheStacksOwn()
{
    const Set general("COMPORTA_PASSWORD", "general");
    const Set own("COMPORTA_CANTAREIRA_DEV_2_PASSWORD", "own");
    QCOMPARE(secrets::loginsFromEnvironment(stackNamed(u"cantareira-dev.2"_s, u"ops"_s)).mesos.secret, u"own"_s);
    QCOMPARE(secrets::loginsFromEnvironment(stackNamed(u"cantareira-dev.3"_s, u"ops"_s)).mesos.secret, u"general"_s);
}

void tst_Environment::prefersATokenOverAPassword()
{
    const Set password("COMPORTA_DEV_PASSWORD", "own");
    const Set token("COMPORTA_DEV_TOKEN", "tok");
    QCOMPARE(secrets::loginsFromEnvironment(stackNamed(u"dev"_s, u"ops"_s)).mesos,
             (Credentials{ Scheme::Bearer, {}, u"tok"_s }));
}

void tst_Environment::tellsLayersApart()
{
    const Set aurora("COMPORTA_DEV_AURORA_PASSWORD", "a");
    const Set proxy("COMPORTA_PROXY_PASSWORD", "p");
    const Set proxyUser("COMPORTA_PROXY_USER", "way");
    const secrets::Logins logins = secrets::loginsFromEnvironment(stackNamed(u"dev"_s, u"ops"_s));
    QCOMPARE(logins.aurora, (Credentials{ Scheme::Basic, u"ops"_s, u"a"_s }));
    QCOMPARE(logins.proxy, (Credentials{ Scheme::Basic, u"way"_s, u"p"_s }));
    QCOMPARE(logins.mesos, Credentials());
    QCOMPARE(logins.airflow, Credentials()); // it takes that of Mesos by itself
}

void tst_Environment::takesAirflowsUser_ofTheStacksFile()
{
    const Set password("COMPORTA_DEV_AIRFLOW_PASSWORD", "f");
    config::StackConfig stack = stackNamed(u"dev"_s, u"ops"_s);
    stack.airflow.user = u"nightly"_s;
    QCOMPARE(secrets::loginsFromEnvironment(stack).airflow, (Credentials{ Scheme::Basic, u"nightly"_s, u"f"_s }));
}

QTEST_GUILESS_MAIN(tst_Environment)
#include "tst_environment.moc"
