// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/airflownight.h"
#include "models/night/conversion.h"
#include "models/night/definition.h"
#include "models/night/jobrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using airflow::TaskState;

namespace {

const core::TimePoint begin{ std::chrono::seconds(1795392000) }; // 23 Nov 2026 00:00 UTC

airflow::TaskDefinition task(const QString &id, QStringList downstream, const QString &rule = u"all_success"_s)
{
    airflow::TaskDefinition made;
    made.id = id;
    made.downstream = std::move(downstream);
    made.triggerRule = rule;
    made.retries = 1;
    made.retryDelay = 5min;
    return made;
}

airflow::TaskInstance instance(const QString &id, TaskState state, int startMinute, int endMinute, int index = -1)
{
    airflow::TaskInstance made;
    made.taskId = id;
    made.state = state;
    made.mapIndex = index;
    made.tryNumber = startMinute < 0 ? 0 : 1;
    made.maxTries = 1;
    if (startMinute >= 0) {
        made.queued = begin + std::chrono::minutes(startMinute) - 4s;
        made.start = begin + std::chrono::minutes(startMinute);
    }
    if (endMinute >= 0)
        made.end = begin + std::chrono::minutes(endMinute);
    return made;
}

const QList<config::JobRule> rules{ { u"scale-*"_s, {} },
                                    { u"capivara-?lj"_s, u"services/prod/{task}"_s },
                                    { u"*"_s, u"jobs/prod/{task}"_s } };

airflow::DagStructure structure()
{
    return { { task(u"scale-spot"_s, { u"datasets.core"_s, u"datasets.core"_s, u"gone"_s }),
               task(u"datasets.core"_s, { u"shard"_s, u"alert"_s }), task(u"shard"_s, {}),
               task(u"alert"_s, {}, u"one_failed"_s) } };
}

dag::NightPtr nightWith(QList<airflow::TaskInstance> instances)
{
    const airflow::DagStructure tasks = structure();
    return night::nightOf(night::graphOf(u"d"_s, tasks, rules), {},
                          airflow::merged(nullptr, std::move(instances), begin), tasks, nullptr);
}

} // namespace

class tst_Night : public QObject
{
    Q_OBJECT
private slots:
    void fitsPatterns_data();
    void fitsPatterns();
    void findsTheJobOfATask();
    void makesAGraph();
    void tellsEachState_data();
    void tellsEachState();
    void forgetsTheDatesOfAClearedAttempt();
    void tellsWhenARetryBegins();
    void sumsUpMappedInstances();
    void tellsTheTriesOfMappedInstances();
    void asksForTheTriesOfMappedInstances_failedOnesFirst();
    void tellsWhyANodeFailed_byTheNewestFailedTaskOfItsJob();
    void leavesWhatIsNotListedWaiting();
    void showsParametersOnce();
    void keepsEndedRunsAsHistory();
    void keepsMappedNodes_fromTheirFirstStartToTheirLastEnd();
    void takesJobsFromRenderedFields();
    void readsADefinition();
    void saysWhatIsWrongInADefinition_data();
    void saysWhatIsWrongInADefinition();
    void findsTheBeginOfTheNight();
};

void tst_Night::fitsPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *pattern, const char *id, bool fits) {
        QTest::addRow("%s %s", pattern, id) << QString::fromLatin1(pattern) << QString::fromLatin1(id) << fits;
    };
    row("*", "", true);
    row("", "", true);
    row("", "a", false);
    row("a*c", "abbc", true);
    row("a*c", "abbcd", false);
    row("*b*", "aabaa", true);
    row("a?c", "abc", true);
    row("a?c", "ac", false);
    row("*aab", "aaaab", true);
    row("a.b", "axb", false);
    row("scale-*", "downscale-x", false);
}

void tst_Night::fitsPatterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, id);
    QTEST(night::fits(pattern, id), "fits");
}

void tst_Night::findsTheJobOfATask()
{
    QCOMPARE(night::jobOf(rules, u"datasets.core"_s), "jobs/prod/core");
    QCOMPARE(night::jobOf(rules, u"capivara-clj"_s), "services/prod/capivara-clj");
    QCOMPARE(night::jobOf(rules, u"scale-spot"_s), QByteArray());
    QCOMPARE(night::jobOf({}, u"x"_s), QByteArray());
}

