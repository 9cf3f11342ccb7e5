// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/handover.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using handover::HandOver;

namespace {

const core::TimePoint now = test::midnight + 6h + 47min; // 03:47 BRT

actions::Record record(actions::State state, const QString &outcome, core::TimePoint ended)
{
    auto plan = std::make_shared<actions::Plan>();
    plan->title.label = u"Kill 14 tasks of 4 jobs"_s;
    plan->title.place = u"jobs/prod"_s;
    actions::Record record;
    record.plan = plan;
    record.state = state;
    record.user = u"ana@desk"_s;
    record.reason = u"wrong input"_s;
    record.startedAt = ended - 2min;
    record.endedAt = ended;
    record.outcome = outcome;
    record.progress.done = 11;
    record.progress.total = 14;
    return record;
}

/// A cluster of which there is nothing to say.
HandOver calm()
{
    HandOver all;
    all.cluster = u"cantareira-stable"_s;
    all.at = now;
    return all;
}

} // namespace

class tst_HandOver : public QObject
{
    Q_OBJECT

private slots:
    void aCalmCluster_isThreeLines();
    void tellsTheNight_withItsForecast();
    void tellsWhoPausedIt();
    void tellsWhatNeedsSomebody_quietOnesToo();
    void tellsHoldsAndCordons_withOwnerAndEnd();
    void tellsWhatIsHalfDone_andWhatWasDone();
};

void tst_HandOver::aCalmCluster_isThreeLines()
{
    QCOMPARE(handover::noteOf(calm()),
             u"Hand-over of cantareira-stable, Mon 23 Nov 2026, 03:47:00 BRT (UTC−3) · 06:47:00 UTC\n\n"
             "Nothing needs anybody.\n"_s);
    HandOver demo = calm();
    demo.isDemo = true;
    QVERIFY(handover::noteOf(demo).startsWith(u"Hand-over of cantareira-stable (demo), "_s));
}

void tst_HandOver::tellsTheNight_withItsForecast()
{
    HandOver all = calm();
    const auto night = test::nightOf(test::graphOf({ u"contracts"_s, u"itaipu"_s, u"load"_s }, { { 0, 1 }, { 1, 2 } }));
    test::done(night->nodes[0], test::midnight, test::midnight + 1h);
    night->nodes[1].state = dag::NodeState::Failed;
    night->nodes[2].state = dag::NodeState::Blocked;
    all.night = night;
    auto forecast = std::make_shared<dag::Forecast>();
    forecast->needsRestart = true;
    forecast->restartAt = now;
    forecast->hasInterval = true;
    forecast->finish = { now + 3h, now + 4h, now + 5h };
    all.forecast = forecast;
    const QString note = handover::noteOf(all);
    QVERIFY2(
        note.contains(u"Night\n- prod-dagao, data of 22 Nov 2026: running, 1 of 3 nodes done, 1 failed, 1 blocked\n"
                      "- Re-run now: ends ~07:47 (06:47–08:47)\n"_s),
        qPrintable(note));
}

void tst_HandOver::tellsWhoPausedIt()
{
    HandOver all = calm();
    all.isPaused = true;
    QVERIFY(handover::noteOf(all).contains(u"- Paused, by nobody of this machine\n"_s));
    all.pause = verbs::PauseNote{ u"ana@desk"_s, u"disk is swapped"_s, now - 10min, now + 20min, true };
    const QString note = handover::noteOf(all);
    QVERIFY2(note.contains(u"- Paused by ana@desk since 03:37:00 BRT, until 04:07:00 BRT: disk is swapped\n"_s),
             qPrintable(note));
}

void tst_HandOver::tellsWhatNeedsSomebody_quietOnesToo()
{
    HandOver all = calm();
    watch::Finding failed;
    failed.severity = watch::Severity::Failure;
    failed.subject = u"itaipu failed"_s;
    failed.fact = u"1 task: No space left on device"_s;
    failed.cause = u"16 nodes wait for it"_s;
    failed.since = now - 9min;
    failed.isMoment = true;
    watch::Finding quiet;
    quiet.subject = u"hyoga-model waits for an agent"_s;
    quiet.quiet = watch::Quiet{ now, now + 30min, u"ana@desk"_s };
    all.findings = { failed, quiet };
    const QString note = handover::noteOf(all);
    QVERIFY2(note.contains(u"Needs somebody: 1 failure, 0 warnings, 1 quiet\n"
                           "- itaipu failed: 1 task: No space left on device · 9 min ago. 16 nodes wait for it\n"
                           "- hyoga-model waits for an agent (quiet until 04:17:00 BRT, by ana@desk)\n"_s),
             qPrintable(note));
}

void tst_HandOver::tellsHoldsAndCordons_withOwnerAndEnd()
{
    HandOver all = calm();
    for (const QString &id : { u"i-1"_s, u"i-2"_s }) {
        pools::Machine machine;
        machine.instance = id;
        machine.pool = u"mesos-on-demand"_s;
        machine.heldBy = u"ana@desk"_s;
        machine.heldFor = u"jobs/prod/itaipu"_s;
        machine.heldUntil = now + 2h;
        all.held += machine;
    }
    all.cordoned
        = { { u"ip-10-1-2-3"_s, { u"rui@desk"_s, u"noisy disk"_s, now - 1h, now + 1h } }, { u"ip-10-1-2-4"_s, {} } };
    const QString note = handover::noteOf(all);
    QVERIFY2(note.contains(u"- mesos-on-demand, i-1, i-2: by ana@desk until 05:47:00 BRT, for jobs/prod/itaipu\n"_s),
             qPrintable(note));
    QVERIFY2(note.contains(u"- ip-10-1-2-3: by rui@desk since 02:47:00 BRT, until 04:47:00 BRT, noisy disk\n"
                           "- ip-10-1-2-4\n"_s),
             qPrintable(note));
}

void tst_HandOver::tellsWhatIsHalfDone_andWhatWasDone()
{
    HandOver all = calm();
    all.open = { record(actions::State::HalfDone, {}, now - 1h) };
    for (int i = 0; i < 22; ++i)
        all.done
            += record(actions::State::Done, u"Killed %1 of 14 tasks."_s.arg(i), now - 3h + std::chrono::minutes(i));
    const QString note = handover::noteOf(all);
    QVERIFY2(note.contains(u"- Kill 14 tasks of 4 jobs in jobs/prod: half done, 11 of 14, since 02:45:00 BRT "
                           "(ana@desk, wrong input)\n"_s),
             qPrintable(note));
    QVERIFY2(note.contains(u"- 2 earlier ones\n- 00:49:00 BRT Killed 2 of 14 tasks. (ana@desk, wrong input)\n"_s),
             qPrintable(note));
    QVERIFY(note.contains(u"Killed 21 of 14 tasks."_s));
}

QTEST_GUILESS_MAIN(tst_HandOver)
#include "tst_handover.moc"
