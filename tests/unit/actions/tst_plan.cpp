// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/consent.h"
#include "models/actions/planchanges.h"
#include "models/actions/rolling.h"

#include <QtTest>

#include "sampleplan.h"

using namespace Qt::StringLiterals;
using namespace actions;

class tst_Plan : public QObject
{
    Q_OBJECT

private slots:
    void isPlannedAgain_whenARowIsUnticked();
    void keepsProtectedRowsLocked_untilTheirNameIsTyped();
    void survivesTheJournal();
    void hasTheSameFingerprint_howeverOldItsFigures();
    void hasAnotherFingerprint_whenWhatItRestsOnChanged_data();
    void hasAnotherFingerprint_whenWhatItRestsOnChanged();
    void namesWhatChanged();
    void asksForTheNumber_withoutTellingIt();
    void asksForReasonAndName_byGrade();
    void findsItsOwnFlaws();
    void saysHowItIsRolledOut_data();
    void saysHowItIsRolledOut();
};

void tst_Plan::saysHowItIsRolledOut_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<Rolling>("rolling");
    QTest::addColumn<Batching>("batching");
    QTest::addColumn<QString>("text");
    using namespace std::chrono_literals;
    QTest::newRow("not rolled") << 50 << Rolling::Whole << Batching{ 1, 0s, 45s } << QString();
    QTest::newRow("a kill at once") << 50 << Rolling::Batches << Batching{} << u"All at once."_s;
    QTest::newRow("one by one") << 50 << Rolling::Watched << Batching{ 1, 0s, 45s }
                                << u"50 batches of 1, each watched for 45 s: at least 37 min 30 s, and what each takes "
                                   "to start. Ends with the first that fails."_s;
    QTest::newRow("the last batch is smaller, and no pause follows it")
        << 50 << Rolling::Watched << Batching{ 20, 10s, 30s, 2, 5, true }
        << u"3 batches of 20, each watched for 30 s, 10 s between: at least 1 min 50 s, and what each takes to start. "
           "Each may fail 2 × before it counts as failed. Ends after the first batch in which one fails, or at once "
           "with more than 5."_s;
    QTest::newRow("kills are not watched")
        << 10 << Rolling::Batches << Batching{ 5, 60s, 45s, 2, 3, false }
        << u"2 batches of 5, 1 min between: at least 1 min, and what each takes to end. Goes on until more than 3 have "
           "failed."_s;
    QTest::newRow("one") << 1 << Rolling::Watched << Batching{ 1, 30s, 45s }
                         << u"All in one step, each watched for 45 s: at least 45 s, and what each takes to start."_s;
}

void tst_Plan::saysHowItIsRolledOut()
{
    QFETCH(int, steps);
    QFETCH(Rolling, rolling);
    QFETCH(Batching, batching);
    Plan plan;
    plan.request.verb = u"restart"_s;
    plan.request.batching = batching;
    plan.rolling = rolling;
    for (int i = 0; i < steps; ++i)
        plan.steps.append({ u"web/%1"_s.arg(i), u"web"_s, u"web/%1"_s.arg(i), u"restart"_s, {}, {} });
    QTEST(rollingText(plan), "text");
    const auto again = planFromJson(toJson(plan));
    QVERIFY(again);
    QCOMPARE(again->rolling, rolling);
}

void tst_Plan::isPlannedAgain_whenARowIsUnticked()
{
    const Plan whole = samplePlan();
    QCOMPARE(whole.title.full(), u"Kill 14 tasks of 4 jobs in jobs/prod"_s);
    QCOMPARE(whole.expectedNumber(), 200);
    const Request fewer = withRow(whole.request, u"jobs/prod/hyoga-model"_s, false);
    const Plan less = samplePlan(fewer);
    QCOMPARE(less.title.label, u"Kill 8 tasks of 3 jobs"_s);
    QCOMPARE(less.expectedNumber(), 206);
    QCOMPARE(less.things(), 8);
    QVERIFY(whole.fingerprint() != less.fingerprint());
    QCOMPARE(withRow(fewer, u"jobs/prod/hyoga-model"_s, true), whole.request);
}

