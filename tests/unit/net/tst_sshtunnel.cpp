// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/sshtunnel.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

/// The tunnel over scripts that stand for ssh: they write down how they were called, and go on or end.
class tst_SshTunnel : public QObject
{
    Q_OBJECT

private slots:
    void knowsTargets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("is");
        QTest::newRow("host") << u"ssh://bastion"_s << true;
        QTest::newRow("user and port") << u"ssh://ops@bastion.internal:2222"_s << true;
        QTest::newRow("an option") << u"ssh://-oProxyCommand=x"_s << false;
        QTest::newRow("an option as user") << u"ssh://-x@bastion"_s << false;
        QTest::newRow("a password") << u"ssh://ops:secret@bastion"_s << false;
        QTest::newRow("a path") << u"ssh://bastion/x"_s << false;
        QTest::newRow("socks") << u"socks5://127.0.0.1:1080"_s << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void knowsTargets()
    {
        QFETCH(QString, text);
        QFETCH(bool, is);
        QCOMPARE(net::SshTunnel::isTarget(text), is);
    }

    void asksSshForAProxy_andNeverForAPassword()
    {
        net::SshTunnel tunnel(u"ssh://ops@bastion:2222"_s, ssh("exec sleep 60"));
        QSignalSpy opened(&tunnel, &net::SshTunnel::opened);
        tunnel.start();
        QTRY_VERIFY(!arguments().isEmpty());
        QVERIFY(!tunnel.isOpen()); // nothing listens yet
        const QUrl proxy(tunnel.proxy());
        QCOMPARE(proxy.scheme(), u"socks5"_s);
        const QString all = arguments().join(u' ');
        QVERIFY2(all.contains(u"-D 127.0.0.1:%1"_s.arg(proxy.port())), qPrintable(all));
        QVERIFY2(all.contains(u"BatchMode=yes"_s) && all.contains(u"ExitOnForwardFailure=yes"_s), qPrintable(all));
        QVERIFY2(all.endsWith(u"-p 2222 -l ops -- bastion"_s), qPrintable(all));

        QTcpServer letIn; // as ssh does once it is let in
        QVERIFY(letIn.listen(QHostAddress::LocalHost, static_cast<quint16>(proxy.port())));
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(tunnel.isOpen() && tunnel.trouble().isEmpty());
        tunnel.stop();
        QVERIFY(!tunnel.isOpen());
    }

    void saysWhy_inSshsOwnWords()
    {
        net::SshTunnel tunnel(
            u"ssh://bastion"_s,
            ssh("echo 'Welcome to the bastion' >&2; echo 'ops@bastion: Permission denied (publickey).' >&2; exit 255"));
        QSignalSpy closed(&tunnel, &net::SshTunnel::closed);
        tunnel.start();
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(tunnel.trouble(), u"ops@bastion: Permission denied (publickey)."_s);
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 2, 15'000); // tried again by itself
    }

    void saysWhy_whenSshIsNotThereOrSilent()
    {
        net::SshTunnel missing(u"ssh://bastion"_s, m_dir.filePath(u"nobody"_s));
        QSignalSpy closed(&missing, &net::SshTunnel::closed);
        missing.start();
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(!missing.trouble().isEmpty());
        net::SshTunnel silent(u"ssh://bastion"_s, ssh("exit 3"));
        QSignalSpy ended(&silent, &net::SshTunnel::closed);
        silent.start();
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY2(silent.trouble().contains(u"code 3"_s), qPrintable(silent.trouble()));
    }

    /// The process goes with the tunnel.
    void leavesNoProcessBehind()
    {
        {
            net::SshTunnel tunnel(u"ssh://bastion"_s, ssh("echo $$ >\"$0.pid\"; exec sleep 600"));
            tunnel.start();
            QTRY_VERIFY(QFile::exists(m_dir.filePath(u"ssh.pid"_s)) && !arguments().isEmpty());
        }
        QFile pid(m_dir.filePath(u"ssh.pid"_s));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        QVERIFY(!QFile::exists(u"/proc/%1"_s.arg(QString::fromLatin1(pid.readAll()).trimmed())));
    }

private:
    QString ssh(const QByteArray &then)
    {
        const QString path = m_dir.filePath(u"ssh"_s);
        QFile::remove(path + u".args"_s);
        QFile script(path);
        if (!script.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return {};
        script.write("#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$0.args\"\n" + then + '\n');
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    QStringList arguments() const
    {
        QFile file(m_dir.filePath(u"ssh.args"_s));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                              : QStringList();
    }

    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(tst_SshTunnel)
#include "tst_sshtunnel.moc"
