// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"
#include "tests/unit/verbs/stopchecks.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using airflow::TaskState;

using namespace stopchecks;

/// Stop and resume of a run against the simulator: what is planned, what goes out, what is left.
class tst_StopVerb : public QObject
{
    Q_OBJECT
private slots:
    void stopsTheWholeRun_data();
    void stopsTheWholeRun();
    void stopsNodeByNode_whenSomeGoOn();
    void stopsASubtree_andNothingBeside();
    void resumes_whatItHasStopped();
    void endsAgain_whatComesBack();
    void seesItThrough_whateverBreaks_data();
    void seesItThrough_whateverBreaks();
    void leavesNodesAlone_thatEndMeanwhile();
    void refuses_whatIsNotThere();
    void knowsWhoRegisteredAFramework_data();
    void knowsWhoRegisteredAFramework();
};

void tst_StopVerb::stopsTheWholeRun_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("Airflow 2") << 2;
    QTest::newRow("Airflow 3") << 3;
}

void tst_StopVerb::stopsTheWholeRun()
{
    QFETCH(int, version);
    sim::Demo::Options options = VerbWorld::standing();
    options.airflow = version;
    VerbWorld world(options);
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), {} }));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->grade(), actions::Grade::Named);
    const Scope scope = scopeOf(*plan);
    QVERIFY(scope.run);
    QVERIFY(scope.jobs.contains(u"jobs/prod/hyoga-model"_s));
    QVERIFY(scope.jobs.contains(u"jobs/prod/fx-model"_s));
    QVERIFY(!scope.jobs.contains(u"services/prod/capivara-http"_s)); // a neighbour
    QVERIFY(!scope.jobs.contains(u"jobs/prod/kafka-to-s3"_s));
    QVERIFY(scope.frameworks.size() >= 2); // of hyoga-model, and the one whose driver has failed
    QVERIFY(plan->canBeUndone.startsWith(u"Resume clears"_s));
    QCOMPARE(world.sent().size(), 0);

    const Picture before = pictureOf(world);
    const actions::Record record = world.carryOut(*plan);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QVERIFY(record.outcome.contains(u"nothing left"_s));
    compare(before, pictureOf(world), scope);
    compareCalls(world.sent(), scope, world.runId());
    QCOMPARE(world.run().run.state, airflow::RunState::Failed);
    QVERIFY(world.plan(plan->request)->isEmpty()); // nothing is left to stop
}

void tst_StopVerb::stopsNodeByNode_whenSomeGoOn()
{
    VerbWorld world;
    const actions::Request whole = verbs::StopVerb::request({ world.dagId(), world.runId(), {} });
    const auto plan = world.plan(actions::withRow(whole, u"fx-model"_s, false));
    QVERIFY(plan);
    const Scope scope = scopeOf(*plan);
    QVERIFY(!scope.run);
    QVERIFY(!scope.nodes.contains(u"fx-model"_s));
    QVERIFY(plan->warnings.join(u' ').contains(u"go on"_s));
    // Children first, so that none begins while those before it are ended.
    QStringList order;
    for (const actions::Step &step : plan->steps) {
        if (verbs::kindOf(step) == verbs::StopStep::Node)
            order << step.item;
    }
    QVERIFY(order.indexOf(u"hyoga-scores"_s) < order.indexOf(u"hyoga-model"_s));
    const Picture before = pictureOf(world);
    const actions::Record record = world.carryOut(*plan);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    compare(before, pictureOf(world), scope);
    QCOMPARE(world.stateOf(u"fx-model"_s), TaskState::Running);
    QCOMPARE(world.stateOf(u"hyoga-model"_s), TaskState::Failed);
}

void tst_StopVerb::stopsASubtree_andNothingBeside()
{
    VerbWorld world;
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), { u"hyoga-model"_s } }));
    QVERIFY(plan);
    QCOMPARE(plan->grade(), actions::Grade::Counted);
    const Scope scope = scopeOf(*plan);
    QVERIFY(scope.nodes.contains(u"hyoga-model"_s) && scope.nodes.contains(u"hyoga-scores"_s));
    QVERIFY(!scope.nodes.contains(u"fx-model"_s));
    QCOMPARE(scope.jobs.keys(), QStringList{ u"jobs/prod/hyoga-model"_s });
    QCOMPARE(scope.frameworks.size(), 1);
    const Picture before = pictureOf(world);
    const actions::Record record = world.carryOut(*plan);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    compare(before, pictureOf(world), scope);
    compareCalls(world.sent(), scope, world.runId());
    QCOMPARE(world.stateOf(u"fx-model"_s), TaskState::Running);
    QCOMPARE(world.run().run.state, airflow::RunState::Running);
    QCOMPARE(world.active(u"jobs/prod/fx-model"_s).size(), 6);
}

