// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/actionfindings.h"
#include "models/watch/nightfindings.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using dag::NodeState;
using watch::Finding;
using watch::NightFacts;

namespace {

// 23 Nov 2026, 03:47:00 BRT
constexpr core::TimePoint now(1795416420s);

/// A night put together node by node.
class NightBuilder
{
public:
    NightBuilder()
    {
        m_graph.dag = u"prod-dagao"_s;
        m_night.run.dag = m_graph.dag;
        m_night.run.id = u"scheduled__2026-11-22"_s;
        m_night.run.state = dag::RunState::Running;
    }
    NightBuilder &node(const QString &id, NodeState state, std::vector<int> parents = {}, core::TimePoint ended = {})
    {
        const auto index = static_cast<dag::NodeIndex>(m_graph.nodes.size());
        dag::Node node;
        node.id = id;
        node.label = id;
        m_graph.nodes.push_back(node);
        for (const int parent : parents)
            m_graph.edges.push_back({ parent, index });
        dag::NodeRun run;
        run.state = state;
        run.ended = ended;
        m_night.nodes.push_back(run);
        return *this;
    }
    NightBuilder &job(const char *key)
    {
        m_graph.nodes.back().job = key;
        return *this;
    }
    NightBuilder &tries(int number, int most)
    {
        m_night.nodes.back().tryNumber = number;
        m_night.nodes.back().maxTries = most;
        return *this;
    }
    NightBuilder &on(const QString &host, const QString &message)
    {
        m_night.nodes.back().host = host;
        m_night.nodes.back().message = message;
        return *this;
    }
    dag::Night night(dag::RunState state = dag::RunState::Running)
    {
        m_night.graph = std::make_shared<const dag::Graph>(m_graph);
        m_night.run.state = state;
        return m_night;
    }

private:
    dag::Graph m_graph;
    dag::Night m_night;
};

NightBuilder failedNight()
{
    NightBuilder b;
    b.node(u"first"_s, NodeState::Done)
        .node(u"modeling"_s, NodeState::Failed, { 0 }, now - 9min)
        .job("jobs/prod/modeling")
        .tries(2, 2)
        .on(u"ip-10-130-118-157"_s, u"Task failed: exit 1: No space left on device"_s)
        .node(u"serving"_s, NodeState::Blocked, { 1 })
        .node(u"load"_s, NodeState::Blocked, { 2 })
        .node(u"other"_s, NodeState::Running, { 0 });
    return b;
}

} // namespace

class tst_NightFindings : public QObject
{
    Q_OBJECT
private slots:
    void tellsTheRealFailure_notItsCascade();
    void offersThePlanThatGoesOn_whereAirflowDrives();
    void opensTheJob_whereThereIsNoAirflow();
    void saysNothing_ofANightThatSucceeded();
    void mergesMany();
    void isOneRow_withTheTasksOfItsJob();
    void takesTheTasksWords_whereTheNightHasNone();
    void standsBeforeOlderFailures_byWhatItHoldsUp();
    void tellsUntilWhenToRunAgain();
    void tellsADeadline_thatIsMissedOrWillBe_data();
    void tellsADeadline_thatIsMissedOrWillBe();
    void tellsANode_farBeyondItsSlowNights();
    void tellsANode_thatFailsAgainAndAgain();
    void tellsAPausedDag_data();
    void tellsAPausedDag();
    void saysOfWhenItIs_whereNobodyConfirmsIt();
    void tellsActions_thatAreHalfDone();
};

void tst_NightFindings::tellsTheRealFailure_notItsCascade()
{
    const QList<Finding> found = watch::nightFindings(failedNight().night(), NightFacts{ true });
    QCOMPARE(found.size(), 1);
    const Finding &row = found.first();
    QCOMPARE(row.subject, u"modeling failed"_s);
    QCOMPARE(row.fact, u"exit 1: No space left on device · try 2 of 2"_s);
    QCOMPARE(row.cause, u"2 nodes wait for it · ip-10-130-118-157"_s);
    QCOMPARE(row.severity, watch::Severity::Failure);
    QCOMPARE(watch::ageText(row, now), u"9 min ago"_s);
    QCOMPARE(row.steps.first().link, u"log/node/modeling"_s); // one click from the failure to its last line
}

