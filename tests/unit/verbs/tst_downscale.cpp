// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/airflownight.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/pools/downscale.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using airflow::TaskState;

/// The node of the night that gives back machines which somebody holds.
class tst_Downscale : public QObject
{
    Q_OBJECT
private slots:
    void isMarkedWithAHold_andClearedWithTheRelease_data();
    void isMarkedWithAHold_andClearedWithTheRelease();
    void isLeftAlone_whereNothingScalesThePool();
    void isNamed_whereItIsTooLate();

private:
    /// With the night as the board shows it.
    static verbs::Context contextOf(VerbWorld &world, dag::NightBoard *board)
    {
        verbs::Context context = world.context();
        const auto structure = VerbWorld::wait(world.airflow().structure(world.dagId()));
        const verbs::FreshRun run = world.run();
        board->setNight(night::nightOf(night::graphOf(world.dagId(), *structure, context.nodeJobs),
                                       night::runOf(run.run), { run.instances, run.readAt }, *structure, nullptr));
        context.night = board;
        return context;
    }
    static verbs::downscale::Nodes read(const verbs::Context &context, const QString &pool, bool hold)
    {
        return VerbWorld::wait(verbs::downscale::read(context, pool, hold, {}));
    }
};

void tst_Downscale::isMarkedWithAHold_andClearedWithTheRelease_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("Airflow 2") << 2;
    QTest::newRow("Airflow 3") << 3;
}

void tst_Downscale::isMarkedWithAHold_andClearedWithTheRelease()
{
    QFETCH(int, version);
    sim::Demo::Options options = VerbWorld::standing();
    options.airflow = version;
    VerbWorld world(options);
    dag::NightBoard board(u"Airflow"_s);
    const verbs::Context context = contextOf(world, &board);
    const QString node = u"downscale-spot"_s;
    const QString pool = u"mesos-spot-1a"_s; // a part of the DAG's spot
    QVERIFY(read(context, pool, false).found.isEmpty()); // nobody has marked it
    actions::Plan hold;
    verbs::downscale::addTo(&hold, read(context, pool, true), true);
    QCOMPARE(hold.tables.size(), 1);
    QCOMPARE(hold.steps.size(), 1);
    QCOMPARE(hold.steps[0].item, node);
    QVERIFY(verbs::downscale::isMark(hold.steps[0]) && !verbs::downscale::isClear(hold.steps[0]));
    QCOMPARE(hold.steps[0].things, 0);
    verbs::MarkVerb mark(context, verbs::MarkVerb::Way::Success);
    QVERIFY(VerbWorld::wait(mark.perform(hold.steps[0], {}, {})));
    QCOMPARE(world.stateOf(node), TaskState::Success);
    QVERIFY(read(context, pool, true).found.isEmpty()); // it is so already
    actions::Plan release;
    verbs::downscale::addTo(&release, read(context, pool, false), false);
    QCOMPARE(release.steps.size(), 1);
    QVERIFY(verbs::downscale::isClear(release.steps[0]) && !verbs::downscale::isMark(release.steps[0]));
    verbs::ClearVerb clear(context);
    QVERIFY(VerbWorld::wait(clear.perform(release.steps[0], {}, {})));
    QCOMPARE(world.stateOf(node), TaskState::None);
}

void tst_Downscale::isLeftAlone_whereNothingScalesThePool()
{
    VerbWorld world;
    dag::NightBoard board(u"Airflow"_s);
    const verbs::Context context = contextOf(world, &board);
    actions::Plan plan;
    verbs::downscale::addTo(&plan, read(context, u"mesos-fixed"_s, true), true);
    QVERIFY(plan.tables.isEmpty() && plan.steps.isEmpty() && plan.warnings.isEmpty());
    QVERIFY(read(world.context(), u"mesos-spot-1a"_s, true).found.isEmpty()); // nobody has a picture of the night
}

void tst_Downscale::isNamed_whereItIsTooLate()
{
    VerbWorld world;
    dag::NightBoard board(u"Airflow"_s);
    const verbs::Context context = contextOf(world, &board);
    airflow::calls::StateChange over;
    over.task = { world.dagId(), world.runId(), u"downscale-spot"_s };
    over.state = TaskState::Skipped;
    QVERIFY(VerbWorld::wait(world.airflow().setState(over)));
    actions::Plan plan;
    verbs::downscale::addTo(&plan, read(context, u"mesos-spot-1a"_s, true), true);
    QVERIFY(plan.steps.isEmpty());
    QVERIFY2(plan.warnings.join(u' ').contains(u"downscale-spot"_s), qPrintable(plan.warnings.join(u' ')));
}

QTEST_GUILESS_MAIN(tst_Downscale)
#include "tst_downscale.moc"