void tst_Night::makesAGraph()
{
    const dag::GraphPtr graph = night::graphOf(u"d"_s, structure(), rules);
    QCOMPARE(graph->dag, u"d"_s);
    QCOMPARE(graph->nodes.size(), size_t{ 4 });
    QCOMPARE(graph->edges, (std::vector<dag::Edge>{ { 0, 1 }, { 1, 2 }, { 1, 3 } })); // each once, ends within
    QCOMPARE(graph->nodes[0].pool, u"spot"_s);
    QCOMPARE(graph->nodes[1].group, u"datasets"_s);
    QCOMPARE(graph->nodes[1].label, u"core"_s);
    QCOMPARE(graph->nodes[3].rule, dag::TriggerRule::OneFailed);
}

void tst_Night::tellsEachState_data()
{
    QTest::addColumn<TaskState>("state");
    QTest::addColumn<dag::NodeState>("expected");
    using enum dag::NodeState;
    QTest::newRow("none") << TaskState::None << Waiting;
    QTest::newRow("queued") << TaskState::Queued << Queued;
    QTest::newRow("running") << TaskState::Running << Running;
    QTest::newRow("deferred") << TaskState::Deferred << Running;
    QTest::newRow("success") << TaskState::Success << Done;
    QTest::newRow("failed") << TaskState::Failed << Failed;
    QTest::newRow("upstream failed") << TaskState::UpstreamFailed << Blocked;
    QTest::newRow("skipped") << TaskState::Skipped << Skipped;
    QTest::newRow("unknown") << TaskState::Unknown << Unknown;
}

void tst_Night::tellsEachState()
{
    QFETCH(TaskState, state);
    const dag::NightPtr night = nightWith({ instance(u"shard"_s, state, 5, 10) });
    QTEST(night->nodes[2].state, "expected");
    QCOMPARE(night->nodes[2].word, airflow::word(state));
}

void tst_Night::forgetsTheDatesOfAClearedAttempt()
{
    const dag::NightPtr night
        = nightWith({ instance(u"shard"_s, TaskState::None, 5, 10), instance(u"alert"_s, TaskState::Queued, 5, 10),
                      instance(u"datasets.core"_s, TaskState::Running, 5, 3) });
    for (const size_t cleared : { size_t{ 2 }, size_t{ 3 } }) {
        QVERIFY(!core::isKnown(night->nodes[cleared].started));
        QVERIFY(!core::isKnown(night->nodes[cleared].ended));
    }
    QCOMPARE(night->nodes[1].started, begin + 5min);
    QVERIFY(!core::isKnown(night->nodes[1].ended)); // of the attempt before
}

void tst_Night::tellsWhenARetryBegins()
{
    const dag::NightPtr night = nightWith({ instance(u"shard"_s, TaskState::UpForRetry, 5, 10) });
    QCOMPARE(night->nodes[2].retryAt, begin + 15min);
    QCOMPARE(night->nodes[2].maxTries, 2);
}

void tst_Night::sumsUpMappedInstances()
{
    const dag::NightPtr night = nightWith({ instance(u"shard"_s, TaskState::Success, 5, 10, 0),
                                            instance(u"shard"_s, TaskState::Running, 7, -1, 1),
                                            instance(u"shard"_s, TaskState::Success, 6, 20, 2) });
    const dag::NodeRun &node = night->nodes[2];
    QCOMPARE(node.state, dag::NodeState::Running);
    QCOMPARE(node.mapped.total, 3);
    QCOMPARE(node.mapped.done, 2);
    QCOMPARE(node.mapped.running, 1);
    QCOMPARE(node.started, begin + 5min);
    QVERIFY(!core::isKnown(node.ended));
    const dag::NightPtr over = nightWith(
        { instance(u"shard"_s, TaskState::Failed, 5, 10, 0), instance(u"shard"_s, TaskState::Success, 6, 20, 1) });
    QCOMPARE(over->nodes[2].state, dag::NodeState::Failed);
    QCOMPARE(over->nodes[2].ended, begin + 20min);
}

