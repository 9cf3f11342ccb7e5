// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/stack/stack.h"
#include "tests/support/socksproxy.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// A stack behind a bastion. A script stands for ssh; what it would carry is carried by a proxy of the test.
class tst_Tunnel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("PATH", m_dir.path().toUtf8() + ':' + qgetenv("PATH"));
        sim::Demo::Options options;
        options.speed = 0;
        m_world = std::make_unique<sim::Demo>(options);
    }

    void looksThroughTheTunnel()
    {
        ssh("exec sleep 60");
        const auto stack = opened();
        QTRY_VERIFY(port() > 0);
        QVERIFY(!stack->mesos()->snapshot());
        QCOMPARE(stack->mesos()->freshness().failures, 0); // nothing is asked before it is open
        const support::SocksProxy proxy(static_cast<quint16>(m_world->masters().first().port()), port());
        QTRY_VERIFY_WITH_TIMEOUT(stack->mesos()->snapshot(), 20000);
        QVERIFY(proxy.askedNames().contains("inside.cluster")); // resolved at the other side
        QVERIFY(!stack->diagnosis().ill);
    }

    void saysWhyTheTunnelIsClosed()
    {
        ssh("echo 'ops@bastion: Permission denied (publickey).' >&2; exit 255");
        const auto stack = opened();
        QTRY_VERIFY_WITH_TIMEOUT(stack->diagnosis().ill, 20000);
        const stack::Diagnosis diagnosis = stack->diagnosis();
        QCOMPARE(diagnosis.verdict,
                 u"The SSH tunnel to bastion is not open: ops@bastion: Permission denied (publickey)."_s);
        QVERIFY(diagnosis.steps.first().contains(u"ssh bastion"_s));
    }

private:
    std::unique_ptr<stack::Stack> opened() const
    {
        config::StackConfig config;
        config.name = u"behind"_s;
        QUrl master = m_world->masters().first();
        master.setHost(u"inside.cluster"_s); // does not resolve here
        config.mesosMasters = { master };
        config.policy.interval = std::chrono::seconds(1);
        config.route.proxy = u"ssh://ops@bastion"_s;
        auto stack = std::make_unique<stack::Stack>(config, net::Credentials(), m_world->clock(), QString());
        stack->start();
        return stack;
    }
    void ssh(const QByteArray &then) const
    {
        QFile::remove(m_dir.filePath(u"ssh.args"_s));
        QFile script(m_dir.filePath(u"ssh"_s));
        QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
        script.write("#!/bin/sh\necho \"$@\" >\"$0.args\"\n" + then + '\n');
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    quint16 port() const
    {
        QFile file(m_dir.filePath(u"ssh.args"_s));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        static const QRegularExpression asked(u"-D 127\\.0\\.0\\.1:(\\d+) "_s);
        return asked.match(QString::fromUtf8(file.readAll())).captured(1).toUShort();
    }

    QTemporaryDir m_dir;
    std::unique_ptr<sim::Demo> m_world;
};

QTEST_GUILESS_MAIN(tst_Tunnel)
#include "tst_tunnel.moc"