void tst_NightFindings::offersThePlanThatGoesOn_whereAirflowDrives()
{
    const Finding row = watch::nightFindings(failedNight().night(), NightFacts{ true }).value(0);
    QCOMPARE(row.steps.size(), 2);
    const watch::Step &step = row.steps.at(1);
    QCOMPARE(step.label, u"Clear with 2 downstream…"_s);
    QVERIFY(step.plan);
    const QJsonObject what = step.plan->what;
    QVERIFY2(QJsonDocument(what).toJson().contains("modeling"), QJsonDocument(what).toJson().constData());
    QVERIFY(QJsonDocument(what).toJson().contains("scheduled__2026-11-22"));
}

void tst_NightFindings::opensTheJob_whereThereIsNoAirflow()
{
    const Finding row = watch::nightFindings(failedNight().night(), NightFacts{ false }).value(0);
    QCOMPARE(row.steps.size(), 2);
    QCOMPARE(row.steps.at(1).link, u"job/jobs/prod/modeling"_s);
    QVERIFY(!row.steps.at(1).plan);
}

void tst_NightFindings::saysNothing_ofANightThatSucceeded()
{
    QVERIFY(watch::nightFindings(failedNight().night(dag::RunState::Success), NightFacts{ true }).isEmpty());
}

void tst_NightFindings::mergesMany()
{
    NightBuilder b;
    for (int i = 0; i < 5; ++i)
        b.node(u"node-%1"_s.arg(i), NodeState::Failed, {}, now - (10 - i) * 1min);
    const QList<Finding> found = watch::nightFindings(b.night(), NightFacts{ true });
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().subject, u"5 nodes of the night failed"_s);
    QVERIFY2(found.first().fact.contains(u"node-0 failed"_s), qPrintable(found.first().fact));
    QCOMPARE(found.first().severity, watch::Severity::Failure);
}

void tst_NightFindings::isOneRow_withTheTasksOfItsJob()
{
    QList<Finding> all = watch::nightFindings(failedNight().night(), NightFacts{ true });
    Finding tasks;
    tasks.key = u"job/f/jobs/prod/modeling"_s;
    tasks.job = "jobs/prod/modeling";
    tasks.severity = watch::Severity::Failure;
    tasks.cause = u"disk 398.9 of 400.0 GiB"_s;
    Finding waiting = tasks; // other instances of it that wait are another matter
    waiting.key = u"waiting/jobs/prod/modeling"_s;
    waiting.severity = watch::Severity::Warning;
    Finding other = tasks;
    other.job = "jobs/prod/statements";
    all += { tasks, waiting, other };

    watch::joinRowsOfOneJob(all);
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).cause, u"2 nodes wait for it · ip-10-130-118-157 · disk 398.9 of 400.0 GiB"_s);
    QCOMPARE(all.at(1), waiting);
    QCOMPARE(all.at(2), other);
}

void tst_NightFindings::takesTheTasksWords_whereTheNightHasNone()
{
    NightBuilder b;
    b.node(u"modeling"_s, NodeState::Failed, {}, now - 9min).job("jobs/prod/modeling").tries(2, 2);
    QList<Finding> all = watch::nightFindings(b.night(), NightFacts{ true });
    QCOMPARE(all.value(0).fact, u"try 2 of 2"_s);
    Finding tasks;
    tasks.key = u"job/f/jobs/prod/modeling"_s;
    tasks.job = "jobs/prod/modeling";
    tasks.severity = watch::Severity::Failure;
    tasks.fact = u"1 task: No space left on device"_s;
    tasks.why = u"No space left on device"_s;
    all += tasks;
    watch::joinRowsOfOneJob(all);
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().fact, u"No space left on device · try 2 of 2"_s);
}

