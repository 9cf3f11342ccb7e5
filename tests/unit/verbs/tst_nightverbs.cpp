// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/verbs/night/airflownote.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/freshrun.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/night/pauseverb.h"
#include "models/verbs/night/runconf.h"
#include "models/verbs/night/stop/stopsteps.h"
#include "models/verbs/night/stop/stopverb.h"

#include <QJsonArray>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace verbs;
using Effect = actions::Look::Effect;

namespace {

const QString dagId = u"prod-dagao"_s;
const QString modeling = u"itaipu-dimensional-modeling"_s;

airflow::calls::Clearing below(const QString &run, const QString &task)
{
    return { dagId, run, { { task, -1 } }, true, false, false };
}

} // namespace

/// What the verbs about the night plan, send and see, against the simulator of both versions.
class tst_NightVerbs : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void clears_whatStayedTicked_data();
    void clears_whatStayedTicked();
    void refusesToClear_whatIsNotThere();
    void sendsTheRest_afterHalfAClear();
    void marks_andTellsWhatAirflowClearsWithIt();
    void marksARun_andEndsWhatRuns();
    void leavesTheReason_asTheNoteOfWhatItIsAbout_data();
    void leavesTheReason_asTheNoteOfWhatItIsAbout();
    void leavesTheReason_onEachNodeThatIsStopped_data();
    void leavesTheReason_onEachNodeThatIsStopped();
    void putsANoteOverTheOneThatIsThere();
    void triggers_underAnIdOfItsOwn();
    void refusesARunId_thatAirflowRefuses();
    void pauses_andHasAWayBack();
    void readsParameters_data();
    void readsParameters();
    void saysSo_whenThereIsNoAirflow();

private:
    void open(int version)
    {
        sim::Demo::Options options;
        options.speed = 0;
        options.airflow = version;
        m_demo = std::make_unique<sim::Demo>(options);
        m_http = std::make_unique<net::HttpClient>(m_demo->clock());
        airflow::StoreOptions storeOptions;
        storeOptions.url = m_demo->airflowUrl();
        storeOptions.dagId = dagId;
        m_store = std::make_unique<airflow::Store>(m_http.get(), storeOptions, m_demo->clock());
        m_context = {};
        m_context.airflow = m_store.get();
        m_context.stack = u"demo"_s;
        m_context.clock = &m_demo->clock();
        m_run = version == 2 ? u"scheduled__2026-11-22T00:00:00+00:00"_s : u"scheduled__2026-11-23T00:00:00+00:00"_s;
    }
    QString noteOf(const QString &task)
    {
        const auto told = QCoro::waitFor(m_store->client()->taskInstance({ dagId, m_run, task, -1 }));
        return told ? told->instance.note : u"not told"_s;
    }
    airflow::TaskState stateOf(const QString &task)
    {
        const auto run = QCoro::waitFor(readRun(m_context, dagId, m_run, {}));
        const airflow::TaskInstance *const found = run ? run->find({ task, -1 }) : nullptr;
        return found ? found->state : airflow::TaskState::Unknown;
    }

    std::unique_ptr<sim::Demo> m_demo;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<airflow::Store> m_store;
    Context m_context;
    QString m_run;
};

void tst_NightVerbs::init()
{
    open(2);
}

void tst_NightVerbs::cleanup()
{
    m_store.reset();
    m_http.reset();
    m_demo.reset();
}

void tst_NightVerbs::clears_whatStayedTicked_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("Airflow 2") << 2;
    QTest::newRow("Airflow 3") << 3;
}

