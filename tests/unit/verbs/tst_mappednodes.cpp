// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/night/stop/stopverb.h"
#include "models/verbs/night/unblockverb.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using airflow::TaskState;
using verbs::ClearVerb;
using verbs::MarkVerb;
using verbs::UnblockVerb;
using Effect = actions::Look::Effect;

namespace {

const QString exports = u"export-prices"_s; ///< mapped over 48, all done

sim::Demo::Options withAirflow(int version)
{
    sim::Demo::Options options = VerbWorld::standing();
    options.airflow = version;
    return options;
}

TaskState stateOf(VerbWorld &world, int index)
{
    const verbs::FreshRun now = world.run();
    const airflow::TaskInstance *const found = now.find({ exports, index });
    return found ? found->state : TaskState::Unknown;
}

/// As somebody who marks by hand would.
void fail(VerbWorld &world, int index)
{
    airflow::calls::StateChange change;
    change.task = { world.dagId(), world.runId(), exports, index };
    change.state = TaskState::Failed;
    QVERIFY(VerbWorld::wait(world.airflow().setState(change)));
}

int ticked(const actions::ItemTable &table)
{
    return static_cast<int>(std::ranges::count_if(table.items, &actions::Item::ticked));
}

actions::Request clearing(const VerbWorld &world, int index, bool onlyFailed = false)
{
    return ClearVerb::request({ world.dagId(), world.runId(), { { exports, index } }, false, false, onlyFailed });
}

} // namespace

/// Orders about a node that is mapped: 3.x knows its instances one by one, 2.x clears all of them, or what failed.
class tst_MappedNodes : public QObject
{
    Q_OBJECT
private slots:
    void areClearedByIndex_whereAirflowCan_data();
    void areClearedByIndex_whereAirflowCan();
    void areClearedOfWhatFailed_data();
    void areClearedOfWhatFailed();
    void areStoppedAndResumed_instanceByInstance_data();
    void areStoppedAndResumed_instanceByInstance();
    void areMarkedAsAWhole();
    void areUnblockedAsAWhole();
};

void tst_MappedNodes::areClearedByIndex_whereAirflowCan_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("Airflow 2") << 2;
    QTest::newRow("Airflow 3") << 3;
}

void tst_MappedNodes::areClearedByIndex_whereAirflowCan()
{
    QFETCH(int, version);
    VerbWorld world(withAirflow(version));
    const bool knowsIndices = version == 3;
    const auto plan = world.plan(clearing(world, 7));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->tables[0].items.size(), knowsIndices ? 1 : 48);
    QCOMPARE(ticked(plan->tables[0]), knowsIndices ? 1 : 48);
    QCOMPARE(plan->warnings.join(u' ').contains(u"Airflow 2 clears export-prices whole"_s), !knowsIndices);
    // However many instances, it is one node of those the graph shows.
    QCOMPARE(plan->title.label, u"Clear 1 node"_s);
    QCOMPARE(plan->things(), 1);
    QCOMPARE(plan->effects[0].countBefore.value_or(0), 117);
    QCOMPARE(plan->effects[0].countAfter.value_or(0), 116);
    ClearVerb verb(world.context());
    QVERIFY(VerbWorld::wait(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(VerbWorld::wait(verb.look(plan->steps[0], {}))->effect, Effect::Done);
    QCOMPARE(VerbWorld::wait(verb.watch(plan->steps, {}))->things, 1);
    QCOMPARE(stateOf(world, 7), TaskState::None);
    QCOMPARE(stateOf(world, 6), knowsIndices ? TaskState::Success : TaskState::None);
}

void tst_MappedNodes::areClearedOfWhatFailed_data()
{
    areClearedByIndex_whereAirflowCan_data();
}

/// Both can clear the failed ones alone; and whoever names one of them gets no more than these.
void tst_MappedNodes::areClearedOfWhatFailed()
{
    QFETCH(int, version);
    VerbWorld world(withAirflow(version));
    for (const int index : { 7, 9 })
        fail(world, index);
    const auto both = world.plan(clearing(world, -1, true));
    QVERIFY(both);
    QCOMPARE(both->tables[0].items.size(), 2);
    QCOMPARE(both->tables[0].items[0].key, u"export-prices/7"_s);
    const auto plan = world.plan(clearing(world, 7));
    QVERIFY(plan);
    QCOMPARE(ticked(plan->tables[0]), version == 3 ? 1 : 2); // 2.x cannot leave the other failed one
    ClearVerb verb(world.context());
    QVERIFY(VerbWorld::wait(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(stateOf(world, 7), TaskState::None);
    QCOMPARE(stateOf(world, 8), TaskState::Success); // nobody asked for it
    QCOMPARE(stateOf(world, 9), version == 3 ? TaskState::Failed : TaskState::None);
}

void tst_MappedNodes::areStoppedAndResumed_instanceByInstance_data()
{
    areClearedByIndex_whereAirflowCan_data();
}

void tst_MappedNodes::areStoppedAndResumed_instanceByInstance()
{
    QFETCH(int, version);
    VerbWorld world(withAirflow(version));
    for (const int index : { 7, 9 }) {
        fail(world, index);
        QVERIFY(VerbWorld::wait(world.airflow().clear(
            { world.dagId(), world.runId(), { { exports, index } }, false, false, version == 2 })));
    }
    world.demo().advance(30s);
    QCOMPARE(stateOf(world, 7), TaskState::Running);
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), { exports } }));
    QVERIFY(plan);
    QCOMPARE(ticked(plan->tables[0]), 2 + 6); // what is done is not stopped; fx-model and what waits for it are
    QCOMPARE(plan->things(), 1 + 6);
    const actions::Record stopped = world.carryOut(*plan);
    QVERIFY2(stopped.state == actions::State::Done, qPrintable(stopped.outcome));
    QCOMPARE(stateOf(world, 7), TaskState::Failed);
    QCOMPARE(stateOf(world, 8), TaskState::Success);
    const auto noted = VerbWorld::wait(world.airflow().taskInstance({ world.dagId(), world.runId(), exports, 9 }));
    QVERIFY2(noted->instance.note.startsWith(u"drill"_s), qPrintable(noted->instance.note));
    const auto way = world.wayBack(stopped);
    QVERIFY(way);
    const actions::Record resumed = world.act(*way);
    QVERIFY2(resumed.state == actions::State::Done, qPrintable(resumed.outcome));
    QVERIFY(stateOf(world, 7) != TaskState::Failed && stateOf(world, 9) != TaskState::Failed);
    QCOMPARE(stateOf(world, 8), TaskState::Success); // was done before, and is not begun anew
}