void tst_NightFindings::standsBeforeOlderFailures_byWhatItHoldsUp()
{
    NightBuilder b;
    b.node(u"alone"_s, NodeState::Failed, {}, now - 50min)
        .node(u"small"_s, NodeState::Failed, {}, now - 40min)
        .node(u"a"_s, NodeState::Blocked, { 1 })
        .node(u"large"_s, NodeState::Failed, {}, now - 9min)
        .node(u"b"_s, NodeState::Blocked, { 3 })
        .node(u"c"_s, NodeState::Blocked, { 4 });
    QList<Finding> all = watch::nightFindings(b.night(), NightFacts{ true });
    Finding service;
    service.key = u"job/f/services/prod/query-gateway"_s;
    service.severity = watch::Severity::Failure;
    service.since = now - 55min;
    service.subject = u"query-gateway failed"_s;
    all += service;
    watch::sortFindings(all);
    QStringList subjects;
    for (const Finding &finding : std::as_const(all))
        subjects += finding.subject;
    QCOMPARE(subjects,
             QStringList({ u"large failed"_s, u"small failed"_s, u"query-gateway failed"_s, u"alone failed"_s }));

    b.node(u"fourth"_s, NodeState::Failed, {}, now - 58min); // one row now, which tells of the worst
    const Finding row = watch::nightFindings(b.night(), NightFacts{ true }).value(0);
    QCOMPARE(row.subject, u"4 nodes of the night failed"_s);
    QVERIFY2(row.fact.startsWith(u"worst: large failed"_s), qPrintable(row.fact));
    QCOMPARE(row.holdsUp, 2);
}

namespace {

/// A forecast of as many nodes, all as usual, with one deadline.
std::shared_ptr<dag::Forecast> forecastWith(const dag::Night &night, core::Duration dueIn)
{
    auto forecast = std::make_shared<dag::Forecast>();
    forecast->hasInterval = true;
    forecast->nodes.resize(night.nodes.size());
    for (dag::NodeForecast &node : forecast->nodes)
        node.estimate = { 30, 20min, 30min, 40min, 30min, {}, false };
    dag::DeadlineForecast deadline;
    deadline.deadline.name = u"deadline"_s;
    deadline.due = now + dueIn;
    deadline.chance = 0.9;
    deadline.reached.median = deadline.due - 20min;
    forecast->deadlines.push_back(deadline);
    return forecast;
}

QStringList subjectsOf(const QList<Finding> &findings)
{
    QStringList subjects;
    for (const Finding &finding : findings)
        subjects += finding.subject;
    return subjects;
}

} // namespace

void tst_NightFindings::tellsUntilWhenToRunAgain()
{
    const dag::Night night = failedNight().night();
    const auto forecast = forecastWith(night, 283min); // 08:30
    forecast->needsRestart = true;
    forecast->deadlines[0].chance = 0.4;
    forecast->deadlines[0].latestRestart = now + 16min;
    const QList<Finding> found = watch::nightFindings(night, { true, now, {}, forecast });
    QCOMPARE(subjectsOf(found), QStringList{ u"modeling failed"_s }); // its row says all there is to say
    QCOMPARE(found[0].cause,
             u"2 nodes wait for it · re-run by 04:03 for deadline 08:30, in 16 min · ip-10-130-118-157"_s);
    const Finding old = watch::nightFindings(night, { true, now, now, forecast }).value(0);
    QCOMPARE(old.cause,
             u"as of 03:47 · 2 nodes wait for it · re-run by 04:03 for deadline 08:30 · ip-10-130-118-157"_s);
}

