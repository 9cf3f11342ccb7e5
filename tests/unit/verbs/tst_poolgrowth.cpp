// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/calls.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/processesplan.h"
#include "tests/unit/verbs/poolworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::State;
using verbs::RetireVerb;
using verbs::ScaleVerb;

namespace {

const QString onDemand = u"mesos-on-demand"_s;

} // namespace

/// Groups that get more machines, by number, by further zones, and machines that are started one by one.
class tst_PoolGrowth : public QObject
{
    Q_OBJECT

private slots:
    void grows_untilMachinesHaveRegistered();
    void refusesSizes_thatDoNotFit_data();
    void refusesSizes_thatDoNotFit();
    void isVoid_whenSomebodyWasQuicker();
    void trySpot_fillsWithOnDemand();
    void starts_andStopsAgain();
    void refusedMachines_areAskedForInOtherZones();
    void rebalancing_isResumed_withItsHarmToldBefore();
};

void tst_PoolGrowth::grows_untilMachinesHaveRegistered()
{
    PoolWorld world;
    const aws::Group before = world.group(onDemand);
    const auto plan = world.plan(ScaleVerb::grow(onDemand, 2));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.label, u"Grow mesos-on-demand by 2 machines"_s);
    QCOMPARE(plan->steps.size(), 1);
    QCOMPARE(plan->effects.first().countAfter, std::optional<qint64>(before.desired + 2));
    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QVERIFY2(record.outcome.contains(u"2 asked for, 2 launched, 2 registered"_s), qPrintable(record.outcome));
    QCOMPARE(world.group(onDemand).desired, before.desired + 2);
    QCOMPARE(world.sent(u"UpdateAutoScalingGroup"_s), QStringList{ onDemand });
    const auto back = world.center().undoRequest(record.id);
    QVERIFY(back);
    QCOMPARE(back->verb, RetireVerb::verbName(RetireVerb::Way::ScaleIn));
}

void tst_PoolGrowth::refusesSizes_thatDoNotFit_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<QJsonObject>("sizes");
    QTest::addColumn<QString>("words");
    QTest::newRow("above the maximum") << 400 << QJsonObject() << u"at most"_s;
    QTest::newRow("min above max") << 1 << QJsonObject{ { u"min"_s, 50 }, { u"max"_s, 40 } } << u"do not go together"_s;
    QTest::newRow("nothing") << 0 << QJsonObject() << u"Nothing is asked for"_s;
    QTest::newRow("fewer") << -3 << QJsonObject() << u"pool drain"_s;
}

void tst_PoolGrowth::refusesSizes_thatDoNotFit()
{
    QFETCH(int, by);
    QFETCH(QJsonObject, sizes);
    QFETCH(QString, words);
    PoolWorld world;
    ScaleVerb::Order order;
    order.group = onDemand;
    order.by = by;
    order.sizes = sizes;
    const auto plan = world.plan(ScaleVerb::request(order));
    QVERIFY(!plan);
    QVERIFY2(plan.error().detail.contains(words), qPrintable(plan.error().detail));
}

void tst_PoolGrowth::isVoid_whenSomebodyWasQuicker()
{
    PoolWorld world;
    const aws::Group seen = world.group(onDemand);
    ScaleVerb::Order order;
    order.group = onDemand;
    order.by = 1;
    order.seen = verbs::sizesJson(seen.min, seen.max, seen.desired);
    const auto plan = world.plan(ScaleVerb::request(order));
    QVERIFY(plan);
    QVERIFY(world.wait(world.aws().client()->order(aws::calls::setDesired(onDemand, seen.desired + 3))));
    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY(record.state == State::Void || record.state == State::Failed);
    QVERIFY2(record.outcome.contains(u"Someone changed"_s), qPrintable(record.outcome));
    QCOMPARE(world.group(onDemand).desired, seen.desired + 3);
    QVERIFY(world.sent(u"UpdateAutoScalingGroup"_s).isEmpty());
}

