// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/executor/exitwords.h"
#include "models/aurora/executor/mapping.h"
#include "models/aurora/executor/processgraph.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace aurora::executor;

namespace {

/// Every ExecutorConfig.data below `value`: in the decoded recordings an object of name and data, in the bare TJSON
/// structs of jobs/ field 25 with the fields 1 and 2.
void collect(const QJsonValue &value, QSet<QByteArray> &found)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (object[u"name"_s].isString() && object[u"data"_s].isString())
            found << object[u"data"_s].toString().toUtf8();
        const QJsonValue tjson = object[u"25"_s][u"rec"_s][u"2"_s][u"str"_s];
        if (tjson.isString())
            found << tjson.toString().toUtf8();
        for (const QJsonValue &below : object)
            collect(below, found);
    } else if (value.isArray()) {
        for (const QJsonValue &below : value.toArray())
            collect(below, found);
    }
}

QList<QByteArray> recordedData()
{
    QSet<QByteArray> found;
    QDirIterator files(QStringLiteral(GOLDEN_DIR) + u"/aurora"_s, { u"*.decoded.json"_s, u"*.jobconf.tjson"_s },
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            collect(QJsonDocument::fromJson(file.readAll()).object(), found);
    }
    QList<QByteArray> all(found.begin(), found.end());
    std::ranges::sort(all);
    return all;
}

QByteArray recordedJob(const QString &name)
{
    QFile file(QStringLiteral(GOLDEN_DIR) + u"/aurora/jobs/%1.jobconf.tjson"_s.arg(name));
    QSet<QByteArray> found;
    if (file.open(QIODevice::ReadOnly))
        collect(QJsonDocument::fromJson(file.readAll()).object(), found);
    return found.isEmpty() ? QByteArray() : *found.begin();
}

QStringList texts(const QList<Mistake> &mistakes)
{
    QStringList all;
    for (const Mistake &mistake : mistakes)
        all << mistakeText(mistake);
    return all;
}

QByteArray jobWith(const QByteArray &more)
{
    return R"({"role":"r","cluster":"c","environment":"prod","task":{"processes":[{"name":"p","cmdline":"true"}]})"
        + (more.isEmpty() ? "" : "," + more) + '}';
}

Task taskOf(const QStringList &names, const QList<QStringList> &orders, const QStringList &finals = {})
{
    Task task;
    for (const QString &name : names) {
        Process process;
        process.name = name;
        process.final = finals.contains(name);
        task.processes << process;
    }
    for (const QStringList &order : orders)
        task.constraints << Order{ order, {} };
    return task;
}

QStringList printed(const ProcessGraph &graph)
{
    QStringList lines;
    for (const auto &node : graph.nodes)
        lines << u"%1 %2"_s.arg(node.layer).arg(node.name);
    for (const auto &edge : graph.edges)
        lines << graph.nodes[edge.from].name + u">"_s + graph.nodes[edge.to].name;
    return lines;
}

} // namespace

class tst_Executor : public QObject
{
    Q_OBJECT

private slots:
    void writesEachRecording_asItWasRead();
    void readsTheRichestRecording();
    void readsContainers();
    void fillsDefaults_whereKeysAreMissing();
    void keepsWhatItDoesNotKnow();
    void knowsNoKeyOfTheRecordings_asUnknown();
    void keepsTheBytes_whenNothingChanged();
    void namesThePathOfEachMistake_data();
    void namesThePathOfEachMistake();
    void readsTheRest_besideAMistake();
    void survivesDamage();
    void laysOutProcesses_data();
    void laysOutProcesses();
    void tellsCircles_andStrangers();
    void listsProcesses_inRunOrder();
    void tellsTheEndInWords_data();
    void tellsTheEndInWords();
};

