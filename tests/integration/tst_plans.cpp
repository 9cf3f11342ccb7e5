// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/stack/stack.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/killverb.h"
#include "tests/support/wait.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a plan lists is exactly what the simulator's log of calls shows afterwards: over random clusters and
/// selections, with rows unticked, and while answers are lost.
class tst_Plans : public QObject
{
    Q_OBJECT

private slots:
    void killsWhatThePlanLists_andNothingElse_data();
    void killsWhatThePlanLists_andNothingElse();

private:
    using Instances = QMap<QString, QSet<int>>; ///< by job

    static Instances planned(const actions::Plan &plan)
    {
        Instances instances;
        for (const actions::Step &step : plan.steps) {
            const auto payload = verbs::instanceStepFromJson(step.payload);
            for (const int instance : payload->instances())
                instances[payload->job.text()].insert(instance);
        }
        return instances;
    }

    static Instances sent(const sim::Demo &demo, qint64 since)
    {
        Instances instances;
        for (const sim::LoggedCall &call : demo.calls()) {
            if (call.number <= since)
                continue;
            if (call.method != u"killTasks"_s) {
                instances[u"another call: "_s + call.method].insert(-1);
                continue;
            }
            const QJsonArray list = call.arguments.toObject().value(u"5"_s).toArray();
            if (list.isEmpty()) // the whole job: never what a plan lists
                instances[call.object].insert(-1);
            for (const QJsonValue &instance : list) {
                if (instances[call.object].contains(instance.toInt())) // sent twice: a lost answer was not looked after
                    instances[call.object].insert(-2);
                instances[call.object].insert(instance.toInt());
            }
        }
        return instances;
    }
};

void tst_Plans::killsWhatThePlanLists_andNothingElse_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("faulty");
    for (quint32 seed = 1; seed <= 4; ++seed) {
        QTest::addRow("seed %u", seed) << seed << false;
        QTest::addRow("seed %u, answers are lost", seed) << seed << true;
    }
}

void tst_Plans::killsWhatThePlanLists_andNothingElse()
{
    QFETCH(quint32, seed);
    QFETCH(bool, faulty);
    sim::Demo::Options options;
    options.speed = 0;
    options.seed = seed; // another cluster each
    sim::Demo demo(options);
    QTemporaryDir data;
    config::StackConfig config;
    config.name = demo.cluster();
    config.poolAttribute = u"slave-type"_s;
    config.mesosMasters = demo.masters();
    config.auroraSchedulers = demo.auroraUrls();
    config.hurry = 20;
    stack::Stack stack(config, {}, demo.clock(), data.path(), actions::ActionOptions::Authority::ExplicitConsent);
    actions::ActionCenter *center = stack.actions();

    QRandomGenerator random(seed);
    const auto tasks = test::wait(stack.aurora()->client()->tasks(
        *aurora::TaskQuery::Builder().statuses({ aurora::TaskStatus::Running, aurora::TaskStatus::Pending }).build()));
    QVERIFY(tasks);
    QMap<QString, QList<int>> active;
    for (const aurora::Task &task : *tasks)
        active[task.job().text()] << task.instance;
    QVERIFY(active.size() > 5);
    verbs::Selection selection;
    const QStringList jobs = active.keys();
    for (int i = 0; i < 4; ++i) {
        const QString job = jobs[random.bounded(jobs.size())];
        const auto key = aurora::JobKey::parse(job);
        if (selection.part(*key))
            continue;
        verbs::Selection::Part part{ *key, {} };
        if (random.bounded(2) == 0) {
            for (const int instance : active[job]) {
                if (random.bounded(2) == 0)
                    part.instances << instance;
            }
            std::ranges::sort(part.instances);
        }
        selection.parts << part;
    }
    actions::Request request = verbs::KillVerb::request(selection);
    if (selection.parts.size() > 1 && random.bounded(2) == 0)
        request = actions::withRow(request, selection.parts.first().job.text(), false);
    const auto plan = test::wait(center->plan(request));
    QVERIFY(plan);
    if (plan->isEmpty())
        return;
    const qint64 before = demo.calls().empty() ? 0 : demo.calls().back().number;
    actions::Consent consent;
    consent.number = plan->expectedNumber();
    consent.reason = u"drill"_s;
    consent.stackName = stack.name();
    const auto id = test::wait(center->confirm(*plan, consent));
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    if (faulty) {
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::Lost; // done as asked, and nobody hears of it
        faults.layer = u"aurora"_s;
        demo.setFaults(faults);
    }
    demo.advance(6s);
    bool healed = false;
    const auto isOver = [&] {
        // From the first call on the answers come again: what was lost has to be looked after.
        if (faulty && !healed
            && (!sent(demo, before).isEmpty() || center->record(*id)->state != actions::State::Held)) {
            healed = true;
            demo.setFaults({});
        }
        demo.advance(1s);
        return actions::isOver(center->record(*id)->state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000);
    const actions::State end = center->record(*id)->state;
    if (end == actions::State::Done)
        QCOMPARE(sent(demo, before), planned(*plan));
    else // the cluster moved on, or could not be read again: nothing went out
        QVERIFY2((faulty || end == actions::State::Void) && sent(demo, before).isEmpty(),
                 qPrintable(center->record(*id)->outcome));
}

QTEST_GUILESS_MAIN(tst_Plans)
#include "tst_plans.moc"
