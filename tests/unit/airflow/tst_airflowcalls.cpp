// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/calls.h"
#include "tests/unit/airflow/recordings.h"

#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace airflow;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::shared_ptr<airflow::Call>)

namespace {

constexpr auto both = { Api::V1, Api::V2 };
const core::TimePoint midnight{ std::chrono::seconds(1795392000) }; // 23 Nov 2026 00:00 UTC

QByteArray methodName(Message::Method method)
{
    switch (method) {
    case Message::Method::Get:
        return "GET";
    case Message::Method::Post:
        return "POST";
    case Message::Method::Patch:
        return "PATCH";
    }
    return {};
}

QStringList queryOf(const QByteArray &target)
{
    QStringList items;
    for (const auto &[key, value] :
         QUrlQuery(QString::fromLatin1(target.mid(target.indexOf('?') + 1))).queryItems(QUrl::FullyDecoded))
        items.append(key + u'=' + value);
    items.sort();
    return target.contains('?') ? items : QStringList();
}

calls::TaskKey keyOf(Api api, const QString &task, int index = -1)
{
    return { u"prod-dagao"_s, recordings::nightly(api), task, index };
}

} // namespace

class tst_AirflowCalls : public QObject
{
    Q_OBJECT
private slots:
    void writesWhatWasRecorded_data();
    void writesWhatWasRecorded();
    void namesAMappedInstance_whereTheServerCanTellIt();
    void asksForXcomOfAnIndex_inTheQuery();
    void marksRunsOnlyWithWhatThereIs();
    void encodesWhateverIsInAName();
};

void tst_AirflowCalls::writesWhatWasRecorded_data()
{
    QTest::addColumn<int>("api");
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::shared_ptr<Call>>("call");
    const auto row = [](Api api, const char *name, const Call &call) {
        QTest::addRow("%s %s", api == Api::V1 ? "v1" : "v2", name)
            << static_cast<int>(api) << QString::fromLatin1(name) << std::make_shared<Call>(call);
    };
    const QString dag = u"prod-dagao"_s;
    const QString scale = u"prod-scale"_s;
    for (const Api api : both) {
        const bool v1 = api == Api::V1;
        const QString nightly = recordings::nightly(api);
        const QString mx = u"itaipu-contracts-mx"_s;
        row(api, "020-version", calls::version(api));
        row(api, "021-health", calls::health());
        row(api, "030-dags", calls::dags());
        row(api, "032-dags-pattern-tags", calls::dags({ u"prod-d"_s, { u"prod"_s }, true, {} }));
        row(api, "034-dag", calls::dag(dag));
        row(api, "036-dag-tasks", calls::tasks(dag));
        row(api, "043-dagRuns-state", calls::runs({ {}, { RunState::Failed, RunState::Queued }, {}, false, {} }));
        row(api, "045-dagRun", calls::run(dag, nightly));
        row(api, "050-taskInstances", calls::taskInstances({ dag, nightly, {}, {}, { 100, 0 } }));
        row(api, "051-taskInstances-page2", calls::taskInstances({ dag, nightly, {}, {}, { 10, 10 } }));
        row(api, "053-taskInstances-no-state",
            calls::taskInstances({ dag, nightly, { TaskState::None }, {}, { 5, 0 } }));
        row(api, "057-taskInstance", calls::taskInstance(keyOf(api, mx)));
        row(api, "058-taskInstance-mapped", calls::taskInstance(keyOf(api, u"datasets.dataset-shard"_s, 2)));
        row(api, "061-tries", calls::tries(keyOf(api, u"datasets.dataset-chargebacks"_s)));
        row(api, "080-xcomEntries", calls::xcomKeys(keyOf(api, u"metapod-transaction"_s)));
        row(api, "081-xcom", calls::xcom(keyOf(api, u"metapod-transaction"_s), u"return_value"_s));
        row(api, "105-404-run", calls::run(dag, u"no-such-run"_s));
        row(api, "200-pause", calls::setPaused(scale, true));
        row(api, "203-unpause", calls::setPaused(scale, false));
        row(api, "210-trigger",
            calls::trigger({ dag,
                             u"manual__oncall-1"_s,
                             { { u"transaction"_s, u"7c0d8f1e-2b7a-4b52-9d0f-0c2b6a5f1e11"_s }, { u"n_nodes"_s, 120 } },
                             {},
                             u"same transaction as last night"_s }));
        row(api, "211-trigger-date", calls::trigger({ scale, {}, {}, midnight + 5h, {} }));
        row(api, "215-dagRun-set-failed", *calls::markRun(dag, u"manual__oncall-1"_s, RunState::Failed));
        row(api, "245-dagRun-set-success", *calls::markRun(dag, u"manual__oncall-1"_s, RunState::Success));
        row(api, "218-dagRun-note",
            calls::setNote({ dag, u"manual__oncall-1"_s, {} }, u"stopped by on-call: spot reclaim"_s));
        row(api, "236-set-note", calls::setNote(keyOf(api, u"serve-ledger-report"_s), u"dado não veio"_s));
        const QList<Reference> tasks{ { mx, -1 } };
        row(api, "220-clear-dry", calls::clearDryRun({ dag, nightly, tasks, false, false, false }));
        row(api, "221-clear-dry-downstream", calls::clearDryRun({ dag, nightly, tasks, true, false, false }));
        row(api, "222-clear-dry-upstream", calls::clearDryRun({ dag, nightly, tasks, false, true, false }));
        row(api, "223-clear-dry-only-failed", calls::clearDryRun({ dag, nightly, {}, false, false, true }));
        row(api, "240-clear", calls::clear({ dag, nightly, tasks, true, false, false }));
        row(api, "234-patch-mapped",
            calls::setState({ keyOf(api, u"datasets.dataset-shard"_s, 2), TaskState::Success, false, false }));
        row(api, "404-dagRuns-running",
            calls::runs({ {}, { RunState::Running, RunState::Queued }, {}, false, { 100, 0 } }));
        const calls::StateChange downstream{ keyOf(api, mx), TaskState::Success, true, false };
        const calls::StateChange alone{ keyOf(api, u"serve-ledger-report"_s), TaskState::Success, false, false };
        row(api, v1 ? "230-update-state-dry" : "230-patch-dry", calls::setStateDryRun(downstream));
        row(api, v1 ? "231-update-state" : "231-patch-taskInstance", calls::setState(alone));
        if (!v1)
            row(api, "232-patch-downstream", calls::setState(downstream));
    }
    row(Api::V1, "044-dagRuns-since", calls::runs({ scale, {}, midnight, true, {} }));
    row(Api::V1, "405-taskInstances-updated",
        calls::taskInstances({ dag, recordings::nightly(Api::V1), {}, midnight + 8h + 30min, { 5, 0 } }));
    row(Api::V2, "403-taskInstances-states",
        calls::taskInstances(
            { dag,
              recordings::nightly(Api::V2),
              { TaskState::Running, TaskState::Queued, TaskState::Scheduled, TaskState::UpForRetry, TaskState::None },
              {},
              { 100, 0 } }));
}

