// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>

namespace net {

/// The way through a bastion: `ssh -D` of this system, with the keys, agent and configuration that the user has. It
/// gives a SOCKS5 proxy on a port of this machine, is opened anew when it ends, and ends with this object. It never
/// asks for a password: who needs one is told so. Thread: the one it lives in.
class SshTunnel final : public QObject
{
    Q_OBJECT
public:
    /// `target`: "ssh://[user@]host[:port]" as the stacks file has it; see isTarget(). `program`: the ssh to run.
    explicit SshTunnel(const QString &target, QString program = QStringLiteral("ssh"), QObject *parent = nullptr);
    ~SshTunnel() override;

    static bool isTarget(const QString &text);

    QString proxy() const; ///< "socks5://127.0.0.1:PORT", the same for as long as this lives
    QString host() const { return m_host; }
    bool isOpen() const { return m_open; }
    /// Why it is not open, in ssh's own words: "Permission denied (publickey)."; empty: it is, or is being opened.
    QString trouble() const { return m_trouble; }

    void start();
    void stop();

    static constexpr std::chrono::seconds firstPause{ 2 }; ///< before it is opened anew; doubled up to longestPause
    static constexpr std::chrono::seconds longestPause{ 60 };

signals:
    void opened(); ///< carries connections now
    void closed(); ///< see trouble(); it is tried again

private:
    void open();
    void look(); ///< whether it listens already
    void onEnded(const QString &words);

    QString m_program;
    QString m_host;
    QString m_user;
    int m_sshPort = 0; ///< 0: as ssh thinks
    quint16 m_port = 0; ///< of ours
    QProcess m_ssh;
    QTimer m_again;
    QTimer m_looking;
    std::chrono::seconds m_pause = firstPause;
    QString m_trouble;
    bool m_wanted = false;
    bool m_open = false;
};

} // namespace net
