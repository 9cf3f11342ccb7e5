// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/calls.h"
#include "models/verbs/pools/candidates.h"
#include "models/verbs/pools/retireplan.h"
#include "tests/unit/verbs/poolworld.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::State;
using actions::StepState;
using verbs::RetireVerb;
using verbs::ScaleVerb;

namespace {

const QString onDemand = u"mesos-on-demand"_s;
const QString spot = u"mesos-spot-1d"_s;

pools::Machine machine(const QString &id, const QString &zone, pools::Machine::State state, uint32_t tasks = 0)
{
    pools::Machine machine;
    machine.instance = id;
    machine.zone = zone;
    machine.agentId = id.toUtf8() + "-agent";
    machine.agentHost = id + u"-host"_s;
    machine.state = state;
    machine.tasks = tasks;
    machine.inGroup = true;
    return machine;
}

QStringList idsOf(const QList<verbs::Candidate> &candidates)
{
    QStringList ids;
    for (const verbs::Candidate &each : candidates)
        ids << each.machine.instance;
    return ids;
}

/// The machines that go, by id.
QStringList instancesIn(const actions::Plan &plan)
{
    QStringList ids;
    for (const actions::Item &item : plan.tables.first().items) {
        if (item.ticked)
            ids << item.key;
    }
    ids.sort();
    return ids;
}

/// Machines an action had nothing to do with any more when their turn came.
QStringList goneBefore(const actions::Record &record)
{
    QStringList ids;
    for (const actions::StepRecord &step : record.steps) {
        if (step.step.ends > 0 && step.answer.contains(u"gone already"_s))
            ids << step.step.item;
    }
    return ids;
}

/// A cycle of the spot group's machines, one by one, that are free first.
core::Result<actions::Plan> planForFreest(PoolWorld &world, int count)
{
    const auto whole = world.plan(RetireVerb::cycle(spot, 1, 10s));
    if (!whole)
        return whole;
    QJsonArray machines;
    for (const actions::Item &item : whole->tables.first().items.mid(0, count))
        machines << item.key;
    actions::Request request = RetireVerb::cycle(spot, 1, 10s);
    request.what.insert(u"machines"_s, machines);
    return world.plan(request);
}

} // namespace

/// Machines taken out of service without ending a task.
class tst_Retiring : public QObject
{
    Q_OBJECT

private slots:
    void choosesIdleMachinesFirst_andSpreadsZones();
    void neverChooses_whatMustNotEnd();
    void tellsWhenAwsWouldRebalance();
    void scalesIn_withoutEndingATask();
    void scaleIn_stopsWhenDemandReturns();
    void scaleIn_opensAgents_whenStopped();
    void carelessTermination_isCounted();
    void stopsMachines_ofNoGroup();
    void cycles_inBatches_data();
    void cycles_inBatches();
    void plan_leavesOut_whatAwsHasTaken();
    void cycle_goesOn_whenAwsTakesAMachine();
    void scaleIn_doesNotCount_whatAwsTakes();
};

void tst_Retiring::choosesIdleMachinesFirst_andSpreadsZones()
{
    using Is = pools::Machine::State;
    const QList<pools::Machine> machines{
        machine(u"i-1"_s, u"a"_s, Is::Busy, 3), machine(u"i-2"_s, u"a"_s, Is::Idle),
        machine(u"i-3"_s, u"b"_s, Is::Idle),    machine(u"i-4"_s, u"a"_s, Is::Silent),
        machine(u"i-5"_s, u"a"_s, Is::Idle),    machine(u"i-6"_s, u"b"_s, Is::Busy, 1)
    };
    const verbs::Choice choice = verbs::chooseMachines(machines, {});
    QCOMPARE(idsOf(choice.candidates), QStringList({ u"i-4"_s, u"i-2"_s, u"i-5"_s, u"i-3"_s, u"i-6"_s, u"i-1"_s }));
    QVERIFY(choice.keepers.isEmpty());
}

void tst_Retiring::neverChooses_whatMustNotEnd()
{
    using Is = pools::Machine::State;
    pools::Machine held = machine(u"i-1"_s, u"a"_s, Is::Idle);
    held.isProtected = true;
    const pools::Machine fixed = machine(u"i-2"_s, u"a"_s, Is::Busy, 1);
    verbs::EndangeredTasks tasks;
    tasks.byAgent[u"i-2-agent"_s]
        = { { u"t"_s, u"capivara-http/2"_s, u"jobs/prod/capivara-http"_s, u"bound to mesos-fixed"_s } };
    const verbs::Choice choice
        = verbs::chooseMachines({ held, fixed, machine(u"i-3"_s, u"a"_s, Is::Lost),
                                  machine(u"i-4"_s, u"a"_s, Is::Starting), machine(u"i-5"_s, u"a"_s, Is::Leaving) },
                                tasks);
    QVERIFY(choice.candidates.isEmpty());
    QCOMPARE(choice.keepers.size(), 5);
    QCOMPARE(choice.keepers[0].reason, u"is protected from scale-in"_s);
    QCOMPARE(choice.keepers[1].reason, u"runs capivara-http/2, not fault tolerant: bound to mesos-fixed"_s);
}

