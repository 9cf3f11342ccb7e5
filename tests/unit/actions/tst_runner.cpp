// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace actions;

using Fault = FakeVerb::Fault;

class tst_Runner : public QObject
{
    Q_OBJECT

private slots:
    void endsInASentence();
    void twoConsentsAtOnce_beginOnce();
    void sendsNothing_whenCancelledDuringTheHold();
    void holdsByTheClock();
    void isVoid_whenTheStateChangedMeanwhile();
    void isNotConfirmed_whenNotArmedOrWrong();
    void neverRepeatsALostCall_blindly_data();
    void neverRepeatsALostCall_blindly();
    void asksAgain_whileNothingCouldBeSent();
    void countsNoTry_forACallThatDidNotGoOut();
    void waitsAtItsGateAgain_whenNothingCouldBeSent();
    void givesUpAsking_inTheEnd();
    void isRefused_whenItsQuestionIs();
    void looksUntilItCanTell();
    void stopsBetweenSteps_andSaysWhatStays();
    void stopsAtABadBatch();
    void doesAnew_whatFailedWithinItsAllowance();
    void doesNotAnew_whatFailedForGood();
    void isHalfDone_whenNotThereInTime();
    void retriesTheRest_only();
    void offersTheWayBack_for24Hours();
    void warnsOfOthersOnTheSameObject();
    void actsWithoutADialog_onlyWhatIsReversible();
    void dismissesWithAReason();
    void sendsGatedSteps_asTheVerbLetsThem();
    void closes_afterAStop();
    void doesNotClose_whileACallIsUnknown();
};

void tst_Runner::endsInASentence()
{
    Bench bench(5);
    QSignalSpy finished(&bench.center, &ActionCenter::finished);
    const Record record = bench.run(FakeVerb::request(numbered(3), batchesOf(2)));
    QCOMPARE(record.state, State::Done);
    QVERIFY2(record.outcome.startsWith(u"Restarted 3 of 3 instances in "_s), qPrintable(record.outcome));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(bench.world->log, numbered(3));
    const auto entries = QCoro::waitFor(bench.center.journal(record.id));
    QVERIFY(entries);
    QCOMPARE(entries->first().kind, u"end"_s);
    QCOMPARE(entries->last().kind, u"start"_s);
    const auto audit = QCoro::waitFor(bench.center.audit({}));
    QVERIFY(audit);
    QCOMPARE(audit->size(), 5); // consent, three calls, outcome
    QCOMPARE(audit->last().kind, u"consent"_s);
    QCOMPARE(audit->last().why, u"why"_s);
    QCOMPARE(audit->at(1).what, u"restart web/2"_s);
    QCOMPARE(audit->at(1).answer, u"OK"_s);
    QCOMPARE(audit->at(1).after, u"{\"run\":2}"_s);
}

/// While the first one's journal is written the second one comes.
void tst_Runner::twoConsentsAtOnce_beginOnce()
{
    Bench bench(3);
    const actions::Plan plan = bench.verb->planned(FakeVerb::request(numbered(3)));
    const actions::Consent consent{ {}, u"why"_s, {}, {} };
    auto first = bench.center.confirm(plan, consent);
    auto second = bench.center.confirm(plan, consent);
    const auto refused = QCoro::waitFor(std::move(second));
    const auto begun = QCoro::waitFor(std::move(first));
    QVERIFY(begun && !refused);
    QCOMPARE(bench.ended(*begun).state, State::Done);
    QCOMPARE(bench.world->log, numbered(3));
    QCOMPARE(bench.center.records().size(), 1);
}

void tst_Runner::sendsNothing_whenCancelledDuringTheHold()
{
    Pace pace = quickPace();
    pace.hold = 1h;
    Bench bench(3, pace);
    const QString id = bench.begin(FakeVerb::request(numbered(3)));
    QCOMPARE(bench.center.record(id)->state, State::Held);
    QVERIFY(bench.begin(FakeVerb::request(numbered(3))).isEmpty()); // a second click
    bench.center.cancel(id);
    bench.center.stop(id); // asked twice, as by a second Ctrl+C: it is over once all the same
    const Record record = bench.ended(id);
    QCOMPARE(record.state, State::Cancelled);
    QCOMPARE(record.outcome, u"Cancelled during the hold: nothing was sent."_s);
    QVERIFY(bench.world->log.isEmpty());
}

