// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/watcher.h"
#include "tests/gui/consolefixture.h"
#include "ui/notify/desktopnotifications.h"
#include "ui/notify/notifier.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QTest>
#include <QVariantMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A desktop's notification service on the test's own bus: remembers what it is told, and is pressed by the test.
class FakeDesktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    FakeDesktop()
    {
        m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_isThere = m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    ~FakeDesktop() override { QDBusConnection::disconnectFromBus(QStringLiteral("fake desktop")); }
    Q_DISABLE_COPY_MOVE(FakeDesktop)

    struct Note
    {
        uint number = 0;
        uint replaces = 0;
        QString summary;
        QString body;
        QStringList buttons; ///< name, label, name, label …
        int urgency = -1;
        int lasting = 0;
    };
    bool isThere() const { return m_isThere; }
    QList<Note> told; ///< all, in their order
    QList<uint> closed;
    QStringList capabilities{ QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup") };

    /// Those that stand now.
    QList<Note> standing() const
    {
        QList<Note> left;
        for (const Note &note : told) {
            left.removeIf([&note](const Note &other) { return other.number == note.number; });
            left += note;
        }
        left.removeIf([this](const Note &note) { return closed.contains(note.number); });
        return left;
    }
    void press(uint number, const QString &button) { emit ActionInvoked(number, button); }

public slots:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary, const QString &body,
                const QStringList &buttons, const QVariantMap &hints, int lasting)
    {
        const uint number = replaces > 0 ? replaces : ++m_last;
        told.append(
            { number, replaces, summary, body, buttons, hints.value(QStringLiteral("urgency")).toInt(), lasting });
        return number;
    }
    void CloseNotification(uint number)
    {
        closed.append(number);
        emit NotificationClosed(number, 3);
    }

signals:
    void ActionInvoked(uint number, const QString &button);
    void NotificationClosed(uint number, uint reason);

private:
    QDBusConnection m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("fake desktop"));
    uint m_last = 0;
    bool m_isThere = false;
};

namespace {

ui::DesktopNotifications::Message message(const QString &summary, bool isUrgent = false)
{
    return { summary, u"a < b & c"_s, isUrgent, { { u"open"_s, u"Open"_s } } };
}

const QString itaipu = u"node/itaipu-dimensional-modeling"_s; // failed in the demo's night

} // namespace

/// Who does not look is told by the desktop: over a real session bus, with a service that only remembers.
class tst_Notifications : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tells_replaces_andTakesBack();
    void goes_onWithoutAService();
    void whoDoesNotLook_isToldOnce();
    void quiet_byItsButton_isKept();

private:
    std::unique_ptr<FakeDesktop> m_desktop;
};

void tst_Notifications::initTestCase()
{
    if (const QString why = qEnvironmentVariable("COMPORTA_NO_BUS"); !why.isEmpty())
        QSKIP(qPrintable(u"No session bus: "_s + why));
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("No session bus; tests/support/with-bus gives one.");
}

void tst_Notifications::tells_replaces_andTakesBack()
{
    FakeDesktop desktop;
    QVERIFY(desktop.isThere());
    ui::DesktopNotifications notifications;
    QSignalSpy pressed(&notifications, &ui::DesktopNotifications::pressed);
    notifications.show(u"a"_s, message(u"one"_s, true));
    notifications.show(u"b"_s, message(u"two"_s));
    QTRY_COMPARE(desktop.told.size(), 2);
    const auto urgent = std::ranges::find(desktop.told, u"one"_s, &FakeDesktop::Note::summary);
    QCOMPARE(urgent->urgency, 2);
    QCOMPARE(urgent->lasting, 0); // until somebody dismisses it
    QCOMPARE(urgent->body, u"a &lt; b &amp; c"_s);
    QCOMPARE(urgent->buttons, QStringList({ u"open"_s, u"Open"_s }));
    const uint number = urgent->number;
    notifications.show(u"a"_s, message(u"one, worse"_s));
    QTRY_COMPARE(desktop.told.size(), 3);
    QCOMPARE(desktop.told.last().replaces, number);
    desktop.press(number, u"open"_s);
    QTRY_COMPARE(pressed.size(), 1);
    QCOMPARE(pressed[0][0].toString(), u"a"_s);
    notifications.close(u"a"_s);
    QTRY_COMPARE(desktop.closed, QList<uint>{ number });
    // Taken back before the service has given it a number.
    notifications.show(u"c"_s, message(u"three"_s));
    notifications.close(u"c"_s);
    QTRY_COMPARE(desktop.told.size(), 4);
    QTRY_COMPARE(desktop.closed.size(), 2);
    QCOMPARE(desktop.standing().size(), 1);
}

