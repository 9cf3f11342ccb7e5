// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/cron/rescheduleverb.h"
#include "models/verbs/jobs/createverb.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using verbs::CronVerb;
using verbs::RescheduleVerb;
using Way = CronVerb::Way;

/// Cron jobs started, taken off and put back, against the simulated scheduler.
class tst_CronVerb : public QObject
{
    Q_OBJECT

private slots:
    void planTellsScheduleNextRunAndPolicy();
    void start_runsItsTasks_andTouchesNothingElse();
    void start_sendsNothing_whileARunIsActive_andNewOnesAreLeftOut();
    void start_killsTheActiveRun_wherePolicySaysSo_andSaysSo();
    void deschedule_endsNothing_andCanBeUndone();
    void reschedule_changesWhatIsThere_andCanBeUndone();
    void reschedule_ofWhatIsSoAlready_sendsNothing();
    void reschedule_whereItWasDoneMeanwhile_isNotRepeated();
    void schedule_canBeUndone();
    void refusesWhatIsNoCronJob_data();
    void refusesWhatIsNoCronJob();

private:
    static inline const QString m_job = u"jobs/prod/s3-compaction"_s;
    static aurora::JobKey key() { return *aurora::JobKey::parse(m_job); }
};

void tst_CronVerb::planTellsScheduleNextRunAndPolicy()
{
    VerbWorld world;
    const auto plan = world.plan(CronVerb::request(Way::Start, key()));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->tables.size(), 1);
    const QStringList facts = plan->tables.first().items.first().facts;
    QCOMPARE(facts.at(0), u"*/30 * * * *"_s);
    QVERIFY2(facts.at(1).startsWith(u"04:00:00"_s), qPrintable(facts.at(1))); // 07:00 UTC
    QCOMPARE(facts.at(2), u"the new one is left out"_s);
    QCOMPARE(facts.at(3), u"nothing"_s);
    QCOMPARE(plan->steps.size(), 1);
    QCOMPARE(plan->facts.ends, 0);
    QCOMPARE(actions::flawOf(*plan), QString());
    QVERIFY(plan->command.endsWith(u"cron start jobs/prod/s3-compaction"_s));
    QVERIFY(world.sent().empty());
}

void tst_CronVerb::start_runsItsTasks_andTouchesNothingElse()
{
    VerbWorld world;
    QVERIFY(world.active(m_job).isEmpty());
    const actions::Record record = world.act(CronVerb::request(Way::Start, key()));
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"startCronJob"_s });
    QCOMPARE(world.sent().front().object, m_job);
    QCOMPARE(world.active(m_job).size(), world.job(m_job)->job.instanceCount);
    QVERIFY(!world.wayBack(record));
}

void tst_CronVerb::start_sendsNothing_whileARunIsActive_andNewOnesAreLeftOut()
{
    VerbWorld world;
    world.act(CronVerb::request(Way::Start, key()));
    const auto plan = world.plan(CronVerb::request(Way::Start, key()));
    QVERIFY(plan);
    QVERIFY(plan->isEmpty());
    QVERIFY(plan->warnings.join(u' ').contains(u"CANCEL_NEW"_s));
}

void tst_CronVerb::start_killsTheActiveRun_wherePolicySaysSo_andSaysSo()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.job(m_job)->job;
    job.cronCollisionPolicy = aurora::CronCollisionPolicy::KillExisting;
    QVERIFY(VerbWorld::wait(world.client().scheduleCron(job)));
    world.act(CronVerb::request(Way::Start, key()));
    const QList<aurora::Task> before = world.active(m_job);
    QVERIFY(!before.isEmpty());
    const auto plan = world.plan(CronVerb::request(Way::Start, key()));
    QVERIFY(plan);
    QCOMPARE(plan->facts.ends, static_cast<int>(before.size()));
    QCOMPARE(plan->grade(), actions::Grade::Counted);
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(0)); // of the old run none goes on
    QVERIFY(!plan->cannotBeUndone.isEmpty());
    world.forget();
    QCOMPARE(world.carryOut(*plan).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"startCronJob"_s });
    for (const aurora::Task &task : world.active(m_job))
        QVERIFY(std::ranges::find(before, task.id, &aurora::Task::id) == before.end());
}

