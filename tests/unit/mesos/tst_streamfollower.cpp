// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/streamfollower.h"
#include "tests/support/fakeserver.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using Kind = core::Error::Kind;
using mesos::StreamFollower;
using support::FakeReply;
using support::FakeServer;

/// How a subscription ends, when the worker is slower than the network.
class tst_StreamFollower : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatWasWrong_notThatItEnded_data();
    void tellsWhatWasWrong_notThatItEnded();
};

void tst_StreamFollower::tellsWhatWasWrong_notThatItEnded_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("other JSON") << QByteArray(R"({"agents":[]})") << Kind::NotJson;
    QTest::newRow("a record of another shape") << QByteArray("13\n{\"agents\":[]}") << Kind::WrongShape;
    QTest::newRow("nothing") << QByteArray() << Kind::Truncated;
    QTest::newRow("half a record") << QByteArray("99\n{\"type\":") << Kind::Truncated;
}

void tst_StreamFollower::tellsWhatWasWrong_notThatItEnded()
{
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    FakeServer master;
    FakeReply answer = FakeReply::json(body);
    answer.close = true;
    master.route("/api/v1", answer);
    master.route("/ping", FakeReply::json("{}"));

    net::HttpClient http;
    net::LeaderClient leader(&http, std::make_shared<net::StaticDiscovery>(QList<QUrl>{ master.url() }));
    QThreadPool worker;
    worker.setMaxThreadCount(1);
    QSemaphore busy;
    worker.start([&busy] { busy.acquire(); });
    StreamFollower follower(&leader, {}, &worker);
    QList<Kind> told;
    connect(&follower, &StreamFollower::ended, this, [&told](const core::Error &error, bool) { told << error.kind; });

    follower.start();
    QTRY_COMPARE(master.count("/api/v1"), 1);
    // By the time these have been answered, the end of the stream has come, too.
    for (int i = 0; i < 3; ++i) {
        net::Request ping;
        ping.url = master.url(u"/ping"_s);
        QVERIFY(QCoro::waitFor(http.send(ping)));
    }
    QVERIFY(told.isEmpty());
    busy.release();
    QTRY_COMPARE(told, QList<Kind>{ kind });
    follower.leave();
    worker.waitForDone();
}

QTEST_GUILESS_MAIN(tst_StreamFollower)
#include "tst_streamfollower.moc"