void tst_NightVerbs::clears_whatStayedTicked()
{
    QFETCH(int, version);
    cleanup();
    open(version);
    ClearVerb verb(m_context);
    const actions::Request whole = ClearVerb::request(below(m_run, modeling));
    const auto first = QCoro::waitFor(verb.plan(whole, {}));
    QVERIFY(first);
    QCOMPARE(actions::flawOf(*first), QString());
    QVERIFY(first->tables[0].items.size() >= 17);
    QCOMPARE(first->steps.size(), 1);
    QCOMPARE(first->facts.ends, 0);
    const actions::Request fewer = actions::withRow(whole, u"itaipu-finance"_s, false);
    const auto plan = QCoro::waitFor(verb.plan(fewer, {}));
    QCOMPARE(plan->steps[0].things, first->steps[0].things - 1);
    QVERIFY(!plan->steps[0].call.contains(u"itaipu-finance"_s));
    const size_t before = m_demo->calls().size();
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::NotDone);
    QVERIFY(QCoro::waitFor(verb.perform(plan->steps[0], {}, {})));
    // What was sent names each of them, and asks for no neighbours.
    QCOMPARE(m_demo->calls().size(), before + 1);
    const QJsonObject sent = m_demo->calls().back().arguments.toObject();
    QCOMPARE(sent.value("task_ids"_L1).toArray().size(), plan->steps[0].things);
    QVERIFY(!sent.contains("include_downstream"_L1));
    QCOMPARE(sent.value("dry_run"_L1).toBool(true), false);
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::Done);
    QCOMPARE(QCoro::waitFor(verb.watch(plan->steps, {}))->reached, QStringList{ plan->steps[0].key });
    QCOMPARE(stateOf(modeling), airflow::TaskState::None);
    QCOMPARE(stateOf(u"itaipu-finance"_s), airflow::TaskState::UpstreamFailed);
}

void tst_NightVerbs::refusesToClear_whatIsNotThere()
{
    ClearVerb verb(m_context);
    const auto plan = QCoro::waitFor(verb.plan(ClearVerb::request(below(m_run, u"no-such-node"_s)), {}));
    QVERIFY(!plan);
    QVERIFY(plan.error().detail.contains(u"no-such-node"_s));
    const auto noRun = QCoro::waitFor(verb.plan(ClearVerb::request(below(u"no-run"_s, modeling)), {}));
    QCOMPARE(noRun.error().kind, core::Error::Kind::NotFound);
}

void tst_NightVerbs::sendsTheRest_afterHalfAClear()
{
    ClearVerb verb(m_context);
    const auto plan = QCoro::waitFor(verb.plan(ClearVerb::request(below(m_run, modeling)), {}));
    QVERIFY(QCoro::waitFor(
        m_store->client()->clear({ dagId, m_run, { { u"itaipu-finance"_s, -1 } }, false, false, false })));
    const auto look = QCoro::waitFor(verb.look(plan->steps[0], {}));
    QCOMPARE(look->effect, Effect::Partly);
    QVERIFY(look->rest);
    const QList<SeenTask> rest = seenTasksFromJson(look->rest->value("tasks"_L1).toArray());
    QVERIFY(rest.size() < plan->steps[0].things && rest.size() >= 15);
    QVERIFY(std::ranges::none_of(rest, [](const SeenTask &seen) { return seen.task.taskId == u"itaipu-finance"_s; }));
}

void tst_NightVerbs::marks_andTellsWhatAirflowClearsWithIt()
{
    MarkVerb verb(m_context, MarkVerb::Way::Success);
    const auto plan
        = QCoro::waitFor(verb.plan(MarkVerb::request(MarkVerb::Way::Success, dagId, m_run, { { modeling, -1 } }), {}));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->steps.size(), 1);
    QVERIFY2(plan->warnings.join(u' ').contains(u"Airflow clears with it 16 failed or blocked nodes"_s),
             qPrintable(plan->warnings.join(u' ')));
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::NotDone);
    QVERIFY(QCoro::waitFor(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::Done);
    QCOMPARE(stateOf(modeling), airflow::TaskState::Success);
    QCOMPARE(stateOf(u"itaipu-finance"_s), airflow::TaskState::None);
    const auto again
        = QCoro::waitFor(verb.plan(MarkVerb::request(MarkVerb::Way::Success, dagId, m_run, { { modeling, -1 } }), {}));
    QVERIFY(again->isEmpty());
}