void tst_CronVerb::deschedule_endsNothing_andCanBeUndone()
{
    VerbWorld world;
    world.act(CronVerb::request(Way::Start, key()));
    const aurora::JobConfiguration before = world.job(m_job)->job;
    const qsizetype running = world.active(m_job).size();
    world.forget();
    const actions::Record record = world.act(CronVerb::request(Way::Deschedule, key()));
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"descheduleCronJob"_s });
    QCOMPARE(world.active(m_job).size(), running);
    QVERIFY(!world.job(m_job)->job.isCron());

    world.demo().advance(10min); // until the run has ended
    const auto back = world.wayBack(record);
    QVERIFY(back);
    world.forget();
    QCOMPARE(world.act(*back).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"scheduleCronJob"_s });
    QCOMPARE(world.job(m_job)->job, before);
}

void tst_CronVerb::reschedule_changesWhatIsThere_andCanBeUndone()
{
    VerbWorld world;
    world.act(CronVerb::request(Way::Start, key()));
    const aurora::JobConfiguration before = world.job(m_job)->job;
    const qsizetype running = world.active(m_job).size();
    aurora::JobConfiguration after = before;
    after.cronSchedule = u"15 4 * * *"_s;
    after.config.resources.ramMb += 512;
    const auto plan = world.plan(RescheduleVerb::request(after));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->effects.size(), 2); // schedule and memory
    QCOMPARE(plan->facts.ends, 0);
    QVERIFY2(plan->command.contains(u"cron schedule - <<'JOB'"_s), qPrintable(plan->command));
    world.forget();
    const actions::Record record = world.carryOut(*plan);
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"replaceCronTemplate"_s });
    QCOMPARE(world.job(m_job)->job.cronSchedule, after.cronSchedule);
    QCOMPARE(world.active(m_job).size(), running); // the run goes on
    const auto back = world.wayBack(record);
    QVERIFY(back);
    QCOMPARE(world.act(*back).state, actions::State::Done);
    QCOMPARE(world.job(m_job)->job, before);
}

void tst_CronVerb::reschedule_ofWhatIsSoAlready_sendsNothing()
{
    VerbWorld world;
    const auto plan = world.plan(RescheduleVerb::request(world.job(m_job)->job));
    QVERIFY(plan);
    QVERIFY(plan->isEmpty());
    QVERIFY(!plan->warnings.isEmpty());
    QVERIFY(world.sent().empty());
}

/// Its answer was lost: the look finds the definition there.
void tst_CronVerb::reschedule_whereItWasDoneMeanwhile_isNotRepeated()
{
    VerbWorld world;
    aurora::JobConfiguration after = world.job(m_job)->job;
    after.cronSchedule = u"15 4 * * *"_s;
    const auto plan = world.plan(RescheduleVerb::request(after));
    QVERIFY(plan);
    RescheduleVerb verb(world.context());
    const auto look = [&] { return VerbWorld::wait(verb.look(plan->steps.first(), {})); };
    QCOMPARE(look()->effect, actions::Look::Effect::NotDone);
    QVERIFY(VerbWorld::wait(world.client().replaceCronTemplate(after)));
    QCOMPARE(look()->effect, actions::Look::Effect::Done);
}

void tst_CronVerb::schedule_canBeUndone()
{
    VerbWorld world;
    aurora::JobConfiguration another = world.job(m_job)->job;
    another.key.name = u"s3-drill"_s;
    another.config.job = another.key;
    const actions::Record record = world.act(verbs::CreateVerb::request(another));
    QCOMPARE(record.state, actions::State::Done);
    const auto back = world.wayBack(record);
    QVERIFY(back);
    world.forget();
    QCOMPARE(world.act(*back).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"descheduleCronJob"_s });
    QVERIFY(!world.job(another.key.text()) || !world.job(another.key.text())->job.isCron());
}

void tst_CronVerb::refusesWhatIsNoCronJob_data()
{
    QTest::addColumn<QString>("job");
    QTest::newRow("an ordinary job") << u"jobs/prod/hyoga-model"_s;
    QTest::newRow("no job") << u"jobs/prod/nothing"_s;
}

void tst_CronVerb::refusesWhatIsNoCronJob()
{
    QFETCH(QString, job);
    VerbWorld world;
    for (const Way way : { Way::Start, Way::Deschedule }) {
        const auto plan = world.plan(CronVerb::request(way, *aurora::JobKey::parse(job)));
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, core::Error::Kind::Config);
        QVERIFY2(plan.error().detail.contains(job), qPrintable(plan.error().detail));
    }
    QVERIFY(world.sent().empty());
}

QTEST_GUILESS_MAIN(tst_CronVerb)
#include "tst_cronverb.moc"
