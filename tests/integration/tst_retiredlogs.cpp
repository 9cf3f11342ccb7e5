// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/config/awsconfig.h"
#include "models/pools/board.h"
#include "models/stack/retiredlogs.h"
#include "models/stack/stack.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/copystore.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/pools/retiresteps.h"
#include "tests/support/statebuilder.h"
#include "tests/support/wait.h"

#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::StepState;
using mesos::TaskState;

/// What tasks wrote on a machine is saved before the machine goes.
class tst_RetiredLogs : public QObject
{
    Q_OBJECT

private slots:
    void agentsGoing_areThoseNotToldToGoYet();
    void endedTasks_areTheNewestOfEachMachine();
    void logsAreSaved_beforeTheirMachineGoes();
};

void tst_RetiredLogs::agentsGoing_areThoseNotToldToGoYet()
{
    actions::Record record;
    record.state = actions::State::Running;
    for (const QString &name : { u"1"_s, u"2"_s, u""_s }) {
        actions::StepRecord step;
        step.step
            = verbs::steps::end({ u"model"_s, u"i-"_s + name, name.isEmpty() ? name : u"agent-"_s + name, {} }, 0);
        record.steps << step;
    }
    actions::StepRecord closing;
    closing.step = verbs::steps::close({ u"model"_s, u"i-4"_s, u"agent-4"_s, {} }, 0);
    record.steps << closing;
    record.steps[0].state = StepState::Sent;
    QCOMPARE(stack::agentsGoing({ record }), QStringList{ u"agent-2"_s });
    record.state = actions::State::Held; // it may be cancelled yet
    QCOMPARE(stack::agentsGoing({ record }), QStringList());
    record.state = actions::State::HalfDone;
    QCOMPARE(stack::agentsGoing({ record }), QStringList());
}

void tst_RetiredLogs::endedTasks_areTheNewestOfEachMachine()
{
    constexpr core::TimePoint now(1795416420s);
    support::StateBuilder b;
    b.agent("a1", "ip-1", {});
    b.agent("a2", "ip-2", {});
    for (int minute = 1; minute <= 4; ++minute)
        b.task("t" + std::to_string(minute), "etl", "f1", "a1", TaskState::Finished, now - minute * 1min).started
            = now - 1h;
    b.task("runs", "etl", "f1", "a1", TaskState::Running, now - 1min).started = now - 1h;
    b.task("never", "etl", "f1", "a1", TaskState::Lost, now - 1min); // it never ran, and wrote nothing
    b.task("other", "etl", "f1", "a2", TaskState::Failed, now - 1min).started = now - 1h;
    const QList<stack::EndedTask> found = stack::endedOn(*b.build(), { u"a1"_s }, 2);
    QCOMPARE(found, (QList<stack::EndedTask>{ { u"a1"_s, u"t2"_s }, { u"a1"_s, u"t1"_s } }));
}

void tst_RetiredLogs::logsAreSaved_beforeTheirMachineGoes()
{
    sim::Demo::Options options;
    options.speed = 0;
    sim::Demo demo(options);
    const QTemporaryDir data;
    config::StackConfig config;
    config.name = demo.cluster();
    config.poolAttribute = u"slave-type"_s;
    config.mesosMasters = demo.masters();
    config.auroraSchedulers = demo.auroraUrls();
    config.aws = config::parseAws(demo.awsYaml());
    config.policy.interval = 100ms;
    config.hurry = 20;
    config.route.rewrite.insert(u"*:5051"_s, demo.agents().authority()); // its agents share one door
    config.route.rewrite.insert(u"*:%1"_s.arg(config.observerPort), demo.observers().authority());
    const auto keys = std::make_shared<aws::FixedKeys>(aws::Keys{ options.awsKeyId, options.awsSecret, {}, {} });
    stack::Stack stack(config, {}, demo.clock(), data.path(), actions::ActionOptions::Authority::ExplicitConsent, keys);
    stack.start();
    const QString group = u"mesos-on-demand"_s;
    // A machine with work: it ends while the machine waits.
    QList<pools::Machine> machines;
    const auto isShown = [&] {
        const pools::Snapshot picture = stack.poolBoard()->pools();
        if (!picture || !picture->pool(group) || !picture->pool(group)->wanted)
            return false;
        machines = picture->machinesOf(group);
        machines.removeIf([](const pools::Machine &each) { return each.state != pools::Machine::State::Busy; });
        return !machines.isEmpty() && stack.mesos()->freshness().phase == core::Freshness::Phase::Fresh;
    };
    QTRY_VERIFY(isShown());
    const pools::Machine machine = *std::ranges::min_element(machines, {}, &pools::Machine::tasks);
    const mesos::Snapshot before = stack.mesos()->snapshot();
    QSet<QString> running;
    for (const mesos::Task &task : before->tasks) {
        if (task.list == mesos::TaskList::Live && before->string(task.agent).toUtf8() == machine.agentId)
            running.insert(before->string(task.id));
    }
    QVERIFY(!running.isEmpty());
    const auto plan
        = test::wait(stack.actions()->plan(verbs::RetireVerb::terminate(group, { machine.instance }, false)));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QVERIFY2(plan->cannotBeUndone.contains(u"are saved here before"_s), qPrintable(plan->cannotBeUndone));
    actions::Consent consent;
    consent.number = plan->expectedNumber();
    consent.reason = u"drill"_s;
    consent.stackName = stack.name();
    const auto id = test::wait(stack.actions()->confirm(*plan, consent));
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    const auto runs = [&] {
        const mesos::Snapshot now = stack.mesos()->snapshot();
        return std::ranges::any_of(now->tasks, [&](const mesos::Task &task) {
            return task.list == mesos::TaskList::Live && now->string(task.agent).toUtf8() == machine.agentId
                && !mesos::isTerminal(task.state);
        });
    };
    // Slowly once it is empty: how long its logs are waited for is simulated, copying them is not.
    const auto isOver = [&] {
        demo.advance(runs() ? 5s : 500ms);
        return actions::isOver(stack.actions()->record(*id)->state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 240000);
    const actions::Record done = *stack.actions()->record(*id);
    QVERIFY2(done.state == actions::State::Done, qPrintable(done.outcome));
    QCOMPARE(demo.tasksEndedWithMachines(), 0);

    auto saved = stack::logsOf(&stack)->copies()->newest(100);
    QTRY_VERIFY(saved.isFinished());
    QSet<QString> kept;
    for (const tasklogs::Copy &copy : saved.result()) {
        if (copy.host == machine.agentHost)
            kept.insert(copy.task);
    }
    QVERIFY2(kept.contains(running), qPrintable(QStringList((running - kept).values()).join(u", "_s)));
}

QTEST_GUILESS_MAIN(tst_RetiredLogs)
#include "tst_retiredlogs.moc"
