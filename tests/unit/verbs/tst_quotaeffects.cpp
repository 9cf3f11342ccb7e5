// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/cron/rescheduleverb.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/quota/quotaeffects.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updateorder.h"
#include "models/verbs/updates/updateverb.h"
#include "tests/support/nights.h"
#include "tests/unit/verbs/quotachecks.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::Effect;
using actions::Plan;
using quotachecks::told;
using quotachecks::used;
using verbs::CronVerb;
using verbs::StartUpdateVerb;
using verbs::UpdateVerb;

/// What a plan says of a role's quota is what the simulated scheduler charges before and afterwards.
class tst_QuotaEffects : public QObject
{
    Q_OBJECT

private slots:
    void onlyProductionCounts_thatIsNotDedicated();
    void isNotExceeded_byRounding();
    void aKilledCronRun_staysCharged();

    void kill_givesBack();
    void kill_ofWhatMayBePreempted_saysNothing();
    void startUpdate_data();
    void startUpdate();
    void rollBack_givesBackTheLarger();
    void cronJobs_areChargedWhole_whetherTheyRunOrNot();
    void warns_whereAuroraRefuses_andNowhereElse();
    void anUpdate_tellsOfTheNight();

private:
    static inline const QString m_role = u"services"_s;
    static inline const QString m_job = u"services/prod/query-gateway"_s;

    static aurora::UpdateSettings quick()
    {
        aurora::UpdateSettings settings = verbs::defaultUpdateSettings();
        settings.groupSize = 10;
        settings.minWaitInRunning = 1s;
        return settings;
    }
    static Plan planned(VerbWorld &world, const actions::Request &request)
    {
        const auto plan = world.plan(request);
        [&] { QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail)); }();
        return plan.value_or(Plan());
    }
    /// Its figures hold before, and once it is carried out.
    static void holds(VerbWorld &world, const actions::Request &request, const QString &role = m_role)
    {
        const Plan plan = planned(world, request);
        QCOMPARE(actions::flawOf(plan), QString());
        QCOMPARE(told(plan, role, &Effect::before), used(world, role));
        const actions::Record record = world.carryOut(plan);
        QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
        QCOMPARE(used(world, role), told(plan, role, &Effect::after));
    }
    static aurora::TaskConfig production(double cpus)
    {
        aurora::TaskConfig config;
        config.job = { u"jobs"_s, u"prod"_s, u"scale"_s };
        config.production = true;
        config.resources.cpus = cpus;
        return config;
    }
    static aurora::Quota quota(double limit, double charged)
    {
        aurora::Quota quota;
        quota.limit = { limit, 1024 * 100, 1024 * 100, 0, {} };
        quota.prodShared = aurora::Resources{ charged, 1024, 1024, 0, {} };
        return quota;
    }
    static Plan toldOf(const verbs::QuotaShift &shift, const aurora::Quota &quota)
    {
        Plan plan;
        verbs::tellQuota(shift, quota, plan);
        return plan;
    }
};

void tst_QuotaEffects::onlyProductionCounts_thatIsNotDedicated()
{
    aurora::TaskConfig config = production(2);
    const Plan plan = toldOf(verbs::growthShift(config, 4), quota(10, 4));
    QCOMPARE(plan.effects.size(), 3);
    QVERIFY(plan.effects.first().bad);
    QCOMPARE(plan.warnings,
             QStringList{ u"The quota of jobs does not allow it: 2.0 CPUs too many. Aurora will refuse."_s });
    QVERIFY(toldOf(verbs::growthShift(config, 4), quota(12, 4)).warnings.isEmpty());
    config.constraints = { { u"dedicated"_s, aurora::ValueConstraint{ false, { u"jobs/x"_s } } } };
    QCOMPARE(toldOf(verbs::growthShift(config, 4), quota(10, 4)), Plan());
    config = production(2);
    config.production = false;
    QCOMPARE(toldOf(verbs::growthShift(config, 4), quota(10, 4)), Plan());
}

void tst_QuotaEffects::isNotExceeded_byRounding()
{
    QVERIFY(toldOf(verbs::growthShift(production(0.1), 3), quota(0.3, 0)).warnings.isEmpty());
}