void tst_Runner::holdsByTheClock()
{
    core::ManualClock clock(core::TimePoint(1'795'416'240'000ms));
    Pace pace = quickPace();
    pace.hold = 5s;
    Bench bench(1, pace, clock);
    const QString id = bench.begin(FakeVerb::request(numbered(1)));
    QCOMPARE(bench.center.record(id)->progress.heldUntil, clock.now() + 5s);
    clock.advance(4999ms);
    QCoreApplication::processEvents();
    QVERIFY(bench.world->log.isEmpty());
    clock.advance(1ms);
    QCOMPARE(bench.ended(id).state, State::Done);
}

void tst_Runner::isVoid_whenTheStateChangedMeanwhile()
{
    Bench bench(3);
    const Plan plan = bench.verb->planned(FakeVerb::request(numbered(3)));
    bench.world->runs[u"web/1"_s] = 7; // somebody restarted it
    const auto id = QCoro::waitFor(bench.center.confirm(plan, {}));
    QVERIFY(id);
    const Record record = bench.ended(*id);
    QCOMPARE(record.state, State::Void);
    QVERIFY(bench.world->log.isEmpty());
    QCOMPARE(record.changes, QStringList{ u"web/1 changed."_s });
    QVERIFY(record.newPlan && record.newPlan->tables[0].items[1].changed);
    QVERIFY(record.outcome.endsWith(u"Nothing was sent."_s));
    // The new plan, consented to, runs.
    const auto again = QCoro::waitFor(bench.center.confirm(*record.newPlan, {}));
    QCOMPARE(bench.ended(*again).state, State::Done);
}

void tst_Runner::isNotConfirmed_whenNotArmedOrWrong()
{
    const auto world = std::make_shared<FakeWorld>(numbered(3));
    const auto verb = std::make_shared<FakeVerb>(world);
    verb->harm = Harm::Irreversible;
    ActionCenter center({ .stack = u"stable"_s,
                          .production = true,
                          .file = u":memory:"_s,
                          .user = {},
                          .pace = quickPace(),
                          .authority = ActionOptions::Authority::Armed },
                        core::systemClock());
    center.verbs().add(verb);
    const auto plan = QCoro::waitFor(center.plan(FakeVerb::request(numbered(2))));
    QVERIFY(plan);
    const auto refusedFor = [&](const Consent &consent) {
        const auto id = QCoro::waitFor(center.confirm(*plan, consent));
        return id ? QString() : id.error().detail;
    };
    const Consent right{ 1, u"why"_s, {}, {} };
    QCOMPARE(refusedFor(right), u"stable is read-only: unlock it first, with a reason."_s);
    center.arming()->arm(u"why"_s);
    QCOMPARE(refusedFor({ 2, u"why"_s, {}, {} }), u"Not 2. Before 3, after: see the table."_s);
    QVERIFY(!refusedFor({ 1, {}, {}, {} }).isEmpty());
    QVERIFY(world->log.isEmpty() && center.records().isEmpty());
    QCOMPARE(refusedFor(right), QString());
    center.arming()->lock(); // what runs goes on
    QTRY_VERIFY(!center.records().isEmpty() && center.records().first().state == State::Done);
    QCOMPARE(world->log, numbered(2));
    const auto unknown = QCoro::waitFor(center.plan(Request{ u"fly"_s, {}, {}, {}, {}, {}, {}, {} }));
    QCOMPARE(unknown.error().detail, u"This version knows no action \"fly\"."_s);
}

