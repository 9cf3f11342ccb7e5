// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/airflowclient.h"
#include "tests/unit/simulator/auroraclient.h"
#include "tests/unit/simulator/shape.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The simulated Airflow of both versions: shaped like the real ones, telling the night, obeying orders.
class tst_AirflowFace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void isShapedLikeTheRealOnes_data();
    void isShapedLikeTheRealOnes();
    void saysWhichVersionItIs();
    void tellsTheNight_atTheDemosStart();
    void everyRunningNodeWithAJob_hasItInAurora();
    void hasThirtyNightsBehindIt();
    void isTheSame_forTheSameSeed();
    void tellsWhatHasChanged();
    void capsPages_asTheRealOnesDo();
    void asksForALogin();
    void clears_andRunsAgainWithItsJob();
    void failsANode_whoseJobWasKilled();
    void marksANode_andLetsTheNextOnesGo();
    void keepsNotes();
    void stopsARun();
    void triggersWithAConf();
    void pausesNewNights();
    void keepsALogOfOrders();

private:
    std::unique_ptr<sim::Demo> m_two;
    std::unique_ptr<sim::Demo> m_three;
};

namespace {

sim::thrift::Value keyOf(const QString &job)
{
    const QStringList parts = job.split(u'/');
    return sim::thrift::Struct()
        .text(1, parts[0].toStdString())
        .text(2, parts[1].toStdString())
        .text(3, parts[2].toStdString())
        .done();
}

bool isActiveInAurora(const sim::Demo &demo, const QString &job)
{
    using namespace sim::thrift;
    const Value query = single(1, single(11, Value::set(Type::Struct, { keyOf(job) })));
    const Reply reply = callAurora(demo.auroraUrls().constFirst(), "getTasksStatus", query);
    const auto &tasks = reply.result(3).field(1, Type::List).elements();
    return std::ranges::any_of(tasks, [](const Value &task) { // ASSIGNED, PENDING, RUNNING, STARTING
        const auto status = task.integerAt(2);
        return status == 9 || status == 0 || status == 2 || status == 1;
    });
}

} // namespace

void tst_AirflowFace::initTestCase()
{
    m_two = demo(2);
    m_three = demo(3);
    QVERIFY(m_two->errorString().isEmpty());
}

void tst_AirflowFace::cleanupTestCase()
{
    m_two.reset();
    m_three.reset();
}

void tst_AirflowFace::isShapedLikeTheRealOnes_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("target");
    for (const int version : { 2, 3 }) {
        const auto row = [&](const char *name, const QByteArray &target) {
            QTest::addRow("%d %s", version, name) << version << QString::fromLatin1(name) << target;
        };
        const QByteArray run = "dags/prod-dagao/dagRuns/" + tonight(version);
        row("020-version", "version");
        row("021-health", version == 2 ? "health" : "monitor/health");
        row("030-dags", "dags");
        row("034-dag", "dags/prod-dagao");
        row("036-dag-tasks", "dags/prod-dagao/tasks");
        row("044-dagRuns-since", "dags/prod-dagao/dagRuns?limit=5");
        row("045-dagRun", run);
        row("050-taskInstances", run + "/taskInstances?limit=100");
        row("057-taskInstance", run + "/taskInstances/itaipu-contracts");
        row("058-taskInstance-mapped", run + "/taskInstances/export-prices/2");
        row("060-listMapped", run + "/taskInstances/export-prices/listMapped");
        row("061-tries", run + "/taskInstances/itaipu-dimensional-modeling/tries");
        row("080-xcomEntries", run + "/taskInstances/metapod-transaction/xcomEntries");
        row("081-xcom", run + "/taskInstances/metapod-transaction/xcomEntries/return_value");
    }
}