void tst_QuotaEffects::aKilledCronRun_staysCharged()
{
    aurora::JobSummary summary;
    summary.job.key = production(2).job;
    summary.job.config = production(2);
    summary.job.instanceCount = 2;
    QList<aurora::Task> active;
    for (int i = 0; i < 2; ++i) {
        aurora::Task task;
        task.id = QString::number(i);
        task.config = production(3); // began before the definition became smaller
        active << task;
    }
    const auto shift = verbs::endShift(u"jobs"_s, active, { u"0"_s, u"1"_s }, { summary });
    QCOMPARE(shift.then.cpus, -6.0); // a job of that name that is not by the clock
    summary.job.cronSchedule = u"0 * * * *"_s;
    QCOMPARE(verbs::endShift(u"jobs"_s, active, { u"0"_s, u"1"_s }, { summary }).then.cpus, -2.0); // 6 to 4
    QVERIFY(!verbs::endShift(u"other"_s, active, { u"0"_s }, { summary }).counts);
}

void tst_QuotaEffects::kill_givesBack()
{
    VerbWorld world;
    world.settled(m_job);
    const Plan plan = planned(world, verbs::KillVerb::request({ { { *aurora::JobKey::parse(m_job), { 0, 1 } } } }));
    QVERIFY(told(plan, m_role, &Effect::before) != told(plan, m_role, &Effect::after));
    QVERIFY(plan.warnings.isEmpty());
    holds(world, verbs::KillVerb::request({ { { *aurora::JobKey::parse(m_job), { 0, 1 } } } }));
    holds(world, verbs::AddVerb::request({ *aurora::JobKey::parse(m_job), 2 }, 2)); // and takes it again
}

void tst_QuotaEffects::kill_ofWhatMayBePreempted_saysNothing()
{
    VerbWorld world;
    const Plan plan
        = planned(world, verbs::KillVerb::request({ { { { u"jobs"_s, u"prod"_s, u"hyoga-model"_s }, {} } } }));
    QVERIFY(!plan.effects.isEmpty());
    QVERIFY(told(plan, u"jobs"_s, &Effect::before).isEmpty());
}

void tst_QuotaEffects::startUpdate_data()
{
    QTest::addColumn<int>("memory");
    QTest::addColumn<int>("instances");
    QTest::newRow("larger") << 512 << 0;
    QTest::newRow("smaller") << -512 << 0;
    QTest::newRow("one more") << 0 << 1;
    QTest::newRow("one less") << 0 << -1;
    QTest::newRow("larger, and one less") << 512 << -1;
}

void tst_QuotaEffects::startUpdate()
{
    QFETCH(int, memory);
    QFETCH(int, instances);
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    job.config.resources.ramMb += memory;
    job.instanceCount += instances;
    holds(world, StartUpdateVerb::request(job, quick()));
}

void tst_QuotaEffects::rollBack_givesBackTheLarger()
{
    for (const int memory : { 512, -512 }) {
        VerbWorld world;
        aurora::JobConfiguration job = world.settled(m_job);
        const QStringList before = used(world, m_role);
        job.config.resources.ramMb += memory;
        aurora::UpdateSettings settings = quick();
        settings.minWaitInRunning = 20s; // so that it is under way
        QVERIFY(VerbWorld::wait(world.client().startUpdate(verbs::UpdateOrder{ job, settings, {} }.request(), {})));
        world.demo().advance(1s);
        QCOMPARE(used(world, m_role) == before, memory < 0); // the larger of both is charged while it rolls
        const aurora::UpdateKey update = world.updates(m_job).first().summary.key;
        QVERIFY(told(planned(world, UpdateVerb::request(UpdateVerb::Way::Pause, update)), m_role, &Effect::before)
                    .isEmpty());
        holds(world, UpdateVerb::request(UpdateVerb::Way::RollBack, update));
        QCOMPARE(used(world, m_role), before);
    }
}

