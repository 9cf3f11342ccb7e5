// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/sshtunnel.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace net {

namespace {

/// One that nobody uses now. ssh says so itself where somebody was quicker.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// ssh's last word that tells something: what comes before is a banner.
QString lastLine(const QByteArray &text)
{
    const QList<QByteArray> lines = text.trimmed().split('\n');
    return QString::fromUtf8(lines.last()).trimmed();
}

} // namespace

SshTunnel::SshTunnel(const QString &target, QString program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_port(freePort())
{
    const QUrl url(target);
    m_host = url.host();
    m_user = url.userName();
    m_sshPort = std::max(0, url.port());
    m_again.setSingleShot(true);
    m_looking.setInterval(200ms);
    connect(&m_again, &QTimer::timeout, this, &SshTunnel::open);
    connect(&m_looking, &QTimer::timeout, this, &SshTunnel::look);
    connect(&m_ssh, &QProcess::finished, this, [this] { onEnded(lastLine(m_ssh.readAllStandardError())); });
    connect(&m_ssh, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnded(m_ssh.errorString());
    });
}

SshTunnel::~SshTunnel()
{
    stop();
}

/// What would be read as an option by ssh is no host.
bool SshTunnel::isTarget(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.scheme() == u"ssh" && !url.host().isEmpty() && !url.host().startsWith(u'-')
        && !url.userName().startsWith(u'-') && url.password().isEmpty() && url.path().isEmpty() && !url.hasQuery();
}

QString SshTunnel::proxy() const
{
    return u"socks5://127.0.0.1:%1"_s.arg(m_port);
}

void SshTunnel::start()
{
    m_wanted = true;
    if (m_ssh.state() == QProcess::NotRunning)
        open();
}

void SshTunnel::stop()
{
    m_wanted = false;
    m_again.stop();
    m_looking.stop();
    m_open = false;
    if (m_ssh.state() == QProcess::NotRunning)
        return;
    m_ssh.disconnect(this);
    m_ssh.terminate();
    if (!m_ssh.waitForFinished(1000)) {
        m_ssh.kill();
        m_ssh.waitForFinished(1000);
    }
}

void SshTunnel::open()
{
    QStringList arguments{ u"-N"_s, u"-T"_s,
                           u"-D"_s, u"127.0.0.1:%1"_s.arg(m_port),
                           u"-o"_s, u"ExitOnForwardFailure=yes"_s,
                           u"-o"_s, u"BatchMode=yes"_s,
                           u"-o"_s, u"ConnectTimeout=15"_s,
                           u"-o"_s, u"ServerAliveInterval=15"_s };
    if (m_sshPort > 0)
        arguments << u"-p"_s << QString::number(m_sshPort);
    if (!m_user.isEmpty())
        arguments << u"-l"_s << m_user;
    m_ssh.setStandardInputFile(QProcess::nullDevice());
    m_ssh.setStandardOutputFile(QProcess::nullDevice());
    m_ssh.start(m_program, arguments << u"--"_s << m_host);
    m_looking.start();
}

/// ssh says nothing when it is there: it listens only once it is let in.
void SshTunnel::look()
{
    auto *probe = new QTcpSocket(this);
    connect(probe, &QTcpSocket::errorOccurred, probe, &QObject::deleteLater);
    connect(probe, &QTcpSocket::connected, this, [this, probe] {
        probe->abort();
        probe->deleteLater();
        if (m_open || m_ssh.state() != QProcess::Running)
            return;
        m_looking.stop();
        m_open = true;
        m_trouble.clear();
        m_pause = firstPause;
        emit opened();
    });
    probe->connectToHost(QHostAddress::LocalHost, m_port);
}

void SshTunnel::onEnded(const QString &words)
{
    m_looking.stop();
    m_open = false;
    if (!m_wanted)
        return;
    m_trouble = words.isEmpty() ? tr("ssh ended without a word (code %1).").arg(m_ssh.exitCode()) : words;
    m_again.start(m_pause);
    m_pause = std::min(m_pause * 2, longestPause);
    emit closed();
}

} // namespace net
