// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/actions/journalfile.h"
#include "models/stack/stack.h"
#include "models/verbs/agents/cordonbook.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/agents/hostmodes.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/watch/watcher.h"
#include "tests/support/wait.h"

#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::State;
using verbs::CordonVerb;
using verbs::DrainVerb;
using verbs::MaintenanceVerb;

/// Cordons, maintenance and drains of agents against a whole simulated cluster: what their plans name is what ends, and
/// nothing else is asked of the servers.
class tst_HostPlans : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void auroraDrain_namesWhatEnds_andWaitsUntilDrained();
    void mesosDrain_namesTheTasksOfAllFrameworks();
    void drain_leavesOutWhatIsNotFaultTolerant_untilItsHostIsTyped();
    void drain_isRefused_whileMesosDoesNotAnswer();
    void maintenance_isAWish_withItsWayBack();
    void cordonOfMany_asksHowManyTakeTasks();
    void cordonWithAnEnd_isKept_andToldWhenItHasCome();
    void cordonWithAnEnd_isForgotten_onceTakenBack();
    void cordon_isKnown_howeverManyActionsCameLater();
    void protectedJobs_areThoseOfTheStacksFile();
    void unknownHost_isNoSuccess();

private:
    mesos::Snapshot picture() const { return m_stack->mesos()->snapshot(); }
    QString idOf(const QString &host) const
    {
        const auto agent = std::ranges::find_if(
            picture()->agents, [&](const mesos::Agent &each) { return picture()->string(each.hostname) == host; });
        return agent == picture()->agents.end() ? QString() : picture()->string(agent->id);
    }
    /// Names of the live tasks on an agent, as Mesos lists them.
    std::multiset<QString> tasksOn(const QString &agent) const
    {
        std::multiset<QString> names;
        for (const mesos::Task &task : picture()->tasks) {
            if (task.list == mesos::TaskList::Live && !mesos::isTerminal(task.state)
                && picture()->string(task.agent) == agent)
                names.insert(picture()->string(task.name));
        }
        return names;
    }
    QStringList agentsOfPool(const QString &pool) const
    {
        QStringList ids;
        for (const mesos::Agent &agent : picture()->agents) {
            if (picture()->string(picture()->attribute(agent, "slave-type")) == pool && agent.liveTasks > 1
                && agent.phase == mesos::AgentPhase::Active)
                ids << picture()->string(agent.id);
        }
        return ids;
    }
    /// Sends a plan and lets the cluster go on until it is over.
    actions::Record carryOut(const actions::Plan &plan)
    {
        actions::Consent consent;
        consent.number = plan.expectedNumber();
        consent.reason = u"drill"_s;
        consent.stackName = m_stack->name();
        const auto id = test::wait(m_stack->actions()->confirm(plan, consent));
        if (!id) {
            QTest::qFail(qPrintable(id.error().detail), __FILE__, __LINE__);
            return {};
        }
        const auto isOver = [&] {
            m_demo->advance(1s);
            return actions::isOver(m_stack->actions()->record(*id)->state);
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000); }();
        return *m_stack->actions()->record(*id);
    }
    QStringList methods() const
    {
        QStringList names;
        for (const sim::LoggedCall &call : m_demo->calls())
            names << call.method;
        return names;
    }
    void open(const config::StackConfig &config);
    actions::Record cordon(const QString &agent, core::TimePoint until)
    {
        const auto plan
            = test::wait(m_stack->actions()->plan(CordonVerb::request(CordonVerb::Way::Cordon, { agent }, until)));
        if (!plan) {
            QTest::qFail(qPrintable(plan.error().detail), __FILE__, __LINE__);
            return {};
        }
        return carryOut(*plan);
    }
    verbs::Cordons cordons() const { return m_stack->cordons()->cordons(); }

    std::unique_ptr<sim::Demo> m_demo;
    std::unique_ptr<QTemporaryDir> m_data;
    config::StackConfig m_config;
    std::unique_ptr<stack::Stack> m_stack;
};

void tst_HostPlans::init()
{
    m_stack.reset();
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    m_data = std::make_unique<QTemporaryDir>();
    m_config = {};
    m_config.hurry = 20;
    m_config.name = m_demo->cluster();
    m_config.poolAttribute = u"slave-type"_s;
    m_config.mesosMasters = m_demo->masters();
    m_config.auroraSchedulers = m_demo->auroraUrls();
    m_config.policy.interval = 1s;
    open(m_config);
}

