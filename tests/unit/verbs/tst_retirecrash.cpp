// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/verbs/poolworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::State;
using actions::StepState;
using verbs::RetireVerb;
using verbs::ScaleVerb;

namespace {

const QString onDemand = u"mesos-on-demand"_s;

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
        world.pass(20s, 10s);
        const auto half = world.center().record(id);
        if (half && half->canResume() && actions::isOver(half->state))
            world.wait(world.center().resume(id));
    }
    world.pass(60s, 15s); // what was sent is answered by now
}

/// Machines the action counts as ended.
QStringList endedBy(const actions::Record &record)
{
    QStringList ids;
    for (const actions::StepRecord &step : record.steps) {
        if (step.step.ends > 0 && (step.state == StepState::Reached || step.state == StepState::Answered))
            ids << step.step.item;
    }
    return ids;
}

bool awsTook(PoolWorld &world, const QString &group, const QString &instance)
{
    const auto activities = world.wait(world.aws().client()->activities(group));
    return activities && std::ranges::any_of(*activities, [&](const aws::Activity &each) {
               return each.description.contains(instance) && each.cause.contains(u"health check"_s);
           });
}

/// What is terminated is exactly what was planned and is counted, but for what AWS took itself.
void checkEnded(PoolWorld &world, const QString &group, const QStringList &planned, const actions::Record &record)
{
    QStringList ended = world.sent(u"TerminateInstanceInAutoScalingGroup"_s);
    QCOMPARE(ended.removeDuplicates(), 0);
    QStringList counted = endedBy(record);
    for (const QString &each : std::as_const(ended)) {
        QVERIFY2(planned.contains(each), qPrintable(each));
        QVERIFY2(counted.removeOne(each), qPrintable(each));
    }
    for (const QString &each : std::as_const(counted))
        QVERIFY2(awsTook(world, group, each), qPrintable(each));
}

} // namespace

/// In no run does a task end, whatever fails in the middle; what is terminated is exactly what was planned.
class tst_RetireCrash : public QObject
{
    Q_OBJECT

private slots:
    void scaleIn_survivesKills_andLostAnswers_data() { addSeeds(); }
    void scaleIn_survivesKills_andLostAnswers();
    void cycle_survivesKills_andLostAnswers_data() { addSeeds(); }
    void cycle_survivesKills_andLostAnswers();
    void cleanupTestCase();

private:
    static void addSeeds();

    qsizetype m_ended = 0; ///< in all runs
};

void tst_RetireCrash::addSeeds()
{
    QTest::addColumn<uint>("seed");
    for (const uint seed : { 42U, 7U, 1234U })
        QTest::addRow("seed %u", seed) << seed;
}

/// In no run does a task end, whatever fails in the middle; what is terminated is exactly what was planned.
void tst_RetireCrash::scaleIn_survivesKills_andLostAnswers()
{
    QFETCH(const uint, seed);
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
    checkEnded(world, onDemand, planned, *record);
    m_ended += world.sent(u"TerminateInstanceInAutoScalingGroup"_s).size();
}

void tst_RetireCrash::cycle_survivesKills_andLostAnswers()
{
    const QString pool = u"mesos-spot-1d"_s;
    QFETCH(const uint, seed);
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
    world.pass(3min, 15s); // what replaces them has booted
    const auto record = world.center().record(id);
    QVERIFY(record);
    QCOMPARE(world.demo().tasksEndedWithMachines(), 0);
    checkEnded(world, pool, planned, *record);
    // As many came as went: nobody asked the group for another number, and it has no more than it wants.
    QCOMPARE(world.sent(u"SetDesiredCapacity"_s).size(), asked);
    const aws::Group after = world.group(pool);
    QVERIFY(after.desired >= desired); // the night may have added to it
    const auto there = std::ranges::count_if(after.instances, [](const auto &each) { return !each.isLeaving(); });
    QVERIFY2(there <= after.desired, qPrintable(QString::number(there)));
    m_ended += world.sent(u"TerminateInstanceInAutoScalingGroup"_s).size();
}

/// Else the others would prove nothing.
void tst_RetireCrash::cleanupTestCase()
{
    QVERIFY(m_ended > 0);
}

QTEST_GUILESS_MAIN(tst_RetireCrash)
#include "tst_retirecrash.moc"
