// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/faults.h"
#include "app/simulator/http/connection.h"

#include <QTcpServer>

namespace sim {

/// One listening port. What arrives goes through the faults, then to the handler. Lives in the simulator's thread.
class HttpServer final : public QTcpServer
{
    Q_OBJECT
public:
    /// `clock` is what Date headers tell, `realm` what a 401 by fault names; `faults` may change at any time.
    HttpServer(const core::Clock *clock, const Faults *faults, HttpConnection::Handler handler,
               QObject *parent = nullptr);

    void setRealm(const QByteArray &realm) { m_realm = realm; }
    /// Faults may concern one kind of server alone: "mesos", "aurora", "observer", "aws".
    void setLayer(const QString &layer) { m_layer = layer; }
    /// Down: nobody listens on the port any more. Up: on the same port again.
    void setDown(bool down);
    quint16 port() const { return isListening() ? serverPort() : m_portWhenUp; } ///< while it is down, too
    /// The control port has no faults.
    void setExempt(bool exempt) { m_exempt = exempt; }
    void abortAll(); ///< every connection closes without a word
    void abortSending(); ///< the same of those that are in the middle of a long body

protected:
    void incomingConnection(qintptr handle) override;

private:
    void handle(const HttpRequest &request, HttpConnection *connection);
    void answer(const HttpRequest &request, HttpConnection *connection);
    QByteArray date() const;

    const core::Clock *m_clock;
    const Faults *m_faults;
    HttpConnection::Handler m_handler;
    QByteArray m_realm = "mesos-master-readonly";
    QString m_layer;
    quint16 m_portWhenUp = 0;
    bool m_exempt = false;
};

} // namespace sim
