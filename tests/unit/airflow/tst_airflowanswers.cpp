// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/answers.h"
#include "models/airflow/decoding/time.h"
#include "tests/unit/airflow/recordings.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace airflow;

namespace {

constexpr auto both = { Api::V1, Api::V2 };

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<size_t>(bytes.size()) };
}

QJsonObject json(Api api, const QString &name)
{
    return QJsonDocument::fromJson(recordings::body(api, name)).object();
}

/// Qt's reading, independent of ours.
core::TimePoint momentOf(const QJsonValue &value)
{
    if (!value.isString())
        return {};
    const QDateTime read = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return core::TimePoint(core::Duration(read.toMSecsSinceEpoch()));
}

/// Milliseconds are rounded there, and cut here.
bool sameMoment(core::TimePoint a, core::TimePoint b)
{
    return std::chrono::abs(a - b) <= std::chrono::milliseconds(1);
}

QStringList ids(const QList<Reference> &references)
{
    QStringList ids;
    for (const Reference &reference : references)
        ids.append(reference.taskId
                   + (reference.mapIndex < 0 ? QString() : u'/' + QString::number(reference.mapIndex)));
    return ids;
}

} // namespace

class tst_AirflowAnswers : public QObject
{
    Q_OBJECT
private slots:
    void readsVersionAndHealth();
    void readsDags();
    void readsTheStructure();
    void readsRuns();
    void readsTaskInstances_data();
    void readsTaskInstances();
    void readsTriesAndRenderedFields();
    void readsXcom();
    void readsWhoIsTouched();
    void readsOrdersAnswers();
    void readsATokenOnlyWhereThereIsOne();
    void readsTimes_data();
    void readsTimes();
    void sharesTextsThatRepeat();
    void survivesHalfAnAnswer();
    void namesThePlaceOfAWrongType();
};

void tst_AirflowAnswers::readsVersionAndHealth()
{
    Texts texts;
    QCOMPARE(answers::version(view(recordings::body(Api::V1, u"020-version"_s)), Api::V1).value(),
             (Version{ u"2.10.5"_s, Api::V1 }));
    QCOMPARE(answers::version(view(recordings::body(Api::V2, u"020-version"_s)), Api::V2).value(),
             (Version{ u"3.3.2"_s, Api::V2 }));
    for (const Api api : both) {
        const auto health = answers::health(view(recordings::body(api, u"021-health"_s)), texts);
        QVERIFY(health);
        QCOMPARE(health->database.status, u"healthy"_s);
        QCOMPARE(health->scheduler.status, u"healthy"_s);
        QVERIFY(core::isKnown(health->scheduler.heartbeat));
        QCOMPARE(health->triggerer.status, QString());
        QCOMPARE(health->dagProcessor.status, api == Api::V1 ? QString() : u"healthy"_s);
    }
    QVERIFY(!answers::health("{}", texts));
}

void tst_AirflowAnswers::readsDags()
{
    Texts texts;
    for (const Api api : both) {
        const auto dag = answers::dag(view(recordings::body(api, u"034-dag"_s)), texts);
        QVERIFY(dag);
        QCOMPARE(dag->id, u"prod-dagao"_s);
        QCOMPARE(dag->schedule, u"0 1 * * *"_s);
        QCOMPARE(dag->owners, QStringList{ u"data-infra"_s });
        QVERIFY(dag->active && !dag->paused && !dag->importErrors);
        QCOMPARE(dag->maxActiveTasks, 16);
        QCOMPARE(QSet<QString>(dag->tags.cbegin(), dag->tags.cend()), (QSet<QString>{ u"prod"_s, u"nightly"_s }));
        QCOMPARE(dag->nextRunAt, momentOf(u"2026-11-24T01:00:00Z"_s));
        const auto all = answers::dags(view(recordings::body(api, u"030-dags"_s)), texts);
        QVERIFY(all);
        QCOMPARE(all->items.size(), json(api, u"030-dags"_s).value("dags"_L1).toArray().size());
        QCOMPARE(all->total, json(api, u"030-dags"_s).value("total_entries"_L1).toInteger());
        QVERIFY(answers::dag(view(recordings::body(api, u"200-pause"_s)), texts)->paused);
    }
}

