// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "models/watch/findings.h"
#include "tests/support/statebuilder.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using mesos::AgentPhase;
using mesos::FrameworkPhase;
using mesos::TaskState;
using support::StateBuilder;
using watch::Finding;
using watch::Severity;

namespace {

// 23 Nov 2026, 03:47:00 BRT
constexpr core::TimePoint now(1795416420s);
constexpr mesos::Resources machine{ 16, 122.8F * 1024, 400 * 1024, 0 };

QStringList subjects(const QList<Finding> &findings)
{
    QStringList all;
    for (const Finding &finding : findings)
        all += finding.subject;
    return all;
}

} // namespace

class tst_Findings : public QObject
{
    Q_OBJECT
private slots:
    void saysNothing_whenAllIsWell();
    void joinsFailuresOfOneJob();
    void leadsToTheLog_ofTheNewestTask();
    void namesAgentAndItsFullDisk_ofAFailure();
    void leavesOut_whatIsOlderThanAnHour();
    void becomesAWarning_whenTheJobRunsAgain();
    void takesNumberedInstancesAsOneJob();
    void isOneWarning_aFrameworkThatIsNotAuroras();
    void isAFailure_whenAnUnreachableAgentTookTasksAlong();
    void mergesAgents_whenManyAreUnreachable();
    void waitsBeforeItNamesADrain();
    void countsACordonFromItsFirstSight();
    void isQuietAboutACordon_untilItsEnd();
    void offersOnePlan_forManyCordonsThatRanOut();
    void namesOrphans_onlyWhenTheyHoldSomething();
    void tearsDownNobody_whoComesBack();
    void putsWorstFirst_thenOldest();
    void forgetsSightings_whenTheAgentIsWellAgain();
    void quotesNames_whichTheFilterWouldTakeApart();
    void writesAges_data();
    void writesAges();
};

void tst_Findings::saysNothing_whenAllIsWell()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine, { 8, 1024, 1024, 0 });
    b.framework("f1", "aurora");
    b.task("t1", "etl", "f1", "a1", TaskState::Running, now - 5min);
    b.task("t0", "etl", "f1", "a1", TaskState::Finished, now - 10min);
    b.task("t2", "etl", "f1", "a1", TaskState::Killed, now - 10min);
    QCOMPARE(subjects(watch::findings(*b.build(), now)), QStringList());
}

void tst_Findings::joinsFailuresOfOneJob()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine);
    b.framework("f1", "aurora");
    b.task("t1", "etl", "f1", "a1", TaskState::Failed, now - 20min);
    b.task("t2", "etl", "f1", "a1", TaskState::Failed, now - 9min).message = b.text("exit 1: No space left on device");
    b.task("t3", "etl", "f1", "a1", TaskState::Lost, now - 2min);
    b.task("t4", "other", "f1", "a1", TaskState::Lost, now - 3min);
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found), QStringList({ u"etl failed"_s, u"other lost"_s }));
    QCOMPARE(found[0].fact, u"2 tasks and lost 1: exit 1: No space left on device"_s);
    QCOMPARE(found[0].severity, Severity::Failure);
    QCOMPARE(watch::ageText(found[0], now), u"9 min ago"_s);
    QCOMPARE(found[0].steps.size(), 2);
    QCOMPARE(found[0].steps[0].link, u"log/task/f1/t2"_s); // at one place in every row of a failure
    QCOMPARE(found[0].steps[1].filter, u"name:etl state:failed|error|lost"_s);
    QCOMPARE(found[1].severity, Severity::Warning);
    QCOMPARE(found[1].steps[0].link, u"task/f1/t4"_s);
}