void tst_Executor::writesEachRecording_asItWasRead()
{
    const QList<QByteArray> all = recordedData();
    QVERIFY2(all.size() >= 16, qPrintable(QString::number(all.size()))); // as many as were recorded, none left aside
    for (const QByteArray &data : all) {
        const Reading reading = parse(data);
        QCOMPARE(texts(reading.mistakes), QStringList());
        const QByteArray written = produce(reading.job);
        // Equal as JSON: every default is written out by the real client, so none is missing and none is added.
        QCOMPARE(QJsonDocument::fromJson(written), QJsonDocument::fromJson(data));
        QVERIFY(parse(written).job == reading.job);
    }
}

void tst_Executor::readsTheRichestRecording()
{
    const Job job = parse(recordedJob(u"frontend"_s)).job;
    QCOMPARE(job.role, u"web"_s);
    QCOMPARE(job.environment, u"prod"_s);
    QCOMPARE(job.tier, u"preferred"_s);
    QCOMPARE(job.priority, 10);
    QCOMPARE(job.task.processes.size(), 5);
    QCOMPARE(job.task.resources->ram, qint64{ 1 } << 30);
    QCOMPARE(job.task.resources->cpu, 1.5);
    QCOMPARE(job.task.maxFailures, 2);
    QCOMPARE(job.task.finalizationWait, 45);
    const Process &server = job.task.processes[2];
    QCOMPARE(server.name, u"server"_s);
    QCOMPARE(server.logger->destination, Logger::Destination::Both);
    QCOMPARE(server.logger->mode, Logger::Mode::Rotate);
    QCOMPARE(server.logger->rotate->logSize, qint64{ 5 } << 20);
    QVERIFY(job.task.processes[3].daemon && job.task.processes[3].ephemeral);
    QVERIFY(job.task.processes[4].final);
    QCOMPARE(job.constraints->value(u"host"_s), u"limit:1"_s);
    QCOMPARE(std::get<PercentageSla>(*job.slaPolicy).percentage, 80.0);
    QCOMPARE(job.partitionPolicy->delay, 120);
    QCOMPARE(job.announce->portmap.value(u"admin"_s), u"health"_s);
    QCOMPARE(job.healthCheck.checker.http->endpoint, u"/healthz"_s);
    QCOMPARE(job.metadata.size(), 2);
}

void tst_Executor::readsContainers()
{
    const Job docker = parse(recordedJob(u"docker_proxy"_s)).job;
    QCOMPARE(std::get<Docker>(*docker.container).parameters.value(1).value, u"host"_s);
    const Job mesos = parse(recordedJob(u"mesos_image"_s)).job;
    QCOMPARE(std::get<Mesos>(*mesos.container).image->tag, u"3.8"_s);
    QCOMPARE(std::get<Mesos>(*mesos.container).volumes.value(0).mode, Volume::Mode::ReadOnly);
    QVERIFY(!mesos.healthCheck.checker.http);
    QCOMPARE(mesos.healthCheck.checker.shell->shellCommand, u"test -f /tmp/ok"_s);
    const Reading wrapped = parse(jobWith(R"("container":{"docker":{"image":"a"}})"));
    QVERIFY(wrapped.isWhole());
    QCOMPARE(std::get<WrappedDocker>(*wrapped.job.container).docker.image, u"a"_s);
}

void tst_Executor::fillsDefaults_whereKeysAreMissing()
{
    const Reading reading = parse(jobWith({}));
    QVERIFY(reading.isWhole());
    const Job &job = reading.job;
    QCOMPARE(job.name, u"p"_s);
    QCOMPARE(job.task.name, u"p"_s);
    QCOMPARE(job.maxTaskFailures, 1);
    QCOMPARE(job.task.finalizationWait, 30);
    QCOMPARE(job.task.processes[0].maxFailures, 1);
    QCOMPARE(job.task.processes[0].minDuration, 5);
    QCOMPARE(job.healthCheck.initialInterval, 15.0);
    QCOMPARE(job.lifecycle.http->gracefulShutdownEndpoint, u"/quitquitquit"_s);
    QVERIFY(!job.contact && !job.container && !job.updateConfig);
    // An object that is there speaks for itself.
    QVERIFY(!parse(jobWith(R"("lifecycle":{})")).job.lifecycle.http);
    const Reading update = parse(jobWith(R"("update_config":{"update_strategy":{"batch_sizes":[1,5]}},"instances":3)"));
    QVERIFY(update.isWhole());
    QCOMPARE(update.job.updateConfig->watch, 45);
    QVERIFY(update.job.updateConfig->rollbackOnFailure);
    QCOMPARE(*update.job.updateConfig->updateStrategy->batchSizes, (QList<int>{ 1, 5 }));
    QCOMPARE(update.job.instances, 3);
}