void tst_AirflowAnswers::readsTheStructure()
{
    Texts texts;
    for (const Api api : both) {
        const auto structure = answers::tasks(view(recordings::body(api, u"036-dag-tasks"_s)), texts);
        QVERIFY(structure);
        const QJsonArray expected = json(api, u"036-dag-tasks"_s).value("tasks"_L1).toArray();
        QCOMPARE(structure->tasks.size(), 49);
        for (qsizetype i = 0; i < expected.size(); ++i) {
            const QJsonObject task = expected[i].toObject();
            const TaskDefinition &read = structure->tasks[i];
            QCOMPARE(read.id, task.value("task_id"_L1).toString());
            QCOMPARE(read.downstream, task.value("downstream_task_ids"_L1).toVariant().toStringList());
            QCOMPARE(read.triggerRule, task.value("trigger_rule"_L1).toString());
            QCOMPARE(read.retries, task.value("retries"_L1).toInt());
            QCOMPARE(read.mapped, task.value("is_mapped"_L1).toBool());
            const QJsonObject delay = task.value("retry_delay"_L1).toObject();
            QCOMPARE(read.retryDelay.count(),
                     delay.value("days"_L1).toInteger() * 86'400'000 + delay.value("seconds"_L1).toInteger() * 1000);
        }
    }
}

void tst_AirflowAnswers::readsRuns()
{
    Texts texts;
    for (const Api api : both) {
        for (const char *name : { "043-dagRuns-state", "044-dagRuns-since", "404-dagRuns-running" }) {
            const QJsonObject answer = json(api, QString::fromLatin1(name));
            const auto page = answers::runs(view(recordings::body(api, QString::fromLatin1(name))), texts);
            QVERIFY(page);
            QCOMPARE(page->total, answer.value("total_entries"_L1).toInteger());
            const QJsonArray expected = answer.value("dag_runs"_L1).toArray();
            QCOMPARE(page->items.size(), expected.size());
            for (qsizetype i = 0; i < expected.size(); ++i) {
                const QJsonObject run = expected[i].toObject();
                const Run &read = page->items[i];
                QCOMPARE(read.id, run.value("dag_run_id"_L1).toString());
                QCOMPARE(word(read.state), run.value("state"_L1).toString());
                QCOMPARE(QJsonDocument::fromJson(read.conf).object(), run.value("conf"_L1).toObject());
                QVERIFY(sameMoment(read.start, momentOf(run.value("start_date"_L1))));
                QVERIFY(sameMoment(read.logicalDate, momentOf(run.value("logical_date"_L1))));
            }
        }
        const auto nightly = answers::run(view(recordings::body(api, u"045-dagRun"_s)), texts);
        QVERIFY(nightly);
        QCOMPARE(nightly->state, RunState::Running);
        QCOMPARE(nightly->runAfter, momentOf(u"2026-11-23T01:00:00Z"_s));
        QVERIFY(!core::isKnown(nightly->end));
        QCOMPARE(nightly->version.isEmpty(), api == Api::V1);
    }
}

void tst_AirflowAnswers::readsTaskInstances_data()
{
    QTest::addColumn<int>("api");
    QTest::addColumn<QString>("name");
    for (const Api api : both) {
        for (const char *name : { "050-taskInstances", "051-taskInstances-page1", "051-taskInstances-page2",
                                  "052-taskInstances-failed", "053-taskInstances-no-state" })
            QTest::addRow("%s %s", api == Api::V1 ? "v1" : "v2", name)
                << static_cast<int>(api) << QString::fromLatin1(name);
    }
    QTest::addRow("v2 states") << static_cast<int>(Api::V2) << u"403-taskInstances-states"_s;
    QTest::addRow("v1 updated") << static_cast<int>(Api::V1) << u"405-taskInstances-updated"_s;
}

void tst_AirflowAnswers::readsTaskInstances()
{
    QFETCH(int, api);
    QFETCH(QString, name);
    Texts texts;
    const QJsonObject answer = json(static_cast<Api>(api), name);
    const auto page = answers::taskInstances(view(recordings::body(static_cast<Api>(api), name)), texts);
    QVERIFY(page);
    const QJsonArray expected = answer.value("task_instances"_L1).toArray();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(page->items.size(), expected.size());
    QCOMPARE(page->total, answer.value("total_entries"_L1).toInteger());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QJsonObject instance = expected[i].toObject();
        const TaskInstance &read = page->items[i];
        QCOMPARE(read.taskId, instance.value("task_id"_L1).toString());
        QCOMPARE(read.mapIndex, instance.value("map_index"_L1).toInt());
        const QJsonValue state = instance.value("state"_L1);
        QCOMPARE(word(read.state), state.isNull() ? u"none"_s : state.toString());
        QCOMPARE(read.tryNumber, instance.value("try_number"_L1).toInt());
        QCOMPARE(read.maxTries, instance.value("max_tries"_L1).toInt());
        QCOMPARE(read.pool, instance.value("pool"_L1).toString());
        QVERIFY(sameMoment(read.start, momentOf(instance.value("start_date"_L1))));
        QVERIFY(sameMoment(read.end, momentOf(instance.value("end_date"_L1))));
        QVERIFY(sameMoment(read.queued, momentOf(instance.value("queued_when"_L1))));
    }
}

