// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/address.h"
#include "models/links/linkserver.h"
#include "tests/support/patience.h"

#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using links::Address;
using Kind = links::ObjectRef::Kind;

/// Links: as text, and from program to program.
class tst_Address : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_runtime.isValid());
        QFile(m_runtime.path()).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("XDG_RUNTIME_DIR", m_runtime.path().toUtf8());
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<QString>("stack");
        QTest::addColumn<QString>("path");
        QTest::newRow("job") << u"cantareira-stable"_s << u"job/jobs/prod/hyoga-model"_s;
        QTest::newRow("node") << u"Two Words"_s << u"node/datasets.dataset-core"_s;
        QTest::newRow("log of a task") << u"x"_s << u"log/task/fw-0001/jobs-prod-a-0-2b?&#%+ é"_s;
    }
    void comesBackAsItWas()
    {
        QFETCH(QString, stack);
        QFETCH(QString, path);
        const Address address{ stack, links::fromPath(path) };
        const QString link = links::toLink(address);
        QVERIFY(link.startsWith(u"comporta://"_s) && !link.contains(u' ') && !link.contains(u'#'));
        QCOMPARE(links::fromLink(link), address);
        QCOMPARE(links::fromLink(link + u'\n'), address); // as a mail or terminal gives it
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : { "", "comporta://", "comporta://stack", "comporta://stack/", "comporta://stack/what/x",
                                  "comporta:///job/a/b/c", "http://stack/job/a/b/c", "comporta://stack/job/" })
            QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text);
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!links::fromLink(text));
    }

    void everyKindHasAName()
    {
        for (int kind = 1; kind <= static_cast<int>(Kind::Run); ++kind) {
            const links::ObjectRef ref{ static_cast<Kind>(kind), "x" };
            QCOMPARE(links::fromPath(links::toPath(ref)), ref);
        }
    }

    void opensInTheProgramThatRuns()
    {
        QList<Address> opened;
        links::LinkServer server([&opened](const Address &address) {
            opened << address;
            return address.stack == u"here";
        });
        QVERIFY(server.isListening());
        QCOMPARE(handedOver(u"comporta://here/agent/A1"_s), links::HandedOver::Opened);
        QCOMPARE(handedOver(u"comporta://elsewhere/agent/A1"_s), links::HandedOver::Refused);
        QCOMPARE(handedOver(u"no link at all"_s), links::HandedOver::Refused);
        QCOMPARE(opened,
                 QList<Address>({ { u"here"_s, { Kind::Agent, "A1" } }, { u"elsewhere"_s, { Kind::Agent, "A1" } } }));
    }

    void theFirstProgramHasTheSocket_andItsEndFreesIt()
    {
        QCOMPARE(links::handOver(u"comporta://here/agent/A1"_s), links::HandedOver::Nobody);
        const auto no = [](const Address &) { return false; };
        auto first = std::make_unique<links::LinkServer>(no);
        QVERIFY(first->isListening());
        QVERIFY(!links::LinkServer(no).isListening());
        QCOMPARE(handedOver(u"comporta://here/agent/A1"_s), links::HandedOver::Refused); // still there
        first.reset();
        QVERIFY(links::LinkServer(no).isListening());
    }

    /// As a window does that draws a long plan.
    void whoIsSilent_hasNotRefused()
    {
        const links::LinkServer server([](const Address &) { return true; }); // its events do not run meanwhile
        QVERIFY(server.isListening());
        QCOMPARE(links::handOver(u"comporta://here/agent/A1"_s, 50ms), links::HandedOver::Silent);
    }

    /// Who sends no line, or a line without an end, is let go.
    void bearsStrangers()
    {
        links::LinkServer server([](const Address &) { return true; });
        QLocalSocket stranger;
        stranger.connectToServer(links::LinkServer::socketPath());
        QTRY_COMPARE(stranger.state(), QLocalSocket::ConnectedState);
        stranger.write(QByteArray(100'000, 'x'));
        QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(handedOver(u"comporta://here/agent/A1"_s), links::HandedOver::Opened);
    }

private:
    /// From another thread, as it blocks.
    static links::HandedOver handedOver(const QString &link)
    {
        const QFuture<links::HandedOver> future = QtConcurrent::run([link] { return links::handOver(link); });
        if (!test::waitFor([&future] { return future.isFinished(); }))
            qFatal("the socket does not answer");
        return future.result();
    }

    QTemporaryDir m_runtime;
};

QTEST_GUILESS_MAIN(tst_Address)
#include "tst_address.moc"