void tst_Runner::neverRepeatsALostCall_blindly_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("restarts");
    QTest::addColumn<State>("state");
    QTest::newRow("arrived, answer lost") << int(Fault::LostAfter) << 1 << 1 << State::Done;
    QTest::newRow("never arrived") << int(Fault::LostBefore) << 1 << 1 << State::Done;
    QTest::newRow("never arrives") << int(Fault::LostBefore) << 99 << 0 << State::HalfDone;
    QTest::newRow("refused") << int(Fault::Refused) << 99 << 0 << State::HalfDone;
    QTest::newRow("not signed in") << int(Fault::Unauthorized) << 99 << 0 << State::HalfDone;
}

void tst_Runner::neverRepeatsALostCall_blindly()
{
    QFETCH(int, fault);
    QFETCH(int, times);
    QFETCH(int, restarts);
    QFETCH(State, state);
    Bench bench(3);
    bench.verb->fault = [=](const QString &name, int attempt) {
        return name == u"web/1" && attempt <= times ? Fault(fault) : Fault::None;
    };
    const Record record = bench.run(FakeVerb::request(numbered(3), batchesOf(0, 1)));
    QCOMPARE(record.state, state);
    QCOMPARE(bench.world->log.count(u"web/1"_s), restarts);
    QCOMPARE(bench.world->log.size(), 2 + restarts);
    QVERIFY(bench.verb->looks >= (fault == int(Fault::LostAfter) ? 1 : fault == int(Fault::LostBefore) ? 2 : 0));
    if (state == State::HalfDone)
        QVERIFY2(record.outcome.startsWith(u"Restarted 2 of 3 instances; 1 refused: web/1"_s),
                 qPrintable(record.outcome));
}

/// A question that fails before the call is no call whose answer was lost: any number of them, and then it is sent.
void tst_Runner::asksAgain_whileNothingCouldBeSent()
{
    Bench bench(2);
    int silent = 7;
    bench.verb->fault
        = [&](const QString &name, int) { return name == u"web/1" && silent-- > 0 ? Fault::Unsent : Fault::None; };
    const Record record = bench.run(FakeVerb::request(numbered(2)));
    QCOMPARE(record.state, State::Done);
    QCOMPARE(bench.world->log, numbered(2));
    QCOMPARE(bench.verb->looks, 0); // there was nothing to look for
    QCOMPARE(record.steps.at(1).attempts, 1);
    QCOMPARE(record.steps.at(1).answer, u"OK"_s);
    const auto entries = QCoro::waitFor(bench.center.journal(record.id));
    QVERIFY(entries);
    const auto unsent = std::ranges::count(*entries, u"unsent"_s, &Entry::kind);
    QCOMPARE(unsent, 7);
    QVERIFY(std::ranges::none_of(*entries, [](const Entry &entry) { return entry.kind == u"lost"_s; }));
    const auto told = std::ranges::find(*entries, u"unsent"_s, &Entry::kind);
    QVERIFY2(told->text.startsWith(u"Nothing was sent: "_s) && told->text.contains(u"Asked again in"_s),
             qPrintable(told->text));
    const auto audit = QCoro::waitFor(bench.center.audit({}));
    QVERIFY(audit);
    QCOMPARE(audit->size(), 4); // consent, two calls, outcome: what was not sent was no call
}

/// Between lost answers: the tries of a step are its calls alone.
void tst_Runner::countsNoTry_forACallThatDidNotGoOut()
{
    Bench bench(1);
    int asked = 0;
    bench.verb->fault = [&](const QString &, int) {
        ++asked;
        return asked > 8 ? Fault::None : asked % 4 == 0 ? Fault::LostBefore : Fault::Unsent;
    };
    const Record record = bench.run(FakeVerb::request(numbered(1)));
    QCOMPARE(record.state, State::Done);
    QCOMPARE(bench.world->log, numbered(1));
    QCOMPARE(record.steps.first().attempts, 3); // two lost, one answered
}

void tst_Runner::waitsAtItsGateAgain_whenNothingCouldBeSent()
{
    Bench bench(1);
    int opened = 0;
    bench.verb->gate = [&opened](const QStringList &keys) {
        ++opened;
        Ready ready;
        ready.now = keys;
        return ready;
    };
    bench.verb->fault = [&](const QString &, int) { return opened < 3 ? Fault::Unsent : Fault::None; };
    const Record record = bench.run(FakeVerb::request(numbered(1)));
    QCOMPARE(record.state, State::Done);
    QCOMPARE(opened, 3);
    QCOMPARE(bench.world->log, numbered(1));
}