void tst_QuotaEffects::cronJobs_areChargedWhole_whetherTheyRunOrNot()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.job(u"jobs/prod/s3-compaction"_s)->job;
    job.key = { m_role, u"prod"_s, u"nightly"_s };
    job.config.job = job.key;
    job.config.tier = u"preferred"_s;
    job.config.production = true;
    job.cronCollisionPolicy = aurora::CronCollisionPolicy::KillExisting;
    job.instanceCount = 2;
    holds(world, verbs::CreateVerb::request(job));
    holds(world, CronVerb::request(CronVerb::Way::Start, job.key));
    const QStringList whole = used(world, m_role);
    holds(world, verbs::KillVerb::request({ { { job.key, { 0 } } } }));
    QCOMPARE(used(world, m_role), whole);
    job.config.resources.cpus += 1;
    job.instanceCount = 3;
    holds(world, verbs::RescheduleVerb::request(job));
    QVERIFY(used(world, m_role) != whole);
    holds(world, CronVerb::request(CronVerb::Way::Start, job.key));
    holds(world, CronVerb::request(CronVerb::Way::Deschedule, job.key)); // what runs goes on, and is charged
    world.demo().advance(1h);
}

void tst_QuotaEffects::warns_whereAuroraRefuses_andNowhereElse()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    aurora::Resources limit = *quotachecks::quotaOf(world, m_role).prodShared;
    limit.ramMb -= 1024;
    QVERIFY(VerbWorld::wait(world.client().setQuota(m_role, limit))); // Aurora takes less than is used
    const auto willRefuse = [](const Plan &plan) { return plan.warnings.join(u' ').contains(u"Aurora will refuse"_s); };

    // Even what makes it smaller: until it is through the larger of both is charged.
    job.config.resources.ramMb -= 512;
    const Plan smaller = planned(world, StartUpdateVerb::request(job, quick()));
    QVERIFY(willRefuse(smaller));
    QCOMPARE(smaller.steps.size(), 1); // said, not decided
    const actions::Record record = world.carryOut(smaller);
    QVERIFY(record.state != actions::State::Done);
    QVERIFY2(record.steps.first().answer.contains(u"Insufficient resource quota"_s),
             qPrintable(record.steps.first().answer));

    const Plan kill = planned(world, verbs::KillVerb::request({ { { job.key, { 0 } } } }));
    QVERIFY(!willRefuse(kill));
    QVERIFY(std::ranges::none_of(kill.effects, &Effect::bad));
    QCOMPARE(world.carryOut(kill).state, actions::State::Done);
}

void tst_QuotaEffects::anUpdate_tellsOfTheNight()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    const auto graph = test::graphOf({ u"gateway"_s, u"report"_s }, { { 0, 1 } });
    graph->nodes[0].job = m_job.toUtf8();
    const auto night = test::nightOf(graph);
    test::running(night->nodes[0], world.demo().clock().now() - 1h);
    dag::NightBoard board(u"Airflow"_s);
    board.setNight(night);
    verbs::Context context = world.context();
    context.night = &board;
    StartUpdateVerb start(context);
    job.config.resources.ramMb += 512;
    const auto nodes = [](const core::Result<Plan> &plan) {
        return plan ? std::ranges::count(plan->effects, u"Node gateway"_s, &Effect::touches) : -1;
    };
    QCOMPARE(nodes(VerbWorld::wait(start.plan(StartUpdateVerb::request(job, quick()), {}))), 1);
    job.config.resources.ramMb -= 512;
    job.instanceCount += 1;
    QCOMPARE(nodes(VerbWorld::wait(start.plan(StartUpdateVerb::request(job, quick()), {}))), 0); // none starts anew

    QVERIFY(VerbWorld::wait(world.client().startUpdate(verbs::UpdateOrder{ job, quick(), {} }.request(), {})));
    const aurora::UpdateKey update = world.updates(m_job).first().summary.key;
    UpdateVerb back(context, UpdateVerb::Way::RollBack);
    QCOMPARE(nodes(VerbWorld::wait(back.plan(UpdateVerb::request(UpdateVerb::Way::RollBack, update), {}))), 1);
    UpdateVerb pause(context, UpdateVerb::Way::Pause);
    QCOMPARE(nodes(VerbWorld::wait(pause.plan(UpdateVerb::request(UpdateVerb::Way::Pause, update), {}))), 0);
}

QTEST_GUILESS_MAIN(tst_QuotaEffects)
#include "tst_quotaeffects.moc"