void tst_Executor::keepsWhatItDoesNotKnow()
{
    const QByteArray data = R"({"role":"r","cluster":"c","environment":"prod","new":{"deep":[1,2]},"task":{"x":null,)"
                            R"("processes":[{"name":"p","cmdline":"true","nice":7}]},)"
                            R"("lifecycle":{"http":{"port":"a","tls":true}}})";
    const Reading reading = parse(data);
    QVERIFY(reading.isWhole());
    const QJsonObject written = QJsonDocument::fromJson(produce(reading.job)).object();
    QCOMPARE(written[u"new"_s][u"deep"_s][1].toInt(), 2);
    QCOMPARE(written[u"task"_s][u"processes"_s][0][u"nice"_s].toInt(), 7);
    QVERIFY(written[u"lifecycle"_s][u"http"_s][u"tls"_s].toBool());
}

void tst_Executor::knowsNoKeyOfTheRecordings_asUnknown()
{
    for (const QByteArray &data : recordedData()) {
        const Job job = parse(data).job;
        QVERIFY(job.unknown.isEmpty() && job.task.unknown.isEmpty() && job.healthCheck.unknown.isEmpty());
        for (const Process &process : job.task.processes)
            QVERIFY(process.unknown.isEmpty());
    }
}

void tst_Executor::keepsTheBytes_whenNothingChanged()
{
    const QByteArray before = recordedJob(u"nightly_etl"_s);
    Job job = parse(before).job;
    QCOMPARE(produceLike(job, before), before);
    job.maxTaskFailures = 5;
    const QByteArray after = produceLike(job, before);
    QVERIFY(after != before);
    QCOMPARE(parse(after).job.maxTaskFailures, 5);
}

void tst_Executor::namesThePathOfEachMistake_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QStringList>("mistakes");
    QTest::newRow("empty") << QByteArray() << QStringList{ u"This is no JSON, from byte 0 on: illegal value."_s };
    QTest::newRow("list") << QByteArray("[]") << QStringList{ u"This is a list, must be an object."_s };
    QTest::newRow("bare") << QByteArray("{}")
                          << QStringList{ u"role is missing."_s, u"cluster is missing."_s, u"environment is missing."_s,
                                          u"task is missing."_s };
    QTest::newRow("kind") << jobWith(R"("priority":"high","service":1)")
                          << QStringList{ u"service is a number, must be true or false."_s,
                                          u"priority is a text, must be a whole number."_s };
    QTest::newRow("fraction") << jobWith(R"("priority":1.5)")
                              << QStringList{ u"priority is 1.5, must be a whole number up to 2147483647."_s };
    QTest::newRow("large") << jobWith(R"("max_task_failures":3000000000)")
                           << QStringList{ u"max_task_failures is 3e+09, must be a whole number up to 2147483647."_s };
    QTest::newRow("word") << jobWith(R"("cron_collision_policy":"MAYBE")")
                          << QStringList{
                                 u"cron_collision_policy is \"MAYBE\", must be one of KILL_EXISTING, CANCEL_NEW, "
                                 u"RUN_OVERLAP."_s
                             };
    QTest::newRow("deep") << QByteArray(
        R"({"role":"r","cluster":"c","environment":"e","task":{"processes":[)"
        R"({"name":"a","cmdline":"x"},{"name":7}],"constraints":[{"order":["a",null]}]}})")
                          << QStringList{ u"task.processes[1].name is a number, must be a text."_s,
                                          u"task.processes[1].cmdline is missing."_s,
                                          u"task.constraints[0].order[1] is empty, must be a text."_s };
    QTest::newRow("sla") << jobWith(R"("sla_policy":{"share":3})")
                         << QStringList{ u"sla_policy must hold one of percentage, count, coordinator_url."_s };
    QTest::newRow("map") << jobWith(R"("constraints":{"host":3})")
                         << QStringList{ u"constraints.host is a number, must be a text."_s };
}