void tst_StopVerb::resumes_whatItHasStopped()
{
    VerbWorld world;
    const Picture before = pictureOf(world);
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), {} }));
    const actions::Record stopped = world.carryOut(*plan);
    QVERIFY2(stopped.state == actions::State::Done, qPrintable(stopped.outcome));
    const auto way = world.wayBack(stopped);
    QVERIFY(way);
    QCOMPARE(way->verb, verbs::ClearVerb::verbName());
    const auto resume = world.plan(*way);
    QVERIFY(resume);
    QVERIFY2(resume->title.label.startsWith(u"Resume the run"_s), qPrintable(resume->title.label));
    // Exactly what it ended: what had failed or was done before stays so.
    QCOMPARE(resume->things(), plan->things());
    const actions::Record record = world.carryOut(*resume);
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    const Picture after = pictureOf(world);
    for (auto it = before.nodes.begin(); it != before.nodes.end(); ++it) {
        if (airflow::isOver(airflow::taskStateFrom(it.value())))
            QCOMPARE(after.nodes.value(it.key()), it.value());
        else
            QVERIFY2(after.nodes.value(it.key()) != u"skipped"_s, qPrintable(it.key()));
    }
    QCOMPARE(world.run().run.state, airflow::RunState::Running);
    QVERIFY(!world.wayBack(stopped)); // once
}

/// An operator that is being ended may create its job once more in its last moment.
void tst_StopVerb::endsAgain_whatComesBack()
{
    VerbWorld world;
    const QString job = u"jobs/prod/fx-model"_s;
    const aurora::TaskConfig config = world.active(job).first().config;
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), {} }));
    const auto id = world.confirm(*plan);
    QVERIFY(id);
    bool cameBack = false;
    const auto killed = [&] {
        const auto record = world.center().record(*id);
        return std::ranges::any_of(record->steps, [&](const actions::StepRecord &step) {
            return step.step.key == job && step.state == actions::StepState::Reached;
        });
    };
    const auto isOver = [&] {
        if (!cameBack && killed()) {
            aurora::JobConfiguration again;
            again.key = config.job;
            again.config = config;
            again.instanceCount = 2;
            cameBack = VerbWorld::wait(world.client().create(again)).has_value();
        }
        world.demo().advance(500ms);
        return actions::isOver(world.center().record(*id)->state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000);
    QVERIFY(cameBack);
    const actions::Record record = world.center().record(*id).value_or(actions::Record());
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    QCOMPARE(world.active(job).size(), 0);
}

void tst_StopVerb::seesItThrough_whateverBreaks_data()
{
    QTest::addColumn<QString>("layer");
    QTest::addColumn<sim::Faults::Answer>("answer");
    for (const QString &layer : { u"airflow"_s, u"aurora"_s, u"mesos"_s }) {
        QTest::addRow("%s: answers are lost", qPrintable(layer)) << layer << sim::Faults::Answer::Lost;
        QTest::addRow("%s: connections close", qPrintable(layer)) << layer << sim::Faults::Answer::Dropped;
        QTest::addRow("%s: errors", qPrintable(layer)) << layer << sim::Faults::Answer::ServerError;
    }
}

void tst_StopVerb::seesItThrough_whateverBreaks()
{
    QFETCH(QString, layer);
    QFETCH(sim::Faults::Answer, answer);
    VerbWorld world;
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), { u"itaipu-behavior"_s } }));
    QVERIFY(plan);
    const Scope scope = scopeOf(*plan);
    QVERIFY(scope.jobs.size() > 0 && scope.frameworks.size() > 0);
    const Picture before = pictureOf(world);
    const auto id = world.confirm(*plan);
    QVERIFY(id);
    int looks = 0;
    int faulty = 0; // looks while it is broken
    const auto isOver = [&] {
        const actions::Record record = *world.center().record(*id);
        const bool isSending = record.state == actions::State::Running || record.state == actions::State::Waiting;
        // Broken for a while, healed for a while, from the first call on.
        if (isSending && ++looks % 40 == 1 && faulty < 3) {
            sim::Faults faults;
            faults.answer = answer;
            faults.layer = layer;
            world.demo().setFaults(faults);
            ++faulty;
        } else if (looks % 40 == 10) {
            world.demo().setFaults({});
        }
        world.demo().advance(200ms);
        if (record.canResume() && actions::isOver(record.state) && record.state != actions::State::Done) {
            world.demo().setFaults({});
            VerbWorld::wait(world.center().resume(*id));
            return false;
        }
        return actions::isOver(record.state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 120000);
    world.demo().setFaults({});
    const actions::Record record = world.center().record(*id).value_or(actions::Record());
    QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    compare(before, pictureOf(world), scope);
    compareCalls(world.sent(), scope, world.runId());
}

