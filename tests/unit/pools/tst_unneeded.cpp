// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/holds.h"
#include "models/pools/idle.h"
#include "models/pools/rows/differencerows.h"
#include "models/pools/unneeded.h"
#include "models/pools/words.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using pools::Difference;
using pools::Machine;
using pools::Pool;

namespace {

// 23 Nov 2026, 03:47:00 BRT
constexpr core::TimePoint now(1795416420s);

const QString pool = u"mesos-on-demand"_s;

Pool group(int min, int wanted, int launched)
{
    Pool made;
    made.name = pool;
    made.kind = Pool::Kind::OnDemand;
    made.min = min;
    made.max = 40;
    made.wanted = wanted;
    made.launched = launched;
    return made;
}

Machine idle(const QString &instance, core::Duration time)
{
    Machine machine;
    machine.instance = instance;
    machine.agentId = instance.toUtf8() + "-agent";
    machine.pool = pool;
    machine.type = u"r5.4xlarge"_s;
    machine.zone = u"us-east-1a"_s;
    machine.state = Machine::State::Idle;
    machine.since = now - 12h;
    machine.idleSince = now - time;
    machine.price = 1.0;
    machine.inGroup = true;
    return machine;
}

pools::Picture picture(const Pool &of, const QList<Machine> &machines)
{
    pools::Picture made;
    made.at = now;
    made.pools = { of };
    made.machines = machines;
    return made;
}

/// A state with one agent, "a1", and ended tasks: on which agent, how long ago.
std::shared_ptr<mesos::State> stateWith(const QList<std::pair<const char *, core::Duration>> &ended)
{
    auto texts = std::make_shared<core::StringPool>();
    auto state = std::make_shared<mesos::State>();
    mesos::Agent agent;
    agent.id = texts->intern("a1");
    agent.registered = now - 10h;
    state->agents.push_back(agent);
    for (const auto &[on, ago] : ended) {
        mesos::Task task;
        task.framework = texts->intern("aurora");
        task.agent = texts->intern(on);
        task.name = texts->intern("jobs/prod/model");
        task.changed = now - ago;
        task.list = mesos::TaskList::Completed;
        state->tasks.push_back(task);
    }
    state->pool = texts;
    return state;
}

core::Duration idleFor(const mesos::State &state, const pools::Picture *before = nullptr)
{
    Machine machine = idle(u"i-1"_s, 0s);
    machine.agentId = "a1";
    machine.idleSince = {};
    QList<Machine> machines{ machine };
    pools::tellIdleTimes(machines, state, before);
    return now - machines.first().idleSince;
}

} // namespace

/// Capacity that costs for nothing: what counts as such, since when, and how much.
class tst_Unneeded : public QObject
{
    Q_OBJECT

private slots:
    void tellsMachinesIdleForLong_withTheirMoney();
    void leavesAlone_whatSomebodyNeeds_data();
    void leavesAlone_whatSomebodyNeeds();
    void keepsAGroupsMinimum_andWhatIsIdleForTheShortestTime();
    void tellsWhatTheNightIsDoneWith();
    void tellsHoldsThatAreOver();
    void tellsHolds_whoseJobHasFinished();
    void marksThePool_andItsRows();
    void knowsSinceWhenAMachineIsIdle();
};

void tst_Unneeded::tellsMachinesIdleForLong_withTheirMoney()
{
    const pools::Picture shown
        = picture(group(0, 3, 3), { idle(u"i-1"_s, 90min), idle(u"i-2"_s, 59min), idle(u"i-3"_s, 60min) });
    const QList<Difference> rows = pools::unneededIn(shown, {});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].kind, Difference::Kind::Forgotten);
    QCOMPARE(rows[0].count, 2);
    QCOMPARE(rows[0].instances, QStringList({ u"i-1"_s, u"i-3"_s }));
    QVERIFY(rows[0].instance.isEmpty());
    QCOMPARE(rows[0].since, now - 90min);
    QCOMPARE(rows[0].price, 2.0);
    QCOMPARE(rows[0].spent, 2.5);
    QCOMPARE(rows[0].type, u"r5.4xlarge"_s);
    QCOMPARE(pools::unneededIn(shown, { 30min, {} })[0].count, 3);
    QVERIFY(pools::unneededIn(shown, { 2h, {} }).isEmpty());
}