/// Also of what is no node of the night: first where something failed, second where it was lost.
void tst_Findings::leadsToTheLog_ofTheNewestTask()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine);
    b.framework("f1", "aurora");
    b.task("t1", "alone", "f1", "a1", TaskState::Failed, now - 20min);
    b.task("t2", "often", "f1", "a1", TaskState::Failed, now - 9min);
    b.task("t3", "often", "f1", "a1", TaskState::Failed, now - 8min);
    b.task("t4", "lost", "f1", "a1", TaskState::Lost, now - 3min);
    QStringList links;
    for (const Finding &finding : watch::findings(*b.build(), now)) {
        for (const watch::Step &step : finding.steps)
            links << (step.link.isEmpty() ? step.filter : step.link);
    }
    links.sort();
    QCOMPARE(links,
             QStringList({ u"log/task/f1/t1"_s, u"log/task/f1/t3"_s, u"log/task/f1/t4"_s,
                           u"name:often state:failed|error"_s, u"task/f1/t1"_s, u"task/f1/t4"_s }));
}

void tst_Findings::namesAgentAndItsFullDisk_ofAFailure()
{
    StateBuilder b;
    b.agent("a1", "ip-10-130-118-157", machine, { 9.5F, 1024, 398.9F * 1024, 0 });
    b.framework("f1", "aurora");
    b.task("t1", "itaipu", "f1", "a1", TaskState::Failed, now - 9min).message = b.text("No space left on device");
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found), QStringList({ u"itaipu failed"_s, u"ip-10-130-118-157 disk 99 %"_s }));
    QCOMPARE(found[0].cause, u"ip-10-130-118-157, disk 398.9 of 400.0 GiB"_s);
    QVERIFY2(found[1].cause.contains(u"died of a full disk here at 03:38"_s), qPrintable(found[1].cause));
}

void tst_Findings::leavesOut_whatIsOlderThanAnHour()
{
    StateBuilder b;
    b.framework("f1", "aurora");
    b.task("t1", "etl", "f1", "a1", TaskState::Failed, now - 61min);
    b.task("t2", "new", "f1", "a1", TaskState::Failed, now - 59min);
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found), QStringList({ u"new failed"_s }));
    QCOMPARE(found[0].cause, u"its agent has left the cluster"_s);
}

void tst_Findings::becomesAWarning_whenTheJobRunsAgain()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine);
    b.framework("f1", "aurora");
    b.task("t1", "etl", "f1", "a1", TaskState::Failed, now - 20min);
    mesos::Task &before = b.task("t2", "etl", "f1", "a1", TaskState::Running, now - 40min);
    before.started = now - 40min; // another instance, running all the time, is no second try
    const auto unhealed = b.build();
    QCOMPARE(watch::findings(*unhealed, now)[0].severity, Severity::Failure);

    StateBuilder again;
    again.agent("a1", "ip-1", machine);
    again.framework("f1", "aurora");
    again.task("t1", "etl", "f1", "a1", TaskState::Failed, now - 20min);
    again.task("t3", "etl", "f1", "a1", TaskState::Running, now - 15min).started = now - 15min;
    const QList<Finding> found = watch::findings(*again.build(), now);
    QCOMPARE(found[0].severity, Severity::Warning);
    QVERIFY2(found[0].cause.contains(u"runs again since 03:32:00"_s), qPrintable(found[0].cause));
}

void tst_Findings::takesNumberedInstancesAsOneJob()
{
    StateBuilder b;
    b.framework("f1", "aurora");
    b.framework("f2", "TwitterScheduler");
    b.task("t1", "jobs/prod/etl/0", "f1", "", TaskState::Failed, now - 5min);
    b.task("t2", "jobs/prod/etl/11", "f1", "", TaskState::Failed, now - 4min);
    b.task("t3", "jobs/prod/etl/0", "f2", "", TaskState::Failed, now - 3min); // another framework, another job
    QCOMPARE(subjects(watch::findings(*b.build(), now)),
             QStringList({ u"jobs/prod/etl failed"_s, u"jobs/prod/etl failed"_s }));
}