void tst_NightVerbs::marksARun_andEndsWhatRuns()
{
    MarkRunVerb verb(m_context, MarkRunVerb::Way::Failed);
    const auto plan = QCoro::waitFor(verb.plan(MarkRunVerb::request(MarkRunVerb::Way::Failed, dagId, m_run), {}));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->facts.ends, 7);
    QVERIFY(plan->expectedNumber());
    QVERIFY(QCoro::waitFor(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::Done);
    QCOMPARE(stateOf(u"hyoga-model"_s), airflow::TaskState::Failed);
    QCOMPARE(stateOf(u"hyoga-scores"_s), airflow::TaskState::Skipped);
    const auto again = QCoro::waitFor(verb.plan(plan->request, {}));
    QVERIFY(again->isEmpty() && again->tables.isEmpty()); // no rows of what would change nothing
}

void tst_NightVerbs::leavesTheReason_asTheNoteOfWhatItIsAbout_data()
{
    clears_whatStayedTicked_data();
}

void tst_NightVerbs::leavesTheReason_asTheNoteOfWhatItIsAbout()
{
    QFETCH(int, version);
    cleanup();
    open(version);
    actions::Sending sending;
    sending.user = u"ana@bastion"_s;
    sending.reason = u"the data did not come"_s;
    const QString told = u"the data did not come – ana@bastion"_s;
    // Of a node that is marked.
    MarkVerb mark(m_context, MarkVerb::Way::Success);
    const QString scaling = u"scale-ec2-model"_s;
    const auto marked
        = QCoro::waitFor(mark.plan(MarkVerb::request(MarkVerb::Way::Success, dagId, m_run, { { scaling, -1 } }), {}));
    QVERIFY(marked);
    QVERIFY2(marked->steps[0].call.contains(u"note"_s), qPrintable(marked->steps[0].call));
    const auto answer = QCoro::waitFor(mark.perform(marked->steps[0], sending, {}));
    QVERIFY(answer);
    QCOMPARE(answer->words, u"OK"_s);
    QCOMPARE(noteOf(scaling), told);
    // Of what had failed among those that are cleared, not of what only waited for it.
    ClearVerb clear(m_context);
    const auto cleared = QCoro::waitFor(clear.plan(ClearVerb::request(below(m_run, modeling)), {}));
    QVERIFY(QCoro::waitFor(clear.perform(cleared->steps[0], sending, {})));
    QCOMPARE(noteOf(modeling), told);
    QCOMPARE(noteOf(u"itaipu-finance"_s), QString());
    // Of the run; once more it is not written again.
    MarkRunVerb run(m_context, MarkRunVerb::Way::Failed);
    const auto failed = QCoro::waitFor(run.plan(MarkRunVerb::request(MarkRunVerb::Way::Failed, dagId, m_run), {}));
    for (int i = 0; i < 2; ++i)
        QVERIFY(QCoro::waitFor(run.perform(failed->steps[0], sending, {})));
    QCOMPARE(QCoro::waitFor(m_store->client()->run(dagId, m_run))->note, told);
    // Without a reason nothing is written.
    const size_t before = m_demo->calls().size();
    QVERIFY(QCoro::waitFor(run.perform(failed->steps[0], {}, {})));
    QCOMPARE(m_demo->calls().size(), before + 1);
}

void tst_NightVerbs::leavesTheReason_onEachNodeThatIsStopped_data()
{
    clears_whatStayedTicked_data();
}