void tst_AirflowFace::isShapedLikeTheRealOnes()
{
    QFETCH(int, version);
    QFETCH(QString, name);
    QFETCH(QByteArray, target);
    const Answer answer = get((version == 2 ? *m_two : *m_three).airflowUrl(), base(version) + target);
    QCOMPARE(answer.status, 200);
    Shape real;
    real.add(recordedJson(version, name));
    Shape ours;
    ours.add(json(answer));
    static const QSet<QString> maps{ u"rendered_fields"_s, u"task_instances[].rendered_fields"_s, u"conf"_s,
                                     u"dag_runs[].conf"_s, u"tasks[].params"_s };
    QStringList keys; // which fields are there; a value may be null here and not there
    for (const QString &difference : real.differencesTo(ours, maps)) {
        if (!difference.startsWith(u'!'))
            keys.append(difference);
    }
    QCOMPARE(keys, QStringList());
}

void tst_AirflowFace::saysWhichVersionItIs()
{
    QCOMPARE(json(get(m_two->airflowUrl(), "/api/v1/version")).value("version"_L1).toString(), u"2.10.5"_s);
    const Answer other = get(m_two->airflowUrl(), "/api/v2/version");
    QCOMPARE(other.status, 404);
    QVERIFY(other.header("content-type").startsWith("text/html"));
    QCOMPARE(json(get(m_three->airflowUrl(), "/api/v2/version")).value("version"_L1).toString(), u"3.3.2"_s);
    QCOMPARE(json(get(m_three->airflowUrl(), "/api/v1/version")), recordedJson(3, u"022-v1-is-gone"_s));
}

void tst_AirflowFace::tellsTheNight_atTheDemosStart()
{
    for (const int version : { 2, 3 }) {
        const auto tasks = instances(version == 2 ? *m_two : *m_three, version, tonight(version));
        const auto nodes = std::ranges::count_if(
            tasks, [](const QJsonObject &task) { return task.value("map_index"_L1).toInt() < 1; });
        QVERIFY2(nodes >= 110 && nodes <= 130, qPrintable(QString::number(nodes)));
        const QJsonObject first = tasks.value(u"itaipu-dimensional-modeling"_s);
        QCOMPARE(first.value("state"_L1).toString(), u"failed"_s);
        QCOMPARE(first.value("try_number"_L1).toInt(), 2);
        QVERIFY(first.value("end_date"_L1).toString().startsWith(u"2026-11-23T06:38:22"_s));
        QMap<QString, int> counts;
        for (const QJsonObject &task : tasks)
            ++counts[task.value("state"_L1).isNull() ? u"none"_s : task.value("state"_L1).toString()];
        QCOMPARE(counts.value(u"failed"_s), 1);
        QVERIFY2(counts.value(u"upstream_failed"_s) >= 15 && counts.value(u"upstream_failed"_s) <= 20,
                 qPrintable(QString::number(counts.value(u"upstream_failed"_s))));
        QVERIFY(counts.value(u"success"_s) > 60);
        for (const char *running : { "hyoga-model", "fx-model", "fraud-signals", "credit-limits", "capivara-clj",
                                     "scale-ec2-model", "itaipu-datasets-driver" })
            QCOMPARE(tasks.value(QString::fromLatin1(running)).value("state"_L1).toString(), u"running"_s);
        QCOMPARE(counts.value(u"running"_s), 7);
        QCOMPARE(tasks.value(u"alert-datasets"_s).value("state"_L1).toString(), u"success"_s);
    }
}

void tst_AirflowFace::everyRunningNodeWithAJob_hasItInAurora()
{
    const auto tasks = instances(*m_two, 2, tonight(2));
    int checked = 0;
    for (const QJsonObject &task : tasks) {
        const QString job = task.value("rendered_fields"_L1).toObject().value("job_key"_L1).toString();
        if (task.value("state"_L1).toString() != u"running"_s || job.isEmpty())
            continue;
        QVERIFY2(isActiveInAurora(*m_two, job), qPrintable(job));
        ++checked;
    }
    QCOMPARE(checked, 6);
}

void tst_AirflowFace::hasThirtyNightsBehindIt()
{
    const QJsonObject answer
        = json(get(m_three->airflowUrl(), "/api/v2/dags/prod-dagao/dagRuns?limit=100&order_by=-run_after"));
    const QJsonArray runs = answer.value("dag_runs"_L1).toArray();
    QCOMPARE(runs.size(), 31);
    QCOMPARE(runs[0].toObject().value("state"_L1).toString(), u"running"_s);
    int failed = 0;
    for (qsizetype i = 1; i < runs.size(); ++i) {
        const QJsonObject run = runs[i].toObject();
        failed += run.value("state"_L1).toString() == u"failed"_s;
        const double hours = run.value("duration"_L1).toDouble() / 3600;
        QVERIFY2(hours > 7 && hours < 14, qPrintable(QString::number(hours)));
    }
    QVERIFY2(failed >= 1 && failed <= 8, qPrintable(QString::number(failed)));
}