void tst_Plan::keepsProtectedRowsLocked_untilTheirNameIsTyped()
{
    const Item locked = samplePlan().tables.first().items.last();
    QVERIFY(locked.isLocked() && !locked.ticked);
    Request request;
    request.included = { locked.key }; // a tick alone does not unlock
    QVERIFY(!samplePlan(request).tables.first().items.last().ticked);
    request.unlocked = { u"capivara-clj"_s };
    const Plan plan = samplePlan(request);
    QVERIFY(plan.tables.first().items.last().ticked);
    QCOMPARE(plan.title.label, u"Kill 22 tasks of 5 jobs"_s);
    QVERIFY(flawOf(plan).isEmpty());
}

void tst_Plan::survivesTheJournal()
{
    Request request;
    request.what = { { u"role"_s, u"jobs"_s } };
    request.excluded = { u"jobs/prod/fx-model"_s };
    request.unlocked = { u"capivara-clj"_s };
    request.batching = { 3, std::chrono::seconds(5), std::chrono::seconds(45), 1, 2, false };
    Plan plan = samplePlan(request);
    plan.others = { u"prod-dagao started scale-ec2-model 26 min ago."_s };
    plan.readAt = core::TimePoint(std::chrono::milliseconds(1'795'416'240'123));
    const QByteArray bytes = QJsonDocument(toJson(plan)).toJson(QJsonDocument::Compact);
    const auto back = planFromJson(QJsonDocument::fromJson(bytes).object());
    QVERIFY(back);
    QVERIFY(*back == plan);
    QCOMPARE(back->fingerprint(), plan.fingerprint());
    QVERIFY(!planFromJson({}));
}

void tst_Plan::hasTheSameFingerprint_howeverOldItsFigures()
{
    const Plan plan = samplePlan();
    Plan later = plan;
    later.tables[0].items[0].facts[1] = u"39 min"_s;
    later.effects[1].before = u"237.0"_s; // not binding
    later.readAt = core::TimePoint(std::chrono::seconds(5));
    later.others = { u"Somebody"_s };
    QCOMPARE(later.fingerprint(), plan.fingerprint());
    QVERIFY(changesBetween(plan, later).isEmpty());
}

void tst_Plan::hasAnotherFingerprint_whenWhatItRestsOnChanged_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QStringList>("sentences");
    QTest::newRow("row") << u"row"_s << QStringList{ u"hyoga-model changed."_s };
    QTest::newRow("row gone") << u"gone"_s << QStringList{ u"hyoga-model is gone."_s };
    QTest::newRow("row new") << u"new"_s << QStringList{ u"late-job is new."_s };
    QTest::newRow("count") << u"count"_s << QStringList{ u"Tasks running: 214 → 212."_s };
    QTest::newRow("binding effect") << u"binding"_s << QStringList{ u"CPUs used: 236.0 → 240.0."_s };
    QTest::newRow("payload") << u"payload"_s
                             << QStringList{ u"What the plan rests on changed; look at its calls again."_s };
    QTest::newRow("ground") << u"seen"_s
                            << QStringList{ u"What the plan rests on changed; look at its calls again."_s };
}

void tst_Plan::hasAnotherFingerprint_whenWhatItRestsOnChanged()
{
    QFETCH(QString, what);
    QFETCH(QStringList, sentences);
    Plan plan = samplePlan();
    if (what == u"binding")
        plan.effects[1].binding = true;
    Plan other = plan;
    if (what == u"row") {
        other.tables[0].items[0].seen = u"5 running"_s;
    } else if (what == u"gone") {
        other.tables[0].items.removeFirst();
    } else if (what == u"new") {
        Item item = other.tables[0].items[0];
        item.key = u"jobs/prod/late-job"_s;
        item.name = u"late-job"_s;
        other.tables[0].items.append(item);
    } else if (what == u"count") {
        other.effects[0] = countEffect(u"Tasks running"_s, 212, 198);
    } else if (what == u"binding") {
        other.effects[1].before = u"240.0"_s;
    } else if (what == u"payload") {
        other.steps[0].payload[u"instances"_s] = 7;
    } else {
        other.seen = u"another leader"_s;
    }
    QVERIFY(plan.fingerprint() != other.fingerprint());
    QCOMPARE(changesBetween(plan, other).sentences, sentences);
}

