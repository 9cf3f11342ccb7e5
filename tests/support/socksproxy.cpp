// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/socksproxy.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace support {

SocksProxy::SocksProxy(quint16 targetPort, quint16 port, QObject *parent)
    : QObject(parent)
    , m_targetPort(targetPort)
{
    connect(&m_server, &QTcpServer::newConnection, this, &SocksProxy::onNewConnection);
    m_server.listen(QHostAddress::LocalHost, port);
}

QString SocksProxy::url() const
{
    return u"socks5://127.0.0.1:%1"_s.arg(m_server.serverPort());
}

void SocksProxy::onNewConnection()
{
    while (QTcpSocket *client = m_server.nextPendingConnection())
        connect(client, &QTcpSocket::readyRead, this, [this, client] { onReadyRead(client); });
}

void SocksProxy::onReadyRead(QTcpSocket *client)
{
    if (auto *target = client->findChild<QTcpSocket *>()) { // after the handshake: only carries
        target->write(client->readAll());
        return;
    }
    const QByteArray bytes = client->peek(512);
    if (!client->property("greeted").toBool()) {
        if (bytes.size() < 2 || bytes.size() < 2 + bytes.at(1))
            return;
        client->read(2 + bytes.at(1));
        client->setProperty("greeted", true);
        client->write(QByteArray::fromHex("0500"));
        return;
    }
    constexpr char byName = 3;
    if (bytes.size() < 10)
        return;
    const qint64 length = bytes.at(3) == byName ? 7 + bytes.at(4) : 10;
    if (bytes.size() < length)
        return;
    client->read(length);
    m_names.append(bytes.at(3) == byName ? bytes.mid(5, bytes.at(4)) : QByteArray());
    if (m_refusing) {
        client->write(QByteArray::fromHex("05020001000000000000")); // not allowed by the ruleset
        client->disconnectFromHost();
        return;
    }
    auto *target = new QTcpSocket(client);
    target->connectToHost(QHostAddress(QHostAddress::LocalHost), m_targetPort);
    connect(target, &QTcpSocket::connected, client,
            [client] { client->write(QByteArray::fromHex("05000001000000000000")); });
    connect(target, &QTcpSocket::readyRead, client, [client, target] { client->write(target->readAll()); });
    connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
}

} // namespace support