void tst_AirflowFace::isTheSame_forTheSameSeed()
{
    const auto again = demo(2);
    QCOMPARE(instances(*again, 2, tonight(2)), instances(*m_two, 2, tonight(2)));
    const QByteArray past = "scheduled__2026-11-10T00%3A00%3A00%2B00%3A00";
    QCOMPARE(instances(*again, 2, past), instances(*m_two, 2, past));
}

void tst_AirflowFace::tellsWhatHasChanged()
{
    const QByteArray target = "/api/v2/dags/prod-dagao/dagRuns/" + tonight(3)
        + "/taskInstances?limit=100&updated_at_gte=2026-11-23T06%3A38%3A00Z";
    const QJsonArray changed = json(get(m_three->airflowUrl(), target)).value("task_instances"_L1).toArray();
    QVERIFY(changed.size() >= 16 && changed.size() < 30);
    const QByteArray failed = "/api/v2/dags/prod-dagao/dagRuns/" + tonight(3) + "/taskInstances?state=failed";
    QCOMPARE(json(get(m_three->airflowUrl(), failed)).value("total_entries"_L1).toInt(), 1);
}

void tst_AirflowFace::capsPages_asTheRealOnesDo()
{
    const auto size = [](const sim::Demo &demo, int version) {
        return json(get(demo.airflowUrl(),
                        base(version) + "dags/prod-dagao/dagRuns/" + tonight(version) + "/taskInstances?limit=1000"))
            .value("task_instances"_L1)
            .toArray()
            .size();
    };
    QCOMPARE(size(*m_three, 3), 100);
    QVERIFY(size(*m_two, 2) > 110);
}

void tst_AirflowFace::asksForALogin()
{
    const auto two = demo(2, true);
    QCOMPARE(get(two->airflowUrl(), "/api/v1/health").status, 200);
    QCOMPARE(get(two->airflowUrl(), "/api/v1/dags").status, 401);
    const Headers basic{ { "Authorization", "Basic " + QByteArray("ops:cantareira").toBase64() } };
    QCOMPARE(get(two->airflowUrl(), "/api/v1/dags", basic).status, 200);
    const Headers guest{ { "Authorization", "Basic " + QByteArray("guest:represa").toBase64() } };
    QCOMPARE(order(*two, "PATCH", "/api/v1/dags/prod-dagao", { { u"is_paused"_s, true } }, guest).status, 403);

    const auto three = demo(3, true);
    QCOMPARE(get(three->airflowUrl(), "/api/v2/dags").status, 401);
    QCOMPARE(get(three->airflowUrl(), "/api/v2/dags", { { "Authorization", "Bearer x" } }).status, 403);
    QCOMPARE(order(*three, "POST", "/auth/token", { { u"username"_s, u"ops"_s }, { u"password"_s, u"no"_s } }).status,
             401);
    const Answer in
        = order(*three, "POST", "/auth/token", { { u"username"_s, u"ops"_s }, { u"password"_s, u"cantareira"_s } });
    QCOMPARE(in.status, 201);
    const QByteArray token = json(in).value("access_token"_L1).toString().toLatin1();
    QCOMPARE(get(three->airflowUrl(), "/api/v2/dags", { { "Authorization", "Bearer " + token } }).status, 200);
}

