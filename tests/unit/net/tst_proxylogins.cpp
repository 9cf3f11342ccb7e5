// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/httpclient.h"
#include "models/net/proxylogins.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using net::Credentials;

namespace {

/// A SOCKS5 proxy that wants user and password (RFC 1929), notes them, and lets nobody through.
class StrictSocks final : public QTcpServer
{
public:
    StrictSocks()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] {
                const QByteArray bytes = client->readAll();
                if (bytes.startsWith('\x05')) { // which ways to sign in it knows
                    const bool canSignIn = bytes.mid(2).contains('\x02');
                    client->write(canSignIn ? QByteArray::fromHex("0502") : QByteArray::fromHex("05ff"));
                } else {
                    const int user = bytes.at(1);
                    told << bytes.mid(2, user) + ':' + bytes.mid(3 + user);
                    client->write(QByteArray::fromHex("0101"));
                    client->disconnectFromHost();
                }
            });
        });
        listen(QHostAddress::LocalHost);
    }
    QString url() const { return u"socks5://127.0.0.1:%1"_s.arg(serverPort()); }

    QByteArrayList told;
};

/// An HTTP proxy that answers itself.
class OpenHttp final : public QTcpServer
{
public:
    OpenHttp()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] {
                asked += client->readAll();
                if (!asked.endsWith("order"))
                    return;
                client->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                client->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }

    QByteArray asked;
};

net::Request orderThrough(const QString &proxy)
{
    net::Route route;
    route.proxy = proxy;
    net::Request request;
    request.verb = net::Request::Verb::Post;
    request.url = QUrl(u"http://only-inside.cluster:5050/api"_s);
    request.body = "order";
    request.route = std::make_shared<const net::Route>(route);
    request.deadline = std::chrono::seconds(20);
    return request;
}

const Credentials way{ Credentials::Scheme::Basic, u"way"_s, u"in+out"_s };

} // namespace

class tst_ProxyLogins : public QObject
{
    Q_OBJECT
private slots:
    void socksIsToldUserAndPassword();
    void httpIsTold_beforeItAsks();
    void otherProxies_areToldNothing();
};

void tst_ProxyLogins::socksIsToldUserAndPassword()
{
    StrictSocks proxy;
    net::HttpClient http;
    net::setProxyLogin(proxy.url(), way);
    const auto answer = QCoro::waitFor(http.send(orderThrough(proxy.url())));
    QVERIFY(!answer);
    QVERIFY(proxy.told.contains("way:in+out"));
    QVERIFY(!answer.error().detail.contains(u"in+out"_s));
}

void tst_ProxyLogins::httpIsTold_beforeItAsks()
{
    OpenHttp proxy;
    net::HttpClient http;
    net::setProxyLogin(proxy.url(), way);
    QVERIFY(QCoro::waitFor(http.send(orderThrough(proxy.url()))));
    QVERIFY2(proxy.asked.contains("Proxy-Authorization: Basic " + QByteArray("way:in+out").toBase64()),
             proxy.asked.constData());
}

void tst_ProxyLogins::otherProxies_areToldNothing()
{
    OpenHttp proxy;
    StrictSocks socks;
    net::HttpClient http;
    net::setProxyLogin(u"http://127.0.0.1:1"_s, way);
    QVERIFY(QCoro::waitFor(http.send(orderThrough(proxy.url()))));
    QVERIFY2(!proxy.asked.contains("Proxy-Authorization"), proxy.asked.constData());
    QVERIFY(!QCoro::waitFor(http.send(orderThrough(socks.url()))));
    QVERIFY(socks.told.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ProxyLogins)
#include "tst_proxylogins.moc"
