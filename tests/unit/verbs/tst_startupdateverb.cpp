// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updateorder.h"
#include "models/verbs/updates/updateverb.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::UpdateStatus;
using verbs::StartUpdateVerb;

/// Jobs updated to a changed configuration, against the simulated scheduler.
class tst_StartUpdateVerb : public QObject
{
    Q_OBJECT

private slots:
    void planListsWhatChanges();
    void updates_andTheWayBackRestores();
    void removesInstances_asAnythingThatEndsThem();
    void doesNothing_whereNothingChanges();
    void lostAnswer_startsOneUpdateOnly();
    void failedUpdate_isTold();
    void refuses_data();
    void refuses();
    void keepsItsOrder();

private:
    static inline const QString m_job = u"services/prod/query-gateway"_s;

    static aurora::UpdateSettings quick()
    {
        aurora::UpdateSettings settings = verbs::defaultUpdateSettings();
        settings.groupSize = 2;
        settings.minWaitInRunning = 2s;
        return settings;
    }
};

void tst_StartUpdateVerb::planListsWhatChanges()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    const int before = job.instanceCount;
    QVERIFY(before > 1);
    job.config.resources.ramMb += 1024;
    job.instanceCount += 2;
    const auto plan = world.plan(StartUpdateVerb::request(job, quick()));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const QStringList facts = plan->tables.first().items.first().facts;
    QCOMPARE(facts.at(0), u"%1 (0–%2)"_s.arg(before).arg(before - 1));
    QCOMPARE(facts.at(1), u"2 (%1–%2)"_s.arg(before).arg(before + 1));
    QCOMPARE(facts.at(2), u"0"_s);
    QCOMPARE(facts.at(3), u"0"_s);
    QCOMPARE(plan->facts.ends, before);
    QCOMPARE(plan->things(), before + 2);
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(0)); // none stays as it is
    const auto memory = std::ranges::find_if(
        plan->effects, [](const actions::Effect &effect) { return effect.touches.contains(u"emory"_s); });
    QVERIFY(memory != plan->effects.end());
    QVERIFY(memory->before != memory->after);
    QCOMPARE(actions::flawOf(*plan), QString());
    QVERIFY(world.sent().empty());
}

void tst_StartUpdateVerb::updates_andTheWayBackRestores()
{
    VerbWorld world;
    const aurora::JobConfiguration before = world.settled(m_job);
    aurora::JobConfiguration job = before;
    job.config.resources.ramMb += 1024;
    const actions::Record record = world.act(StartUpdateVerb::request(job, quick()));
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QCOMPARE(world.methods(), QStringList{ u"startJobUpdate"_s });
    QCOMPARE(world.sent().front().object, m_job);
    for (const aurora::Task &task : world.active(m_job))
        QCOMPARE(task.config.resources.ramMb, job.config.resources.ramMb);

    const auto back = world.wayBack(record);
    QVERIFY(back);
    QCOMPARE(world.act(*back).state, actions::State::Done);
    QCOMPARE(world.active(m_job).size(), before.instanceCount);
    for (const aurora::Task &task : world.active(m_job))
        QCOMPARE(task.config.resources.ramMb, before.config.resources.ramMb);
}

void tst_StartUpdateVerb::removesInstances_asAnythingThatEndsThem()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    const int before = job.instanceCount;
    job.instanceCount -= 1;
    const auto plan = world.plan(StartUpdateVerb::request(job, quick()));
    QVERIFY(plan);
    QCOMPARE(plan->facts.ends, 1);
    QCOMPARE(plan->facts.harm, actions::Harm::Irreversible);
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(before - 1));
    QCOMPARE(world.carryOut(*plan).state, actions::State::Done);
    QCOMPARE(world.active(m_job).size(), before - 1);
}