void tst_Runner::givesUpAsking_inTheEnd()
{
    Pace pace = quickPace();
    pace.giveUpLooking = 20ms;
    Bench bench(2, pace);
    bench.verb->fault = [](const QString &name, int) { return name == u"web/1" ? Fault::Unsent : Fault::None; };
    const Record record = bench.run(FakeVerb::request(numbered(2)));
    QCOMPARE(record.state, State::HalfDone);
    QCOMPARE(record.steps.at(1).state, StepState::Waiting); // not begun, and not in doubt
    QCOMPARE(record.steps.at(1).attempts, 0);
    QVERIFY2(record.outcome.contains(u"1 not begun. web/1 could not be sent for"_s), qPrintable(record.outcome));
    bench.verb->fault = [](const QString &, int) { return Fault::None; };
    QVERIFY(QCoro::waitFor(bench.center.resume(record.id)));
    QCOMPARE(bench.ended(record.id).state, State::Done);
    QCOMPARE(bench.world->log, numbered(2));
}

void tst_Runner::isRefused_whenItsQuestionIs()
{
    Bench bench(2);
    bench.verb->fault = [](const QString &name, int) { return name == u"web/1" ? Fault::Unasked : Fault::None; };
    const Record record = bench.run(FakeVerb::request(numbered(2), batchesOf(0, 1)));
    QCOMPARE(record.state, State::HalfDone);
    QCOMPARE(record.steps.at(1).state, StepState::Refused);
    QCOMPARE(record.steps.at(1).attempts, 0);
    QCOMPARE(bench.world->log, numbered(1));
}

void tst_Runner::looksUntilItCanTell()
{
    Bench bench(2);
    int blindLooks = 5;
    bench.verb->fault = [](const QString &, int attempt) { return attempt == 1 ? Fault::LostAfter : Fault::None; };
    bench.verb->blind = [&] { return blindLooks-- > 0; };
    QCOMPARE(bench.run(FakeVerb::request(numbered(2))).state, State::Done);
    QCOMPARE(bench.world->log, numbered(2));
}

void tst_Runner::stopsBetweenSteps_andSaysWhatStays()
{
    Bench bench(6);
    QString id;
    bench.verb->hook = [&](const char *when, const QString &name) {
        if (qstrcmp(when, "effect") == 0 && name == u"web/1")
            bench.center.stop(bench.center.records().first().id);
    };
    id = bench.begin(FakeVerb::request(numbered(6)));
    const Record record = bench.ended(id);
    QCOMPARE(record.state, State::HalfDone);
    QCOMPARE(bench.world->log, numbered(2));
    QCOMPARE(bench.center.stopWords(id), u"2 of 6 steps stay done; 4 are not begun."_s);
    QVERIFY2(record.outcome.contains(u"4 not begun. Stopped by ops@here."_s), qPrintable(record.outcome));
    bench.verb->hook = [](const char *, const QString &) {};
    QVERIFY(QCoro::waitFor(bench.center.resume(id)));
    QCOMPARE(bench.ended(id).state, State::Done);
    QCOMPARE(bench.world->log, numbered(6));
}

void tst_Runner::stopsAtABadBatch()
{
    Bench bench(6);
    bench.world->ill = { u"web/1"_s };
    const Record record = bench.run(FakeVerb::request(numbered(6), batchesOf(2, 5)));
    QCOMPARE(record.state, State::HalfDone);
    QCOMPARE(bench.world->log, numbered(2));
    QVERIFY2(record.outcome.contains(u"1 failed: web/1 (exit 1); 4 not begun"_s), qPrintable(record.outcome));

    Bench patient(6);
    patient.world->ill = { u"web/1"_s };
    Batching batching = batchesOf(2, 1);
    batching.stopOnBadBatch = false;
    QCOMPARE(patient.run(FakeVerb::request(numbered(6), batching)).state, State::HalfDone);
    QCOMPARE(patient.world->log, numbered(6));
}