void tst_AirflowAnswers::readsTriesAndRenderedFields()
{
    Texts texts;
    for (const Api api : both) {
        const auto tries = answers::taskInstances(view(recordings::body(api, u"061-tries"_s)), texts);
        QVERIFY(tries);
        QCOMPARE(tries->items.size(), 2);
        QCOMPARE(tries->items[0].state, TaskState::Failed);
        QCOMPARE(tries->items[1].state, TaskState::Success);
        QCOMPARE(tries->items[1].tryNumber, 2);
        const auto details = answers::taskInstance(view(recordings::body(api, u"057-taskInstance"_s)), texts);
        QVERIFY(details);
        QCOMPARE(details->instance.taskId, u"itaipu-contracts-mx"_s);
        QCOMPARE(details->renderedFields.size(), 3);
        const auto command = std::ranges::find(details->renderedFields, u"bash_command"_s, &RenderedField::name);
        QVERIFY(command != details->renderedFields.end());
        QVERIFY(command->value.contains(u"GC overhead limit exceeded — memória"_s));
        const auto mapped = answers::taskInstance(view(recordings::body(api, u"058-taskInstance-mapped"_s)), texts);
        QCOMPARE(mapped->instance.mapIndex, 2);
        QVERIFY(mapped->instance.jobFields.isEmpty());
        // Whatever a rule of the stacks file may look for later is kept from a list, too.
        QByteArray list = recordings::body(api, u"060-listMapped"_s);
        list.replace("echo shard 2; exit 3", "jobs/prod/shard");
        const auto all = answers::taskInstances(view(list), texts);
        QVERIFY(all);
        QCOMPARE(all->items[2].jobFields, QList<RenderedField>({ { u"bash_command"_s, u"jobs/prod/shard"_s } }));
        QVERIFY(all->items[1].jobFields.isEmpty());
    }
}

void tst_AirflowAnswers::readsXcom()
{
    Texts texts;
    for (const Api api : both) {
        QCOMPARE(answers::xcomKeys(view(recordings::body(api, u"080-xcomEntries"_s)), texts).value(),
                 QStringList{ u"return_value"_s });
        const auto xcom = answers::xcom(view(recordings::body(api, u"081-xcom"_s)), texts);
        QCOMPARE(xcom->value, u"5b1f3c1e-7d5e-4c55-9d1b-0c0e59f4f7a2"_s);
    }
    QCOMPARE(answers::xcom(R"({"key":"k","value":[1,{"a":null}]})", texts)->value, u"[1,{\"a\":null}]"_s);
}

void tst_AirflowAnswers::readsWhoIsTouched()
{
    Texts texts;
    for (const Api api : both) {
        for (const char *name : { "221-clear-dry-downstream", "222-clear-dry-upstream", "240-clear" }) {
            QStringList expected;
            for (const QJsonValue value : json(api, QString::fromLatin1(name)).value("task_instances"_L1).toArray()) {
                const int index = value.toObject().value("map_index"_L1).toInt(-1);
                expected.append(value.toObject().value("task_id"_L1).toString()
                                + (index < 0 ? QString() : u'/' + QString::number(index)));
            }
            expected.removeDuplicates(); // 2.x tells a mapped task once an index, without the index
            expected.sort();
            const auto read = answers::references(view(recordings::body(api, QString::fromLatin1(name))), texts);
            QVERIFY(read);
            QCOMPARE(ids(*read), expected);
            QVERIFY(read->size() > 1);
        }
        QVERIFY(answers::references(view(recordings::body(api, u"224-clear-unknown-task"_s)), texts)->isEmpty());
    }
    QCOMPARE(ids(answers::references(view(recordings::body(Api::V2, u"234-patch-mapped"_s)), texts).value()),
             QStringList{ u"datasets.dataset-shard/2"_s });
    QVERIFY(answers::references("{}", texts)->isEmpty());
}

void tst_AirflowAnswers::readsOrdersAnswers()
{
    Texts texts;
    for (const Api api : both) {
        const auto triggered = answers::run(view(recordings::body(api, u"210-trigger"_s)), texts);
        QVERIFY(triggered);
        QCOMPARE(triggered->id, u"manual__oncall-1"_s);
        QCOMPARE(triggered->note, u"same transaction as last night"_s);
        QCOMPARE(QJsonDocument::fromJson(triggered->conf).object().value("n_nodes"_L1).toInt(), 120);
        QCOMPARE(core::isKnown(triggered->logicalDate), api == Api::V1);
        QCOMPARE(answers::run(view(recordings::body(api, u"215-dagRun-set-failed"_s)), texts)->state, RunState::Failed);
    }
}

