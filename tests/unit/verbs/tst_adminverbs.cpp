// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "models/verbs/jobs/forcestateverb.h"
#include "models/verbs/quota/quotaverb.h"
#include "tests/unit/verbs/verbworld.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using verbs::ForceStateVerb;
using verbs::QuotaVerb;
using verbs::TeardownVerb;

/// What administrators do, quotas and forced states, against the simulated scheduler.
class tst_AdminVerbs : public QObject
{
    Q_OBJECT

private slots:
    void quota_isSet_andSetBack();
    void quota_warnsBelowWhatIsInUse();
    void quota_doesNothing_whereItIsSoAlready();
    void quota_refusesWhatIsNone_data();
    void quota_refusesWhatIsNone();
    void force_endsATaskInTheBooks();
    void force_isLate_whereTheSchedulerDoesNothing();
    void force_asksTheMost();
    void force_refusesUnknownStatesAndTasks();
    void teardown_refusesAurorasOwn_whileItsSchedulerIsAway();
    void teardown_isRefused_whenAuroraGoesAfterThePlan();
    void teardown_ofSeveral_asksTheMost_andLeavesOutWhatIsRefused();

private:
    static QString auroraOf(VerbWorld &world)
    {
        const auto frameworks = VerbWorld::wait(world.mesos().frameworks());
        const auto aurora = std::ranges::find(*frameworks, u"Aurora"_s, &mesos::ListedFramework::name);
        return aurora == frameworks->end() ? QString() : aurora->id;
    }

    static aurora::Quota quotaOf(VerbWorld &world, const QString &role)
    {
        return VerbWorld::wait(world.client().quota(role)).value_or(aurora::Quota());
    }
};

void tst_AdminVerbs::quota_isSet_andSetBack()
{
    VerbWorld world;
    const aurora::Resources before = quotaOf(world, u"services"_s).limit;
    aurora::Resources more = before;
    more.cpus += 12.5;
    more.ramMb += 4096;
    const auto plan = world.plan(QuotaVerb::request(u"services"_s, more));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QVERIFY(plan->warnings.isEmpty());
    QCOMPARE(plan->effects.first().before, u"160.0 CPUs"_s);
    QCOMPARE(plan->effects.first().after, u"172.5 CPUs"_s);
    const actions::Record record = world.carryOut(*plan);
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"setQuota"_s });
    QCOMPARE(quotaOf(world, u"services"_s).limit, more);
    const auto back = world.wayBack(record);
    QVERIFY(back);
    QCOMPARE(world.act(*back).state, actions::State::Done);
    QCOMPARE(quotaOf(world, u"services"_s).limit, before);
}

void tst_AdminVerbs::quota_warnsBelowWhatIsInUse()
{
    VerbWorld world;
    const aurora::Quota quota = quotaOf(world, u"services"_s);
    QVERIFY(quota.prodShared && quota.prodShared->cpus > 1);
    aurora::Resources less = quota.limit;
    less.cpus = quota.prodShared->cpus - 1;
    const auto plan = world.plan(QuotaVerb::request(u"services"_s, less));
    QVERIFY(plan);
    QVERIFY2(plan->warnings.join(u' ').contains(u"1.0 CPUs"_s), qPrintable(plan->warnings.join(u' ')));
    const auto bad = std::ranges::count_if(plan->effects, [](const actions::Effect &effect) { return effect.bad; });
    QCOMPARE(bad, 1);
}

void tst_AdminVerbs::quota_doesNothing_whereItIsSoAlready()
{
    VerbWorld world;
    const auto plan = world.plan(QuotaVerb::request(u"jobs"_s, quotaOf(world, u"jobs"_s).limit));
    QVERIFY(plan);
    QVERIFY(plan->isEmpty());
}

void tst_AdminVerbs::quota_refusesWhatIsNone_data()
{
    QTest::addColumn<QJsonObject>("what");
    const QJsonObject good{ { u"role"_s, u"jobs"_s }, { u"cpus"_s, 1 }, { u"ramMb"_s, 1 }, { u"diskMb"_s, 1 } };
    const auto row = [&](const char *name, const QString &key, const QJsonValue &value) {
        QJsonObject what = good;
        what.insert(key, value);
        QTest::newRow(name) << what;
    };
    row("no role", u"role"_s, u""_s);
    row("cpus below 0", u"cpus"_s, -1);
    row("memory is no number", u"ramMb"_s, u"64"_s);
    row("disk is missing", u"diskMb"_s, QJsonValue::Undefined);
}

void tst_AdminVerbs::quota_refusesWhatIsNone()
{
    QFETCH(QJsonObject, what);
    VerbWorld world;
    actions::Request request;
    request.verb = QuotaVerb::verbName();
    request.what = what;
    const auto plan = world.plan(request);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, core::Error::Kind::Config);
}

void tst_AdminVerbs::force_endsATaskInTheBooks()
{
    VerbWorld world;
    const aurora::Task task = world.active(u"jobs/prod/hyoga-model"_s).first();
    const actions::Record record = world.act(ForceStateVerb::request(task.id, aurora::TaskStatus::Lost));
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"forceTaskState"_s });
    QCOMPARE(world.sent().front().arguments.toObject().value(u"1"_s).toString(), task.id);
    const auto query = aurora::TaskQuery::Builder().taskIds({ task.id }).build();
    QCOMPARE(VerbWorld::wait(world.client().tasks(*query))->first().status, aurora::TaskStatus::Lost);
}