/// Executors of Spark die and are made anew, each with a name of its own.
void tst_Findings::isOneWarning_aFrameworkThatIsNotAuroras()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine);
    b.framework("f1", "aurora");
    b.framework("f2", "hyoga-model-spark");
    b.framework("f3", "itaipu-statements");
    b.task("t1", "hyoga-model-spark 2", "f2", "a1", TaskState::Failed, now - 12min);
    b.task("t2", "hyoga-model-spark 3", "f2", "a1", TaskState::Failed, now - 11min).message = b.text("exit 1");
    b.task("t3", "itaipu-statements 116", "f3", "a1", TaskState::Lost, now - 50min);
    b.task("t4", "jobs/prod/etl", "f1", "a1", TaskState::Failed, now - 5min);
    b.task("t5", "called-otherwise", "f4", "a1", TaskState::Failed, now - 2min).executor = b.text("thermos-t5");
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found),
             QStringList({ u"jobs/prod/etl failed"_s, u"called-otherwise failed"_s, u"itaipu-statements: 1 task lost"_s,
                           u"hyoga-model-spark: 2 tasks failed"_s }));
    QCOMPARE(watch::tally(found).failures, 2);
    QCOMPARE(found[2].fact, u"itaipu-statements 116"_s);
    QCOMPARE(found[3].fact, u"newest hyoga-model-spark 3: exit 1"_s);
    QCOMPARE(found[3].cause, u"ip-1"_s);
    QCOMPARE(found[3].steps.size(), 2);
    QCOMPARE(found[3].steps[0].link, u"log/task/f2/t2"_s);
    QCOMPARE(found[3].steps[1].filter, u"framework:hyoga-model-spark state:failed|error"_s);
}

void tst_Findings::isAFailure_whenAnUnreachableAgentTookTasksAlong()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine).phase = AgentPhase::Unreachable;
    b.agent("a2", "ip-2", machine).phase = AgentPhase::Unreachable;
    b.framework("f1", "aurora");
    b.task("t1", "etl", "f1", "a1", TaskState::Unreachable, now - 5min).list = mesos::TaskList::Unreachable;
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found), QStringList({ u"ip-1 unreachable"_s, u"ip-2 unreachable"_s }));
    QCOMPARE(found[0].severity, Severity::Failure);
    QCOMPARE(found[0].fact, u"with 1 task"_s);
    QCOMPARE(found[1].severity, Severity::Warning);
    QCOMPARE(watch::ageText(found[1], now), QString()); // never seen to begin: no made-up age
}

void tst_Findings::mergesAgents_whenManyAreUnreachable()
{
    StateBuilder b;
    for (int i = 0; i < 40; ++i) {
        const std::string id = std::string("a").append(std::to_string(10 + i));
        b.agent(id, "ip-" + id, machine).phase = AgentPhase::Unreachable;
    }
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found), QStringList({ u"40 agents unreachable"_s }));
    QCOMPARE(found[0].cause, u"640.0 cpus, 4,912.0 GiB memory together: ip-a10, ip-a11, ip-a12 and 37 more"_s);
    QCOMPARE(found[0].steps[0].filter, u"state:unreachable"_s);
}

void tst_Findings::waitsBeforeItNamesADrain()
{
    const auto draining = [](core::Duration age) {
        StateBuilder b;
        mesos::Agent &agent = b.agent("a1", "ip-1", machine);
        agent.phase = AgentPhase::Draining;
        agent.drainStarted = now - age;
        return watch::findings(*b.build(), now);
    };
    QCOMPARE(draining(14min).size(), 0);
    QCOMPARE(subjects(draining(16min)), QStringList({ u"ip-1 draining"_s }));
}

