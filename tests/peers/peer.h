// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

/// Real servers in Python environments of their own, started for one test.
namespace peer {

/// Where packaging/peers has put the environments; empty: nobody asked for them, or they cannot be had.
inline QString folder()
{
    return qEnvironmentVariable("COMPORTA_PEERS");
}

inline QString pythonOf(const QString &environment)
{
    return QStringLiteral("%1/%2/bin/python").arg(folder(), environment);
}

inline QString script(const QString &name)
{
    return QStringLiteral(PEERS_DIR "/") + name;
}

inline quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// Ends with the test, its standard input first: that is what ends those with children.
class Process
{
public:
    Process(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
    }
    ~Process()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(2000)) {
            m_process.terminate();
            if (!m_process.waitForFinished(60000))
                m_process.kill();
        }
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Process)

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    QByteArray line(int ms) ///< empty: none came in time
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(ms))
                return {};
        }
        return m_process.readLine().trimmed();
    }
    void write(const QByteArray &bytes) { m_process.write(bytes); }

private:
    QProcess m_process;
};

inline bool listens(quint16 port, const Process &process, int ms)
{
    for (const QDeadlineTimer end(ms); !end.hasExpired() && process.isRunning(); QTest::qWait(100)) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        if (socket.waitForConnected(1000))
            return true;
    }
    return false;
}

} // namespace peer

/// In initTestCase().
#define SKIP_WITHOUT_PEERS()                                                                                           \
    if (peer::folder().isEmpty())                                                                                      \
    QSKIP("Real servers are skipped: COMPORTA_PEERS names no folder. Run packaging/test --peers.")
