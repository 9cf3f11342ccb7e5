// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkserver.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace links {

namespace {

constexpr qint64 longestLink = 4096; ///< bytes; more is not read
constexpr int patienceMs = 1000;

} // namespace

LinkServer::LinkServer(Open open, QObject *parent)
    : QObject(parent)
    , m_open(std::move(open))
    , m_server(std::make_unique<QLocalServer>())
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &LinkServer::serve);
    QLocalSocket other;
    other.connectToServer(socketPath());
    if (other.waitForConnected(patienceMs))
        return; // a window that began before
    QLocalServer::removeServer(socketPath());
    m_server->listen(socketPath());
}

LinkServer::~LinkServer() = default;

bool LinkServer::isListening() const
{
    return m_server->isListening();
}

QString LinkServer::socketPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/comporta.links"_s;
}

void LinkServer::serve()
{
    while (QLocalSocket *peer = m_server->nextPendingConnection()) {
        connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
        connect(peer, &QLocalSocket::readyRead, this, [this, peer] {
            if (!peer->canReadLine()) {
                if (peer->bytesAvailable() > longestLink)
                    peer->abort();
                return;
            }
            const auto address = fromLink(QString::fromUtf8(peer->readLine(longestLink)));
            peer->write(address && m_open(*address) ? "yes\n" : "no\n");
            peer->disconnectFromServer();
        });
    }
}

HandedOver handOver(const QString &link, std::chrono::milliseconds patience)
{
    const int most = static_cast<int>(patience.count());
    QLocalSocket socket;
    socket.connectToServer(LinkServer::socketPath());
    if (!socket.waitForConnected(most))
        return HandedOver::Nobody;
    socket.write(link.toUtf8() + '\n');
    QByteArray answer;
    while (!answer.contains('\n') && socket.waitForReadyRead(most))
        answer += socket.readAll();
    if (answer.isEmpty() && socket.state() == QLocalSocket::ConnectedState)
        return HandedOver::Silent;
    return answer.startsWith("yes") ? HandedOver::Opened : HandedOver::Refused;
}

} // namespace links
