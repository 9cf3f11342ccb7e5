// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/aurora/storedjob.h"
#include "models/jobs/library.h"
#include "models/stack/stack.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/sourcejob.h"
#include "tests/support/wait.h"

#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Creating jobs and adding to them, against the simulated scheduler: what it was sent, what came of it, what happens
/// when the name is taken or an answer is lost.
class tst_CreatePlans : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void createdJob_waits_thenRuns();
    void shippedTemplates_runOnTheCluster_data();
    void shippedTemplates_runOnTheCluster();
    void commandOfThePlan_makesTheSameJob();
    void takenName_isRefused();
    void refusalOfTheDryRun_isTheSchedulersOwn();
    void lostAnswer_isLookedAfter();
    void cronDefinition_isScheduled_andNeverReplaces();
    void undo_killsWhatWasCreated();
    void addedInstances_followTheHighest();
    void addingToNothing_isRefused();
    void manyInstances_askForTheNumber();
    void clone_isTheSameConfiguration();

private:
    actions::ActionCenter *center() { return m_stack->actions(); }
    core::Result<actions::Plan> plan(const actions::Request &request) { return test::wait(center()->plan(request)); }
    /// Consents, and runs the world until the action is over.
    actions::Record perform(const actions::Plan &plan);
    QList<aurora::Task> tasksOf(const aurora::JobKey &job)
    {
        const auto tasks = test::wait(m_stack->aurora()->client()->tasks(aurora::TaskQuery::forJob(job)));
        return tasks.value_or(QList<aurora::Task>());
    }
    qsizetype callsOf(QLatin1StringView method)
    {
        const auto calls = m_demo->calls();
        return std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; });
    }
    static aurora::JobConfiguration made(const QString &title, const jobs::Values &values);
    static aurora::JobConfiguration scaleJob(int nodes = 12)
    {
        return made(u"Scale a pool"_s, { { u"N_NODES"_s, QString::number(nodes) } });
    }

    std::unique_ptr<sim::Demo> m_demo;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<stack::Stack> m_stack;
};

void tst_CreatePlans::init()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    m_data = std::make_unique<QTemporaryDir>();
    config::StackConfig config;
    config.name = m_demo->cluster();
    config.poolAttribute = u"slave-type"_s;
    config.mesosMasters = m_demo->masters();
    config.auroraSchedulers = m_demo->auroraUrls();
    config.hurry = 20;
    m_stack = std::make_unique<stack::Stack>(config, net::Credentials(), m_demo->clock(), m_data->path(),
                                             actions::ActionOptions::Authority::ExplicitConsent);
}

void tst_CreatePlans::cleanup()
{
    m_stack.reset();
    m_demo.reset();
    m_data.reset();
}

aurora::JobConfiguration tst_CreatePlans::made(const QString &title, const jobs::Values &values)
{
    for (const jobs::TemplateReading &reading : jobs::shippedTemplates()) {
        if (reading.of.title != title)
            continue;
        const jobs::Resolution job = jobs::resolve(reading.of, values, { u"cantareira"_s, u"ana"_s, {} });
        for (const config::Mistake &mistake : job.mistakes)
            qWarning("%s", qPrintable(config::mistakeText(mistake, title)));
        return job.job;
    }
    qFatal("There is no template %s.", qPrintable(title));
}

actions::Record tst_CreatePlans::perform(const actions::Plan &plan)
{
    actions::Consent consent;
    consent.number = plan.expectedNumber();
    consent.reason = u"drill"_s;
    const auto id = test::wait(center()->confirm(plan, consent));
    if (!id)
        qFatal("%s", qPrintable(id.error().detail));
    m_demo->advance(6s);
    const auto isOver = [&] {
        m_demo->advance(1s);
        return actions::isOver(center()->record(*id)->state);
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000); }();
    return *center()->record(*id);
}

void tst_CreatePlans::createdJob_waits_thenRuns()
{
    const aurora::JobConfiguration job = scaleJob();
    const auto plan = this->plan(verbs::CreateVerb::request(job));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.full(), u"Create job scale in jobs/prod"_s);
    QCOMPARE(plan->steps.size(), 1);
    QCOMPARE(plan->steps.first().call, u"createJob jobs/prod/scale, instances 1"_s);
    QCOMPARE(callsOf("createJob"_L1), 0);
    const actions::Record record = perform(*plan);
    QCOMPARE(record.state, actions::State::Done);
    QVERIFY2(record.outcome.startsWith(u"Started 1 of 1 instances"_s), qPrintable(record.outcome));
    QCOMPARE(callsOf("createJob"_L1), 1);
    const QList<aurora::Task> tasks = tasksOf(job.key);
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(tasks.first().events.first().status, aurora::TaskStatus::Pending);
    QVERIFY(std::ranges::any_of(tasks.first().events, [](const aurora::TaskEvent &event) {
        return event.status == aurora::TaskStatus::Running;
    }));
}