void tst_Runner::doesAnew_whatFailedWithinItsAllowance()
{
    Bench bench(3);
    bench.world->ill = { u"web/0"_s };
    bench.verb->hook = [&](const char *when, const QString &name) {
        if (qstrcmp(when, "effect") == 0 && name == u"web/0" && bench.world->log.count(name) == 3)
            bench.world->ill.clear();
    };
    const Record record = bench.run(FakeVerb::request(numbered(3), batchesOf(1, 0, 2)));
    QCOMPARE(record.state, State::Done);
    QCOMPARE(bench.world->log, (QStringList{ u"web/0"_s, u"web/0"_s, u"web/0"_s, u"web/1"_s, u"web/2"_s }));
}

void tst_Runner::doesNotAnew_whatFailedForGood()
{
    Bench bench(3);
    bench.world->ill = { u"web/0"_s };
    bench.verb->failsForGood = true;
    QCOMPARE(bench.run(FakeVerb::request(numbered(3), batchesOf(1, 0, 2))).state, State::HalfDone);
    QCOMPARE(bench.world->log, QStringList{ u"web/0"_s });
}

void tst_Runner::isHalfDone_whenNotThereInTime()
{
    Bench bench(3);
    bench.verb->limit = 0s;
    bench.verb->blind = [] { return true; };
    const Record record = bench.run(FakeVerb::request(numbered(2)));
    QCOMPARE(record.state, State::HalfDone);
    QVERIFY2(record.outcome.startsWith(u"Restarted 0 of 2 instances; 2 did not come up in 0 s: web/0, web/1"_s),
             qPrintable(record.outcome));
    QVERIFY(record.canRetry());
}

void tst_Runner::retriesTheRest_only()
{
    Bench bench(4);
    bench.verb->fault = [](const QString &name, int) { return name == u"web/2" ? Fault::Refused : Fault::None; };
    const Record record = bench.run(FakeVerb::request(numbered(4), batchesOf(0, 1)));
    QCOMPARE(record.state, State::HalfDone);
    bench.verb->fault = [](const QString &, int) { return Fault::None; };
    const auto request = bench.center.retryRequest(record.id);
    QVERIFY(request);
    const auto plan = QCoro::waitFor(bench.center.plan(*request));
    QVERIFY(plan);
    QCOMPARE(plan->steps.size(), 1);
    QCOMPARE(plan->steps.first().object, u"web/2"_s);
    QCOMPARE(bench.run(*request).state, State::Done);
    QCOMPARE(bench.world->log.count(u"web/2"_s), 1);
}

void tst_Runner::offersTheWayBack_for24Hours()
{
    core::ManualClock clock(core::TimePoint(1'795'416'240'000ms));
    Bench bench(2, quickPace(), clock);
    bench.verb->hasInverse = true;
    const Record record = bench.run(FakeVerb::request(numbered(1)));
    QVERIFY(record.canUndo(clock.now()));
    clock.advance(24h);
    QVERIFY(!bench.center.undoRequest(record.id));
    clock.advance(-1s);
    const auto request = bench.center.undoRequest(record.id);
    QVERIFY(request);
    QCOMPARE(request->undoOf, record.id);
    QCOMPARE(bench.run(*request).state, State::Done);
    QVERIFY(!bench.center.undoRequest(record.id)); // once
}

void tst_Runner::warnsOfOthersOnTheSameObject()
{
    Pace pace = quickPace();
    pace.hold = 1h;
    Bench bench(3, pace);
    bench.begin(FakeVerb::request({ u"web/1"_s }));
    const auto same = QCoro::waitFor(bench.center.plan(FakeVerb::request(numbered(3))));
    QCOMPARE(same->others.size(), 1);
    QVERIFY2(same->others.first().contains(u"on web/1 too"_s), qPrintable(same->others.first()));
    const auto other = QCoro::waitFor(bench.center.plan(FakeVerb::request({ u"web/2"_s })));
    QVERIFY(other->others.isEmpty());
}

