// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/pauseverb.h"
#include "models/verbs/night/unblockverb.h"
#include "tests/unit/verbs/verbworld.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using airflow::TaskState;
using verbs::ClearVerb;
using verbs::PauseVerb;
using verbs::UnblockVerb;

/// Orders about the night that are more than one call, carried out whole against the simulator.
class tst_NightOrders : public QObject
{
    Q_OBJECT
private slots:
    void offersTheJobsBehind_andKillsThemFirst();
    void clears_withoutKilling_whenNobodyTicksIt();
    void knowsAClear_fromAnEnd();
    void unblocks_whatWaitedForItAlone();
    void refusesToUnblock_whatHasNotFailed();
    void ends_aPauseByItself();
    void takesOver_whereSomebodyWasEarlier();

private:
    static airflow::calls::Clearing only(const VerbWorld &world, const QString &node)
    {
        return { world.dagId(), world.runId(), { { node, -1 } }, false, false, false };
    }
    /// What was ordered: a dry run orders nothing.
    static QStringList ordered(VerbWorld &world)
    {
        QStringList methods;
        for (const sim::LoggedCall &call : world.sent()) {
            if (!call.arguments.toObject().value("dry_run"_L1).toBool())
                methods << call.method;
        }
        return methods;
    }
};

void tst_NightOrders::offersTheJobsBehind_andKillsThemFirst()
{
    VerbWorld world;
    const QString job = u"jobs/prod/fx-model"_s;
    const auto offered = world.plan(ClearVerb::request(only(world, u"fx-model"_s)));
    QVERIFY(offered);
    QCOMPARE(offered->tables.size(), 2);
    QCOMPARE(offered->tables[1].items[0].key, job);
    QVERIFY(!offered->tables[1].items[0].ticked);
    QVERIFY(offered->warnings.join(u' ').contains(job));
    const auto plan = world.plan(actions::withRow(offered->request, job, true, false));
    QVERIFY(plan);
    QCOMPARE(plan->steps.size(), 2);
    QVERIFY(plan->steps[0].phase < plan->steps[1].phase);
    QCOMPARE(plan->facts.harm, actions::Harm::Irreversible);
    QVERIFY(plan->command.contains(u"kill:"_s + job));
    const actions::Record record = world.carryOut(*plan);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    const QStringList methods = ordered(world);
    QCOMPARE(methods.size(), 3);
    QCOMPARE(methods[0], u"killTasks"_s); // and nothing is cleared before they have ended
    QVERIFY(methods[1].contains(u"clearTaskInstances"_s));
    QVERIFY2(methods[2].contains(u"setNote"_s) || methods[2].startsWith(u"PATCH"_s),
             qPrintable(methods[2])); // the reason
    QVERIFY(world.run().find({ u"fx-model"_s, -1 })->state != TaskState::Failed);
}

void tst_NightOrders::clears_withoutKilling_whenNobodyTicksIt()
{
    VerbWorld world;
    const actions::Record record = world.act(ClearVerb::request(only(world, u"credit-limits"_s)));
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QVERIFY(!ordered(world).contains(u"killTasks"_s));
}

/// A node whose job was killed fails by itself: that is no clear, and the clear must not be left out for it.
void tst_NightOrders::knowsAClear_fromAnEnd()
{
    VerbWorld world;
    ClearVerb verb(world.context());
    const auto plan = VerbWorld::wait(verb.plan(ClearVerb::request(only(world, u"credit-limits"_s)), {}));
    QVERIFY(plan);
    airflow::calls::StateChange failed;
    failed.task = { world.dagId(), world.runId(), u"credit-limits"_s, -1 };
    failed.state = TaskState::Failed;
    QVERIFY(VerbWorld::wait(world.airflow().setState(failed)));
    QCOMPARE(VerbWorld::wait(verb.look(plan->steps[0], {}))->effect, actions::Look::Effect::NotDone);
    QVERIFY(VerbWorld::wait(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(VerbWorld::wait(verb.look(plan->steps[0], {}))->effect, actions::Look::Effect::Done);
}

void tst_NightOrders::unblocks_whatWaitedForItAlone()
{
    VerbWorld world;
    const QString failed = u"itaipu-dimensional-modeling"_s;
    const int blocked = world.run().count(TaskState::UpstreamFailed);
    const auto plan = world.plan(UnblockVerb::request(world.dagId(), world.runId(), { failed, -1 }));
    QVERIFY(plan);
    QCOMPARE(plan->tables[0].items[0].key, failed);
    QCOMPARE(plan->tables[1].items.size(), blocked); // it is the only failure of this night
    const actions::Record record = world.carryOut(*plan);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QCOMPARE(world.stateOf(failed), TaskState::Success);
    QCOMPARE(world.run().count(TaskState::UpstreamFailed), 0);
    const TaskState next = world.stateOf(u"itaipu-finance"_s); // it runs, or is about to
    QVERIFY(next != TaskState::Failed && next != TaskState::Skipped);
}

void tst_NightOrders::refusesToUnblock_whatHasNotFailed()
{
    VerbWorld world;
    const auto plan = world.plan(UnblockVerb::request(world.dagId(), world.runId(), { u"fx-model"_s, -1 }));
    QVERIFY(!plan);
    QVERIFY2(plan.error().detail.contains(u"fx-model is running"_s), qPrintable(plan.error().detail));
}

void tst_NightOrders::ends_aPauseByItself()
{
    VerbWorld world;
    const core::TimePoint until = world.demo().clock().now() + 30min;
    const auto plan = world.plan(PauseVerb::request(PauseVerb::Way::Pause, world.dagId(), until));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->steps.size(), 2);
    const auto id = world.confirm(*plan);
    QVERIFY(id);
    const auto isPaused = [&] {
        world.demo().advance(100ms);
        return VerbWorld::wait(world.airflow().dag(world.dagId()))->paused;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(), 20000);
    const auto touches = VerbWorld::wait(world.center().touches({ verbs::pausedObject(world.dagId()) }));
    QVERIFY(touches);
    const auto note = verbs::pauseNoteOf(*touches);
    QVERIFY(note);
    QCOMPARE(note->why, u"drill"_s);
    QCOMPARE(note->until, until);
    QVERIFY(note->isWatched);
    QCOMPARE(ordered(world).size(), 1); // it waits
    world.demo().advance(31min);
    const actions::Record record = world.finish(*id);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QVERIFY(!VerbWorld::wait(world.airflow().dag(world.dagId()))->paused);
    QVERIFY(!world.wayBack(record)); // it took itself back
    QVERIFY(!world.plan(PauseVerb::request(PauseVerb::Way::Pause, world.dagId(), until))); // over already
}

void tst_NightOrders::takesOver_whereSomebodyWasEarlier()
{
    VerbWorld world;
    const core::TimePoint until = world.demo().clock().now() + 30min;
    const auto plan = world.plan(PauseVerb::request(PauseVerb::Way::Pause, world.dagId(), until));
    const auto id = world.confirm(*plan);
    QVERIFY(id);
    const auto isPaused = [&] {
        world.demo().advance(100ms);
        return VerbWorld::wait(world.airflow().dag(world.dagId()))->paused;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(), 20000);
    QVERIFY(VerbWorld::wait(world.airflow().setPaused(world.dagId(), false))); // by hand
    const actions::Record record = world.finish(*id);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QVERIFY(record.endedAt < until);
}

QTEST_GUILESS_MAIN(tst_NightOrders)
#include "tst_nightorders.moc"