void tst_PoolGrowth::trySpot_fillsWithOnDemand()
{
    PoolWorld world;
    world.demo().refuseCapacity(u"us-east-1a"_s, u"r5.4xlarge"_s, true);
    const aws::Group spot = world.group(u"mesos-spot-1a"_s);
    const aws::Group filled = world.group(onDemand);
    ScaleVerb::Order order;
    order.mode = ScaleVerb::Mode::TrySpot;
    order.group = onDemand;
    order.spot = { u"mesos-spot-1a"_s };
    order.by = 3;
    order.timeout = 5min;
    const actions::Record record = world.act(ScaleVerb::request(order));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QCOMPARE(world.group(onDemand).desired, filled.desired + 3);
    // What spot did not give is given back: it must not come on top later.
    QCOMPARE(world.group(u"mesos-spot-1a"_s).desired, spot.desired);
}

void tst_PoolGrowth::starts_andStopsAgain()
{
    PoolWorld world;
    verbs::LaunchVerb::Order order;
    order.pool = u"model"_s;
    order.count = 3;
    order.machine.image = u"ami-03cf127a"_s;
    order.machine.type = u"r5.4xlarge"_s;
    order.subnets = { u"subnet-0a1b2c3d"_s, u"subnet-0b2c3d4e"_s };
    const qsizetype before = world.pools({ u"model"_s })->machinesOf(u"model"_s).size();
    const actions::Request request = verbs::LaunchVerb::request(order);
    const auto plan = world.plan(request);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.label, u"Start 3 machines of model"_s);
    QCOMPARE(plan->steps.size(), 2); // one a subnet
    // The first answer is lost: the token keeps AWS from launching twice.
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Lost;
    faults.layer = u"aws"_s;
    const QString id = world.confirm(*plan);
    QTRY_VERIFY(world.center().record(id)->state != State::Held);
    world.demo().setFaults(faults);
    QTest::qWait(300);
    world.demo().setFaults({});
    const actions::Record record = world.finish(id);
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    const pools::Snapshot after = world.pools({ u"model"_s });
    QCOMPARE(after->machinesOf(u"model"_s).size(), before + 3);
    const auto back = world.center().undoRequest(record.id);
    QVERIFY(back);
    const auto stopping = world.plan(*back);
    QVERIFY2(stopping, stopping ? "" : qPrintable(stopping.error().detail));
    QCOMPARE(stopping->facts.ends, 3);
    QVERIFY(!world.plan(verbs::LaunchVerb::request({ onDemand, 1, order.machine, {} }))); // a group is grown
}

