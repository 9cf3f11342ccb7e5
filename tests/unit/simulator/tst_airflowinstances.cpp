// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/airflowclient.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the simulated Airflow of both versions does with task instances one by one: the mapped ones, and marks.
class tst_AirflowInstances : public QObject
{
    Q_OBJECT
private slots:
    void expandsAMappedTask_eachIndexWithItsOwnTries();
    void takesMappedTasks_byIndexOrWhole();
    void clearsWhatFailedBelow_whenANodeIsMarked();
};

void tst_AirflowInstances::expandsAMappedTask_eachIndexWithItsOwnTries()
{
    for (const int version : { 2, 3 }) {
        const auto night = demo(version);
        const sim::Demo &mine = *night;
        const QByteArray task
            = base(version) + "dags/prod-dagao/dagRuns/" + tonight(version) + "/taskInstances/export-prices";
        const QJsonArray definitions
            = json(get(mine.airflowUrl(), base(version) + "dags/prod-dagao/tasks")).value("tasks"_L1).toArray();
        for (const QJsonValue definition : definitions)
            QCOMPARE(definition["is_mapped"_L1].toBool(), definition["task_id"_L1].toString() == u"export-prices"_s);
        const QJsonObject whole = json(get(mine.airflowUrl(), task + "/listMapped?limit=100"));
        const QJsonArray all = whole.value("task_instances"_L1).toArray();
        QCOMPARE(all.size(), 48);
        int retried = 0;
        for (const QJsonValue value : all) {
            QCOMPARE(value["state"_L1].toString(), u"success"_s);
            QCOMPARE(value["rendered_map_index"_L1].toString(),
                     version == 3 ? QString::number(value["map_index"_L1].toInt()) : QString());
            if (value["try_number"_L1].toInt() < 2)
                continue;
            ++retried;
            const QByteArray index = QByteArray::number(value["map_index"_L1].toInt());
            const QJsonArray tries
                = json(get(mine.airflowUrl(), task + '/' + index + "/tries")).value("task_instances"_L1).toArray();
            QCOMPARE(tries.size(), 2);
            QCOMPARE(tries[0]["state"_L1].toString(), u"failed"_s);
            QCOMPARE(tries[1]["state"_L1].toString(), u"success"_s);
            QCOMPARE(tries[1]["map_index"_L1].toInt(), value["map_index"_L1].toInt());
            const QByteArray log = get(mine.airflowUrl(), task + "/logs/1?map_index=" + index).body;
            QVERIFY2(log.contains("map_index=" + index) && log.contains("ConnectionResetError"), log.constData());
        }
        QVERIFY2(retried >= 1 && retried <= 6, qPrintable(QString::number(retried)));
        // Nobody is it without an index; and no index is more than there are.
        const Answer none = get(mine.airflowUrl(), task);
        QCOMPARE(none.status, 404);
        QCOMPARE(json(none).value("detail"_L1).toString(),
                 recordedJson(version, u"059-taskInstance-mapped-no-index"_s).value("detail"_L1).toString());
        QCOMPARE(get(mine.airflowUrl(), task + "/48").status, 404);
        QCOMPARE(get(mine.airflowUrl(), task + "/tries").status, version == 2 ? 200 : 404);
    }
}