void tst_AirflowAnswers::readsATokenOnlyWhereThereIsOne()
{
    QVERIFY(answers::token(view(recordings::body(Api::V2, u"010-auth-token"_s)))->startsWith(u"eyJ"_s));
    QVERIFY(!answers::token(view(recordings::body(Api::V2, u"011-auth-token-bad"_s))));
}

void tst_AirflowAnswers::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // −1: it is none
    const qint64 at = 1795422822132;
    QTest::newRow("offset") << u"2026-11-23T08:33:42.132549+00:00"_s << at;
    QTest::newRow("zulu") << u"2026-11-23T08:33:42.132Z"_s << at;
    QTest::newRow("whole seconds") << u"2026-11-23T08:33:42Z"_s << at - 132;
    QTest::newRow("one digit") << u"2026-11-23T08:33:42.1Z"_s << at - 32;
    QTest::newRow("west") << u"2026-11-23T05:33:42.132-03:00"_s << at;
    QTest::newRow("east") << u"2026-11-23T14:03:42.132+05:30"_s << at;
    QTest::newRow("empty") << QString() << qint64{ -1 };
    QTest::newRow("date") << u"2026-11-23"_s << qint64{ -1 };
    QTest::newRow("no zone") << u"2026-11-23T08:33:42"_s << qint64{ -1 };
    QTest::newRow("month") << u"2026-13-23T08:33:42Z"_s << qint64{ -1 };
    QTest::newRow("rest") << u"2026-11-23T08:33:42Zx"_s << qint64{ -1 };
    QTest::newRow("no fraction") << u"2026-11-23T08:33:42.Z"_s << qint64{ -1 };
}

void tst_AirflowAnswers::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const std::optional<core::TimePoint> read = parseTime(text.toStdString());
    QCOMPARE(read.has_value(), milliseconds >= 0);
    if (read)
        QCOMPARE(qint64{ read->time_since_epoch().count() }, milliseconds);
}

void tst_AirflowAnswers::sharesTextsThatRepeat()
{
    Texts texts;
    const QByteArray body = recordings::body(Api::V2, u"050-taskInstances"_s);
    const auto first = answers::taskInstances(view(body), texts);
    const auto second = answers::taskInstances(view(body), texts);
    QCOMPARE(first->items[3].taskId.constData(), second->items[3].taskId.constData());
    QCOMPARE(first->items[0].runId.constData(), first->items[1].runId.constData());
}

void tst_AirflowAnswers::survivesHalfAnAnswer()
{
    for (const Api api : both) {
        const QByteArray body = recordings::body(api, u"052-taskInstances-failed"_s);
        const QByteArray trimmed = body.trimmed();
        for (qsizetype size = 0; size < trimmed.size(); size += 13) {
            Texts texts;
            const QByteArray part = trimmed.left(size);
            const auto read = answers::taskInstances(view(part), texts);
            QVERIFY(!read);
            QCOMPARE(read.error().kind, core::Error::Kind::NotJson);
        }
    }
}

void tst_AirflowAnswers::namesThePlaceOfAWrongType()
{
    Texts texts;
    const auto place = [&](const QByteArray &from, const QByteArray &to) {
        QByteArray body = recordings::body(Api::V2, u"052-taskInstances-failed"_s);
        const qsizetype at = body.lastIndexOf(from);
        body.replace(at, from.size(), to);
        const auto read = answers::taskInstances(view(body), texts);
        return read ? u"read"_s : read.error().path;
    };
    const qsizetype last = json(Api::V2, u"052-taskInstances-failed"_s).value("task_instances"_L1).toArray().size() - 1;
    const QString item = u"task_instances[%1]."_s.arg(last);
    QCOMPARE(place("\"map_index\":", "\"map_index\":\"one\",\"x\":"), item + u"map_index"_s);
    QCOMPARE(place("\"try_number\":", "\"try_number\":0.5,\"x\":"), item + u"try_number"_s);
    QCOMPARE(place("\"dag_run_id\":", "\"x\":"), item + u"dag_run_id"_s);
    QCOMPARE(place("\"start_date\":\"2026", "\"start_date\":\"MMXX"), item + u"start_date"_s);
    QCOMPARE(answers::taskInstances("[]", texts).error().path, u"the document"_s);
    QCOMPARE(answers::taskInstances("{}", texts).error().path, u"task_instances"_s);
}

QTEST_GUILESS_MAIN(tst_AirflowAnswers)
#include "tst_airflowanswers.moc"