void tst_NightVerbs::leavesTheReason_onEachNodeThatIsStopped()
{
    QFETCH(int, version);
    cleanup();
    open(version);
    actions::Sending sending;
    sending.user = u"ana@bastion"_s;
    sending.reason = u"the data did not come"_s;
    sending.ticket = u"OPS-7"_s;
    const QString told = u"the data did not come (OPS-7) – ana@bastion"_s;
    StopVerb verb(m_context);
    const auto carryOut = [&](const QStringList &roots) {
        const auto plan = QCoro::waitFor(verb.plan(StopVerb::request({ dagId, m_run, roots }), {}));
        QVERIFY(plan);
        for (const actions::Step &step : plan->steps) {
            if (kindOf(step) != StopStep::Node && kindOf(step) != StopStep::Run)
                continue;
            QVERIFY2(step.call.contains(u"the reason as its note"_s), qPrintable(step.call));
            const auto answer = QCoro::waitFor(verb.perform(step, sending, {}));
            QVERIFY(answer);
            QCOMPARE(answer->words, u"OK"_s);
        }
    };
    // Node by node: of what ran and of what had not begun.
    const airflow::calls::TaskKey old{ dagId, m_run, u"fx-model"_s };
    QVERIFY(QCoro::waitFor(m_store->client()->ask(airflow::calls::setNote(old, u"slow tonight"_s))));
    carryOut({ u"fx-model"_s });
    QCOMPARE(noteOf(u"fx-model"_s), QString(told + u"\nslow tonight"_s));
    QCOMPARE(noteOf(u"fx-scores"_s), told);
    QCOMPARE(noteOf(u"hyoga-model"_s), QString());
    QCOMPARE(QCoro::waitFor(m_store->client()->run(dagId, m_run))->note, QString());
    // The run as one: its own, and that of what it ends.
    carryOut({});
    QCOMPARE(QCoro::waitFor(m_store->client()->run(dagId, m_run))->note, told);
    QCOMPARE(noteOf(u"hyoga-model"_s), told);
    QCOMPARE(noteOf(u"hyoga-scores"_s), QString()); // never begun, and skipped
    QCOMPARE(noteOf(modeling), QString()); // had failed before
}

void tst_NightVerbs::putsANoteOverTheOneThatIsThere()
{
    QCOMPARE(noteOver(u"new"_s, u"old"_s), u"new\nold"_s);
    QCOMPARE(noteOver(u"new"_s, QString()), u"new"_s);
    QCOMPARE(noteOver(QString(), u"old"_s), u"old"_s);
    QCOMPARE(noteOver(u"new"_s, u"new\nold"_s), u"new\nold"_s);
    QCOMPARE(noteOver(u"new"_s, QString(2000, u'x')).size(), airflow::calls::longestNote);
    actions::Sending sending;
    QCOMPARE(noteText(sending), QString());
    sending.reason = u" disk full "_s;
    sending.ticket = u"OPS-7"_s;
    QCOMPARE(noteText(sending), u"disk full (OPS-7)"_s);
}

void tst_NightVerbs::refusesARunId_thatAirflowRefuses()
{
    TriggerVerb verb(m_context);
    const auto spaced = QCoro::waitFor(verb.plan(TriggerVerb::request(dagId, u"drill of ana"_s, {}), {}));
    QVERIFY(!spaced); // as Airflow 3 would
    QVERIFY2(spaced.error().detail.contains(u"blank"_s), qPrintable(spaced.error().detail));
    QVERIFY(!QCoro::waitFor(verb.plan(TriggerVerb::request(dagId, QString(251, u'x'), {}), {})));
    QVERIFY(QCoro::waitFor(verb.plan(TriggerVerb::request(dagId, u"drill-of_ana~1+1:x"_s, {}), {})));
}

