// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/aurora/updateprogress.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updateverb.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::UpdateStatus;
using verbs::UpdateVerb;
using Way = UpdateVerb::Way;

/// Updates in flight steered, against the simulated scheduler.
class tst_UpdateVerb : public QObject
{
    Q_OBJECT

private slots:
    void fitsWhatTheSchedulerTakes_data();
    void fitsWhatTheSchedulerTakes();
    void pause_isNotOutrunByTheUpdate_andResumeTakesItBack();
    void abort_leavesEveryInstanceAsItIs();
    void rollBack_bringsBackWhatWasBegun();
    void pulse_wakesACoordinatedUpdate_andOnlyThat();
    void refusesAnUpdateThatHasEnded();
    void refusesAnUpdateThatIsUnknown();

private:
    static inline const QString m_job = u"services/prod/query-gateway"_s;

    /// The demo's own update of that service is ended, and another one begun: all its instances, one at a time.
    static aurora::UpdateKey begun(VerbWorld &world, std::optional<core::Duration> pulses = std::nullopt)
    {
        for (const aurora::UpdateDetails &update : world.updates(m_job)) {
            if (aurora::isActive(update.summary.status))
                [&] { QVERIFY(VerbWorld::wait(world.client().abortUpdate(update.summary.key, {}))); }();
        }
        world.demo().advance(1s); // the newest is told by its time
        const aurora::JobConfiguration job = world.job(m_job)->job;
        aurora::UpdateRequest request{
            job.config, static_cast<int>(world.active(m_job).size()), verbs::defaultUpdateSettings(), {}
        };
        request.config.resources.ramMb += 128;
        request.settings.minWaitInRunning = 10s;
        request.settings.blockIfNoPulsesAfter = pulses;
        const auto started = VerbWorld::wait(world.client().startUpdate(request, u"drill"_s));
        [&] { QVERIFY2(started && started->key, started ? "" : qPrintable(started.error().detail)); }();
        world.demo().advance(100ms);
        world.forget();
        return started && started->key ? *started->key : aurora::UpdateKey();
    }

    static UpdateStatus statusOf(VerbWorld &world) { return world.updates(m_job).first().summary.status; }
};

void tst_UpdateVerb::fitsWhatTheSchedulerTakes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QList<int>>("ways");
    const auto row = [](UpdateStatus status, std::initializer_list<Way> ways) {
        QList<int> list;
        for (const Way way : ways)
            list << static_cast<int>(way);
        const std::string_view word = aurora::word(status);
        QTest::addRow("%s", std::string(word).c_str()) << static_cast<int>(status) << list;
    };
    using enum UpdateStatus;
    row(RollingForward, { Way::Pause, Way::Abort, Way::RollBack, Way::Pulse });
    row(RollingBack, { Way::Pause, Way::Abort, Way::Pulse });
    row(RollForwardPaused, { Way::Resume, Way::Abort, Way::RollBack });
    row(RollBackPaused, { Way::Resume, Way::Abort });
    row(RollForwardAwaitingPulse, { Way::Pause, Way::Abort, Way::RollBack, Way::Pulse });
    row(RollBackAwaitingPulse, { Way::Pause, Way::Abort, Way::Pulse });
    for (const UpdateStatus ended : { RolledForward, RolledBack, Aborted, Error, Failed, Unknown })
        row(ended, {});
}

void tst_UpdateVerb::fitsWhatTheSchedulerTakes()
{
    QFETCH(int, status);
    QFETCH(QList<int>, ways);
    for (const Way way : { Way::Pause, Way::Resume, Way::Abort, Way::RollBack, Way::Pulse })
        QCOMPARE(UpdateVerb::fits(way, static_cast<UpdateStatus>(status)), ways.contains(static_cast<int>(way)));
}