void tst_Notifications::goes_onWithoutAService()
{
    ui::DesktopNotifications notifications;
    notifications.show(u"a"_s, message(u"lost"_s));
    notifications.close(u"a"_s);
    notifications.show(u"b"_s, message(u"lost, too"_s));
    FakeDesktop desktop; // it comes later
    QTRY_VERIFY2(([&] {
                     notifications.show(u"c"_s, message(u"heard"_s));
                     return !desktop.told.isEmpty();
                 }()),
                 "a service that came later is never found");
}

void tst_Notifications::whoDoesNotLook_isToldOnce()
{
    FakeDesktop desktop;
    ConsoleFixture console;
    console.window().showPage(u"connections"_s);
    ui::Notifier notifier(&console.window());
    notifier.setStacks({ &console.stack() });
    // All of what was there at the start in one.
    QTRY_COMPARE_WITH_TIMEOUT(desktop.standing().size(), 1, 60'000);
    const FakeDesktop::Note first = desktop.standing()[0];
    QVERIFY2(first.summary.startsWith(u"DEMO cantareira-stable: "_s) && first.summary.endsWith(u" need you"_s),
             qPrintable(first.summary));
    QVERIFY2(first.body.contains(u"itaipu-dimensional-modeling failed"_s), qPrintable(first.body));
    desktop.press(first.number, u"open"_s);
    QTRY_COMPARE(console.window().currentPage(), u"overview"_s);
    QTRY_VERIFY(desktop.standing().isEmpty()); // it has been seen
    // What comes while another page is looked at is told by itself; a click on it leads there.
    watch::Watcher *watcher = watch::Watcher::of(&console.stack());
    watcher->quiet(itaipu, 30min);
    QTRY_COMPARE(watcher->tally().quiet, 1);
    console.window().showPage(u"connections"_s);
    watcher->endQuiet(itaipu);
    QTRY_COMPARE(desktop.standing().size(), 1);
    const FakeDesktop::Note second = desktop.standing()[0];
    QCOMPARE(second.summary, u"DEMO cantareira-stable: itaipu-dimensional-modeling failed"_s);
    QCOMPARE(second.urgency, 2);
    QCOMPARE(second.buttons,
             QStringList({ u"default"_s, u"Open log"_s, u"open"_s, u"Open log"_s, u"quiet"_s, u"Quiet 30 min"_s }));
    desktop.press(second.number, u"default"_s);
    QTRY_COMPARE(console.window().currentPage(), u"logs"_s);
}

void tst_Notifications::quiet_byItsButton_isKept()
{
    FakeDesktop desktop;
    ConsoleFixture console;
    console.window().showPage(u"overview"_s);
    watch::Watcher *watcher = watch::Watcher::of(&console.stack());
    QTRY_VERIFY_WITH_TIMEOUT(watcher->knowsQuiet() && watcher->hasSeenAll(), 60'000);
    ui::Notifier notifier(&console.window());
    notifier.setStacks({ &console.stack() });
    watcher->quiet(itaipu, 30min);
    QTRY_COMPARE(watcher->tally().quiet, 1);
    console.window().showPage(u"connections"_s);
    QVERIFY(desktop.told.isEmpty()); // it was before their eyes
    watcher->endQuiet(itaipu);
    QTRY_COMPARE(desktop.standing().size(), 1);
    desktop.press(desktop.standing()[0].number, u"quiet"_s);
    QTRY_COMPARE(watcher->tally().quiet, 1);
    QTRY_VERIFY(desktop.standing().isEmpty());
    const watch::Finding &quiet = watcher->findings().last(); // after all that is loud
    QVERIFY(quiet.quiet.has_value());
    QCOMPARE(quiet.quiet->until - quiet.quiet->since, core::Duration(30min));
    QCOMPARE(quiet.key, itaipu);
    // Switched off, nothing is told.
    console.window().setNotifying(false);
    const auto told = desktop.told.size();
    watcher->endQuiet(itaipu);
    QTRY_COMPARE(watcher->tally().quiet, 0);
    QCOMPARE(desktop.told.size(), told);
}

QTEST_MAIN(tst_Notifications)
#include "tst_notifications.moc"
