// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"

#include <QFile>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

/// A program of its own: in another, somebody may have asked by https before.
class tst_WithoutTls : public QObject
{
    Q_OBJECT
private slots:
    void loadsNoOpenSsl_forPlainHttp();
};

void tst_WithoutTls::loadsNoOpenSsl_forPlainHttp()
{
    support::FakeServer server;
    server.route("/state", support::FakeReply::json("{}"));
    const core::ManualClock clock(core::TimePoint(core::Duration(1)));
    net::HttpClient http(clock);
    net::Request request;
    request.url = server.url(u"/state"_s);
    QVERIFY(QCoro::waitFor(http.send(request)));
    QFile maps(u"/proc/self/maps"_s);
    QVERIFY(maps.open(QIODevice::ReadOnly));
    const QByteArray loaded = maps.readAll();
    QVERIFY(loaded.contains("libQt6Network"));
    QVERIFY(!loaded.contains("libssl"));
}

QTEST_GUILESS_MAIN(tst_WithoutTls)
#include "tst_withouttls.moc"
