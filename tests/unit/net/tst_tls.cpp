// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/addressing.h"
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::FakeReply;
using support::FakeServer;

namespace {

QByteArray contents(const QString &name)
{
    QFile file(support::supportFile(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslConfiguration serverTls()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(contents(u"tls/server.pem"_s)));
    tls.setPrivateKey(QSslKey(contents(u"tls/server.key"_s), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace

/// A server with a certificate for "master.test" by an authority nobody knows.
class tst_Tls : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void refusesUnknownAuthority();
    void acceptsConfiguredAuthority();
    void refusesWrongName_inSpiteOfTheAuthority();
    void acceptsPinnedCertificate();
    void refusesOtherPin();
    void pinCountsForItsHostAlone();
    void presentsClientCertificate();
    void tellsOfUnusableFiles();
    void tellsOfServerWithoutTls();

private:
    core::Result<net::Response> ask(const QString &host);

    std::unique_ptr<FakeServer> m_server;
    net::Route m_route;
    std::unique_ptr<net::HttpClient> m_http;
};

void tst_Tls::init()
{
    m_server = std::make_unique<FakeServer>(serverTls());
    m_server->route("/state", FakeReply::json("{}"));
    m_route = {};
    m_route.rewrite = { { u"master.test"_s, u"127.0.0.1"_s }, { u"other.test"_s, u"127.0.0.1"_s } };
    m_http = std::make_unique<net::HttpClient>();
}

core::Result<net::Response> tst_Tls::ask(const QString &host)
{
    net::Request request;
    request.url = QUrl(u"https://%1:%2/state"_s.arg(host).arg(m_server->port()));
    request.route = std::make_shared<const net::Route>(m_route);
    request.credentials = { net::Credentials::Scheme::Basic, u"ops"_s, u"secret"_s };
    return QCoro::waitFor(m_http->send(request));
}

void tst_Tls::refusesUnknownAuthority()
{
    const auto result = ask(u"master.test"_s);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"tls"_s);
    const QByteArray fingerprint
        = QSslCertificate(contents(u"tls/server.pem"_s)).digest(QCryptographicHash::Sha256).toHex(':');
    QVERIFY2(result.error().detail.contains(QString::fromLatin1(fingerprint)), qPrintable(result.error().detail));
    QCOMPARE(m_server->requests().size(), 0); // nothing was sent, least of all the password
}

void tst_Tls::acceptsConfiguredAuthority()
{
    m_route.caFile = support::supportFile(u"tls/testca.pem"_s);
    const auto result = ask(u"master.test"_s);
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(result->status, 200);
}

void tst_Tls::refusesWrongName_inSpiteOfTheAuthority()
{
    m_route.caFile = support::supportFile(u"tls/testca.pem"_s);
    for (const QString &host : { u"other.test"_s, u"127.0.0.1"_s }) {
        const auto result = ask(host);
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), u"tls"_s);
    }
    QCOMPARE(m_server->requests().size(), 0);
}

void tst_Tls::acceptsPinnedCertificate()
{
    const QByteArray fingerprint
        = QSslCertificate(contents(u"tls/server.pem"_s)).digest(QCryptographicHash::Sha256).toHex(':');
    m_route.pins.insert(u"other.test:%1"_s.arg(m_server->port()), QString::fromLatin1(fingerprint.toUpper()));
    const auto result = ask(u"other.test"_s); // neither authority nor name fit
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(net::plainFingerprint(u"SHA256:"_s + QString::fromLatin1(fingerprint)),
             QByteArray(fingerprint).replace(":", ""));
}

void tst_Tls::refusesOtherPin()
{
    m_route.pins.insert(u"master.test:%1"_s.arg(m_server->port()), QString(64, u'a'));
    const auto result = ask(u"master.test"_s);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"tls"_s);
    QCOMPARE(m_server->requests().size(), 0);
}

void tst_Tls::pinCountsForItsHostAlone()
{
    const QByteArray fingerprint
        = QSslCertificate(contents(u"tls/server.pem"_s)).digest(QCryptographicHash::Sha256).toHex();
    m_route.pins.insert(u"other.test:%1"_s.arg(m_server->port()), QString::fromLatin1(fingerprint));
    QVERIFY(ask(u"other.test"_s));
    const auto result = ask(u"master.test"_s);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"tls"_s);
}

void tst_Tls::presentsClientCertificate()
{
    QSslConfiguration tls = serverTls();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates(QSslCertificate::fromData(contents(u"tls/testca.pem"_s)));
    m_server = std::make_unique<FakeServer>(tls);
    m_server->route("/state", FakeReply::json("{}"));
    m_route.caFile = support::supportFile(u"tls/testca.pem"_s);
    const auto without = ask(u"master.test"_s);
    QVERIFY(!without);

    m_route.clientCertFile = support::supportFile(u"tls/client.pem"_s);
    m_route.clientKeyFile = support::supportFile(u"tls/client.key"_s);
    const auto with = ask(u"master.test"_s);
    QVERIFY2(with, with ? "" : qPrintable(with.error().detail));
}

void tst_Tls::tellsOfUnusableFiles()
{
    m_route.caFile = u"/no/such/file.pem"_s;
    auto result = ask(u"master.test"_s);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"config"_s);
    QVERIFY(result.error().detail.contains(u"/no/such/file.pem"_s));

    m_route.caFile = support::supportFile(u"fakeserver.h"_s);
    result = ask(u"master.test"_s);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"config"_s);

    m_route.caFile.clear();
    m_route.clientCertFile = support::supportFile(u"tls/client.pem"_s); // without its key
    result = ask(u"master.test"_s);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"config"_s);
}

void tst_Tls::tellsOfServerWithoutTls()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    net::Request request;
    request.url = QUrl(u"https://127.0.0.1:%1/state"_s.arg(plain.serverPort()));
    request.deadline = 10s;
    const auto result = QCoro::waitFor(m_http->send(request));
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"tls"_s);
}

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