void tst_Unneeded::leavesAlone_whatSomebodyNeeds_data()
{
    QTest::addColumn<Pool>("of");
    QTest::addColumn<Machine>("machine");
    const Machine one = idle(u"i-1"_s, 5h);
    Pool waitedFor = group(0, 1, 1);
    waitedFor.pending = 1;
    QTest::newRow("tasks wait") << waitedFor << one;
    QTest::newRow("never scaled") << group(1, 1, 1) << one;
    Machine held = one;
    held.heldUntil = now + 1h;
    QTest::newRow("held") << group(0, 1, 1) << held;
    Machine kept = one;
    kept.isProtected = true;
    QTest::newRow("protected") << group(0, 1, 1) << kept;
    Machine busy = one;
    busy.state = Machine::State::Busy;
    QTest::newRow("busy") << group(0, 1, 1) << busy;
    Machine outside = one;
    outside.instance.clear();
    QTest::newRow("not at AWS") << group(0, 1, 1) << outside;
}

void tst_Unneeded::leavesAlone_whatSomebodyNeeds()
{
    QFETCH(const Pool, of);
    QFETCH(const Machine, machine);
    QVERIFY(pools::unneededIn(picture(of, { machine }), {}).isEmpty());
}

void tst_Unneeded::keepsAGroupsMinimum_andWhatIsIdleForTheShortestTime()
{
    const QList<Machine> machines{ idle(u"i-1"_s, 2h), idle(u"i-2"_s, 4h), idle(u"i-3"_s, 3h) };
    QCOMPARE(pools::unneededIn(picture(group(2, 3, 3), machines), {})[0].instances, QStringList{ u"i-2"_s });
    Pool own = group(2, 3, 3);
    own.kind = Pool::Kind::Own;
    own.wanted.reset();
    QCOMPARE(pools::unneededIn(picture(own, machines), {})[0].count, 3); // nobody says how many there shall be
}

void tst_Unneeded::tellsWhatTheNightIsDoneWith()
{
    QList<Machine> machines{ idle(u"i-1"_s, 20min), idle(u"i-2"_s, 3h), idle(u"i-3"_s, 5min), idle(u"i-4"_s, 3h) };
    machines[3].since = now - 4h + 1min; // launched after the night was done with the pool: for something else
    const pools::Needs needs{ 24h, { { pool, now - 4h } } };
    const QList<Difference> rows = pools::unneededIn(picture(group(0, 4, 4), machines), needs);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].kind, Difference::Kind::PastNeed);
    QCOMPARE(rows[0].instances, QStringList({ u"i-2"_s, u"i-1"_s }));
    QCOMPARE(rows[0].since, now - 3h);
    // It is given back right now.
    QVERIFY(pools::unneededIn(picture(group(0, 4, 4), machines), { 24h, { { pool, now - 9min } } }).isEmpty());
}

void tst_Unneeded::tellsHoldsThatAreOver()
{
    QList<Machine> machines{ idle(u"i-1"_s, 0s), idle(u"i-2"_s, 0s), idle(u"i-3"_s, 0s) };
    for (Machine &machine : machines) {
        machine.state = Machine::State::Closed;
        machine.heldBy = u"ana@ops"_s;
        machine.heldSince = now - 8h;
        machine.heldUntil = now - 2h;
    }
    machines[2].heldUntil = now + 1min;
    const QList<Difference> rows = pools::unneededIn(picture(group(0, 3, 3), machines), {});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].kind, Difference::Kind::HeldOver);
    QCOMPARE(rows[0].instances, QStringList({ u"i-1"_s, u"i-2"_s }));
    QCOMPARE(rows[0].since, now - 2h);
    QCOMPARE(rows[0].spent, 4.0); // since then, as for the others
    QVERIFY(pools::wayOut(rows[0]).startsWith(u"ana@ops"_s));
}

