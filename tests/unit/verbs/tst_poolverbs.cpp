// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/scaling.h"
#include "models/verbs/pools/candidates.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/processesplan.h"
#include "models/verbs/pools/retireplan.h"
#include "tests/unit/verbs/poolworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::State;
using actions::StepState;
using verbs::RetireVerb;
using verbs::ScaleVerb;

namespace {

const QString onDemand = u"mesos-on-demand"_s;

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

/// Goes on in time while answers are lost, connections break, and the console dies and comes up again.
void endure(PoolWorld &world, const QString &id, int turns)
{
    for (int turn = 0; turn < turns; ++turn) {
        const auto record = world.center().record(id);
        if (record && record->state == State::Done)
            break;
        sim::Faults faults;
        if (turn % 3 == 1)
            faults.answer = turn % 2 ? sim::Faults::Answer::Lost : sim::Faults::Answer::Dropped;
        faults.layer = turn % 4 < 2 ? u"aws"_s : u"mesos"_s;
        world.demo().setFaults(faults);
        world.pass(10s);
        world.demo().setFaults({});
        if (turn % 5 == 2)
            world.restartConsole();
        world.pass(20s);
        const auto half = world.center().record(id);
        if (half && half->canResume() && actions::isOver(half->state))
            world.wait(world.center().resume(id));
    }
    world.pass(60s); // what was sent is answered by now
}

/// Machines the action knows it has ended.
qsizetype endedBy(const actions::Record &record)
{
    return std::ranges::count_if(record.steps, [](const actions::StepRecord &step) {
        return step.step.ends > 0 && (step.state == StepState::Reached || step.state == StepState::Answered);
    });
}

} // namespace

class tst_PoolVerbs : public QObject
{
    Q_OBJECT

private slots:
    void choosesIdleMachinesFirst_andSpreadsZones();
    void neverChooses_whatMustNotEnd();
    void tellsWhenAwsWouldRebalance();
    void grows_untilMachinesHaveRegistered();
    void refusesSizes_thatDoNotFit_data();
    void refusesSizes_thatDoNotFit();
    void isVoid_whenSomebodyWasQuicker();
    void trySpot_fillsWithOnDemand();
    void scalesIn_withoutEndingATask();
    void scaleIn_stopsWhenDemandReturns();
    void scaleIn_opensAgents_whenStopped();
    void carelessTermination_isCounted();
    void scaleIn_survivesKills_andLostAnswers();
    void stopsMachines_ofNoGroup();
    void cycles_inBatches();
    void cycle_survivesKills_andLostAnswers();
    void holds_andReleases();
    void starts_andStopsAgain();
    void refusedMachines_areAskedForInOtherZones();
    void rebalancing_isResumed_withItsHarmToldBefore();
    void hold_keepsTonightsDownscaleFromItsMachines();
};

void tst_PoolVerbs::choosesIdleMachinesFirst_andSpreadsZones()
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

void tst_PoolVerbs::neverChooses_whatMustNotEnd()
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

void tst_PoolVerbs::tellsWhenAwsWouldRebalance()
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

void tst_PoolVerbs::grows_untilMachinesHaveRegistered()
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

void tst_PoolVerbs::refusesSizes_thatDoNotFit_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<QJsonObject>("sizes");
    QTest::addColumn<QString>("words");
    QTest::newRow("above the maximum") << 400 << QJsonObject() << u"at most"_s;
    QTest::newRow("min above max") << 1 << QJsonObject{ { u"min"_s, 50 }, { u"max"_s, 40 } } << u"do not go together"_s;
    QTest::newRow("nothing") << 0 << QJsonObject() << u"Nothing is asked for"_s;
    QTest::newRow("fewer") << -3 << QJsonObject() << u"pool drain"_s;
}

void tst_PoolVerbs::refusesSizes_thatDoNotFit()
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

void tst_PoolVerbs::isVoid_whenSomebodyWasQuicker()
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

void tst_PoolVerbs::trySpot_fillsWithOnDemand()
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

void tst_PoolVerbs::scalesIn_withoutEndingATask()
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

void tst_PoolVerbs::scaleIn_stopsWhenDemandReturns()
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

void tst_PoolVerbs::scaleIn_opensAgents_whenStopped()
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
void tst_PoolVerbs::carelessTermination_isCounted()
{
    PoolWorld world;
    const QList<pools::Machine> machines = world.pools({ onDemand })->machinesOf(onDemand);
    const auto busy = std::ranges::find(machines, pools::Machine::State::Busy, &pools::Machine::state);
    QVERIFY(busy != machines.end());
    QVERIFY(world.wait(world.aws().client()->order(aws::calls::terminateInGroup(busy->instance, true))));
    QVERIFY(world.demo().tasksEndedWithMachines() > 0);
}