void tst_AirflowCalls::writesWhatWasRecorded()
{
    QFETCH(int, api);
    QFETCH(QString, name);
    QFETCH(std::shared_ptr<Call>, call);
    const QByteArray recorded = recordings::request(static_cast<Api>(api), name);
    QVERIFY2(!recorded.isEmpty(), "there is no such recording");
    const QList<QByteArray> line = recorded.left(recorded.indexOf("\r\n")).split(' ');
    const Message message = call->message(static_cast<Api>(api));
    QCOMPARE(methodName(message.method), line.at(0));
    QCOMPARE(message.target.split('?').constFirst(), line.at(1).split('?').constFirst());
    QCOMPARE(queryOf(message.target), queryOf(line.at(1)));
    QJsonObject expected = QJsonDocument::fromJson(recordings::bodyOf(recorded)).object();
    if (call->name() == "trigger" && !expected.contains(u"conf"_s))
        expected.insert(u"conf"_s, QJsonObject());
    QCOMPARE(QJsonDocument::fromJson(message.body).object(), expected);
    QCOMPARE(call->onlyReads(), line.at(0) == "GET" || name.contains(u"dry"_s));
}

void tst_AirflowCalls::namesAMappedInstance_whereTheServerCanTellIt()
{
    const Call call = calls::clear({ u"d"_s, u"r"_s, { { u"shard"_s, 1 }, { u"shard"_s, 2 } }, false, false, false });
    const auto ids = [&](Api api) {
        return QJsonDocument::fromJson(call.message(api).body).object().value(u"task_ids"_s).toVariant();
    };
    QCOMPARE(ids(Api::V1), QVariant(QVariantList{ u"shard"_s }));
    QCOMPARE(ids(Api::V2), QVariant(QVariantList{ QVariantList{ u"shard"_s, 1 }, QVariantList{ u"shard"_s, 2 } }));
}

void tst_AirflowCalls::asksForXcomOfAnIndex_inTheQuery()
{
    QCOMPARE(calls::xcom({ u"d"_s, u"r"_s, u"t"_s, 3 }, u"k"_s).message(Api::V2).target,
             "/api/v2/dags/d/dagRuns/r/taskInstances/t/xcomEntries/k?map_index=3");
    for (const Api api : { Api::V1, Api::V2 }) {
        QCOMPARE(calls::tries({ u"d"_s, u"r"_s, u"t"_s, 3 }).message(api).target,
                 (api == Api::V1 ? QByteArray("/api/v1") : QByteArray("/api/v2"))
                     + "/dags/d/dagRuns/r/taskInstances/t/3/tries");
    }
}

void tst_AirflowCalls::marksRunsOnlyWithWhatThereIs()
{
    QVERIFY(!calls::markRun(u"d"_s, u"r"_s, RunState::Running));
    QVERIFY(!calls::markRun(u"d"_s, u"r"_s, RunState::Unknown));
    QVERIFY(calls::markRun(u"d"_s, u"r"_s, RunState::Queued));
}

void tst_AirflowCalls::encodesWhateverIsInAName()
{
    QCOMPARE(calls::run(u"ä/b?c#d"_s, u"1+1 %"_s).message(Api::V1).target,
             "/api/v1/dags/%C3%A4%2Fb%3Fc%23d/dagRuns/1%2B1%20%25");
}

QTEST_GUILESS_MAIN(tst_AirflowCalls)
#include "tst_airflowcalls.moc"