void tst_Runner::actsWithoutADialog_onlyWhatIsReversible()
{
    Bench bench(2);
    QVERIFY(!QCoro::waitFor(bench.center.act(FakeVerb::request(numbered(1)))));
    QVERIFY(bench.center.records().isEmpty());
    bench.verb->harm = Harm::Reversible;
    const auto id = QCoro::waitFor(bench.center.act(FakeVerb::request(numbered(1))));
    QVERIFY(id);
    QCOMPARE(bench.ended(*id).state, State::Done);
}

void tst_Runner::dismissesWithAReason()
{
    Bench bench(3);
    bench.world->ill = { u"web/0"_s };
    const Record record = bench.run(FakeVerb::request(numbered(3), batchesOf(1)));
    QCOMPARE(record.state, State::HalfDone);
    QVERIFY(!QCoro::waitFor(bench.center.dismiss(record.id, u" "_s)));
    QVERIFY(QCoro::waitFor(bench.center.dismiss(record.id, u"known bad host"_s)));
    QCOMPARE(bench.center.record(record.id)->state, State::Dismissed);
    QVERIFY(!QCoro::waitFor(bench.center.resume(record.id)));
}

void tst_Runner::sendsGatedSteps_asTheVerbLetsThem()
{
    Bench bench(3);
    int asked = 0;
    bench.verb->gate = [&asked](const QStringList &keys) {
        Ready ready;
        ready.waitingFor = u"the others"_s;
        ++asked;
        if (asked == 2)
            ready.now = { u"web/1"_s };
        if (asked == 3)
            ready.now = keys.mid(0, 1);
        if (asked == 4) {
            ready.left = { u"web/2"_s };
            ready.reasons = { u"demand is back"_s };
        }
        return ready;
    };
    const Record record = bench.run(FakeVerb::request(numbered(3)));
    QCOMPARE(bench.world->log, QStringList({ u"web/1"_s, u"web/0"_s }));
    QCOMPARE(record.steps.at(2).state, StepState::Left);
    QCOMPARE(record.steps.at(2).answer, u"demand is back"_s);
    QCOMPARE(record.state, State::Done);
    QVERIFY2(record.outcome.startsWith(u"Restarted 2 of 3 instances"_s), qPrintable(record.outcome));
}

void tst_Runner::closes_afterAStop()
{
    Bench bench(2);
    bench.verb->closes = true;
    bench.verb->gate = [](const QStringList &keys) {
        Ready ready;
        if (keys.contains(u"web/0"_s))
            ready.now = { u"web/0"_s };
        return ready;
    };
    const QString id = bench.begin(FakeVerb::request(numbered(2)));
    QTRY_COMPARE(bench.world->log, QStringList{ u"web/0"_s });
    bench.center.stop(id);
    const Record record = bench.ended(id);
    QCOMPARE(bench.world->log, QStringList({ u"web/0"_s, u"door"_s }));
    QCOMPARE(record.steps.at(1).state, StepState::Left); // it rested on what is taken back
    QCOMPARE(record.state, State::Done);
    QVERIFY2(record.outcome.contains(u"Stopped by"_s), qPrintable(record.outcome));
    QVERIFY(!record.canResume());
}

void tst_Runner::doesNotClose_whileACallIsUnknown()
{
    Pace pace = quickPace();
    pace.lookAgain = 50ms;
    Bench bench(1, pace);
    bench.verb->closes = true;
    bench.verb->fault = [](const QString &, int) { return Fault::LostBefore; };
    bench.verb->blind = [] { return true; };
    const QString id = bench.begin(FakeVerb::request(numbered(1)));
    QTRY_VERIFY(bench.verb->looks > 0);
    bench.center.stop(id);
    const Record record = bench.ended(id);
    QVERIFY(!bench.world->log.contains(u"door"_s));
    QCOMPARE(record.state, State::HalfDone);
    QVERIFY(record.canResume());
}

QTEST_GUILESS_MAIN(tst_Runner)
#include "tst_runner.moc"