void tst_Executor::namesThePathOfEachMistake()
{
    QFETCH(QByteArray, data);
    QFETCH(QStringList, mistakes);
    QCOMPARE(texts(parse(data).mistakes), mistakes);
}

void tst_Executor::readsTheRest_besideAMistake()
{
    const Reading reading = parse(jobWith(R"("priority":"high","tier":"preferred")"));
    QVERIFY(!reading.isWhole());
    QCOMPARE(reading.job.tier, u"preferred"_s);
    QCOMPARE(reading.job.priority, 0);
    QCOMPARE(reading.job.task.processes.size(), 1);
}

void tst_Executor::survivesDamage()
{
    QRandomGenerator random(4);
    for (const QByteArray &data : recordedData()) {
        for (int round = 0; round < 40; ++round) {
            QByteArray damaged = data;
            if (round % 2 == 0)
                damaged.truncate(random.bounded(static_cast<int>(data.size())));
            else
                damaged[random.bounded(static_cast<int>(data.size()))] = static_cast<char>(random.bounded(256));
            const Reading reading = parse(damaged);
            if (reading.isWhole())
                QVERIFY(parse(produce(reading.job)).job == reading.job);
            QVERIFY(processGraph(reading.job.task).nodes.size() == reading.job.task.processes.size());
        }
    }
}

void tst_Executor::laysOutProcesses_data()
{
    QTest::addColumn<Task>("task");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("one") << taskOf({ u"a"_s }, {}) << QStringList{ u"0 a"_s };
    QTest::newRow("at once") << taskOf({ u"a"_s, u"b"_s }, {}) << QStringList{ u"0 a"_s, u"0 b"_s };
    QTest::newRow("diamond") << parse(recordedJob(u"nightly_etl"_s)).job.task
                             << QStringList{ u"0 extract"_s,        u"1 transform_a"_s,       u"1 transform_b"_s,
                                             u"2 load"_s,           u"extract>transform_a"_s, u"extract>transform_b"_s,
                                             u"transform_a>load"_s, u"transform_b>load"_s };
    QTest::newRow("final and free") << parse(recordedJob(u"frontend"_s)).job.task
                                    << QStringList{ u"0 stage"_s,       u"1 migrate"_s, u"2 server"_s,
                                                    u"0 log_shipper"_s, u"3 cleanup"_s, u"stage>migrate"_s,
                                                    u"migrate>server"_s };
    QTest::newRow("the longer way alone")
        << taskOf({ u"a"_s, u"b"_s, u"c"_s }, { { u"a"_s, u"c"_s }, { u"a"_s, u"b"_s, u"c"_s } })
        << QStringList{ u"0 a"_s, u"1 b"_s, u"2 c"_s, u"a>b"_s, u"b>c"_s };
    QTest::newRow("order across final") << taskOf({ u"a"_s, u"f"_s, u"g"_s }, { { u"a"_s, u"f"_s, u"g"_s } },
                                                  { u"f"_s, u"g"_s })
                                        << QStringList{ u"0 a"_s, u"1 f"_s, u"2 g"_s, u"f>g"_s };
}

