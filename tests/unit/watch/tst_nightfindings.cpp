// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/nightfindings.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using dag::NodeState;
using watch::Finding;

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
        .on(u"ip-10-130-118-157"_s, u"exit 1: No space left on device"_s)
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
};

void tst_NightFindings::tellsTheRealFailure_notItsCascade()
{
    const QList<Finding> found = watch::nightFindings(failedNight().night(), true);
    QCOMPARE(found.size(), 1);
    const Finding &row = found.first();
    QCOMPARE(row.subject, u"modeling failed"_s);
    QCOMPARE(row.fact, u"exit 1: No space left on device · try 2 of 2"_s);
    QCOMPARE(row.cause, u"ip-10-130-118-157 · 2 nodes wait for it"_s);
    QCOMPARE(row.severity, watch::Severity::Failure);
    QCOMPARE(watch::ageText(row, now), u"9 min ago"_s);
    QCOMPARE(row.steps.first().link, u"log/node/modeling"_s); // one click from the failure to its last line
}

void tst_NightFindings::offersThePlanThatGoesOn_whereAirflowDrives()
{
    const Finding row = watch::nightFindings(failedNight().night(), true).value(0);
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
    const Finding row = watch::nightFindings(failedNight().night(), false).value(0);
    QCOMPARE(row.steps.size(), 2);
    QCOMPARE(row.steps.at(1).link, u"job/jobs/prod/modeling"_s);
    QVERIFY(!row.steps.at(1).plan);
}

void tst_NightFindings::saysNothing_ofANightThatSucceeded()
{
    QVERIFY(watch::nightFindings(failedNight().night(dag::RunState::Success), true).isEmpty());
}

void tst_NightFindings::mergesMany()
{
    NightBuilder b;
    for (int i = 0; i < 5; ++i)
        b.node(u"node-%1"_s.arg(i), NodeState::Failed, {}, now - (10 - i) * 1min);
    const QList<Finding> found = watch::nightFindings(b.night(), true);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().subject, u"5 nodes of the night failed"_s);
    QVERIFY2(found.first().fact.contains(u"node-0 failed"_s), qPrintable(found.first().fact));
    QCOMPARE(found.first().severity, watch::Severity::Failure);
}

void tst_NightFindings::isOneRow_withTheTasksOfItsJob()
{
    QList<Finding> all = watch::nightFindings(failedNight().night(), true);
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
    QCOMPARE(all.at(0).cause, u"disk 398.9 of 400.0 GiB · ip-10-130-118-157 · 2 nodes wait for it"_s);
    QCOMPARE(all.at(1), waiting);
    QCOMPARE(all.at(2), other);
}

QTEST_GUILESS_MAIN(tst_NightFindings)
#include "tst_nightfindings.moc"