void tst_HostPlans::open(const config::StackConfig &config)
{
    m_stack.reset();
    m_stack = std::make_unique<stack::Stack>(config, net::Credentials(), m_demo->clock(), m_data->path(),
                                             actions::ActionOptions::Authority::ExplicitConsent);
    m_stack->start();
    QTRY_VERIFY_WITH_TIMEOUT(picture() && m_stack->mesos()->freshness().phase == core::Freshness::Phase::Fresh, 20000);
}

void tst_HostPlans::auroraDrain_namesWhatEnds_andWaitsUntilDrained()
{
    const QString agent = agentsOfPool(u"mesos-on-demand"_s).value(0);
    QVERIFY(!agent.isEmpty());
    const auto plan = test::wait(m_stack->actions()->plan(DrainVerb::request(DrainVerb::By::Aurora, { agent })));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const actions::Item item = plan->tables.first().items.first();
    const auto tasks = test::wait(m_stack->aurora()->client()->tasks(
        *aurora::TaskQuery::Builder().hosts({ item.name }).statuses({ aurora::TaskStatus::Running }).build()));
    QVERIFY(tasks && !tasks->isEmpty());
    for (const aurora::Task &task : *tasks)
        QVERIFY(item.facts.last().contains(u"%1/%2"_s.arg(task.job().name).arg(task.instance)));
    QCOMPARE(plan->facts.ends, static_cast<int>(tasks->size()));
    QCOMPARE(plan->effects.first().countAfter, std::optional<qint64>(0));
    QVERIFY(plan->notTouched.contains(u"other frameworks"_s));
    const actions::Record done = carryOut(*plan);
    QVERIFY2(done.state == State::Done, qPrintable(done.outcome));
    QCOMPARE(methods(), QStringList{ u"drainHosts"_s });
    const auto modes = test::wait(m_stack->aurora()->client()->maintenance());
    QVERIFY(modes && modes->drained.contains(item.name));
    QCOMPARE(done.undo->verb, MaintenanceVerb::verbName(MaintenanceVerb::Way::End));
}

void tst_HostPlans::mesosDrain_namesTheTasksOfAllFrameworks()
{
    // An agent with tasks of several frameworks, none of them bound to the fixed pool.
    QString agent;
    for (const QString &each : agentsOfPool(u"mesos-on-demand"_s)) {
        std::set<uint32_t> frameworks;
        for (const mesos::Task &task : picture()->tasks) {
            if (task.list == mesos::TaskList::Live && picture()->string(task.agent) == each)
                frameworks.insert(task.framework.value);
        }
        if (frameworks.size() > 1)
            agent = each;
    }
    QVERIFY(!agent.isEmpty());
    const size_t count = tasksOn(agent).size();
    const auto plan = test::wait(m_stack->actions()->plan(DrainVerb::request(DrainVerb::By::Mesos, { agent }, 5s)));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(static_cast<size_t>(plan->facts.ends), count);
    QCOMPARE(plan->tables.first().items.first().facts.last().split(u", "_s).size(), static_cast<qsizetype>(count));
    QVERIFY(plan->cannotBeUndone.contains(u"Nothing stops a drain"_s));
    QVERIFY(plan->grade() >= actions::Grade::Counted);
    const actions::Record done = carryOut(*plan);
    QVERIFY2(done.state == State::Done, qPrintable(done.outcome));
    QCOMPARE(methods(), QStringList{ u"DRAIN_AGENT"_s });
    QCOMPARE(m_demo->calls().front().object, agent);
    QCOMPARE(done.undo->verb, CordonVerb::verbName(CordonVerb::Way::Uncordon));
}