void tst_MappedNodes::areMarkedAsAWhole()
{
    VerbWorld world;
    fail(world, 7);
    using Way = MarkVerb::Way;
    const auto plan = world.plan(MarkVerb::request(Way::Success, world.dagId(), world.runId(), { { exports } }));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->tables[0].items.size(), 48);
    QCOMPARE(plan->steps.size(), 1); // the others are so
    QCOMPARE(plan->steps[0].item, u"export-prices/7"_s);
    MarkVerb verb(world.context(), Way::Success);
    QVERIFY(VerbWorld::wait(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(stateOf(world, 7), TaskState::Success);
    const actions::Request whole = MarkVerb::request(Way::Failed, world.dagId(), world.runId(), { { exports } });
    QVERIFY(world.plan(whole)->isEmpty()); // what is done is not meant unless somebody ticks it
    QCOMPARE(world.plan(actions::withRow(whole, u"export-prices/3"_s, true, false))->steps.size(), 1);
}

void tst_MappedNodes::areUnblockedAsAWhole()
{
    VerbWorld world;
    for (const int index : { 7, 9 })
        fail(world, index);
    const actions::Request request = UnblockVerb::request(world.dagId(), world.runId(), { exports });
    QVERIFY(world.plan(request)->isEmpty()); // what is below had run before
    QVERIFY(VerbWorld::wait(
        world.airflow().clear({ world.dagId(), world.runId(), { { u"dataset-prices"_s } }, false, false, false })));
    world.demo().advance(10s);
    QCOMPARE(world.stateOf(u"dataset-prices"_s), TaskState::UpstreamFailed);
    const auto half = world.plan(actions::withRow(request, u"export-prices/9"_s, false));
    QVERIFY(half && half->isEmpty()); // with it failed all below would stay blocked
    const auto plan = world.plan(request);
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->tables[0].items.size(), 2);
    QCOMPARE(plan->steps.size(), 3); // both marked, then one clear
    QCOMPARE(plan->things(), 1);
    const actions::Record record = world.carryOut(*plan);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QCOMPARE(stateOf(world, 9), TaskState::Success);
    QVERIFY(world.stateOf(u"dataset-prices"_s) != TaskState::UpstreamFailed);
}

QTEST_GUILESS_MAIN(tst_MappedNodes)
#include "tst_mappednodes.moc"