void tst_PoolGrowth::refusedMachines_areAskedForInOtherZones()
{
    const QString spot = u"mesos-spot-1c"_s;
    PoolWorld world;
    const pools::Pool before = *world.pools({ spot })->pool(spot);
    QVERIFY(before.refusal && before.launched < *before.wanted && before.busy > 0);
    const QStringList offered = before.refusal->error.otherZones;
    QVERIFY(offered.contains(u"us-east-1a"_s) && offered.contains(u"us-east-1b"_s));
    const actions::Request request = verbs::ZonesVerb::request(spot, { u"us-east-1a"_s, u"us-east-1b"_s });
    const auto plan = world.plan(request);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QStringList calls;
    for (const actions::Step &step : plan->steps)
        calls << step.call;
    QCOMPARE(calls,
             QStringList({ u"SuspendProcesses mesos-spot-1c AZRebalance"_s,
                           u"UpdateAutoScalingGroup mesos-spot-1c "
                           "VPCZoneIdentifier=subnet-0a1b2c3d,subnet-0b2c3d4e,subnet-0c3d4e5f"_s }));
    QCOMPARE(plan->effects.first().before, u"us-east-1c"_s);
    QCOMPARE(plan->effects.first().after, u"us-east-1a, us-east-1b, us-east-1c"_s);
    QCOMPARE(plan->command.section(u' ', 3), u"pool zones mesos-spot-1c us-east-1a us-east-1b us-east-1c"_s);
    QCOMPARE(world.sent(u"UpdateAutoScalingGroup"_s), QStringList()); // a plan sends nothing

    actions::Request one = request; // another tick is another plan
    one.excluded = { u"subnet-0b2c3d4e"_s };
    QCOMPARE(world.plan(one)->effects.first().after, u"us-east-1a, us-east-1c"_s);

    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    world.pass(3min, 15s);
    const pools::Pool after = *world.pools({ spot })->pool(spot);
    QVERIFY(after.launched > before.launched);
    QCOMPARE(after.launched, *after.wanted); // the group asks by itself
    QVERIFY(!after.refusal);
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
    QVERIFY(world.plan(request)->isEmpty()); // it is so already

    const auto back = world.center().undoRequest(record.id);
    QVERIFY(back);
    QCOMPARE(world.act(*back).state, State::Done);
    QCOMPARE(world.group(spot).zones, QStringList{ u"us-east-1c"_s });
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

void tst_PoolGrowth::rebalancing_isResumed_withItsHarmToldBefore()
{
    const QString spot = u"mesos-spot-1c"_s;
    using Way = verbs::ProcessesVerb::Way;
    const actions::Request resume = verbs::ProcessesVerb::resume(spot, { u"AZRebalance"_s });
    PoolWorld world;
    const auto none = world.plan(resume);
    QVERIFY2(none && none->isEmpty(), none ? "" : qPrintable(none.error().detail));
    QCOMPARE(none->warnings.first(), u"Nothing of mesos-spot-1c is suspended."_s);
    const int launched = world.pools({ spot })->pool(spot)->launched;
    QVERIFY(launched > 1);
    QVERIFY(world.wait(world.aws().client()->order(aws::calls::setDesired(spot, launched)))); // it misses none
    QCOMPARE(world.act(verbs::ZonesVerb::request(spot, { u"us-east-1a"_s, u"us-east-1b"_s })).state, State::Done);
    world.pass(3min, 15s);
    QCOMPARE(world.pools({ spot })->pool(spot)->suspended, QStringList{ u"AZRebalance"_s });
    const QList<verbs::ZoneShare> shares = verbs::evenShares(world.group(spot));
    QCOMPARE(shares.first().zone, u"us-east-1c"_s); // those that were there
    const int ends = shares.first().now - shares.first().then;
    QVERIFY(ends > 0);

    const auto plan = world.plan(resume);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->steps.size(), 1);
    QCOMPARE(plan->steps.first().call, u"ResumeProcesses mesos-spot-1c AZRebalance"_s);
    QCOMPARE(plan->facts.ends, ends);
    QCOMPARE(plan->grade(), actions::Grade::Counted);
    QVERIFY2(plan->cannotBeUndone.contains(u"AWS may terminate"_s), qPrintable(plan->cannotBeUndone));
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(launched - ends));
    QCOMPARE(plan->command.section(u' ', 3), u"pool resume mesos-spot-1c AZRebalance"_s);
    QCOMPARE(world.sent(u"ResumeProcesses"_s), QStringList()); // a plan sends nothing

    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QCOMPARE(world.sent(u"ResumeProcesses"_s), QStringList{ spot });
    world.pass(3min, 15s);
    QVERIFY(world.group(spot).suspended.isEmpty());
    for (const verbs::ZoneShare &share : verbs::evenShares(world.group(spot)))
        QCOMPARE(share.then, share.now); // it did what the plan said
    QVERIFY(world.plan(resume)->isEmpty());

    const auto back = world.center().undoRequest(record.id);
    QVERIFY(back && back->verb == verbs::ProcessesVerb::verbName(Way::Suspend));
    QCOMPARE(world.act(*back).state, State::Done);
    QCOMPARE(world.group(spot).suspended, QStringList{ u"AZRebalance"_s });
}

QTEST_GUILESS_MAIN(tst_PoolGrowth)
#include "tst_poolgrowth.moc"
