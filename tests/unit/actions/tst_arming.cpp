// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/arming.h"

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::Arming;

class tst_Arming : public QObject
{
    Q_OBJECT

private slots:
    void isReadOnly_untilAReasonIsGiven();
    void countsDownAndLocks_byTheClock();
    void extends_fromNow();
    void locksAfterASleep();
};

namespace {

const core::TimePoint night{ 1'795'416'240'000ms };

/// The time passes second by second, as it does for a console that is awake.
void pass(core::ManualClock &clock, Arming &arming, std::chrono::seconds span)
{
    for (auto second = 0s; second < span; ++second) {
        clock.advance(1s);
        QMetaObject::invokeMethod(&arming, "tick");
    }
}

} // namespace

void tst_Arming::isReadOnly_untilAReasonIsGiven()
{
    core::ManualClock clock(night);
    Arming arming(clock);
    QVERIFY(!arming.isArmed());
    QVERIFY(!arming.arm(u"  "_s).isEmpty());
    QVERIFY(!arming.isArmed());
    QSignalSpy told(&arming, &Arming::armedFor);
    QCOMPARE(arming.arm(u" re-run of the night "_s), QString());
    QVERIFY(arming.isArmed());
    QCOMPARE(told.count(), 1);
    QCOMPARE(arming.reason(), u"re-run of the night"_s);
    QCOMPARE(arming.words(), u"Armed 10:00"_s);
    arming.lock();
    QVERIFY(!arming.isArmed());
    QCOMPARE(arming.words(), QString());
}

void tst_Arming::countsDownAndLocks_byTheClock()
{
    core::ManualClock clock(night);
    Arming arming(clock);
    QSignalSpy locked(&arming, &Arming::locked);
    arming.arm(u"why"_s);
    pass(clock, arming, 19s);
    QCOMPARE(arming.words(), u"Armed 09:41"_s);
    QVERIFY(!arming.isEnding());
    pass(clock, arming, 523s);
    QVERIFY(arming.isEnding());
    QCOMPARE(arming.words(), u"Armed 00:58"_s);
    pass(clock, arming, 57s);
    QVERIFY(arming.isArmed());
    clock.advance(1s); // before any timer noticed
    QVERIFY(!arming.isArmed());
    QMetaObject::invokeMethod(&arming, "tick");
    QCOMPARE(locked.count(), 1);
    QCOMPARE(locked.first().first().toString(), u"the time is over"_s);
}

void tst_Arming::extends_fromNow()
{
    core::ManualClock clock(night);
    Arming arming(clock);
    arming.extend(); // locked: nothing
    QVERIFY(!arming.isArmed());
    arming.arm(u"why"_s, 60s);
    pass(clock, arming, 50s);
    arming.extend(600s);
    QCOMPARE(arming.left(), 600s);
    arming.extend(10s); // never shorter
    QCOMPARE(arming.left(), 600s);
}

void tst_Arming::locksAfterASleep()
{
    core::ManualClock clock(night);
    Arming arming(clock);
    QSignalSpy locked(&arming, &Arming::locked);
    arming.arm(u"why"_s);
    pass(clock, arming, 5s);
    clock.advance(90s); // the lid was closed
    QVERIFY(!arming.isArmed());
    QMetaObject::invokeMethod(&arming, "tick");
    QCOMPARE(locked.first().first().toString(), u"the machine slept"_s);
}

QTEST_GUILESS_MAIN(tst_Arming)
#include "tst_arming.moc"