void tst_Retiring::tellsWhenAwsWouldRebalance()
{
    aws::Group group;
    group.zones = { u"a"_s, u"b"_s };
    for (const char *id : { "i-1", "i-2", "i-3" })
        group.instances << aws::GroupInstance{ QString::fromLatin1(id), {}, u"a"_s, u"InService"_s };
    group.instances << aws::GroupInstance{ u"i-4"_s, {}, u"b"_s, u"InService"_s };
    QVERIFY(verbs::wouldRebalance(group, {}));
    QVERIFY(!verbs::wouldRebalance(group, { u"i-1"_s }));
    group.suspended = { u"AZRebalance"_s };
    QVERIFY(!verbs::wouldRebalance(group, {}));
}

void tst_Retiring::scalesIn_withoutEndingATask()
{
    PoolWorld world;
    QVERIFY(world.act(ScaleVerb::grow(onDemand, 4)).state == State::Done);
    const aws::Group before = world.group(onDemand);
    actions::Request request = RetireVerb::scaleIn(onDemand, 4);
    request.what.insert(u"pending"_s, 1000); // the night goes on meanwhile: its demand is another test's
    const auto plan = world.plan(request);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.label, u"Scale in mesos-on-demand by 4 machines"_s);
    QCOMPARE(plan->grade(), actions::Grade::Counted);
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(before.desired - 4));
    QVERIFY(!plan->facts.endsTasks);
    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QVERIFY2(record.outcome.startsWith(u"Removed 4 of 4 machines"_s), qPrintable(record.outcome));
    QCOMPARE(world.group(onDemand).desired, before.desired - 4);
    QCOMPARE(world.sent(u"TerminateInstanceInAutoScalingGroup"_s).size(), 4);
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

void tst_Retiring::scaleIn_stopsWhenDemandReturns()
{
    PoolWorld world;
    const aws::Group before = world.group(onDemand);
    const auto plan = world.plan(RetireVerb::scaleIn(onDemand, 2));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    actions::Plan hungry = *plan;
    // As if fewer tasks had waited then: what waits now is demand that came back.
    hungry.request.what.insert(u"pending"_s, -1);
    const auto again = world.plan(hungry.request);
    QVERIFY(again);
    const actions::Record record = world.finish(world.confirm(*again));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QVERIFY2(record.outcome.contains(u"demand is back"_s), qPrintable(record.outcome));
    QCOMPARE(world.group(onDemand).desired, before.desired);
    QVERIFY(world.sent(u"TerminateInstanceInAutoScalingGroup"_s).isEmpty());
    QCOMPARE(world.sent(u"DEACTIVATE_AGENT"_s).size(), 2);
    QCOMPARE(world.sent(u"REACTIVATE_AGENT"_s).size(), 2);
}

void tst_Retiring::scaleIn_opensAgents_whenStopped()
{
    PoolWorld world;
    const auto plan = world.plan(RetireVerb::scaleIn(onDemand, 3));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const QString id = world.confirm(*plan);
    QTRY_COMPARE_WITH_TIMEOUT(world.sent(u"DEACTIVATE_AGENT"_s).size(), 3, 20000);
    world.center().stop(id);
    const actions::Record record = world.finish(id);
    QVERIFY(actions::isOver(record.state));
    const auto gone = world.sent(u"TerminateInstanceInAutoScalingGroup"_s).size();
    QCOMPARE(world.sent(u"REACTIVATE_AGENT"_s).size(), 3 - gone);
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
    // The keepers may be scaled in by others again.
    const aws::Group group = world.group(onDemand);
    QVERIFY(std::ranges::none_of(group.instances, &aws::GroupInstance::isProtected));
}

/// What the next test counts on: whoever terminates a busy machine, closed or not, is found out.
void tst_Retiring::carelessTermination_isCounted()
{
    PoolWorld world;
    const QList<pools::Machine> machines = world.pools({ onDemand })->machinesOf(onDemand);
    const auto busy = std::ranges::find(machines, pools::Machine::State::Busy, &pools::Machine::state);
    QVERIFY(busy != machines.end());
    QVERIFY(world.wait(world.aws().client()->order(aws::calls::terminateInGroup(busy->instance, true))));
    QVERIFY(world.demo().tasksEndedWithMachines() > 0);
}