void tst_Findings::countsACordonFromItsFirstSight()
{
    const auto cordoned = [](AgentPhase phase) {
        StateBuilder b;
        b.agent("a1", "ip-1", machine).phase = phase;
        return b.build();
    };
    watch::Sightings fromStart;
    fromStart.observe(*cordoned(AgentPhase::Deactivated), now - 2h);
    const QList<Finding> bound = watch::findings(*cordoned(AgentPhase::Deactivated), now, fromStart);
    QCOMPARE(subjects(bound), QStringList({ u"ip-1 cordoned"_s }));
    QCOMPARE(watch::ageText(bound[0], now), u"over 2 h 00"_s);

    watch::Sightings seenToBegin;
    seenToBegin.observe(*cordoned(AgentPhase::Active), now - 3h);
    seenToBegin.observe(*cordoned(AgentPhase::Deactivated), now - 2h);
    QCOMPARE(watch::ageText(watch::findings(*cordoned(AgentPhase::Deactivated), now, seenToBegin)[0], now),
             u"2 h 00"_s);
    QCOMPARE(watch::findings(*cordoned(AgentPhase::Deactivated), now - 61min, seenToBegin).size(), 0);
}

void tst_Findings::isQuietAboutACordon_untilItsEnd()
{
    StateBuilder b;
    b.agent("a1", "ip-1", machine).phase = AgentPhase::Deactivated;
    b.agent("a2", "ip-2", machine); // somebody else uncordoned it
    const auto picture = b.build();
    watch::Sightings sightings;
    sightings.observe(*picture, now - 5h);
    const verbs::Cordon cordon{ u"ana@ops"_s, u"kernel update"_s, now - 5h, now - 10min };
    const verbs::Cordons cordons{ { u"a1"_s, cordon }, { u"a2"_s, cordon } };
    QCOMPARE(watch::findings(*picture, now - 11min, sightings, {}, cordons), QList<Finding>());
    const QList<Finding> found = watch::findings(*picture, now, sightings, {}, cordons);
    QCOMPARE(subjects(found), QStringList{ u"ip-1 still cordoned"_s });
    QCOMPARE(found[0].fact, u"its cordon ended at 03:37:00 BRT"_s);
    QCOMPARE(found[0].cause, u"By ana@ops: kernel update; 16.0 cpus, 122.8 GiB memory get no new tasks"_s);
    QCOMPARE(watch::ageText(found[0], now), u"10 min"_s);
    QCOMPARE(found[0].steps.size(), 2);
    const verbs::CordonVerb::Way back = verbs::CordonVerb::Way::Uncordon;
    QCOMPARE(found[0].steps[0].plan, std::optional(verbs::CordonVerb::request(back, { u"a1"_s })));
}

void tst_Findings::offersOnePlan_forManyCordonsThatRanOut()
{
    StateBuilder b;
    verbs::Cordons cordons;
    for (const char *id : { "a1", "a2", "a3", "a4" }) {
        b.agent(id, id, machine).phase = AgentPhase::Deactivated;
        cordons.insert(QString::fromLatin1(id), { u"ana@ops"_s, {}, now - 5h, now - 1min });
    }
    const QList<Finding> found = watch::findings(*b.build(), now, {}, {}, cordons);
    QCOMPARE(subjects(found), QStringList{ u"4 agents still cordoned"_s });
    QCOMPARE(found[0].steps.size(), 2);
    QVERIFY(found[0].steps[0].plan);
    QCOMPARE(found[0].steps[0].plan->what.value("agents"_L1).toArray().size(), 4);
}

void tst_Findings::namesOrphans_onlyWhenTheyHoldSomething()
{
    StateBuilder b;
    b.framework("f1", "empty", FrameworkPhase::Disconnected);
    mesos::Framework &holds = b.framework("f2", "spark-shell", FrameworkPhase::Disconnected);
    holds.used = { 48, 96 * 1024, 0, 0 };
    holds.failoverTimeout = 2h;
    holds.unregistered = now - 30min;
    b.framework("f3", "gone", FrameworkPhase::Completed).used = { 1, 1, 1, 0 };
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found), QStringList({ u"spark-shell disconnected"_s }));
    QCOMPARE(found[0].fact, u"holds 48.0 cpus, 96.0 GiB memory"_s);
    QVERIFY2(found[0].cause.contains(u"latest at 05:17:00"_s), qPrintable(found[0].cause));
    QCOMPARE(watch::ageText(found[0], now), u"30 min"_s);
    QCOMPARE(found[0].steps.size(), 2);
    QCOMPARE(found[0].steps[1].plan, std::optional(verbs::TeardownVerb::request({ u"f2"_s })));
}

