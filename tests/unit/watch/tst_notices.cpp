// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/notices.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using watch::Finding;
using watch::Notices;
using watch::Severity;
using watch::Telling;

namespace {

constexpr core::TimePoint night{ 1'795'847'880'000ms };

Finding finding(const QString &key, Severity severity = Severity::Failure)
{
    Finding made;
    made.key = key;
    made.severity = severity;
    made.subject = key + u" failed"_s;
    made.fact = u"1 task"_s;
    return made;
}

Finding quiet(Finding finding)
{
    finding.quiet = watch::Quiet{ night, night + 30min, u"ana@desk"_s };
    return finding;
}

QStringList idsOf(const Telling &telling)
{
    QStringList ids;
    for (const watch::Notice &notice : telling.notices)
        ids += notice.id;
    return ids;
}

/// One that has looked at nothing yet but an empty list.
Notices begun()
{
    Notices notices;
    notices.look({}, night, false);
    return notices;
}

} // namespace

class tst_Notices : public QObject
{
    Q_OBJECT

private slots:
    void whatIsThereAtTheStart_isOneSummary();
    void whatIsThereAtTheStart_isNotTold_whileItIsSeen();
    void tellsEachOnce_inItsWords();
    void tellsAgain_whenItBecomesWorse();
    void tellsAgain_whenAFailureComesBack();
    void doesNotTellAgain_whenAWarningFlaps();
    void many_areOneNotice();
    void aFlood_isToldNowAndThen();
    void whatIsOver_isTakenBack();
    void whatIsQuiet_isNotTold_untilItsTimeIsOver();
    void whatIsSeen_isTakenBack_andNotToldLater();
};

void tst_Notices::whatIsThereAtTheStart_isOneSummary()
{
    Notices notices;
    const Telling told
        = notices.look({ finding(u"a"_s), finding(u"b"_s, Severity::Warning), quiet(finding(u"c"_s)) }, night, false);
    QCOMPARE(idsOf(told), QStringList(u"together"_s));
    QCOMPARE(told.notices[0].subject, u"2 things need you"_s);
    QCOMPARE(told.notices[0].body, u"a failed\nb failed"_s);
    QCOMPARE(told.notices[0].severity, Severity::Failure);
    QVERIFY(notices.look({ finding(u"a"_s), finding(u"b"_s, Severity::Warning) }, night + 1h, false).notices.isEmpty());
    // It goes with the last of them.
    QCOMPARE(notices.look({}, night + 2h, false).over, QStringList(u"together"_s));
}

void tst_Notices::whatIsThereAtTheStart_isNotTold_whileItIsSeen()
{
    Notices notices;
    QVERIFY(notices.look({ finding(u"a"_s) }, night, true).notices.isEmpty());
    QVERIFY(notices.look({ finding(u"a"_s) }, night + 1min, false).notices.isEmpty());
}

void tst_Notices::tellsEachOnce_inItsWords()
{
    Notices notices = begun();
    Finding failed = finding(u"node/itaipu"_s);
    failed.cause = u"16 nodes wait for it"_s;
    failed.since = night - 9min;
    failed.isMoment = true;
    const Telling told = notices.look({ failed }, night, false);
    QCOMPARE(told.notices.size(), 1);
    QCOMPARE(told.notices[0].id, u"node/itaipu"_s);
    QCOMPARE(told.notices[0].finding, u"node/itaipu"_s);
    QCOMPARE(told.notices[0].subject, u"node/itaipu failed"_s);
    QVERIFY2(told.notices[0].body.startsWith(u"1 task\n16 nodes wait for it\nAt "_s), qPrintable(told.notices[0].body));
    failed.fact = u"2 tasks"_s; // a figure is no news
    QVERIFY(notices.look({ failed }, night + 1min, false).notices.isEmpty());
}