void tst_CreatePlans::shippedTemplates_runOnTheCluster_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<jobs::Values>("values");
    QTest::addColumn<QString>("key");
    QTest::newRow("scale") << u"Scale a pool"_s << jobs::Values{ { u"N_NODES"_s, u"3"_s } } << u"jobs/prod/scale"_s;
    QTest::newRow("scale-ec2") << u"Start machines for one job"_s
                               << jobs::Values{ { u"SLAVE_TYPE"_s, u"model"_s }, { u"COUNT"_s, u"2"_s } }
                               << u"jobs/prod/scale-ec2-model"_s;
    QTest::newRow("downscale-ec2") << u"Stop machines of one job"_s << jobs::Values{ { u"SLAVE_TYPE"_s, u"model"_s } }
                                   << u"jobs/prod/downscale-ec2-model"_s;
}

void tst_CreatePlans::shippedTemplates_runOnTheCluster()
{
    QFETCH(QString, title);
    QFETCH(jobs::Values, values);
    QFETCH(QString, key);
    const auto plan = this->plan(verbs::CreateVerb::request(made(title, values)));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->steps.first().object, key);
    QCOMPARE(perform(*plan).state, actions::State::Done);
}

/// "Copy as command" carries the whole definition.
void tst_CreatePlans::commandOfThePlan_makesTheSameJob()
{
    const aurora::JobConfiguration job = made(u"Start machines for one job"_s, { { u"SLAVE_TYPE"_s, u"model"_s } });
    const auto plan = this->plan(verbs::CreateVerb::request(job));
    QVERIFY(plan);
    const QString begin = u"comportactl --stack %1 job create - <<'JOB'\n"_s.arg(m_stack->name());
    QVERIFY2(plan->command.startsWith(begin) && plan->command.endsWith(u"\nJOB"_s), qPrintable(plan->command));
    const QByteArray yaml = plan->command.mid(begin.size()).chopped(3).toUtf8();
    const jobs::TemplateReading reading = jobs::parseTemplate(yaml, u"command"_s);
    QVERIFY(reading.isWhole());
    const jobs::Resolution again = jobs::resolve(reading.of, {}, { u"another"_s, u"bob"_s, {} });
    QVERIFY(again.isWhole());
    QCOMPARE(aurora::storedJob(again.job), aurora::storedJob(job));
}

void tst_CreatePlans::takenName_isRefused()
{
    aurora::JobConfiguration job = scaleJob();
    job.key.name = u"hyoga-model"_s;
    job.config.job = job.key;
    const auto plan = this->plan(verbs::CreateVerb::request(job));
    QVERIFY(!plan);
    QVERIFY2(plan.error().detail.startsWith(u"jobs/prod/hyoga-model exists already: 6 tasks are active."_s),
             qPrintable(plan.error().detail));
    QCOMPARE(callsOf("createJob"_L1), 0);
}

void tst_CreatePlans::refusalOfTheDryRun_isTheSchedulersOwn()
{
    aurora::JobConfiguration job = scaleJob();
    job.config.tier = u"golden"_s;
    const auto plan = this->plan(verbs::CreateVerb::request(job));
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, core::Error::Kind::Rejected);
    QVERIFY2(plan.error().detail.contains(u"golden"_s), qPrintable(plan.error().detail));
}

void tst_CreatePlans::lostAnswer_isLookedAfter()
{
    const auto plan = this->plan(verbs::CreateVerb::request(scaleJob()));
    QVERIFY(plan);
    const auto verb = center()->verbs().find(u"create"_s);
    const actions::Step step = plan->steps.first();
    QCOMPARE(test::wait(verb->look(step, {}))->effect, actions::Look::Effect::NotDone);
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Lost; // done as asked, and nobody hears of it
    faults.layer = u"aurora"_s;
    m_demo->setFaults(faults);
    const auto answer = test::wait(verb->perform(step, {}, {}));
    m_demo->setFaults({});
    QVERIFY(!answer);
    QVERIFY(actions::mayHaveArrived(answer.error()));
    QCOMPARE(test::wait(verb->look(step, {}))->effect, actions::Look::Effect::Done);
    QCOMPARE(callsOf("createJob"_L1), 1);
}