void tst_StopVerb::leavesNodesAlone_thatEndMeanwhile()
{
    VerbWorld world;
    const auto plan = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), { u"hyoga-model"_s } }));
    const auto step = std::ranges::find(plan->steps, u"hyoga-model"_s, &actions::Step::item);
    QVERIFY(step != plan->steps.end());
    airflow::calls::StateChange done;
    done.task = { world.dagId(), world.runId(), u"hyoga-model"_s, -1 };
    done.state = TaskState::Success;
    QVERIFY(VerbWorld::wait(world.airflow().setState(done)));
    verbs::StopVerb verb(world.context());
    const auto answer = VerbWorld::wait(verb.perform(*step, {}, {}));
    QVERIFY(answer);
    QVERIFY2(answer->words.contains(u"success"_s), qPrintable(answer->words));
    QCOMPARE(world.stateOf(u"hyoga-model"_s), TaskState::Success);
}

void tst_StopVerb::refuses_whatIsNotThere()
{
    VerbWorld world;
    const auto noNode = world.plan(verbs::StopVerb::request({ world.dagId(), world.runId(), { u"no-such"_s } }));
    QVERIFY(!noNode && noNode.error().detail.contains(u"no-such"_s));
    const auto noRun = world.plan(verbs::StopVerb::request({ world.dagId(), u"no-run"_s, {} }));
    QCOMPARE(noRun.error().kind, core::Error::Kind::NotFound);
}

void tst_StopVerb::knowsWhoRegisteredAFramework_data()
{
    QTest::addColumn<QString>("framework");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("driver"); // empty: nobody
    QTest::addColumn<bool>("certain");
    QTest::newRow("its name") << u"hyoga-model"_s << u"h9"_s << u"jobs/prod/hyoga-model"_s << true;
    QTest::newRow("named as Spark's") << u"hyoga-model-spark"_s << u"h9"_s << u"jobs/prod/hyoga-model"_s << true;
    QTest::newRow("without driver") << u"datasets"_s << u"h9"_s << u"jobs/prod/datasets-driver"_s << true;
    QTest::newRow("longer, elsewhere") << u"hyoga-model-v2"_s << u"h9"_s << QString() << true;
    QTest::newRow("longer, on its host") << u"hyoga-model-v2"_s << u"h1"_s << u"jobs/prod/hyoga-model"_s << true;
    QTest::newRow("of two of that name") << u"shared"_s << u"h9"_s << u"jobs/prod/shared"_s << false;
    QTest::newRow("of two, on its host") << u"shared"_s << u"h3"_s << u"jobs/prod/shared"_s << true;
    QTest::newRow("Aurora's own") << u"Aurora"_s << u"h1"_s << QString() << true;
}

void tst_StopVerb::knowsWhoRegisteredAFramework()
{
    QFETCH(QString, framework);
    QFETCH(QString, host);
    QFETCH(QString, driver);
    QFETCH(bool, certain);
    const core::TimePoint begin(1h);
    const auto job = [](const QString &key) { return *aurora::JobKey::parse(key); };
    const QList<verbs::Driver> drivers{ { job(u"jobs/prod/hyoga-model"_s), { u"h1"_s } },
                                        { job(u"jobs/prod/datasets-driver"_s), {} },
                                        { job(u"jobs/prod/shared"_s), { u"h3"_s } },
                                        { job(u"jobs/prod/aurora"_s), { u"h1"_s } } };
    const QList<verbs::Driver> others{ { job(u"jobs/dev/shared"_s), { u"h4"_s } } };
    mesos::ListedFramework listed;
    listed.id = u"f-1"_s;
    listed.name = framework;
    listed.host = host;
    listed.registered = begin + 1min;
    const auto found = verbs::frameworksOf(drivers, others, { listed }, begin);
    QCOMPARE(found.size(), driver.isEmpty() ? 0 : 1);
    if (!driver.isEmpty()) {
        QCOMPARE(found[0].driver.text(), driver);
        QCOMPARE(found[0].isCertain, certain);
    }
    listed.registered = begin - 1min; // of the night before
    QVERIFY(verbs::frameworksOf(drivers, others, { listed }, begin).isEmpty());
}

QTEST_GUILESS_MAIN(tst_StopVerb)
#include "tst_stopverb.moc"