void tst_UpdateVerb::pause_isNotOutrunByTheUpdate_andResumeTakesItBack()
{
    VerbWorld world;
    const aurora::UpdateKey key = begun(world);
    const auto plan = world.plan(UpdateVerb::request(Way::Pause, key));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->grade(), actions::Grade::Held);
    QCOMPARE(plan->facts.ends, 0);
    world.demo().advance(30s); // it rolls on while the plan is held
    QCOMPARE(statusOf(world), UpdateStatus::RollingForward);
    const actions::Record paused = world.carryOut(*plan);
    QCOMPARE(paused.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"pauseJobUpdate"_s });
    QCOMPARE(statusOf(world), UpdateStatus::RollForwardPaused);

    const auto again = world.plan(UpdateVerb::request(Way::Pause, key));
    QVERIFY(!again);
    QVERIFY2(again.error().detail.contains(u"paused already"_s), qPrintable(again.error().detail));

    const auto back = world.wayBack(paused);
    QVERIFY(back);
    QCOMPARE(back->verb, UpdateVerb::verbName(Way::Resume));
    const auto resume = world.plan(*back);
    QVERIFY(resume);
    const aurora::UpdateProgress progress = aurora::progressOf(world.updates(m_job).first());
    QCOMPARE(resume->expectedNumber(), std::optional<qint64>(progress.all.size()));
    QVERIFY(resume->facts.ends > 0 && resume->facts.ends <= progress.all.size());
    QCOMPARE(world.carryOut(*resume).state, actions::State::Done);
    QVERIFY(!aurora::isPaused(statusOf(world)));
}

void tst_UpdateVerb::abort_leavesEveryInstanceAsItIs()
{
    VerbWorld world;
    const aurora::UpdateKey key = begun(world);
    const auto plan = world.plan(UpdateVerb::request(Way::Abort, key));
    QVERIFY(plan);
    QVERIFY(!plan->cannotBeUndone.isEmpty());
    const actions::Record record = world.carryOut(*plan);
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"abortJobUpdate"_s });
    QCOMPARE(statusOf(world), UpdateStatus::Aborted);
    QVERIFY(!world.wayBack(record));
}

void tst_UpdateVerb::rollBack_bringsBackWhatWasBegun()
{
    VerbWorld world;
    const qint64 ram = world.job(m_job)->job.config.resources.ramMb;
    const aurora::UpdateKey key = begun(world);
    world.demo().advance(30s);
    const auto plan = world.plan(UpdateVerb::request(Way::RollBack, key));
    QVERIFY(plan);
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(0));
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(world.carryOut(*plan).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"rollbackJobUpdate"_s });
    QCOMPARE(statusOf(world), UpdateStatus::RolledBack);
    for (const aurora::Task &task : world.active(m_job))
        QCOMPARE(task.config.resources.ramMb, ram);
}

void tst_UpdateVerb::pulse_wakesACoordinatedUpdate_andOnlyThat()
{
    VerbWorld world;
    const aurora::UpdateKey coordinated = begun(world, 60s);
    QCOMPARE(statusOf(world), UpdateStatus::RollForwardAwaitingPulse);
    QCOMPARE(world.act(UpdateVerb::request(Way::Pulse, coordinated)).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"pulseJobUpdate"_s });
    QCOMPARE(statusOf(world), UpdateStatus::RollingForward);

    const aurora::UpdateKey byItself = begun(world);
    const auto plan = world.plan(UpdateVerb::request(Way::Pulse, byItself));
    QVERIFY(!plan);
    QVERIFY2(plan.error().detail.contains(u"no pulses"_s), qPrintable(plan.error().detail));
}

void tst_UpdateVerb::refusesAnUpdateThatHasEnded()
{
    VerbWorld world;
    const aurora::UpdateKey key = begun(world);
    world.act(UpdateVerb::request(Way::Abort, key));
    for (const Way way : { Way::Pause, Way::Resume, Way::Abort, Way::RollBack, Way::Pulse }) {
        const auto plan = world.plan(UpdateVerb::request(way, key));
        QVERIFY(!plan);
        QVERIFY2(plan.error().detail.contains(u"ABORTED"_s), qPrintable(plan.error().detail));
    }
}

void tst_UpdateVerb::refusesAnUpdateThatIsUnknown()
{
    VerbWorld world;
    const auto plan = world.plan(UpdateVerb::request(Way::Pause, { *aurora::JobKey::parse(m_job), u"nothing"_s }));
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, core::Error::Kind::Config);
}

QTEST_GUILESS_MAIN(tst_UpdateVerb)
#include "tst_updateverb.moc"