void tst_Night::tellsTheTriesOfMappedInstances()
{
    airflow::TaskInstance again = instance(u"shard"_s, TaskState::Running, 30, -1, 7);
    again.tryNumber = 2;
    again.host = u"worker-2"_s;
    const airflow::DagStructure tasks = structure();
    const auto tryOf = [](int index, int number, int start) {
        dag::Try one;
        one.mapIndex = index;
        one.number = number;
        one.state = dag::NodeState::Failed;
        one.started = begin + std::chrono::minutes(start);
        return one;
    };
    night::Tries told;
    told[u"shard"_s] = { tryOf(7, 1, 10), tryOf(7, 2, 30), tryOf(9, 1, 5) };
    const dag::NightPtr night
        = night::nightOf(night::graphOf(u"d"_s, tasks, rules), {},
                         airflow::merged(nullptr,
                                         { instance(u"shard"_s, TaskState::Success, 5, 12, 3),
                                           instance(u"shard"_s, TaskState::Failed, 6, 20, 5), again },
                                         begin),
                         tasks, nullptr, told);
    const std::vector<dag::Try> &tries = night->nodes[2].tries; // none of 3, which went well at once
    QCOMPARE(tries.size(), size_t{ 3 });
    QCOMPARE(std::pair(tries[0].mapIndex, tries[0].number), std::pair(5, 1));
    QCOMPARE(tries[0].state, dag::NodeState::Failed);
    QCOMPARE(std::pair(tries[1].mapIndex, tries[1].number), std::pair(7, 1));
    QCOMPARE(tries[1].started, begin + 10min);
    QCOMPARE(std::pair(tries[2].mapIndex, tries[2].number), std::pair(7, 2)); // as it stands, not as it was told
    QCOMPARE(tries[2].state, dag::NodeState::Running);
    QCOMPARE(tries[2].host, u"worker-2"_s);
    QVERIFY(dag::pastOf(*night).nodes.value(u"shard"_s).earlier.empty()); // one instance's do not tell what all lost
}

void tst_Night::asksForTheTriesOfMappedInstances_failedOnesFirst()
{
    QList<airflow::TaskInstance> instances{ instance(u"datasets.core"_s, TaskState::Success, 1, 2) };
    instances[0].tryNumber = 2;
    for (int index = 0; index < 100; ++index) {
        instances.append(instance(u"shard"_s, index == 90 ? TaskState::Failed : TaskState::Success, 5, 12, index));
        instances.last().tryNumber = index % 2 == 0 ? 2 : 1;
    }
    auto state = std::make_shared<airflow::State>();
    state->structure = std::make_shared<const airflow::DagStructure>(structure());
    airflow::Run run;
    run.id = u"r"_s;
    state->runs = { run };
    state->tasks.insert(
        run.id, std::make_shared<const airflow::RunTasks>(airflow::merged(nullptr, std::move(instances), begin)));
    night::Input input;
    input.airflow = state;
    const night::Output output = night::converted(input, rules);
    QCOMPARE(output.wishes.size(), size_t{ 21 }); // one that is not mapped, and no more than twenty of one that is
    QCOMPARE(output.wishes[0], (night::TryReader::Wish{ u"r"_s, u"shard"_s, 90, 2 }));
    QCOMPARE(output.wishes[1], (night::TryReader::Wish{ u"r"_s, u"datasets.core"_s, -1, 2 }));
    QCOMPARE(output.wishes[2].mapIndex, 0);
    QCOMPARE(output.wishes[3].mapIndex, 2);
}

/// Airflow knows that it failed, not why: that says the job's task, not one of another try, job or end.
void tst_Night::tellsWhyANodeFailed_byTheNewestFailedTaskOfItsJob()
{
    const auto pool = std::make_shared<core::StringPool>();
    aurora::State jobs;
    jobs.pool = pool;
    const auto job = [&](const char *key) {
        aurora::JobRow row;
        row.key = pool->intern(key);
        row.tasks = { static_cast<uint32_t>(jobs.tasks.size()), 0 };
        jobs.jobs.push_back(row);
    };
    const auto ended = [&](aurora::TaskStatus status, int minute, const char *message) {
        aurora::TaskRow made;
        made.status = status;
        made.since = begin + std::chrono::minutes(minute);
        made.message = pool->intern(message);
        jobs.tasks.push_back(made);
        ++jobs.jobs.back().tasks.count;
    };
    job("jobs/prod/shard");
    ended(aurora::TaskStatus::Failed, 10, "of the try before");
    job("jobs/prod/core");
    ended(aurora::TaskStatus::Failed, 39, "exit 1:\nNo space left on device");
    ended(aurora::TaskStatus::Failed, 31, "an older one");
    ended(aurora::TaskStatus::Killed, 40, "killed");

    const airflow::DagStructure tasks = structure();
    const auto tonight = [&](const QList<airflow::TaskInstance> &instances, const aurora::State *state) {
        return night::nightOf(night::graphOf(u"d"_s, tasks, rules), {}, airflow::merged(nullptr, instances, begin),
                              tasks, state);
    };
    const QList<airflow::TaskInstance> both{ instance(u"datasets.core"_s, TaskState::Failed, 30, 41),
                                             instance(u"shard"_s, TaskState::Failed, 30, 41),
                                             instance(u"scale-spot"_s, TaskState::Failed, 0, 1) };
    const dag::NightPtr night = tonight(both, &jobs);
    QCOMPARE(night->nodes[1].message, u"exit 1: No space left on device"_s);
    QCOMPARE(night->nodes[2].message, QString());
    QCOMPARE(night->nodes[0].message, QString()); // a node without a job
    QCOMPARE(tonight({ instance(u"datasets.core"_s, TaskState::Success, 30, 41) }, &jobs)->nodes[1].message, QString());
    QCOMPARE(tonight(both, nullptr)->nodes[1].message, QString());
}