/// In no run does a task end, whatever fails in the middle; what is terminated is exactly what was planned.
void tst_PoolVerbs::scaleIn_survivesKills_andLostAnswers()
{
    qsizetype endedInAll = 0;
    for (const uint32_t seed : { 42U, 7U, 1234U }) {
        sim::Demo::Options options = PoolWorld::standing();
        options.seed = seed;
        PoolWorld world(options);
        const aws::Group before = world.group(onDemand);
        const int by = std::min(before.desired / 2, 8);
        const auto plan = world.plan(RetireVerb::scaleIn(onDemand, by));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
        QStringList planned;
        for (const actions::Item &item : plan->tables.first().items) {
            if (item.ticked)
                planned << item.key;
        }
        const QString id = world.confirm(*plan);
        endure(world, id, 30);
        const auto record = world.center().record(id);
        QVERIFY(record);
        QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
        QStringList ended = world.sent(u"TerminateInstanceInAutoScalingGroup"_s);
        for (const QString &each : std::as_const(ended))
            QVERIFY2(planned.contains(each), qPrintable(each));
        QCOMPARE(ended.removeDuplicates(), 0);
        QCOMPARE(ended.size(), endedBy(*record));
        endedInAll += ended.size();
    }
    QVERIFY(endedInAll > 0);
}

void tst_PoolVerbs::stopsMachines_ofNoGroup()
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

void tst_PoolVerbs::cycles_inBatches()
{
    sim::Demo::Options options = PoolWorld::standing();
    options.seed = 7; // a night that takes none of these spot machines away meanwhile
    PoolWorld world(options);
    const QString pool = u"mesos-spot-1d"_s;
    QVERIFY(world.act(ScaleVerb::grow(pool, 2)).state == State::Done);
    const aws::Group before = world.group(pool);
    const auto whole = world.plan(RetireVerb::cycle(pool, 1, 10s));
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().detail));
    QStringList two; // what is free first
    for (const actions::Item &item : whole->tables.first().items.mid(0, 2))
        two << item.key;
    QCOMPARE(two.size(), 2);
    actions::Request request = RetireVerb::cycle(pool, 1, 10s);
    request.what.insert(u"machines"_s, QJsonArray::fromStringList(two));
    const auto plan = world.plan(request);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->grade(), actions::Grade::Named);
    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QCOMPARE(world.group(pool).desired, before.desired);
    QStringList ended = world.sent(u"TerminateInstanceInAutoScalingGroup"_s);
    ended.sort();
    two.sort();
    QCOMPARE(ended, two);
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
}

void tst_PoolVerbs::cycle_survivesKills_andLostAnswers()
{
    const QString pool = u"mesos-spot-1d"_s;
    qsizetype endedInAll = 0;
    for (const uint32_t seed : { 42U, 7U, 1234U }) {
        sim::Demo::Options options = PoolWorld::standing();
        options.seed = seed;
        PoolWorld world(options);
        QCOMPARE(world.act(ScaleVerb::grow(pool, 3)).state, State::Done);
        const int desired = world.group(pool).desired;
        const qsizetype asked = world.sent(u"SetDesiredCapacity"_s).size();
        const auto plan = world.plan(RetireVerb::cycle(pool, 2, 10s));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
        QStringList planned;
        for (const actions::Item &item : plan->tables.first().items) {
            if (item.ticked)
                planned << item.key;
        }
        QCOMPARE(plan->facts.ends, static_cast<int>(planned.size()));
        const QString id = world.confirm(*plan);
        endure(world, id, 40);
        world.pass(3min); // what replaces them has booted
        const auto record = world.center().record(id);
        QVERIFY(record);
        QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
        QStringList ended = world.sent(u"TerminateInstanceInAutoScalingGroup"_s);
        for (const QString &each : std::as_const(ended))
            QVERIFY2(planned.contains(each), qPrintable(each));
        QCOMPARE(ended.removeDuplicates(), 0);
        QCOMPARE(ended.size(), endedBy(*record));
        // As many came as went: nobody asked the group for another number, and it has no more than it wants.
        QCOMPARE(world.sent(u"SetDesiredCapacity"_s).size(), asked);
        const aws::Group after = world.group(pool);
        QVERIFY(after.desired >= desired); // the night may have added to it
        const auto there = std::ranges::count_if(after.instances, [](const auto &each) { return !each.isLeaving(); });
        QVERIFY2(there <= after.desired, qPrintable(QString::number(there)));
        endedInAll += ended.size();
    }
    QVERIFY(endedInAll > 0);
}