/// Aurora's own comes back to its tasks; Mesos refuses to tear down what is connected.
void tst_Findings::tearsDownNobody_whoComesBack()
{
    StateBuilder b;
    b.framework("f1", "aurora", FrameworkPhase::Disconnected).used = { 48, 96 * 1024, 0, 0 };
    b.framework("f2", "spark-shell", FrameworkPhase::Inactive).used = { 48, 96 * 1024, 0, 0 };
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(found.size(), 2);
    for (const Finding &finding : found)
        QVERIFY(std::ranges::none_of(finding.steps, [](const watch::Step &step) { return step.plan.has_value(); }));
}

void tst_Findings::putsWorstFirst_thenOldest()
{
    StateBuilder b;
    b.agent("a1", "full", machine, { 0, 0, 400 * 1024, 0 }); // a warning without an age
    b.framework("f1", "aurora");
    b.task("t1", "young", "f1", "", TaskState::Failed, now - 5min);
    b.task("t2", "old", "f1", "", TaskState::Failed, now - 50min);
    b.task("t3", "lost", "f1", "", TaskState::Lost, now - 59min);
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(subjects(found),
             QStringList({ u"old failed"_s, u"young failed"_s, u"lost lost"_s, u"full disk 100 %"_s }));
    QCOMPARE(watch::tally(found).failures, 2);
    QCOMPARE(watch::tally(found).warnings, 2);
}

void tst_Findings::forgetsSightings_whenTheAgentIsWellAgain()
{
    const auto agentIn = [](AgentPhase phase) {
        StateBuilder b;
        b.agent("a1", "ip-1", machine).phase = phase;
        return b.build();
    };
    watch::Sightings sightings;
    sightings.observe(*agentIn(AgentPhase::Deactivated), now - 3h);
    QCOMPARE(sightings.of("a1").since, now - 3h);
    sightings.observe(*agentIn(AgentPhase::Draining), now - 2h);
    QCOMPARE(sightings.of("a1").since, now - 2h);
    QVERIFY(!sightings.of("a1").isBound);
    sightings.observe(*agentIn(AgentPhase::Active), now - 1h);
    QVERIFY(!core::isKnown(sightings.of("a1").since));
}

void tst_Findings::quotesNames_whichTheFilterWouldTakeApart()
{
    StateBuilder b;
    mesos::Framework &f = b.framework("f1", "Test Framework (C++)", FrameworkPhase::Inactive);
    f.used = { 1, 128, 0, 0 };
    b.task("t1", "x", "f1", "", TaskState::Running, now);
    const QList<Finding> found = watch::findings(*b.build(), now);
    QCOMPARE(found[0].steps[1].filter, u"framework:\"Test Framework (C++)\""_s);
}

void tst_Findings::writesAges_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("isMoment");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64{ 42 } << true << u"42 s ago"_s;
    QTest::newRow("whole minutes") << qint64{ 9 * 60 + 59 } << true << u"9 min ago"_s;
    QTest::newRow("lasting") << qint64{ 26 * 60 } << false << u"26 min"_s;
    QTest::newRow("clocks that differ") << qint64{ -30 } << true << u"0 s ago"_s;
}

void tst_Findings::writesAges()
{
    QFETCH(qint64, seconds);
    QFETCH(bool, isMoment);
    Finding finding;
    finding.since = now - std::chrono::seconds(seconds);
    finding.isMoment = isMoment;
    QTEST(watch::ageText(finding, now), "text");
}

QTEST_GUILESS_MAIN(tst_Findings)
#include "tst_findings.moc"