void tst_Night::leavesWhatIsNotListedWaiting()
{
    QCOMPARE(nightWith({})->nodes[0].state, dag::NodeState::Waiting);
}

void tst_Night::showsParametersOnce()
{
    airflow::Run run;
    run.id = u"r"_s;
    run.conf = R"({"transaction":"old","n_nodes":120,"deep":{"a":1}})";
    const dag::Parameter told{ u"transaction"_s, u"new"_s, dag::ParameterSource::XCom };
    const dag::Run made = night::runOf(run, { told });
    QCOMPARE(made.parameters.size(), 3);
    QCOMPARE(made.parameters[0], told);
    QCOMPARE(made.parameters[1].value, u"{\"a\":1}"_s);
    QCOMPARE(made.parameters[2].value, u"120"_s);
}

void tst_Night::keepsEndedRunsAsHistory()
{
    airflow::State state;
    state.dag.id = u"d"_s;
    const auto add = [&](const QString &id, airflow::RunState how, int startHour, bool read) {
        airflow::Run run;
        run.id = id;
        run.state = how;
        run.start = begin + std::chrono::hours(startHour);
        state.runs.append(run);
        if (read)
            state.tasks.insert(id,
                               std::make_shared<const airflow::RunTasks>(airflow::merged(
                                   nullptr, { instance(u"shard"_s, TaskState::Success, 5, 12) }, begin)));
    };
    add(u"tonight"_s, airflow::RunState::Running, 48, true);
    add(u"last"_s, airflow::RunState::Failed, 24, true);
    add(u"before"_s, airflow::RunState::Success, 0, true);
    add(u"unread"_s, airflow::RunState::Success, -24, false);
    const dag::HistoryPtr history = night::historyOf(state);
    QCOMPARE(history->nights.size(), size_t{ 2 });
    QCOMPARE(history->nights[0].run.id, u"before"_s); // oldest first
    const dag::PastNode node = history->nights[1].nodes.value(u"shard"_s);
    QCOMPARE(node.ran, core::Duration(7min));
    QCOMPARE(node.queued, core::Duration(4s));
    QCOMPARE(node.tries, 1);
}

/// What a forecast learns of a mapped node is the time of the whole, as the night under way shows it.
void tst_Night::keepsMappedNodes_fromTheirFirstStartToTheirLastEnd()
{
    airflow::State state;
    state.dag.id = u"d"_s;
    airflow::Run run;
    run.id = u"last"_s;
    run.state = airflow::RunState::Failed;
    run.start = begin;
    state.runs.append(run);
    airflow::TaskInstance again = instance(u"shard"_s, TaskState::Success, 15, 40, 2);
    again.tryNumber = 2;
    state.tasks.insert(
        run.id,
        std::make_shared<const airflow::RunTasks>(airflow::merged(
            nullptr,
            { instance(u"shard"_s, TaskState::Failed, 5, 12, 0), instance(u"shard"_s, TaskState::Success, 6, 20, 1),
              again, instance(u"datasets.core"_s, TaskState::Success, 1, 2) },
            begin)));
    const dag::HistoryPtr history = night::historyOf(state);
    QCOMPARE(history->nights.size(), size_t{ 1 });
    QCOMPARE(history->nights[0].nodes.size(), 2);
    const dag::PastNode node = history->nights[0].nodes.value(u"shard"_s);
    QCOMPARE(node.state, dag::NodeState::Failed); // the last to end went well
    QCOMPARE(node.started, begin + 5min);
    QCOMPARE(node.ran, core::Duration(35min));
    QCOMPARE(node.tries, 2);
}