void tst_Notices::tellsAgain_whenItBecomesWorse()
{
    Notices notices = begun();
    QCOMPARE(notices.look({ finding(u"a"_s, Severity::Warning) }, night, false).notices.size(), 1);
    const Telling worse = notices.look({ finding(u"a"_s, Severity::Failure) }, night + 1min, false);
    QCOMPARE(idsOf(worse), QStringList(u"a"_s)); // in place of the first
    QVERIFY(worse.over.isEmpty());
}

void tst_Notices::tellsAgain_whenAFailureComesBack()
{
    Notices notices = begun();
    notices.look({ finding(u"a"_s) }, night, false);
    QCOMPARE(notices.look({}, night + 30s, false).over, QStringList(u"a"_s));
    QCOMPARE(idsOf(notices.look({ finding(u"a"_s) }, night + 90s, false)), QStringList(u"a"_s));
}

void tst_Notices::doesNotTellAgain_whenAWarningFlaps()
{
    Notices notices = begun();
    const Finding warning = finding(u"a"_s, Severity::Warning);
    notices.look({ warning }, night, false);
    notices.look({}, night + 1min, false);
    QVERIFY(notices.look({ warning }, night + 3min, false).notices.isEmpty());
    notices.look({}, night + 4min, false);
    notices.look({}, night + 10min, false);
    QCOMPARE(notices.look({ warning }, night + 20min, false).notices.size(), 1);
}

void tst_Notices::many_areOneNotice()
{
    Notices notices = begun();
    QList<Finding> all;
    for (const QString &key : { u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s })
        all += finding(key);
    const Telling told = notices.look(all, night, false);
    QCOMPARE(idsOf(told), QStringList(u"together"_s));
    QCOMPARE(told.notices[0].subject, u"5 things need you"_s);
    QCOMPARE(told.notices[0].body, u"a failed\nb failed\nc failed\nand 2 more"_s);
    QVERIFY(told.notices[0].finding.isEmpty());
}

void tst_Notices::aFlood_isToldNowAndThen()
{
    Notices notices = begun();
    QList<Finding> all;
    int told = 0;
    for (int second = 0; second < 60; ++second) {
        all += finding(QString::number(second));
        const Telling telling = notices.look(all, night + std::chrono::seconds(second), false);
        told += static_cast<int>(telling.notices.size());
        if (telling.notices.isEmpty())
            QVERIFY(telling.again > 0s);
    }
    QCOMPARE(told, 3 + 4); // three by themselves, then their number every 15 s
    const Telling last = notices.look(all, night + 75s, false);
    QCOMPARE(last.notices.size(), 1);
    QCOMPARE(last.notices[0].subject, u"57 things need you"_s);
    QCOMPARE(last.again, 0ms);
}

void tst_Notices::whatIsOver_isTakenBack()
{
    Notices notices = begun();
    notices.look({ finding(u"a"_s), finding(u"b"_s) }, night, false);
    QCOMPARE(notices.look({ finding(u"b"_s) }, night + 1min, false).over, QStringList(u"a"_s));
}

void tst_Notices::whatIsQuiet_isNotTold_untilItsTimeIsOver()
{
    Notices notices = begun();
    QVERIFY(notices.look({ quiet(finding(u"a"_s)) }, night, false).notices.isEmpty());
    QCOMPARE(idsOf(notices.look({ finding(u"a"_s) }, night + 30min, false)), QStringList(u"a"_s));
    // Told to be quiet where it was told: its notice goes.
    QCOMPARE(notices.look({ quiet(finding(u"a"_s)) }, night + 31min, false).over, QStringList(u"a"_s));
}

void tst_Notices::whatIsSeen_isTakenBack_andNotToldLater()
{
    Notices notices = begun();
    notices.look({ finding(u"a"_s) }, night, false);
    const Telling seen = notices.look({ finding(u"a"_s), finding(u"b"_s) }, night + 1min, true);
    QVERIFY(seen.notices.isEmpty());
    QCOMPARE(seen.over, QStringList(u"a"_s));
    QVERIFY(notices.look({ finding(u"a"_s), finding(u"b"_s) }, night + 2min, false).notices.isEmpty());
}

QTEST_GUILESS_MAIN(tst_Notices)
#include "tst_notices.moc"