void tst_NightFindings::tellsADeadline_thatIsMissedOrWillBe_data()
{
    QTest::addColumn<int>("dueIn"); // minutes
    QTest::addColumn<int>("reachedIn");
    QTest::addColumn<double>("chance");
    QTest::addColumn<bool>("isMet");
    QTest::addColumn<QString>("row"); // empty: none
    QTest::newRow("likely") << 60 << 50 << 0.7 << false << QString();
    QTest::newRow("unlikely") << 60 << 75 << 0.123 << false
                              << u"deadline by 04:47 will be missed by ~15 min · chance 12 %"_s;
    QTest::newRow("missed") << -5 << 30 << 0.0 << false << u"deadline by 03:42 missed reached at ~04:17"_s;
    QTest::newRow("met") << -5 << -20 << 1.0 << true << QString();
}

void tst_NightFindings::tellsADeadline_thatIsMissedOrWillBe()
{
    QFETCH(int, dueIn);
    QFETCH(int, reachedIn);
    QFETCH(double, chance);
    QFETCH(bool, isMet);
    QFETCH(QString, row);
    const dag::Night night = NightBuilder().node(u"a"_s, NodeState::Running).night();
    const auto forecast = forecastWith(night, std::chrono::minutes(dueIn));
    dag::DeadlineForecast &deadline = forecast->deadlines.front();
    deadline.chance = chance;
    deadline.isMet = isMet;
    deadline.reached.median = now + std::chrono::minutes(reachedIn);
    const QList<Finding> found = watch::nightFindings(night, { true, now, {}, forecast });
    QCOMPARE(found.size(), row.isEmpty() ? 0 : 1);
    if (row.isEmpty())
        return;
    QCOMPARE(found[0].subject + u' ' + found[0].fact, row);
    QCOMPARE(found[0].severity, dueIn < 0 ? watch::Severity::Failure : watch::Severity::Warning);
    QCOMPARE(found[0].steps.value(0).label, u"Open night"_s);
}

/// One node in ten is beyond its slow nights, a little, each night: that is nothing to be told.
void tst_NightFindings::tellsANode_farBeyondItsSlowNights()
{
    NightBuilder b;
    b.node(u"model"_s, NodeState::Running).job("jobs/prod/model").node(u"load"_s, NodeState::Waiting, { 0 });
    const dag::Night night = b.night();
    const auto overdue = [&](core::Duration by, int nights) {
        const auto forecast = forecastWith(night, 5h);
        forecast->nodes[0].overdue = by;
        forecast->nodes[0].estimate.nights = nights;
        return watch::nightFindings(night, { true, now, {}, forecast });
    };
    QCOMPARE(subjectsOf(overdue(9min, 30)), QStringList());
    QCOMPARE(subjectsOf(overdue(90min, 2)), QStringList()); // who knows what it takes
    const QList<Finding> found = overdue(11min, 30);
    QCOMPARE(subjectsOf(found), QStringList{ u"model takes long"_s });
    QCOMPARE(found[0].fact, u"11 min over its slow nights, which take 40 min"_s);
    QCOMPARE(found[0].cause, u"1 node waits for it"_s);
    QCOMPARE(found[0].severity, watch::Severity::Warning);
    QCOMPARE(found[0].steps.value(0).link, u"log/node/model"_s);
    QCOMPARE(found[0].steps.value(1).link, u"node/model"_s);
}

void tst_NightFindings::tellsANode_thatFailsAgainAndAgain()
{
    NightBuilder b;
    b.node(u"second"_s, NodeState::UpForRetry, {}, now - 2min).tries(2, 6);
    b.node(u"fourth"_s, NodeState::UpForRetry, {}, now - 2min).tries(4, 6).on(u"ip-1"_s, u"exit 137"_s);
    b.node(u"running"_s, NodeState::Running).tries(5, 6);
    const QList<Finding> found = watch::nightFindings(b.night(), { true, now });
    QCOMPARE(subjectsOf(found), QStringList{ u"fourth failed 4 times"_s });
    QCOMPARE(found[0].fact, u"exit 137 · try 4 of 6 · will be tried again"_s);
    QCOMPARE(found[0].severity, watch::Severity::Warning);
}