void tst_NightVerbs::triggers_underAnIdOfItsOwn()
{
    TriggerVerb verb(m_context);
    const QString id = TriggerVerb::freshRunId(m_demo->clock().now());
    QCOMPARE(id, u"manual__2026-11-23T06:47:12Z"_s);
    const QJsonObject conf{ { u"transaction"_s, u"7c0d8f1e"_s } };
    const auto plan = QCoro::waitFor(verb.plan(TriggerVerb::request(dagId, id, conf), {}));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QVERIFY(plan->warnings.join(u' ').contains(u"transaction is 7c0d8f1e"_s));
    QVERIFY(plan->others.join(u' ').contains(u"1 run is under way"_s));
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::NotDone);
    actions::Sending sending;
    sending.reason = u"the first one was stopped"_s;
    QVERIFY(QCoro::waitFor(verb.perform(plan->steps[0], sending, {})));
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::Done);
    QCOMPARE(m_demo->calls().back().arguments.toObject().value("note"_L1).toString(), sending.reason);
    QVERIFY(!QCoro::waitFor(verb.plan(TriggerVerb::request(dagId, id, conf), {}))); // there is one already
}

void tst_NightVerbs::pauses_andHasAWayBack()
{
    PauseVerb verb(m_context, PauseVerb::Way::Pause);
    const auto plan = QCoro::waitFor(verb.plan(PauseVerb::request(PauseVerb::Way::Pause, dagId), {}));
    QVERIFY(plan);
    QCOMPARE(actions::flawOf(*plan), QString());
    QCOMPARE(plan->grade(), actions::Grade::Clicked); // no node begins any more: that is felt
    QVERIFY(QCoro::waitFor(verb.perform(plan->steps[0], {}, {})));
    QCOMPARE(QCoro::waitFor(verb.look(plan->steps[0], {}))->effect, Effect::Done);
    QVERIFY(QCoro::waitFor(verb.plan(plan->request, {}))->isEmpty());
    PauseVerb back(m_context, PauseVerb::Way::Unpause);
    const auto unpause = QCoro::waitFor(back.plan(PauseVerb::request(PauseVerb::Way::Unpause, dagId), {}));
    QCOMPARE(unpause->steps.size(), 1);
}

void tst_NightVerbs::readsParameters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mistake"); // empty: none
    QTest::addColumn<QStringList>("differences");
    QTest::newRow("the same") << u"{\"transaction\": \"a\", \"n\": 1}"_s << QString() << QStringList();
    QTest::newRow("nothing") << QString() << QString()
                             << QStringList({ u"n is nothing, in the last run 1."_s,
                                              u"transaction is nothing, in the last run a."_s });
    QTest::newRow("other") << u"{\"transaction\": \"b\", \"n\": 1, \"x\": [1]}"_s << QString()
                           << QStringList({ u"transaction is b, in the last run a."_s,
                                            u"x is [1], in the last run nothing."_s });
    QTest::newRow("cut off") << u"{\n \"a\": 1,\n"_s << u"Line 3"_s << QStringList();
    QTest::newRow("no object") << u"[1]"_s << u"no JSON object"_s << QStringList();
}

void tst_NightVerbs::readsParameters()
{
    QFETCH(QString, text);
    QFETCH(QString, mistake);
    QFETCH(QStringList, differences);
    const QJsonObject before{ { u"transaction"_s, u"a"_s }, { u"n"_s, 1 } };
    const ReadConf read = readConf(text);
    QCOMPARE(read.conf.has_value(), mistake.isEmpty());
    QVERIFY2(read.mistake.contains(mistake), qPrintable(read.mistake));
    if (!read.conf)
        return;
    QStringList told = confDifferences(*read.conf, before);
    told.sort();
    QCOMPARE(told, differences);
    QCOMPARE(isOtherTransaction(*read.conf, before), read.conf->value("transaction"_L1) != u"a"_s);
    QCOMPARE(readConf(confText(*read.conf)).conf, read.conf);
}

void tst_NightVerbs::saysSo_whenThereIsNoAirflow()
{
    m_context.airflow.clear();
    ClearVerb verb(m_context);
    const auto plan = QCoro::waitFor(verb.plan(ClearVerb::request(below(m_run, modeling)), {}));
    QCOMPARE(plan.error().kind, core::Error::Kind::Config);
}

QTEST_GUILESS_MAIN(tst_NightVerbs)
#include "tst_nightverbs.moc"
