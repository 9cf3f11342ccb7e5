// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPair>

class QDBusMessage;
class QDBusPendingCall;

namespace ui {

/// The desktop's notification service (org.freedesktop.Notifications on the session bus). Where there is none nothing
/// happens, and nothing is said: whoever looks at the window misses nothing. Never blocks. GUI thread.
class DesktopNotifications final : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotifications(QObject *parent = nullptr);
    ~DesktopNotifications() override; ///< takes back what is shown: its buttons would do nothing

    struct Message
    {
        QString summary; ///< plain, one line
        QString body; ///< plain; lines
        bool isUrgent = false; ///< stays until it is dismissed
        QList<QPair<QString, QString>> buttons; ///< name and label; "default" is a click on the message itself
    };
    /// Shows it, in place of the one with the same id.
    void show(const QString &id, const Message &message);
    void close(const QString &id);

signals:
    void pressed(const QString &id, const QString &button);

private slots:
    void onPressed(uint number, const QString &button);
    void onClosed(uint number, uint reason);

private:
    /// One message on its way: the service gives it a number, by which it is replaced and closed.
    struct Shown
    {
        uint number = 0; ///< 0: not told yet
        bool isSent = false; ///< the number is awaited
        bool isClosing = false; ///< as soon as it is known
        bool hasNext = false;
        Message next; ///< what came meanwhile
    };
    bool connectBus();
    void askCapabilities();
    void send(const QString &id, const Message &message);
    void onNumber(const QString &id, const QDBusPendingCall &call);
    void sendClose(uint number);
    QString idOf(uint number) const; ///< empty: none of ours

    enum class Service { NotAsked, Asked, Known };
    Service m_service = Service::NotAsked;
    bool m_takesMarkup = false; ///< what looks like a tag must be escaped
    bool m_takesButtons = false;
    bool m_isConnected = false;
    QHash<QString, Message> m_waiting; ///< until the service is known
    QHash<QString, Shown> m_shown;
};

} // namespace ui