void tst_NightFindings::tellsAPausedDag_data()
{
    QTest::addColumn<int>("untilIn"); // minutes; 0: no end
    QTest::addColumn<bool>("isWatched");
    QTest::addColumn<QString>("fact");
    QTest::newRow("without an end") << 0 << false << u"by ops@here"_s;
    QTest::newRow("with one") << 60 << true << u"by ops@here · until 04:47"_s;
    QTest::newRow("that nobody waits for")
        << 60 << false << u"by ops@here · until 04:47, but no console waits for it"_s;
    QTest::newRow("that is over") << -10 << false << u"by ops@here · its time was over at 03:37"_s;
}

void tst_NightFindings::tellsAPausedDag()
{
    QFETCH(int, untilIn);
    QFETCH(bool, isWatched);
    QFETCH(QString, fact);
    NightFacts facts{ true, now };
    facts.isPaused = true;
    // Also of a run that is over: the next one is not made.
    const dag::Night night = NightBuilder().node(u"a"_s, NodeState::Done).night(dag::RunState::Success);
    QCOMPARE(watch::nightFindings(night, facts).value(0).fact, u"by nobody of this machine"_s);
    facts.pause = verbs::PauseNote{ u"ops@here"_s, u"the loads wait"_s, now - 90min, {}, isWatched };
    if (untilIn != 0)
        facts.pause->until = now + std::chrono::minutes(untilIn);
    const Finding row = watch::nightFindings(night, facts).value(0);
    QCOMPARE(row.subject, u"prod-dagao is paused"_s);
    QCOMPARE(row.fact, fact);
    QCOMPARE(row.cause, u"the loads wait · No further node begins and no new run is made"_s);
    QCOMPARE(watch::ageText(row, now), u"1 h 30"_s);
    QCOMPARE(row.steps.value(0).label, u"Let it go on…"_s);
    QCOMPARE(row.steps.value(0).plan,
             std::optional(verbs::PauseVerb::request(verbs::PauseVerb::Way::Unpause, u"prod-dagao"_s)));
}

void tst_NightFindings::saysOfWhenItIs_whereNobodyConfirmsIt()
{
    const Finding row = watch::nightFindings(failedNight().night(), { true, now - 7min, now - 7min }).value(0);
    QCOMPARE(row.cause, u"as of 03:40 · 2 nodes wait for it · ip-10-130-118-157"_s);
}

void tst_NightFindings::tellsActions_thatAreHalfDone()
{
    actions::Plan plan;
    plan.title.label = u"Kill 14 tasks"_s;
    plan.title.place = u"jobs/prod"_s;
    actions::Record half;
    half.id = u"a1"_s;
    half.state = actions::State::HalfDone;
    half.plan = std::make_shared<const actions::Plan>(plan);
    half.outcome = u"Killed 11 of 14"_s;
    half.user = u"ops@here"_s;
    half.reason = u"full disk"_s;
    half.endedAt = now - 12min;
    half.steps.resize(2);
    half.steps[0].state = actions::StepState::Reached;
    actions::Record done = half;
    done.id = u"a2"_s;
    done.state = actions::State::Done;
    const QList<Finding> found = watch::actionFindings({ half, done });
    QCOMPARE(subjectsOf(found), QStringList{ u"Kill 14 tasks in jobs/prod: half done"_s });
    QCOMPARE(found[0].fact, u"Killed 11 of 14"_s);
    QCOMPARE(found[0].cause, u"By ops@here: full disk"_s);
    QCOMPARE(watch::ageText(found[0], now), u"12 min ago"_s);
    QCOMPARE(found[0].steps.value(0).link, u"action/a1"_s);
    QCOMPARE(found[0].steps.value(0).label, u"Resume…"_s);
}

QTEST_GUILESS_MAIN(tst_NightFindings)
#include "tst_nightfindings.moc"