void tst_AdminVerbs::force_isLate_whereTheSchedulerDoesNothing()
{
    VerbWorld world;
    const aurora::Task task = world.active(u"jobs/prod/hyoga-model"_s).first();
    const auto plan = world.plan(ForceStateVerb::request(task.id, aurora::TaskStatus::Pending));
    QVERIFY(plan);
    const actions::Record record = world.carryOut(*plan);
    QCOMPARE(world.methods(), QStringList{ u"forceTaskState"_s }); // OK was the answer
    QVERIFY(record.state != actions::State::Done);
    QCOMPARE(record.steps.first().state, actions::StepState::Late);
}

void tst_AdminVerbs::force_asksTheMost()
{
    VerbWorld world;
    const aurora::Task task = world.active(u"jobs/prod/hyoga-model"_s).first();
    const auto plan = world.plan(ForceStateVerb::request(task.id, aurora::TaskStatus::Killed));
    QVERIFY(plan);
    QCOMPARE(plan->facts.harm, actions::Harm::Irreversible);
    QVERIFY(plan->grade() >= actions::Grade::Counted);
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(0));
    QCOMPARE(plan->facts.ends, 1);
    QVERIFY(plan->warnings.first().contains(u"last resort"_s));
    QVERIFY(plan->cannotBeUndone.contains(u"orphan"_s));
    QCOMPARE(actions::flawOf(*plan), QString());
}

void tst_AdminVerbs::force_refusesUnknownStatesAndTasks()
{
    VerbWorld world;
    const auto unknownTask = world.plan(ForceStateVerb::request(u"nothing"_s, aurora::TaskStatus::Killed));
    QVERIFY(!unknownTask);
    const QString id = world.active(u"jobs/prod/hyoga-model"_s).first().id;
    const auto unknownState = world.plan(ForceStateVerb::request(id, aurora::TaskStatus::Unknown));
    QVERIFY(!unknownState);
    QVERIFY(world.sent().empty());
}

/// Its scheduler comes back to it; till then it looks like any orphan.
void tst_AdminVerbs::teardown_refusesAurorasOwn_whileItsSchedulerIsAway()
{
    VerbWorld world;
    const QString aurora = auroraOf(world);
    QVERIFY(!aurora.isEmpty());
    const auto connected = world.plan(TeardownVerb::request({ aurora }));
    QVERIFY(!connected && connected.error().detail.contains(u"is connected"_s));
    world.demo().disconnectFramework(aurora);
    const auto away = world.plan(TeardownVerb::request({ aurora }));
    QVERIFY(!away);
    QVERIFY2(away.error().detail.contains(u"Aurora's own framework"_s), qPrintable(away.error().detail));
}

/// Nothing of what it does is sent: the framework is read once more before the call.
void tst_AdminVerbs::teardown_isRefused_whenAuroraGoesAfterThePlan()
{
    VerbWorld world;
    const QString aurora = auroraOf(world);
    world.demo().disconnectFramework(aurora);
    actions::Step step;
    step.payload = { { u"framework"_s, aurora } };
    TeardownVerb verb(world.context());
    const auto answer = VerbWorld::wait(verb.perform(step, {}, {}));
    QVERIFY(answer && answer->unsent);
    QVERIFY2(answer->unsent->detail.contains(u"Aurora's own framework"_s), qPrintable(answer->unsent->detail));
    QVERIFY(!world.methods().contains(u"TEARDOWN"_s));
}

void tst_AdminVerbs::teardown_ofSeveral_asksTheMost_andLeavesOutWhatIsRefused()
{
    VerbWorld world;
    const QString aurora = auroraOf(world);
    const auto frameworks = VerbWorld::wait(world.mesos().frameworks());
    QStringList ids;
    for (const mesos::ListedFramework &framework : *frameworks) {
        if (framework.id == aurora || ids.size() == 2)
            continue;
        if (framework.active)
            world.demo().disconnectFramework(framework.id);
        ids << framework.id;
    }
    QCOMPARE(ids.size(), 2);
    const auto plan = world.plan(TeardownVerb::request(ids + QStringList{ aurora }));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.label, u"Tear down 2 frameworks"_s);
    QCOMPARE(plan->grade(), actions::Grade::Named);
    QCOMPARE(plan->steps.size(), 2);
    QVERIFY2(plan->warnings.join(u' ').contains(u"is connected"_s), qPrintable(plan->warnings.join(u' ')));
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(world.carryOut(*plan).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList({ u"TEARDOWN"_s, u"TEARDOWN"_s }));
    // One of them alone, as older journals have it.
    actions::Request old;
    old.verb = TeardownVerb::verbName();
    old.what = { { u"framework"_s, aurora } };
    QCOMPARE(TeardownVerb::frameworksOf(old), QStringList{ aurora });
}

QTEST_GUILESS_MAIN(tst_AdminVerbs)
#include "tst_adminverbs.moc"