void tst_AirflowFace::clears_andRunsAgainWithItsJob()
{
    for (const int version : { 2, 3 }) {
        const auto mine = demo(version);
        const QByteArray target = base(version) + "dags/prod-dagao/clearTaskInstances";
        const QString task = u"itaipu-dimensional-modeling"_s;
        const QJsonArray dry
            = json(order(*mine, "POST", target, clearing(version, task, true))).value("task_instances"_L1).toArray();
        QVERIFY(dry.size() >= 17);
        QCOMPARE(stateOf(*mine, version, task), u"failed"_s);
        const QJsonArray wet
            = json(order(*mine, "POST", target, clearing(version, task, false))).value("task_instances"_L1).toArray();
        QCOMPARE(wet.size(), dry.size());
        const QJsonObject cleared = instances(*mine, version, tonight(version)).value(task);
        QVERIFY(cleared.value("state"_L1).isNull());
        QCOMPARE(cleared.value("try_number"_L1).toInt(), 2); // of the old attempt, until it runs
        QVERIFY(!cleared.value("end_date"_L1).isNull());
        mine->advance(1min);
        QCOMPARE(stateOf(*mine, version, task), u"running"_s);
        QCOMPARE(stateOf(*mine, version, u"itaipu-finance"_s), QString());
        mine->advance(3h);
        QCOMPARE(stateOf(*mine, version, task), u"success"_s);
        QCOMPARE(stateOf(*mine, version, u"itaipu-finance"_s), u"success"_s);
    }
}

void tst_AirflowFace::failsANode_whoseJobWasKilled()
{
    const auto mine = demo(2);
    const QString task = u"itaipu-dimensional-modeling"_s;
    order(*mine, "POST", "/api/v1/dags/prod-dagao/clearTaskInstances", clearing(2, task, false));
    mine->advance(1min);
    QVERIFY(isActiveInAurora(*mine, u"jobs/prod/"_s + task));
    const Reply killed = callAurora(mine->auroraUrls().constFirst(), "killTasks",
                                    sim::thrift::Struct().put(4, keyOf(u"jobs/prod/"_s + task)).text(6, "test").done());
    QCOMPARE(killed.code(), 1);
    mine->advance(3min);
    QVERIFY(stateOf(*mine, 2, task) != u"success"_s);
    const QJsonArray tries
        = json(get(mine->airflowUrl(),
                   "/api/v1/dags/prod-dagao/dagRuns/" + tonight(2) + "/taskInstances/" + task.toLatin1() + "/tries"))
              .value("task_instances"_L1)
              .toArray();
    QVERIFY(tries.size() >= 3);
    QCOMPARE(tries[2].toObject().value("state"_L1).toString(), u"failed"_s);
}

void tst_AirflowFace::marksANode_andLetsTheNextOnesGo()
{
    const auto mine = demo(3);
    const QByteArray path = "/api/v2/dags/prod-dagao/dagRuns/" + tonight(3) + "/taskInstances/scale-ec2-model";
    const QJsonObject success{ { u"new_state"_s, u"success"_s } };
    QCOMPARE(order(*mine, "PATCH", path + "/dry_run", success).status, 200);
    QCOMPARE(stateOf(*mine, 3, u"scale-ec2-model"_s), u"running"_s);
    QCOMPARE(order(*mine, "PATCH", path, success).status, 200);
    QCOMPARE(stateOf(*mine, 3, u"scale-ec2-model"_s), u"success"_s);
    QCOMPARE(order(*mine, "PATCH", path, success).status, 409); // already
    QCOMPARE(order(*mine, "PATCH", path, { { u"new_state"_s, u"running"_s } }).status, 422);
}

void tst_AirflowFace::keepsNotes()
{
    const QJsonObject note{ { u"note"_s, u"dado não veio"_s } };
    const QJsonObject tooLong{ { u"note"_s, QString(1001, u'x') } };
    for (const int version : { 2, 3 }) {
        const auto mine = demo(version);
        const QByteArray run = (version == 2 ? QByteArray("/api/v1") : QByteArray("/api/v2"))
            + "/dags/prod-dagao/dagRuns/" + tonight(version);
        for (const QByteArray &place : { run, run + "/taskInstances/scale-ec2-model" }) {
            const QByteArray path = place + (version == 2 ? "/setNote" : "?update_mask=note");
            QCOMPARE(order(*mine, "PATCH", path, note).status, 200);
            QCOMPARE(json(get(mine->airflowUrl(), place)).value("note"_L1).toString(), u"dado não veio"_s);
            QCOMPARE(order(*mine, "PATCH", path, tooLong).status, version == 2 ? 400 : 422);
        }
        QCOMPARE(stateOf(*mine, version, u"scale-ec2-model"_s), u"running"_s); // no more than its note
    }
}