void tst_Retiring::stopsMachines_ofNoGroup()
{
    PoolWorld world;
    QVERIFY(!world.plan(RetireVerb::stop(onDemand))); // a group would replace them
    const auto plan = world.plan(RetireVerb::stop(u"model"_s));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const pools::Snapshot pools = world.pools({ u"model"_s });
    const auto silent = std::ranges::find(pools->machines, pools::Machine::State::Silent, &pools::Machine::state);
    QVERIFY(silent != pools->machines.end());
    // The one without an agent goes alone: nothing can run there.
    const actions::Record record = world.act(RetireVerb::stop(u"model"_s, { silent->instance }));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QCOMPARE(world.sent(u"TerminateInstances"_s), QStringList{ silent->instance });
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

void tst_Retiring::cycles_inBatches_data()
{
    QTest::addColumn<uint>("seed");
    QTest::newRow("a quiet night") << 7U;
    QTest::newRow("a night that takes spot machines away meanwhile") << 42U;
}

void tst_Retiring::cycles_inBatches()
{
    QFETCH(const uint, seed);
    sim::Demo::Options options = PoolWorld::standing();
    options.seed = seed;
    PoolWorld world(options);
    QVERIFY(world.act(ScaleVerb::grow(spot, 2)).state == State::Done);
    const aws::Group before = world.group(spot);
    const auto plan = planForFreest(world, 2);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->grade(), actions::Grade::Named);
    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QVERIFY(world.group(spot).desired >= before.desired); // the night may have added to it
    QStringList ended = world.sent(u"TerminateInstanceInAutoScalingGroup"_s) + goneBefore(record);
    ended.sort();
    QCOMPARE(ended, instancesIn(*plan));
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

/// Taken before anything was sent: the plan is drawn anew without it.
void tst_Retiring::plan_leavesOut_whatAwsHasTaken()
{
    PoolWorld world;
    const auto plan = planForFreest(world, 2);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const QString taken = plan->tables.first().items.value(1).key;
    world.demo().interruptSpot(taken);
    const actions::Record record = world.finish(world.confirm(*plan));
    QCOMPARE(record.state, State::Void);
    QVERIFY(record.newPlan && !record.changes.isEmpty());
    QCOMPARE(instancesIn(*record.newPlan).size(), 1);
    QVERIFY(world.sent(u"DEACTIVATE_AGENT"_s).isEmpty());
}

void tst_Retiring::cycle_goesOn_whenAwsTakesAMachine()
{
    PoolWorld world;
    QVERIFY(world.act(ScaleVerb::grow(spot, 3)).state == State::Done);
    const auto plan = planForFreest(world, 3);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const QString id = world.confirm(*plan);
    const QString taken = plan->tables.first().items.value(2).key; // its turn is the last one
    QTRY_VERIFY_WITH_TIMEOUT(!world.sent(u"DEACTIVATE_AGENT"_s).isEmpty(), 20000);
    world.demo().interruptSpot(taken);
    const actions::Record record = world.finish(id);
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QVERIFY2(record.outcome.startsWith(u"Replaced 3 of 3 machines"_s), qPrintable(record.outcome));
    QVERIFY(goneBefore(record).contains(taken));
    const QStringList sent = world.sent(u"TerminateInstanceInAutoScalingGroup"_s);
    QVERIFY(!sent.contains(taken));
    QCOMPARE(sent.size() + goneBefore(record).size(), 3);
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

/// AWS replaces what it takes: the group is as large as before, so it has not shrunk by it.
void tst_Retiring::scaleIn_doesNotCount_whatAwsTakes()
{
    PoolWorld world;
    QVERIFY(world.act(ScaleVerb::grow(spot, 3)).state == State::Done);
    actions::Request request = RetireVerb::scaleIn(spot, 2);
    request.what.insert(u"pending"_s, 1000); // demand is another test's
    const auto plan = world.plan(request);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const QString id = world.confirm(*plan);
    const QString taken = instancesIn(*plan).value(0);
    QTRY_COMPARE_WITH_TIMEOUT(world.sent(u"DEACTIVATE_AGENT"_s).size(), 2, 20000);
    world.demo().interruptSpot(taken);
    const actions::Record record = world.finish(id);
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QVERIFY2(record.outcome.contains(u"its group replaces it"_s), qPrintable(record.outcome));
    QVERIFY(!world.sent(u"TerminateInstanceInAutoScalingGroup"_s).contains(taken));
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

QTEST_GUILESS_MAIN(tst_Retiring)
#include "tst_retiring.moc"
