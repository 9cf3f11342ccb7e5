// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTcpServer>

namespace support {

/// A SOCKS5 proxy without authentication that carries every connection to one place on the loopback, whatever was asked
/// for, and remembers the names that were asked for.
class SocksProxy final : public QObject
{
    Q_OBJECT
public:
    explicit SocksProxy(quint16 targetPort, quint16 port = 0, QObject *parent = nullptr); ///< port 0: a free one

    QString url() const; ///< "socks5://127.0.0.1:port"
    const QList<QByteArray> &askedNames() const { return m_names; } ///< empty entries: an address was asked for
    void setRefusing(bool refusing) { m_refusing = refusing; }

private:
    void onNewConnection();
    void onReadyRead(QTcpSocket *client);

    QTcpServer m_server;
    quint16 m_targetPort;
    bool m_refusing = false;
    QList<QByteArray> m_names;
};

} // namespace support