void tst_HostPlans::drain_leavesOutWhatIsNotFaultTolerant_untilItsHostIsTyped()
{
    const QString fixed = agentsOfPool(u"mesos-fixed"_s).value(0);
    const QString other = agentsOfPool(u"mesos-on-demand"_s).value(0);
    actions::Request request = DrainVerb::request(DrainVerb::By::Mesos, { fixed, other });
    const auto locked = test::wait(m_stack->actions()->plan(request));
    QVERIFY(locked);
    const actions::Item item = locked->tables.first().items.first();
    QVERIFY(item.isLocked());
    QVERIFY2(item.protection.contains(u"not fault tolerant: bound to mesos-fixed"_s), qPrintable(item.protection));
    QCOMPARE(locked->steps.size(), 1);
    QCOMPARE(locked->steps.first().item, other);
    QVERIFY(!locked->warnings.isEmpty() && locked->warnings.first().contains(u"is left out"_s));
    request.unlocked = { item.name };
    const auto unlocked = test::wait(m_stack->actions()->plan(request));
    QVERIFY(unlocked);
    QCOMPARE(unlocked->steps.size(), 2);
    QVERIFY(unlocked->warnings.first().contains(u"and it ends"_s));
    QCOMPARE(methods(), QStringList());
}

void tst_HostPlans::drain_isRefused_whileMesosDoesNotAnswer()
{
    const QString agent = agentsOfPool(u"mesos-on-demand"_s).value(0);
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Unavailable;
    faults.layer = u"mesos"_s;
    m_demo->setFaults(faults);
    const auto plan = test::wait(m_stack->actions()->plan(DrainVerb::request(DrainVerb::By::Mesos, { agent })));
    QVERIFY(!plan);
    QCOMPARE(methods(), QStringList());
}

void tst_HostPlans::maintenance_isAWish_withItsWayBack()
{
    const QString agent = agentsOfPool(u"mesos-on-demand"_s).value(0);
    const auto plan
        = test::wait(m_stack->actions()->plan(MaintenanceVerb::request(MaintenanceVerb::Way::Start, { agent })));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->grade(), actions::Grade::Held);
    QVERIFY(plan->notTouched.contains(u"no guarantee"_s));
    const actions::Record started = carryOut(*plan);
    QCOMPARE(started.state, State::Done);
    const QString host = plan->steps.first().name;
    QVERIFY(test::wait(m_stack->aurora()->client()->maintenance())->scheduled.contains(host));
    const auto again = test::wait(m_stack->actions()->plan(plan->request));
    QVERIFY(again && again->isEmpty()); // it is there already
    const auto undo = m_stack->actions()->undoRequest(started.id);
    QVERIFY(undo);
    const auto back = test::wait(m_stack->actions()->plan(*undo));
    QVERIFY(back);
    QCOMPARE(carryOut(*back).state, State::Done);
    QCOMPARE(methods(), (QStringList{ u"startMaintenance"_s, u"endMaintenance"_s }));
    QVERIFY(!test::wait(m_stack->aurora()->client()->maintenance())->scheduled.contains(host));
}

void tst_HostPlans::cordonOfMany_asksHowManyTakeTasks()
{
    QStringList agents;
    qint64 active = 0;
    for (const mesos::Agent &agent : picture()->agents) {
        if (agent.phase != mesos::AgentPhase::Active)
            continue;
        ++active;
        if (agents.size() < 12)
            agents << picture()->string(agent.id);
    }
    const auto plan = test::wait(m_stack->actions()->plan(CordonVerb::request(CordonVerb::Way::Cordon, agents)));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->expectedNumber(), std::optional<qint64>(active - 12));
    QCOMPARE(carryOut(*plan).state, State::Done);
    QCOMPARE(methods().count(u"DEACTIVATE_AGENT"_s), 12);
}

void tst_HostPlans::cordonWithAnEnd_isKept_andToldWhenItHasCome()
{
    const QString agent = agentsOfPool(u"mesos-on-demand"_s).value(0);
    const core::TimePoint until = m_demo->clock().now() + 30min;
    const actions::Record done = cordon(agent, until);
    QVERIFY2(done.state == State::Done, qPrintable(done.outcome));
    QVERIFY(done.plan->command.contains(u"host cordon ip-"_s) && done.plan->command.endsWith(u"--for 1800s"_s));
    QCOMPARE(methods(), QStringList{ u"DEACTIVATE_AGENT"_s });

    open(m_config); // another console over the same journal
    QTRY_COMPARE_WITH_TIMEOUT(cordons().value(agent).until, until, 20000);
    QCOMPARE(cordons().value(agent).by, done.user);
    QCOMPARE(cordons().value(agent).why, u"drill"_s);
    watch::Watcher *const watcher = watch::Watcher::of(m_stack.get());
    const auto told = [&] {
        const QList<watch::Finding> &found = watcher->findings();
        return std::ranges::find(found, u"cordon-end/"_s + agent, &watch::Finding::key) != found.end();
    };
    QTRY_VERIFY_WITH_TIMEOUT(watcher->hasLooked(), 20000);
    QVERIFY(!told());
    m_demo->advance(31min);
    m_stack->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(told(), 30000);
    QCOMPARE(methods(), QStringList{ u"DEACTIVATE_AGENT"_s }); // it is offered, not done
}

