// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/scaling.h"
#include "tests/unit/verbs/poolworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::State;
using verbs::RetireVerb;

namespace {

const QString onDemand = u"mesos-on-demand"_s;

} // namespace

/// Machines that stay up until somebody has read what is on them.
class tst_PoolHolds : public QObject
{
    Q_OBJECT

private slots:
    void holds_andReleases();
    void hold_keepsTonightsDownscaleFromItsMachines();
};

void tst_PoolHolds::holds_andReleases()
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
    world.pass(10min, 30s);
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

void tst_PoolHolds::hold_keepsTonightsDownscaleFromItsMachines()
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

QTEST_GUILESS_MAIN(tst_PoolHolds)
#include "tst_poolholds.moc"
