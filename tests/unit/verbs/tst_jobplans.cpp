// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/units.h"
#include "models/verbs/jobs/jobfilter.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What plans over a job's instances say beside their steps.
class tst_JobPlans : public QObject
{
    Q_OBJECT

private slots:
    void restartsCommand_isOneTheProgramTakes();
    void commandsCarryWhatWasUnlocked();
    void killsCommand_carriesItsBatches();
    void tellsWhatSomebodyElseDoesToTheInstances();

private:
    static verbs::Selection hyoga(const QList<int> &instances = {})
    {
        return { { { *aurora::JobKey::parse(u"jobs/prod/hyoga-model"), instances } } };
    }
    /// What stands behind an option of a command.
    static QString valueOf(const QString &command, const QString &option)
    {
        const QStringList words = command.split(u' ');
        return words.value(words.indexOf(option) + 1);
    }
};

void tst_JobPlans::restartsCommand_isOneTheProgramTakes()
{
    VerbWorld world;
    actions::Request request = verbs::RestartVerb::request(hyoga());
    request.batching.watch = 50s; // not what it is anyway
    const auto plan = world.plan(request);
    QVERIFY(plan);
    const QString watch = valueOf(plan->command, u"--watch"_s);
    QVERIFY2(config::parseDuration(watch) == 50s, qPrintable(plan->command));
}

void tst_JobPlans::commandsCarryWhatWasUnlocked()
{
    VerbWorld world;
    const auto fixed = VerbWorld::wait(verbs::readSelection(world.context(), u"pool=mesos-fixed"_s, {}));
    QVERIFY(fixed);
    const aurora::JobKey job = fixed->parts.first().job;
    const verbs::Selection both{ { hyoga().parts.first(), { job, {} } } };
    for (actions::Request request : { verbs::KillVerb::request(both), verbs::RestartVerb::request(both) }) {
        request.unlocked = { job.name };
        const auto plan = world.plan(request);
        QVERIFY(plan);
        QCOMPARE(valueOf(plan->command, u"--unlock"_s), job.name);
        QVERIFY2(plan->command.contains(job.text()), qPrintable(plan->command));
    }
}

void tst_JobPlans::killsCommand_carriesItsBatches()
{
    VerbWorld world;
    actions::Request request = verbs::KillVerb::request(hyoga());
    QVERIFY(!world.plan(request)->command.contains(u"--batch-size"_s));
    request.batching.size = 2;
    QCOMPARE(valueOf(world.plan(request)->command, u"--batch-size"_s), u"2"_s);
}

void tst_JobPlans::tellsWhatSomebodyElseDoesToTheInstances()
{
    VerbWorld world;
    QVERIFY(world.plan(verbs::RestartVerb::request(hyoga()))->others.isEmpty());
    const aurora::JobKey job = hyoga().parts.first().job;
    QVERIFY(
        VerbWorld::wait(world.client().killInstances(job, *aurora::InstanceSet::of({ 0, 1 }), u"frees machines"_s)));
    const QList<aurora::Task> tasks = world.active(job.text());
    QCOMPARE(std::ranges::count(tasks, aurora::TaskStatus::Killing, &aurora::Task::status),
             2); // the world stands still
    for (const actions::Request &request :
         { verbs::RestartVerb::request(hyoga()), verbs::KillVerb::request(hyoga({ 0, 1, 2 })) }) {
        const auto plan = world.plan(request);
        QVERIFY(plan);
        const QString told = plan->others.join(u' ');
        QVERIFY2(told.contains(u"instances 0, 1 are being killed already"_s) || told.contains(u"0–1"_s),
                 qPrintable(told));
    }
    QVERIFY(world.plan(verbs::KillVerb::request(hyoga({ 2 })))->others.isEmpty());
}

QTEST_GUILESS_MAIN(tst_JobPlans)
#include "tst_jobplans.moc"