void tst_AirflowInstances::takesMappedTasks_byIndexOrWhole()
{
    for (const int version : { 2, 3 }) {
        QJsonObject failed{ { u"new_state"_s, u"failed"_s } };
        if (version == 2)
            failed.insert(u"dry_run"_s, false);
        const auto mine = demo(version);
        const QByteArray dag = base(version) + "dags/prod-dagao/";
        const QByteArray task = dag + "dagRuns/" + tonight(version) + "/taskInstances/export-prices";
        const auto touched
            = [](const Answer &answer) { return json(answer).value("task_instances"_L1).toArray().size(); };
        // One index alone.
        QCOMPARE(order(*mine, "PATCH", task + "/7", failed).status, 200);
        QCOMPARE(stateOf(*mine, version, u"export-prices/7"_s), u"failed"_s);
        QCOMPARE(stateOf(*mine, version, u"export-prices/6"_s), u"success"_s);
        const QByteArray note = task + (version == 2 ? "/7/setNote" : "/7?update_mask=note");
        QCOMPARE(order(*mine, "PATCH", note, { { u"note"_s, u"cut off"_s } }).status, 200);
        QCOMPARE(json(get(mine->airflowUrl(), task + "/7")).value("note"_L1).toString(), u"cut off"_s);
        QVERIFY(json(get(mine->airflowUrl(), task + "/6")).value("note"_L1).isNull());
        // A clear by index is 3.x's alone; of the whole all are touched, or what failed.
        QJsonObject body = clearing(version, u"export-prices"_s, true);
        body.insert(u"include_downstream"_s, false);
        QCOMPARE(touched(order(*mine, "POST", dag + "clearTaskInstances", body)), 48);
        body.insert(u"only_failed"_s, true);
        QCOMPARE(touched(order(*mine, "POST", dag + "clearTaskInstances", body)), 1);
        QJsonArray ids;
        ids.append(QJsonArray{ u"export-prices"_s, 7 }); // in braces it would be the list itself
        body.insert(u"task_ids"_s, ids);
        body.insert(u"only_failed"_s, false);
        body.insert(u"dry_run"_s, false);
        const Answer cleared = order(*mine, "POST", dag + "clearTaskInstances", body);
        QCOMPARE(cleared.status, version == 2 ? 400 : 200);
        QCOMPARE(touched(cleared), version == 2 ? 0 : 1);
        if (version == 2) {
            const QJsonObject update{ { u"dry_run"_s, true },
                                      { u"task_id"_s, u"export-prices"_s },
                                      { u"dag_run_id"_s, body.value("dag_run_id"_L1) },
                                      { u"new_state"_s, u"success"_s } };
            QCOMPARE(order(*mine, "POST", dag + "updateTaskInstancesState", update).status, 404);
            QCOMPARE(order(*mine, "PATCH", task, failed).status, 404);
            continue;
        }
        mine->advance(10min); // it alone runs again
        const QJsonObject again = instances(*mine, version, tonight(version)).value(u"export-prices/7"_s);
        QCOMPARE(again.value("state"_L1).toString(), u"success"_s);
        QCOMPARE(order(*mine, "PATCH", task, { { u"new_state"_s, u"success"_s } }).status, 409);
        QCOMPARE(touched(order(*mine, "PATCH", task, failed)), 48);
    }
}

/// Both do so, whatever the new state is, and tell of it nowhere; seen with real ones (tests/peers).
void tst_AirflowInstances::clearsWhatFailedBelow_whenANodeIsMarked()
{
    for (const int version : { 2, 3 }) {
        const auto mine = demo(version);
        const QByteArray path = base(version) + "dags/prod-dagao/dagRuns/" + tonight(version)
            + "/taskInstances/itaipu-dimensional-modeling";
        QJsonObject body{ { u"new_state"_s, u"success"_s } };
        if (version == 2)
            body.insert(u"dry_run"_s, false);
        QCOMPARE(order(*mine, "PATCH", path, body).status, 200);
        QCOMPARE(stateOf(*mine, version, u"itaipu-finance"_s), QString()); // was upstream_failed
        QCOMPARE(stateOf(*mine, version, u"alert-datasets"_s), u"success"_s); // had not failed
        mine->advance(1min);
        QCOMPARE(stateOf(*mine, version, u"itaipu-finance"_s), u"running"_s);
        body.insert(u"new_state"_s, u"skipped"_s);
        QCOMPARE(order(*mine, "PATCH", path, body).status, 200);
        QCOMPARE(stateOf(*mine, version, u"itaipu-finance"_s), u"running"_s);
    }
}

QTEST_GUILESS_MAIN(tst_AirflowInstances)
#include "tst_airflowinstances.moc"