void tst_PoolVerbs::holds_andReleases()
{
    PoolWorld world;
    const QString instance = world.group(onDemand).instances.first().id;
    const auto heldNow = [&] {
        const pools::Snapshot pools = world.pools({ onDemand });
        const auto found = std::ranges::find(pools->machines, instance, &pools::Machine::instance);
        return found == pools->machines.end() ? pools::Machine() : *found;
    };
    const core::TimePoint until = world.demo().clock().now() + 6h;
    const auto plan = world.plan(verbs::HoldVerb::hold(onDemand, { instance }, until));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->grade(), actions::Grade::Held);
    const actions::Record record = world.finish(world.confirm(*plan));
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QTRY_COMPARE(heldNow().state, pools::Machine::State::Closed);
    QVERIFY(heldNow().isProtected);
    QVERIFY(!heldNow().heldBy.isEmpty());
    QCOMPARE(std::chrono::floor<std::chrono::seconds>(heldNow().heldUntil),
             std::chrono::floor<std::chrono::seconds>(until));
    const core::TimePoint since = heldNow().heldSince;
    QVERIFY(core::isKnown(since));
    world.pass(10min);
    const auto longer = world.plan(verbs::HoldVerb::hold(onDemand, { instance }, until + 1h));
    QVERIFY2(longer, longer ? "" : qPrintable(longer.error().detail));
    QVERIFY2(longer->effects.at(1).before.contains(u" since "_s), qPrintable(longer->effects.at(1).before));
    QCOMPARE(world.finish(world.confirm(*longer)).state, State::Done);
    QCOMPARE(heldNow().heldSince, since); // it is the same hold, and costs from its beginning
    QCOMPARE(std::chrono::floor<std::chrono::seconds>(heldNow().heldUntil),
             std::chrono::floor<std::chrono::seconds>(until + 1h));
    // Nobody's scale-in takes it.
    const auto scaled = world.plan(RetireVerb::terminate(onDemand, { instance }, false));
    QVERIFY(!scaled);
    QVERIFY2(scaled.error().detail.contains(u"protected from scale-in"_s), qPrintable(scaled.error().detail));
    const auto back = world.center().undoRequest(record.id);
    QVERIFY(back);
    QVERIFY(world.act(*back).state == State::Done);
    QTRY_VERIFY(heldNow().state != pools::Machine::State::Closed);
    QVERIFY(!heldNow().isProtected);
    QVERIFY(heldNow().heldBy.isEmpty());
    QVERIFY(!core::isKnown(heldNow().heldSince));
}

void tst_PoolVerbs::starts_andStopsAgain()
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

void tst_PoolVerbs::refusedMachines_areAskedForInOtherZones()
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
    world.pass(3min);
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

void tst_PoolVerbs::rebalancing_isResumed_withItsHarmToldBefore()
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
    world.pass(3min);
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
    world.pass(3min);
    QVERIFY(world.group(spot).suspended.isEmpty());
    for (const verbs::ZoneShare &share : verbs::evenShares(world.group(spot)))
        QCOMPARE(share.then, share.now); // it did what the plan said
    QVERIFY(world.plan(resume)->isEmpty());

    const auto back = world.center().undoRequest(record.id);
    QVERIFY(back && back->verb == verbs::ProcessesVerb::verbName(Way::Suspend));
    QCOMPARE(world.act(*back).state, State::Done);
    QCOMPARE(world.group(spot).suspended, QStringList{ u"AZRebalance"_s });
}

void tst_PoolVerbs::hold_keepsTonightsDownscaleFromItsMachines()
{
    const QString model = u"model"_s;
    const QString node = u"downscale-ec2-model"_s;
    PoolWorld world;
    airflow::calls::RunQuery newest;
    newest.dagId = u"prod-dagao"_s;
    newest.newestFirst = true;
    newest.page.limit = 1;
    const auto runs = world.wait(world.airflow().runs(newest));
    QVERIFY(runs && !runs->items.isEmpty());
    const QString run = runs->items.first().id;
    const auto stateNow = [&] {
        const auto now = world.wait(world.airflow().taskInstance({ newest.dagId, run, node, -1 }));
        return now ? now->instance.state : airflow::TaskState::Removed;
    };
    QVERIFY(!airflow::isOver(stateNow()));
    auto graph = std::make_shared<dag::Graph>();
    graph->nodes.resize(1);
    graph->nodes[0].id = node;
    night::tellScaling(&graph->nodes[0]);
    auto night = std::make_shared<dag::Night>();
    night->graph = graph;
    night->nodes.resize(1);
    night->run.dag = newest.dagId;
    night->run.id = run;
    night->run.state = dag::RunState::Running;
    world.night().setNight(night);

    const QString instance = world.pools({ model })->machinesOf(model).first().instance;
    const actions::Request hold = verbs::HoldVerb::hold(model, { instance }, world.demo().clock().now() + 6h);
    const actions::Record record = world.act(hold);
    QVERIFY2(record.state == State::Done, qPrintable(record.outcome));
    QCOMPARE(stateNow(), airflow::TaskState::Success);
    const auto again = world.plan(hold);
    QVERIFY(again && again->tables.size() == 1); // there is nothing left to be marked
}

QTEST_GUILESS_MAIN(tst_PoolVerbs)
#include "tst_poolverbs.moc"