/// A task that has not run tonight says nothing: then the night before does.
void tst_Night::takesJobsFromRenderedFields()
{
    const QList<config::JobRule> told{ { u"shard"_s, {}, u"job_key"_s }, { u"*"_s, u"jobs/prod/{task}"_s, {} } };
    const auto run = [](const QString &job, int index) {
        airflow::TaskInstance made = instance(u"shard"_s, TaskState::Success, 1, 2, index);
        if (!job.isEmpty())
            made.jobFields = { { u"command"_s, u"a/b/c"_s }, { u"job_key"_s, job } };
        return std::make_shared<const airflow::RunTasks>(airflow::merged(nullptr, { made }, begin));
    };
    const dag::GraphPtr plan = night::graphOf(u"d"_s, structure(), told);
    QCOMPARE(plan->nodes[2].job, QByteArray());
    const airflow::RunTasksPtr before = run(u"jobs/prod/old-shard"_s, -1);
    const dag::GraphPtr waiting = night::withToldJobs(plan, told, { run({}, -1), nullptr, before });
    QCOMPARE(waiting->nodes[2].job, QByteArray("jobs/prod/old-shard"));
    QCOMPARE(waiting->nodes[1].job, plan->nodes[1].job);
    const dag::GraphPtr ran = night::withToldJobs(waiting, told, { run(u"jobs/prod/shard-9"_s, 3), before });
    QCOMPARE(ran->nodes[2].job, QByteArray("jobs/prod/shard-9"));
    // The same graph while nothing new is told, so that nothing is laid out anew.
    QCOMPARE(night::withToldJobs(ran, told, { run(u"jobs/prod/shard-9"_s, 3) }), ran);
    QCOMPARE(night::withToldJobs(plan, rules, { before }), plan);
}

void tst_Night::readsADefinition()
{
    QFile file(u"packaging/dag.example.yaml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const night::Definition read = night::parseDefinition(file.readAll());
    QVERIFY2(read.mistakes.isEmpty(), read.mistakes.isEmpty() ? "" : qPrintable(read.mistakes[0].what));
    QCOMPARE(read.graph->dag, u"prod-dagao"_s);
    QCOMPARE(read.graph->nodes.size(), size_t{ 5 });
    QCOMPARE(read.graph->nodes[0].id, u"start"_s);
    QCOMPARE(read.graph->nodes[3].job, "jobs/prod/hyoga-model");
    QCOMPARE(read.graph->nodes[4].rule, dag::TriggerRule::AllDone);
    QCOMPARE(read.graph->edges.size(), size_t{ 4 });
    QCOMPARE(read.begins, QTime(21, 0));
}

void tst_Night::saysWhatIsWrongInADefinition_data()
{
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QString>("what");
    QTest::newRow("unknown node") << QByteArray("  a: {after: [b]}\n") << u"names «b», which is no other node."_s;
    QTest::newRow("itself") << QByteArray("  a: {after: [a]}\n") << u"names «a», which is no other node."_s;
    QTest::newRow("circle") << QByteArray("  a: {after: [b]}\n  b: {after: [a]}\n")
                            << u"hold a circle: «a» waits for itself."_s;
    QTest::newRow("bad job") << QByteArray("  a: {job: prod/x}\n") << u"«prod/x» is no job."_s;
    QTest::newRow("bad rule") << QByteArray("  a: {rule: sometimes}\n") << u"«sometimes» is no trigger rule."_s;
    QTest::newRow("unknown key") << QByteArray("  a: {jobs: x}\n") << u"is no known key."_s;
    QTest::newRow("no YAML") << QByteArray("  a: {\n") << u"This is no YAML: "_s;
}

void tst_Night::saysWhatIsWrongInADefinition()
{
    QFETCH(QByteArray, nodes);
    QFETCH(QString, what);
    const night::Definition read = night::parseDefinition("dag: d\nbegins: 21:00 America/Sao_Paulo\nnodes:\n" + nodes);
    QVERIFY(!read.graph);
    QCOMPARE(read.mistakes.size(), 1);
    QVERIFY2(read.mistakes[0].what.startsWith(what), qPrintable(read.mistakes[0].what));
    QVERIFY(!night::parseDefinition("dag: d\n").graph);
    QVERIFY(!night::parseDefinition("").graph);
}

void tst_Night::findsTheBeginOfTheNight()
{
    night::Definition definition;
    definition.begins = QTime(21, 0);
    definition.zone = QTimeZone("America/Sao_Paulo");
    QCOMPARE(night::beginOf(definition, begin), begin); // 21:00 there
    QCOMPARE(night::beginOf(definition, begin + 6h), begin);
    QCOMPARE(night::beginOf(definition, begin - 1s), begin - 24h);
}

QTEST_GUILESS_MAIN(tst_Night)
#include "tst_night.moc"