void tst_HostPlans::cordonWithAnEnd_isForgotten_onceTakenBack()
{
    const QString agent = agentsOfPool(u"mesos-on-demand"_s).value(0);
    const core::TimePoint now = m_demo->clock().now();
    const auto past
        = test::wait(m_stack->actions()->plan(CordonVerb::request(CordonVerb::Way::Cordon, { agent }, now - 1min)));
    QVERIFY(!past);
    QCOMPARE(cordon(agent, now + 30min).state, State::Done);
    QCOMPARE(cordon(agent, now + 60min).state, State::Done); // it is cordoned already, and stays so for longer
    QTRY_COMPARE_WITH_TIMEOUT(cordons().value(agent).until, now + 60min, 20000);
    const auto back = test::wait(m_stack->actions()->plan(CordonVerb::request(CordonVerb::Way::Uncordon, { agent })));
    QVERIFY(back);
    QCOMPARE(carryOut(*back).state, State::Done);
    QTRY_COMPARE_WITH_TIMEOUT(cordons().size(), 0, 20000);
}

void tst_HostPlans::cordon_isKnown_howeverManyActionsCameLater()
{
    const QString agent = agentsOfPool(u"mesos-on-demand"_s).value(0);
    const core::TimePoint until = m_demo->clock().now() + 48h;
    actions::Record done = cordon(agent, until);
    QVERIFY2(done.state == State::Done, qPrintable(done.outcome));
    m_stack.reset();
    {
        actions::JournalFile file(m_data->path() + u'/' + m_config.name + u"/actions.sqlite"_s);
        QVERIFY(file.open());
        actions::Record other = done;
        for (actions::StepRecord &step : other.steps)
            step.step.object = u"agent/another"_s;
        for (int i = 1; i <= 230; ++i) {
            other.id = u"other-%1"_s.arg(i);
            other.startedAt = done.startedAt + std::chrono::seconds(i);
            QVERIFY(file.begin(other, {}, {}));
        }
    }
    open(m_config);
    QTRY_VERIFY_WITH_TIMEOUT(m_stack->actions()->isLoaded(), 20000);
    QVERIFY(!m_stack->actions()->record(done.id)); // what is kept in memory ends with the last ones
    QTRY_VERIFY_WITH_TIMEOUT(cordons().contains(agent), 20000);
    QCOMPARE(cordons().value(agent), (verbs::Cordon{ done.user, u"drill"_s, done.startedAt, until }));
}

void tst_HostPlans::protectedJobs_areThoseOfTheStacksFile()
{
    m_config.protectedPool.clear();
    m_config.protectedJobs = { u"jobs/prod/hyoga-*"_s };
    open(m_config);
    verbs::Selection selection;
    for (const QString &job : { u"jobs/prod/hyoga-model"_s, u"services/prod/capivara-http"_s })
        selection.parts.append({ *aurora::JobKey::parse(job), {} });
    const auto plan = test::wait(m_stack->actions()->plan(verbs::KillVerb::request(selection)));
    QVERIFY(plan);
    const QList<actions::Item> items = plan->tables.first().items;
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0].protection, u"listed as protected"_s);
    QVERIFY(!items[1].isLocked()); // no pool is protected here
}

void tst_HostPlans::unknownHost_isNoSuccess()
{
    const QList<aurora::HostStatus> answer{ { u"a"_s, aurora::MaintenanceMode::Scheduled } };
    QCOMPARE(*verbs::modeIn(answer, u"a"_s), aurora::MaintenanceMode::Scheduled);
    const auto missing = verbs::modeIn(answer, u"b"_s); // left out without a word
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, core::Error::Kind::Rejected);
    QVERIFY(!actions::mayHaveArrived(missing.error()));
}

QTEST_GUILESS_MAIN(tst_HostPlans)
#include "tst_hostplans.moc"