void tst_StartUpdateVerb::doesNothing_whereNothingChanges()
{
    VerbWorld world;
    const auto plan = world.plan(StartUpdateVerb::request(world.settled(m_job)));
    QVERIFY(plan);
    QVERIFY(plan->isEmpty());
    QVERIFY(!plan->warnings.isEmpty());
}

void tst_StartUpdateVerb::lostAnswer_startsOneUpdateOnly()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    const qsizetype before = world.updates(m_job).size();
    job.config.resources.ramMb += 1024;
    const auto plan = world.plan(StartUpdateVerb::request(job, quick()));
    QVERIFY(plan);
    const auto id = world.confirm(*plan);
    QVERIFY(id);
    // Only the one answer is lost: to be read again before sending the plan needs its own.
    const auto wasSent = [&] {
        const auto record = world.center().record(*id);
        world.demo().advance(10ms);
        if (record && record->steps.first().attempts == 1 && world.sent().empty()) {
            sim::Faults faults;
            faults.answer = sim::Faults::Answer::Lost;
            faults.layer = u"aurora"_s;
            world.demo().setFaults(faults);
        }
        return !world.sent().empty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(wasSent(), 20000);
    world.demo().setFaults({});
    QCOMPARE(world.finish(*id).state, actions::State::Done);
    QCOMPARE(world.methods(), QStringList{ u"startJobUpdate"_s });
    QCOMPARE(world.updates(m_job).size(), before + 1);
}

void tst_StartUpdateVerb::failedUpdate_isTold()
{
    VerbWorld world;
    aurora::JobConfiguration job = world.settled(m_job);
    job.config.resources.ramMb += 1024;
    const auto plan = world.plan(StartUpdateVerb::request(job, quick()));
    QVERIFY(plan);
    const auto id = world.confirm(*plan);
    QVERIFY(id);
    const auto started = [&] {
        world.demo().advance(10ms);
        return !world.sent().empty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(started(), 20000);
    QVERIFY(VerbWorld::wait(world.client().abortUpdate(world.updates(m_job).first().summary.key, {})));
    const actions::Record record = world.finish(*id);
    QVERIFY(record.state != actions::State::Done);
    QVERIFY2(record.steps.first().answer.contains(u"ABORTED"_s), qPrintable(record.steps.first().answer));
}

void tst_StartUpdateVerb::refuses_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("word");
    QTest::newRow("a cron job") << u"cron"_s << u"cron job"_s;
    QTest::newRow("no service") << u"batch"_s << u"no service"_s;
    QTest::newRow("no instance") << u"none"_s << u"no instance"_s;
}

void tst_StartUpdateVerb::refuses()
{
    QFETCH(QString, what);
    QFETCH(QString, word);
    VerbWorld world;
    aurora::JobConfiguration job = world.job(m_job)->job;
    if (what == u"cron")
        job.cronSchedule = u"0 * * * *"_s;
    else if (what == u"batch")
        job.config.isService = false;
    else
        job.instanceCount = 0;
    const auto plan = world.plan(StartUpdateVerb::request(job));
    QVERIFY(!plan);
    QVERIFY2(plan.error().detail.contains(word), qPrintable(plan.error().detail));
}

void tst_StartUpdateVerb::keepsItsOrder()
{
    VerbWorld world;
    verbs::UpdateOrder order{ world.job(m_job)->job, quick(), u"mark"_s };
    order.settings.onlyInstances = { { 0, 2 }, { 5, 5 } };
    order.settings.blockIfNoPulsesAfter = 90s;
    order.settings.slaAware = false;
    order.settings.strategy = aurora::UpdateStrategy{ aurora::UpdateStrategy::Kind::VariableBatch, { 1, 2, 4 }, true };
    const auto read = verbs::updateOrderFromJson(verbs::toJson(order));
    QVERIFY(read);
    QCOMPARE(*read, order);
}

QTEST_GUILESS_MAIN(tst_StartUpdateVerb)
#include "tst_startupdateverb.moc"