void tst_AirflowFace::stopsARun()
{
    const auto mine = demo(2);
    const QByteArray path = "/api/v1/dags/prod-dagao/dagRuns/" + tonight(2);
    const Answer stopped = order(*mine, "PATCH", path, { { u"state"_s, u"failed"_s } });
    QCOMPARE(json(stopped).value("state"_L1).toString(), u"failed"_s);
    QCOMPARE(stateOf(*mine, 2, u"hyoga-model"_s), u"failed"_s);
    QCOMPARE(stateOf(*mine, 2, u"hyoga-scores"_s), u"skipped"_s);
    QCOMPARE(stateOf(*mine, 2, u"itaipu-contracts"_s), u"success"_s);
    mine->advance(1h);
    QCOMPARE(stateOf(*mine, 2, u"hyoga-scores"_s), u"skipped"_s);
}

void tst_AirflowFace::triggersWithAConf()
{
    const auto mine = demo(3);
    const QJsonObject conf{ { u"transaction"_s, u"7c0d8f1e"_s } };
    QCOMPARE(order(*mine, "POST", "/api/v2/dags/prod-dagao/dagRuns", { { u"conf"_s, conf } }).status, 422);
    const QJsonObject body{ { u"conf"_s, conf },
                            { u"logical_date"_s, QJsonValue::Null },
                            { u"dag_run_id"_s, u"again"_s } };
    const Answer made = order(*mine, "POST", "/api/v2/dags/prod-dagao/dagRuns", body);
    QCOMPARE(made.status, 200);
    QCOMPARE(json(made).value("conf"_L1).toObject(), conf);
    QCOMPARE(order(*mine, "POST", "/api/v2/dags/prod-dagao/dagRuns", body).status, 409);
    QJsonObject spaced = body;
    spaced.insert(u"dag_run_id"_s, u"once more"_s);
    QCOMPARE(order(*mine, "POST", "/api/v2/dags/prod-dagao/dagRuns", spaced).status, 400);
    mine->advance(5min);
    const auto tasks = instances(*mine, 3, "again");
    QCOMPARE(tasks.value(u"dagao-start"_s).value("state"_L1).toString(), u"success"_s);
    QCOMPARE(tasks.value(u"scale-spot"_s).value("state"_L1).toString(), u"running"_s);
}

void tst_AirflowFace::pausesNewNights()
{
    const auto mine = demo(2);
    QVERIFY(json(order(*mine, "PATCH", "/api/v1/dags/prod-dagao?update_mask=is_paused", { { u"is_paused"_s, true } }))
                .value("is_paused"_L1)
                .toBool());
    order(*mine, "POST", "/api/v1/dags/prod-dagao/dagRuns", { { u"dag_run_id"_s, u"waits"_s } });
    mine->advance(1h);
    const QByteArray path = "/api/v1/dags/prod-dagao/dagRuns/waits";
    QCOMPARE(json(get(mine->airflowUrl(), path)).value("state"_L1).toString(), u"queued"_s);
    order(*mine, "PATCH", "/api/v1/dags/prod-dagao", { { u"is_paused"_s, false } });
    QCOMPARE(json(get(mine->airflowUrl(), path)).value("state"_L1).toString(), u"running"_s);
}

void tst_AirflowFace::keepsALogOfOrders()
{
    const auto mine = demo(2);
    const QJsonObject body = clearing(2, u"itaipu-dimensional-modeling"_s, true);
    order(*mine, "POST", "/api/v1/dags/prod-dagao/clearTaskInstances", body);
    const std::vector<sim::LoggedCall> calls = mine->calls();
    QCOMPARE(calls.size(), size_t{ 1 });
    QCOMPARE(calls[0].server, u"airflow"_s);
    QCOMPARE(calls[0].method, u"POST clearTaskInstances"_s);
    QCOMPARE(calls[0].arguments.toObject(), body);
    QCOMPARE(calls[0].status, 200);
}

QTEST_GUILESS_MAIN(tst_AirflowFace)
#include "tst_airflowface.moc"