void tst_Plan::namesWhatChanged()
{
    const Plan plan = samplePlan();
    Plan other = plan;
    other.tables[0].items[1].seen = u"1 running"_s;
    other.effects[0] = countEffect(u"Tasks running"_s, 213, 199);
    const PlanChanges changes = changesBetween(plan, other);
    QCOMPARE(changes.button(), u"Review 2 changes"_s);
    QVERIFY(changes.marked.tables[0].items[1].changed);
    QVERIFY(!changes.marked.tables[0].items[0].changed);
    QVERIFY(changes.marked.effects[0].changed);
    QCOMPARE(changes.marked.fingerprint(), other.fingerprint()); // marks do not make it another plan
}

void tst_Plan::asksForTheNumber_withoutTellingIt()
{
    const Plan plan = samplePlan();
    QVERIFY(!plan.question.prompt.contains(u"200"_s));
    Consent consent{ 186, u"free the pool"_s, {}, {} };
    QCOMPARE(check(plan, consent, u"stable"_s).sentence, u"Not 186. Before 214, after: see the table."_s);
    consent.number.reset();
    const QString missing = check(plan, consent, u"stable"_s).sentence;
    QVERIFY(missing.startsWith(u"The number is missing"_s) && !missing.contains(u"200"_s));
    QCOMPARE(matchWords(plan, 186), QString());
    consent.number = 200;
    QVERIFY(check(plan, consent, u"stable"_s).isComplete());
    QCOMPARE(matchWords(plan, 200), u"matches: 214 − 14"_s);

    Plan mild = plan;
    mild.facts = { Harm::Disruptive, false, false, 1, 14, false };
    QVERIFY(check(mild, {}, {}).isComplete());
    QVERIFY(!check(mild, { 186, {}, {}, {} }, {}).isComplete()); // given unasked and wrong
}

void tst_Plan::asksForReasonAndName_byGrade()
{
    Plan plan = samplePlan();
    QVERIFY(!check(plan, { 200, u"  "_s, {}, {} }, u"stable"_s).reason);
    plan.facts.cap = 13;
    Consent consent{ 200, u"why"_s, {}, u"stabl"_s };
    QCOMPARE(check(plan, consent, u"stable"_s).sentence,
             u"This ends 14, above the cap of 13. Type the stack's name."_s);
    consent.stackName = u"stable"_s;
    QVERIFY(check(plan, consent, u"stable"_s).isComplete());
    plan.steps.clear();
    QVERIFY(!check(plan, consent, u"stable"_s).isComplete());
}

void tst_Plan::findsItsOwnFlaws()
{
    const Plan plan = samplePlan();
    QCOMPARE(flawOf(plan), QString());
    const auto flawed = [&](auto change) {
        Plan other = plan;
        change(other);
        return !flawOf(other).isEmpty();
    };
    QVERIFY(flawed([](Plan &p) { p.steps.append(p.steps.first()); }));
    QVERIFY(flawed([](Plan &p) { p.steps[0].item = u"jobs/prod/capivara-clj"_s; })); // locked
    QVERIFY(flawed([](Plan &p) { p.tables[0].items[0].ticked = false; }));
    QVERIFY(flawed([](Plan &p) { p.tables[0].items.last().ticked = true; }));
    QVERIFY(flawed([](Plan &p) { p.question.effect = 1; }));
    QVERIFY(flawed([](Plan &p) { p.question.effect = -1; }));
    QVERIFY(flawed([](Plan &p) { p.steps[0].call.clear(); }));
    QVERIFY(flawed([](Plan &p) { p.steps[0].phase = 1; }));
    QVERIFY(flawed([](Plan &p) { p.steps[0].ends = 100; })); // more than it is graded by
}

QTEST_GUILESS_MAIN(tst_Plan)
#include "tst_plan.moc"
