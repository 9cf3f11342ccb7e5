// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/desktopnotifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString service()
{
    return u"org.freedesktop.Notifications"_s;
}

QString path()
{
    return u"/org/freedesktop/Notifications"_s;
}

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(service(), path(), service(), method);
}

/// Without it libdbus would start a bus of its own, which nobody listens to.
bool isSessionThere()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + u"/bus"_s);
}

} // namespace

DesktopNotifications::DesktopNotifications(QObject *parent)
    : QObject(parent)
{
}

DesktopNotifications::~DesktopNotifications()
{
    for (const Shown &shown : std::as_const(m_shown)) {
        if (shown.number > 0)
            sendClose(shown.number);
    }
}

bool DesktopNotifications::connectBus()
{
    if (m_isConnected)
        return true;
    if (!isSessionThere() || !QDBusConnection::sessionBus().isConnected())
        return false;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(service(), path(), service(), u"ActionInvoked"_s, this, SLOT(onPressed(uint, QString)));
    bus.connect(service(), path(), service(), u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
    m_isConnected = true;
    return true;
}

void DesktopNotifications::show(const QString &id, const Message &message)
{
    if (!connectBus())
        return;
    if (m_service == Service::Known)
        return send(id, message);
    m_waiting.insert(id, message);
    if (m_service == Service::NotAsked)
        askCapabilities();
}

void DesktopNotifications::askCapabilities()
{
    m_service = Service::Asked;
    auto *watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(callOf(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        const QHash<QString, Message> waiting = std::exchange(m_waiting, {});
        m_service = reply.isError() ? Service::NotAsked : Service::Known; // one may be started later
        if (reply.isError())
            return;
        m_takesMarkup = reply.value().contains("body-markup"_L1);
        m_takesButtons = reply.value().contains("actions"_L1);
        for (auto message = waiting.cbegin(); message != waiting.cend(); ++message)
            send(message.key(), message.value());
    });
}

void DesktopNotifications::send(const QString &id, const Message &message)
{
    Shown &shown = m_shown[id];
    shown.isClosing = false;
    if (shown.isSent) {
        shown.next = message;
        shown.hasNext = true;
        return;
    }
    shown.isSent = true;
    QStringList buttons;
    for (const auto &[name, label] : message.buttons) {
        if (m_takesButtons)
            buttons << name << label;
    }
    const QVariantMap hints{
        { u"urgency"_s, QVariant::fromValue<uchar>(message.isUrgent ? 2 : 1) },
        { u"desktop-entry"_s, u"comporta"_s },
    };
    const int lasting = message.isUrgent ? 0 : -1; // for ever; as the desktop thinks best
    QDBusMessage call = callOf(u"Notify"_s);
    call << u"Comporta"_s << shown.number << u"comporta"_s << message.summary
         << (m_takesMarkup ? message.body.toHtmlEscaped() : message.body) << buttons << hints << lasting;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, id, watcher] {
        watcher->deleteLater();
        onNumber(id, *watcher);
    });
}

void DesktopNotifications::onNumber(const QString &id, const QDBusPendingCall &call)
{
    const QDBusPendingReply<uint> reply = call;
    if (reply.isError()) {
        m_shown.remove(id);
        m_service = Service::NotAsked;
        return;
    }
    Shown &shown = m_shown[id];
    shown.number = reply.value();
    shown.isSent = false;
    if (shown.isClosing) {
        sendClose(shown.number);
        m_shown.remove(id);
    } else if (std::exchange(shown.hasNext, false)) {
        send(id, Message(shown.next));
    }
}

void DesktopNotifications::close(const QString &id)
{
    m_waiting.remove(id);
    const auto shown = m_shown.find(id);
    if (shown == m_shown.end())
        return;
    shown->hasNext = false;
    shown->isClosing = true;
    if (shown->isSent)
        return;
    sendClose(shown->number);
    m_shown.erase(shown);
}

void DesktopNotifications::sendClose(uint number)
{
    QDBusMessage call = callOf(u"CloseNotification"_s);
    call << number;
    QDBusConnection::sessionBus().asyncCall(call);
}

QString DesktopNotifications::idOf(uint number) const
{
    for (auto shown = m_shown.cbegin(); shown != m_shown.cend(); ++shown) {
        if (shown->number == number)
            return shown.key();
    }
    return {};
}

void DesktopNotifications::onPressed(uint number, const QString &button)
{
    if (const QString id = idOf(number); !id.isEmpty())
        emit pressed(id, button);
}

void DesktopNotifications::onClosed(uint number, uint)
{
    const auto shown = m_shown.find(idOf(number));
    if (shown != m_shown.end() && !shown->isSent)
        m_shown.erase(shown);
}

} // namespace ui