void tst_Unneeded::tellsHolds_whoseJobHasFinished()
{
    const auto state = stateWith({ { "a1", 3h }, { "a1", 1h }, { "a1", 30min }, { "a1", 10min } });
    for (mesos::Task &task : state->tasks)
        task.state = mesos::TaskState::Finished;
    state->tasks[1].state = mesos::TaskState::Failed;
    Machine held = idle(u"i-1"_s, 0s);
    held.state = Machine::State::Closed;
    held.heldBy = u"ana@ops"_s;
    held.heldFor = u"jobs/prod/model"_s;
    held.heldSince = now - 2h; // it finished before, which is not what it is held for
    held.heldUntil = now + 4h;
    QList<Machine> machines{ held, held };
    machines[1].heldFor = u"jobs/prod/other"_s;
    pools::tellHoldReasons(machines, *state);
    QCOMPARE(machines[0].heldReasonGone, now - 30min);
    QVERIFY(!core::isKnown(machines[1].heldReasonGone));
    const QList<Difference> rows = pools::unneededIn(picture(group(0, 2, 2), machines), {});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].count, 1);
    QCOMPARE(rows[0].since, now - 30min);
    QVERIFY(pools::wayOut(rows[0]).startsWith(u"jobs/prod/model, for which ana@ops held them, has finished"_s));
}

void tst_Unneeded::marksThePool_andItsRows()
{
    auto shown = std::make_shared<pools::Picture>(picture(group(0, 2, 2), { idle(u"i-1"_s, 90min) }));
    shown->differences = pools::unneededIn(*shown, {});
    pools::markUnneeded(shown->pools, shown->differences);
    const Pool &marked = shown->pools.first();
    QCOMPARE(marked.state, Pool::State::Unneeded);
    QVERIFY(pools::needsLook(marked));
    QCOMPARE(marked.unneeded, 1);
    QCOMPARE(marked.unneededPrice, 1.0);
    QCOMPARE(marked.unneededSpent, 1.5);
    QCOMPARE(shown->total().unneeded, 1);
    const tables::Rows rows = pools::differenceRows(shown, pool);
    QCOMPARE(rows->display(0, 0, now), u"idle for long"_s);
    QCOMPARE(rows->display(0, 2, now), u"i-1"_s);
    QCOMPARE(rows->display(0, 6, now), u"1.50"_s);
    QCOMPARE(rows->display(0, 7, now), u"1.00"_s);

    QList<Pool> refused{ group(0, 5, 2) };
    refused[0].state = Pool::State::Refused;
    pools::markUnneeded(refused, shown->differences);
    QCOMPARE(refused[0].state, Pool::State::Refused); // what is worse is told first
    QCOMPARE(refused[0].unneeded, 1);
}

void tst_Unneeded::knowsSinceWhenAMachineIsIdle()
{
    QCOMPARE(idleFor(*stateWith({ { "a1", 3h }, { "a1", 2h }, { "a2", 1min } })), core::Duration(2h));
    QCOMPARE(idleFor(*stateWith({ { "a2", 1h } })), core::Duration(10h)); // nothing ever ran there

    // A long list of ended tasks may have forgotten those of this agent.
    QList<std::pair<const char *, core::Duration>> many;
    for (int i = 1; i <= 60; ++i)
        many << std::pair("a2", core::Duration(i * 1min));
    QCOMPARE(idleFor(*stateWith(many)), core::Duration(1h));
    pools::Picture before;
    before.machines = { idle(u"i-1"_s, 5h) };
    before.machines[0].agentId = "a1";
    QCOMPARE(idleFor(*stateWith(many), &before), core::Duration(5h)); // but it was known
    many << std::pair("a1", core::Duration(4min));
    QCOMPARE(idleFor(*stateWith(many), &before), core::Duration(4min)); // and something ran there since
}

QTEST_APPLESS_MAIN(tst_Unneeded)
#include "tst_unneeded.moc"
