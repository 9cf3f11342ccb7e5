// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/launchverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/wayoutplan.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using explain::Availability;
using explain::WayOut;

namespace {

pools::Machine machine(const QByteArray &agent, const QString &instance, const QString &pool, bool held = true)
{
    pools::Machine made;
    made.agentId = agent;
    made.instance = instance;
    made.pool = pool;
    if (held)
        made.heldUntil = core::TimePoint(1795416420s);
    return made;
}

pools::Picture picture()
{
    pools::Picture made;
    made.machines = { machine("a1", u"i-1"_s, u"model"_s), machine("a2", u"i-2"_s, u"model"_s),
                      machine("a3", u"i-3"_s, u"spot"_s), machine("a4", u"i-4"_s, u"model"_s, false) };
    for (const auto kind : { pools::Pool::Kind::Spot, pools::Pool::Kind::Own, pools::Pool::Kind::Outside }) {
        pools::Pool pool;
        pool.kind = kind;
        pool.name = kind == pools::Pool::Kind::Spot ? u"spot"_s : kind == pools::Pool::Kind::Own ? u"own"_s : u"out"_s;
        made.pools << pool;
    }
    return made;
}

WayOut release(Availability closed, const QStringList &agents)
{
    WayOut way;
    way.type = WayOut::Type::Release;
    way.closed = closed;
    way.agents = agents;
    return way;
}

WayOut grow(const QString &pool)
{
    WayOut way;
    way.type = WayOut::Type::Grow;
    way.pool = pool;
    way.machines = 3;
    return way;
}

const config::AwsConfig noLaunches{};

} // namespace

class tst_WayOutPlan : public QObject
{
    Q_OBJECT
private slots:
    void opensWhatIsClosed();
    void releasesHolds_ofTheMachinesBehindTheAgents();
    void growsGroups_andStartsMachinesOneByOne();
    void clonesForWhatTheJobAsks();
    void saysWhyNot_data();
    void saysWhyNot();
};

void tst_WayOutPlan::opensWhatIsClosed()
{
    const pools::Picture pools = picture();
    const QStringList agents{ u"a1"_s, u"a2"_s };
    const auto of
        = [&](Availability closed) { return verbs::wayOutPlan(release(closed, agents), &pools, &noLaunches).request; };
    const auto uncordon = verbs::CordonVerb::request(verbs::CordonVerb::Way::Uncordon, agents);
    QCOMPARE(of(Availability::Cordoned), std::optional(uncordon));
    QCOMPARE(of(Availability::Drained), std::optional(uncordon));
    QCOMPARE(of(Availability::AuroraDraining),
             std::optional(verbs::MaintenanceVerb::request(verbs::MaintenanceVerb::Way::End, agents)));
}

void tst_WayOutPlan::releasesHolds_ofTheMachinesBehindTheAgents()
{
    const pools::Picture pools = picture();
    const auto plan = verbs::wayOutPlan(release(Availability::Held, { u"a1"_s, u"a2"_s }), &pools, &noLaunches);
    QCOMPARE(plan.request, std::optional(verbs::HoldVerb::release(u"model"_s, { u"i-1"_s, u"i-2"_s })));
    QVERIFY(plan.whyNot.isEmpty());
}

void tst_WayOutPlan::growsGroups_andStartsMachinesOneByOne()
{
    const pools::Picture pools = picture();
    config::AwsConfig launching;
    launching.launches.insert(u"own"_s, {});
    const auto started = verbs::wayOutPlan(grow(u"own"_s), &pools, &launching).request;
    QVERIFY(started && started->verb == verbs::LaunchVerb::verbName());
    QCOMPARE(started->what.value("count"_L1).toInt(), 3);
    QCOMPARE(verbs::wayOutPlan(grow(u"spot"_s), &pools, &noLaunches).request,
             std::optional(verbs::ScaleVerb::grow(u"spot"_s, 3)));
}

void tst_WayOutPlan::clonesForWhatTheJobAsks()
{
    for (const auto type : { WayOut::Type::CorrectConstraint, WayOut::Type::RaiseLimit, WayOut::Type::LowerRequest }) {
        WayOut way;
        way.type = type;
        const auto plan = verbs::wayOutPlan(way, nullptr, nullptr);
        QVERIFY(plan.isClone && plan.whyNot.isEmpty() && !plan.request);
    }
}

void tst_WayOutPlan::saysWhyNot_data()
{
    QTest::addColumn<WayOut>("way");
    QTest::addColumn<bool>("hasPools");
    QTest::addColumn<bool>("hasAws");
    QTest::addColumn<QString>("whyNot");
    QTest::newRow("no AWS") << grow(u"spot"_s) << true << false << u"needs AWS"_s;
    QTest::newRow("AWS was not heard") << grow(u"spot"_s) << false << true << u"AWS has not answered yet"_s;
    QTest::newRow("no group") << grow(u"own"_s) << true << true << u"its machines are in no group"_s;
    QTest::newRow("agents alone") << grow(u"out"_s) << true << true << u"AWS has no such group"_s;
    QTest::newRow("unheard of") << grow(u"x"_s) << true << true << u"AWS has no such group"_s;
    QTest::newRow("drains") << release(Availability::Draining, { u"a1"_s }) << true << true
                            << u"only once it is drained"_s;
    QTest::newRow("scheduled by Mesos") << release(Availability::Maintenance, { u"a1"_s }) << true << true
                                        << u"by the schedule of Mesos only"_s;
    QTest::newRow("held before") << release(Availability::Held, { u"a4"_s }) << true << true << u"not held any more"_s;
    QTest::newRow("of several pools") << release(Availability::Held, { u"a1"_s, u"a3"_s }) << true << true
                                      << u"they are of several pools"_s;
}

void tst_WayOutPlan::saysWhyNot()
{
    QFETCH(WayOut, way);
    QFETCH(bool, hasPools);
    QFETCH(bool, hasAws);
    const pools::Picture pools = picture();
    const auto plan = verbs::wayOutPlan(way, hasPools ? &pools : nullptr, hasAws ? &noLaunches : nullptr);
    QTEST(plan.whyNot, "whyNot");
    QVERIFY(!plan.request && !plan.isClone);
}

QTEST_GUILESS_MAIN(tst_WayOutPlan)
#include "tst_wayoutplan.moc"