void tst_CreatePlans::cronDefinition_isScheduled_andNeverReplaces()
{
    aurora::JobConfiguration job = scaleJob();
    job.cronSchedule = u"30 5 * * *"_s;
    const auto plan = this->plan(verbs::CreateVerb::request(job));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.label, u"Schedule cron job scale"_s);
    const actions::Record record = perform(*plan);
    QCOMPARE(record.state, actions::State::Done);
    QVERIFY(record.undo); // taking it off its schedule again
    QCOMPARE(callsOf("scheduleCronJob"_L1), 1);
    QCOMPARE(callsOf("createJob"_L1), 0);
    QVERIFY(tasksOf(job.key).isEmpty());

    job.cronSchedule = u"0 6 * * *"_s;
    const auto again = this->plan(verbs::CreateVerb::request(job));
    QVERIFY(!again);
    QVERIFY2(again.error().detail.contains(u"is a cron job already (30 5 * * *)"_s), qPrintable(again.error().detail));
    // Planned while the name was free, sent when it is not: nothing is replaced.
    const auto late = test::wait(center()->verbs().find(u"create"_s)->perform(plan->steps.first(), {}, {}));
    QVERIFY(!late);
    QCOMPARE(callsOf("scheduleCronJob"_L1), 1);
}

void tst_CreatePlans::undo_killsWhatWasCreated()
{
    const aurora::JobConfiguration job = scaleJob();
    const auto plan = this->plan(verbs::CreateVerb::request(job));
    QVERIFY(plan);
    const actions::Record record = perform(*plan);
    const auto back = center()->undoRequest(record.id);
    QVERIFY(back);
    QCOMPARE(back->verb, u"kill"_s);
    const auto undo = this->plan(*back);
    QVERIFY(undo);
    QCOMPARE(undo->title.label, u"Kill 1 task"_s);
    QCOMPARE(perform(*undo).state, actions::State::Done);
    QVERIFY(
        std::ranges::none_of(tasksOf(job.key), [](const aurora::Task &task) { return aurora::isActive(task.status); }));
}

void tst_CreatePlans::addedInstances_followTheHighest()
{
    const aurora::JobConfiguration job = scaleJob();
    const auto created = this->plan(verbs::CreateVerb::request(job));
    QVERIFY(created);
    perform(*created);
    const auto plan = this->plan(verbs::AddVerb::request({ job.key, 0 }, 3));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->title.label, u"Add 3 instances to scale"_s);
    QCOMPARE(plan->effects.first().countBefore, std::optional<qint64>(1));
    QCOMPARE(plan->effects.first().countAfter, std::optional<qint64>(4));
    const actions::Record record = perform(*plan);
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(callsOf("addInstances"_L1), 1);
    QList<int> instances;
    for (const aurora::Task &task : tasksOf(job.key))
        instances << task.instance;
    std::ranges::sort(instances);
    QCOMPARE(instances, (QList<int>{ 0, 1, 2, 3 }));
    const auto undo = this->plan(*center()->undoRequest(record.id));
    QVERIFY(undo);
    QCOMPARE(undo->steps.first().call, u"killTasks jobs/prod/scale [1–3]"_s);
}

void tst_CreatePlans::addingToNothing_isRefused()
{
    const auto none = this->plan(verbs::AddVerb::request({ scaleJob().key, 0 }, 1));
    QVERIFY(!none);
    QVERIFY2(none.error().detail.contains(u"has no active task"_s), qPrintable(none.error().detail));
    const auto missing = this->plan(verbs::AddVerb::request({ { u"jobs"_s, u"prod"_s, u"hyoga-model"_s }, 77 }, 1));
    QVERIFY(!missing);
    QVERIFY2(missing.error().detail.contains(u"no active instance 77"_s), qPrintable(missing.error().detail));
    QVERIFY(!this->plan(verbs::AddVerb::request({ { u"jobs"_s, u"prod"_s, u"hyoga-model"_s }, 0 }, 0)));
}

void tst_CreatePlans::manyInstances_askForTheNumber()
{
    const aurora::JobKey job{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
    const auto few = this->plan(verbs::AddVerb::request({ job, 0 }, 10));
    QVERIFY(few);
    QVERIFY(!few->expectedNumber());
    const auto many = this->plan(verbs::AddVerb::request({ job, 0 }, 11));
    QVERIFY(many);
    QCOMPARE(many->expectedNumber(), std::optional<qint64>(17));
    QVERIFY(!many->question.prompt.contains(u"17"_s));
}

void tst_CreatePlans::clone_isTheSameConfiguration()
{
    const aurora::JobKey job{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
    const auto source = test::wait(verbs::readSource(m_stack->aurora()->client(), job, std::nullopt, {}));
    QVERIFY(source);
    QCOMPARE(source->instanceCount, 6);
    QVERIFY(source->config.executor && !source->config.executor->data.isEmpty());
    const auto unknown
        = test::wait(verbs::readSource(m_stack->aurora()->client(), { job.role, job.environment, u"nobody"_s }, 0, {}));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().detail, u"Aurora knows no job jobs/prod/nobody, neither running nor ended."_s);
}

QTEST_GUILESS_MAIN(tst_CreatePlans)
#include "tst_createplans.moc"