void tst_Executor::laysOutProcesses()
{
    QFETCH(Task, task);
    QFETCH(QStringList, lines);
    const ProcessGraph graph = processGraph(task);
    QCOMPARE(printed(graph), lines);
    QVERIFY(graph.circle.isEmpty() && graph.strangers.isEmpty());
}

void tst_Executor::tellsCircles_andStrangers()
{
    const ProcessGraph graph = processGraph(
        taskOf({ u"a"_s, u"b"_s, u"c"_s, u"d"_s }, { { u"a"_s, u"b"_s, u"c"_s, u"b"_s }, { u"a"_s, u"nobody"_s } }));
    QCOMPARE(graph.circle, (QStringList{ u"b"_s, u"c"_s }));
    QCOMPARE(graph.strangers, QStringList{ u"nobody"_s });
    QCOMPARE(graph.nodes.size(), 4);
}

void tst_Executor::listsProcesses_inRunOrder()
{
    QCOMPARE(runOrder(taskOf({ u"z"_s, u"clean"_s, u"a"_s, u"m"_s }, { { u"a"_s, u"z"_s } }, { u"clean"_s })),
             (QStringList{ u"a"_s, u"m"_s, u"z"_s, u"clean"_s }));
}

void tst_Executor::tellsTheEndInWords_data()
{
    QTest::addColumn<Exit>("exit");
    QTest::addColumn<QString>("words");
    const auto row
        = [](const char *name, const Exit &exit, const QString &words) { QTest::newRow(name) << exit << words; };
    const qint64 gib = qint64{ 1 } << 30;
    const QString failed = u"FAILED"_s;
    row("memory by reason",
        { .status = u"TASK_FAILED"_s, .reason = u"REASON_CONTAINER_LIMITATION_MEMORY"_s, .ram = 4 * gib },
        u"Killed by signal 9, out of memory: asked 4.0 GiB"_s);
    row("memory by message",
        { .status = failed,
          .message = u"Memory limit exceeded: Requested: 4096MB Maximum Used: 4608MB\n\nMEMORY STATISTICS: …"_s },
        u"Killed by signal 9, out of memory: asked 4.0 GiB, used 4.5 GiB"_s);
    row("memory as Aurora says it", { .status = failed, .message = u"Task used more memory than requested."_s },
        u"Killed by signal 9, out of memory"_s);
    row("disk",
        { .status = failed, .message = u"Disk limit exceeded.  Reserved 1073741824 bytes vs used 2147483648 bytes."_s },
        u"Killed, more disk than asked for: asked 1.0 GiB, used 2.0 GiB"_s);
    row("exit code", { .status = failed, .message = u"Task failed."_s, .process = u"train"_s, .returnCode = 1 },
        u"Exit 1 of process train"_s);
    row("signal of Thermos", { .status = failed, .process = u"train"_s, .returnCode = -9 },
        u"Process train killed by signal 9 (SIGKILL)"_s);
    row("signal of bash", { .status = failed, .process = u"train"_s, .returnCode = 143 },
        u"Process train killed by signal 15 (SIGTERM)"_s);
    row("process alone", { .status = failed, .message = u"Task failed."_s, .process = u"train"_s },
        u"Process train failed"_s);
    row("recorded: command", { .status = failed, .message = u"Command exited with status 1"_s }, u"Exit 1"_s);
    row("recorded: process", { .status = failed, .message = u"1 process failed: main; task failed"_s },
        u"Process main failed"_s);
    row("two processes", { .status = failed, .message = u"2 processes failed: a, b; task failed"_s },
        u"Processes a, b failed"_s);
    row("runner", { .status = u"KILLED"_s, .message = u"Task killed by signal 9."_s },
        u"The runner of its processes was killed by signal 9 (SIGKILL)"_s);
    row("health", { .status = failed, .message = u"Failed health check! Connection refused."_s },
        u"Killed, its health check failed: Connection refused"_s);
    row("recorded: by whom",
        { .status = u"KILLED"_s, .message = u"Instructed to kill task."_s, .orderedBy = u"Killed by alice.\nby eng"_s },
        u"Killed by alice: by eng"_s);
    row("recorded: by nobody known",
        { .status = u"KILLED"_s,
          .message = u"Instructed to kill task."_s,
          .orderedBy = u"Killed by UNSECURE.\nscaling down, twice \"quoted\" ü"_s },
        u"Killed by somebody who did not sign in: scaling down, twice \"quoted\" ü"_s);
    row("without reason", { .status = u"KILLED"_s, .orderedBy = u"Killed by bob"_s }, u"Killed by bob"_s);
    row("a name with a dot", { .status = u"KILLED"_s, .orderedBy = u"Killed by ana.lima.\nnight"_s },
        u"Killed by ana.lima: night"_s);
    row("recorded: update",
        { .status = u"KILLED"_s, .orderedBy = u"Killed for job update d8a2cf7f-3ed8-45b7-a108-7ccd19e70d67"_s },
        u"Killed by update d8a2cf7f-3ed8-45b7-a108-7ccd19e70d67"_s);
    row("recorded: restart", { .status = u"KILLED"_s, .orderedBy = u"Restarted by UNSECURE"_s },
        u"Restarted by somebody who did not sign in"_s);
    row("recorded: forced", { .status = u"LOST"_s, .message = u"Transition forced by UNSECURE"_s },
        u"State forced by somebody who did not sign in"_s);
    row("recorded: maintenance",
        { .status = u"KILLED"_s, .orderedBy = u"Draining machine for maintenance."_s, .host = u"agent-03"_s },
        u"Ended by maintenance of agent agent-03"_s);
    row("preempted", { .status = u"KILLED"_s, .orderedBy = u"Preempting in favor of web-prod-x-0-1f"_s },
        u"Preempted for web-prod-x-0-1f, which has priority"_s);
    row("agent lost", { .status = u"LOST"_s, .reason = u"REASON_SLAVE_DISCONNECTED"_s, .host = u"ip-10-1-2-3"_s },
        u"Lost: agent ip-10-1-2-3 is unreachable"_s);
    row("agent lost, name not known", { .status = u"TASK_LOST"_s, .reason = u"REASON_AGENT_REMOVED"_s },
        u"Lost: the agent was removed"_s);
    row("container",
        { .status = failed,
          .reason = u"REASON_CONTAINER_LAUNCH_FAILED"_s,
          .message = u"Failed to pull image."_s,
          .host = u"h"_s },
        u"Failed: the container could not be started on agent h (Failed to pull image)"_s);
    row("framework", { .status = u"TASK_KILLED"_s, .reason = u"REASON_FRAMEWORK_REMOVED"_s },
        u"Killed: its framework was torn down"_s);
    row("reason nobody knows",
        { .status = u"TASK_GONE_BY_OPERATOR"_s, .reason = u"REASON_NEW"_s, .source = u"SOURCE_MASTER"_s },
        u"Gone by operator: REASON_NEW, says the Mesos master"_s);
    row("message alone",
        { .status = failed, .source = u"SOURCE_EXECUTOR"_s, .message = u"Task started with unknown user."_s },
        u"Failed: Task started with unknown user, says the executor"_s);
    row("nothing known", { .status = failed, .message = u"Task failed."_s },
        u"A process failed; its stderr says why"_s);
    row("finished", { .status = u"FINISHED"_s, .message = u"Reached end of task."_s }, u"Finished"_s);
    row("finished with a word", { .status = u"TASK_FINISHED"_s, .message = u"Command exited with status 0"_s },
        u"Finished: Command exited with status 0"_s);
    row("no status", {}, u"Ended"_s);
}

void tst_Executor::tellsTheEndInWords()
{
    QFETCH(Exit, exit);
    QFETCH(QString, words);
    QCOMPARE(exitInWords(exit), words);
}

QTEST_GUILESS_MAIN(tst_Executor)
#include "tst_executor.moc"
