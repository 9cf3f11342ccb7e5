// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "tests/unit/mesos/goldenfiles.h"
#include "tests/unit/mesos/printed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace mesos;

/// Whatever comes: a clear error, no crash, and the Decoder goes on from its last good picture.
class tst_BadInput : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void namesKindAndPlace_data();
    void namesKindAndPlace();
    void refusesTruncatedBodies();
    void refusesEveryFieldOfAnotherType_data();
    void refusesEveryFieldOfAnotherType();
    void refusesMissingFields_data();
    void refusesMissingFields();
    void namesTheDocumentAtFault();
    void ignoresNulls();

private:
    void expectFailure(const QByteArray &state, core::Error::Kind kind, const QString &path);
    QJsonObject m_good;
};

namespace {

/// `document` with the value at `path` ("slaves", "0", "id") replaced; undefined removes it.
QJsonValue replaced(const QJsonValue &document, QStringList path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    const QString step = path.takeFirst();
    if (document.isArray()) {
        QJsonArray array = document.toArray();
        array[step.toInt()] = replaced(array[step.toInt()], path, value);
        return array;
    }
    QJsonObject object = document.toObject();
    const QJsonValue inner = replaced(object[step], path, value);
    if (inner.isUndefined())
        object.remove(step);
    else
        object[step] = inner;
    return object;
}

QString pathText(const QStringList &path)
{
    QString text;
    for (const QString &step : path) {
        bool isIndex = false;
        step.toInt(&isIndex);
        text += isIndex ? u'[' + step + u']' : (text.isEmpty() ? QString() : u"."_s) + step;
    }
    return text;
}

QByteArray wrapped(const QByteArray &task)
{
    return R"({"slaves":[],"frameworks":[{"id":"f","name":"n","tasks":[{"id":"t","framework_id":"f","slave_id":"s",
        "state":"TASK_RUNNING")"
        + task + "}]}]}";
}

const QString firstTask = u"frameworks[0].tasks[0]"_s;

} // namespace

void tst_BadInput::init()
{
    QByteArray small = R"({"id":"m","slaves":[{"id":"s","hostname":"h","pid":"slave(1)@h:1","active":true,
        "deactivated":false,"version":"v","registered_time":1.5,"attributes":{"a":"b"},"resources":{"cpus":1,"ports":"[1-2]"},
        "used_resources":{"mem":1},"offered_resources":{"disk":2},"reserved_resources":{"r":{"gpus":1}}}],
        "recovered_slaves":[],"unreachable_slaves":0.0,"leader_info":{"hostname":"h","port":5050},
        "frameworks":[{"id":"f","name":"n","user":"u","active":true,"connected":true,"recovered":false,"roles":["r"],
        "capabilities":["C"],"failover_timeout":1.0,"checkpoint":true,"registered_time":1.0,"used_resources":{"cpus":1},
        "tasks":[{"id":"t","name":"n","framework_id":"f","executor_id":"","slave_id":"s","state":"TASK_RUNNING","role":"r",
        "resources":{"cpus":0.5},"statuses":[{"state":"TASK_RUNNING","timestamp":1.0,"healthy":true}]}],
        "unreachable_tasks":[],"completed_tasks":[],
        "executors":[{"executor_id":"e","name":"n","framework_id":"f","slave_id":"s","resources":{"cpus":1}}]}],
        "completed_frameworks":[]})";
    m_good = QJsonDocument::fromJson(small).object();
    QVERIFY(!m_good.isEmpty());
}

void tst_BadInput::expectFailure(const QByteArray &state, core::Error::Kind kind, const QString &path)
{
    Decoder decoder;
    const QByteArray good = QJsonDocument(m_good).toJson();
    const core::Result<Snapshot> before = golden::decode(decoder, good);
    QVERIFY(before);
    const core::Result<Snapshot> result = golden::decode(decoder, state);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), core::kindName(kind));
    if (!path.isNull())
        QCOMPARE(result.error().path, path);
    QVERIFY(!result.error().detail.isEmpty() || state.isEmpty());
    QCOMPARE(result.error().endpoint, u"/state"_s);
    const core::Result<Snapshot> after = golden::decode(decoder, good);
    QVERIFY(after);
    QCOMPARE(printed(**after), printed(**before));
}

void tst_BadInput::namesKindAndPlace_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<core::Error::Kind>("kind");
    QTest::addColumn<QString>("path");
    using enum core::Error::Kind;
    const QString anywhere;
    const QByteArray deep = QByteArray(100000, '[');
    QTest::newRow("nothing") << QByteArray() << NotJson << anywhere;
    QTest::newRow("web page") << QByteArray("<html><body>Bad gateway</body></html>") << NotJson << u""_s;
    QTest::newRow("list") << QByteArray("[]") << WrongShape << u""_s;
    QTest::newRow("another object") << QByteArray("{}") << WrongShape << u"slaves"_s;
    QTest::newRow("more behind") << QByteArray(R"({"slaves":[],"frameworks":[]} x)") << NotJson << anywhere;
    QTest::newRow("no colon") << QByteArray(R"({"slaves" []})") << NotJson << anywhere;
    QTest::newRow("deep, where nobody looks")
        << R"({"slaves":[],"frameworks":[],"x":)" + deep + "}" << NotJson << anywhere;
    QTest::newRow("deep, where a list is read") << R"({"slaves":)" + deep + "}" << WrongShape << u"slaves[0]"_s;
    QTest::newRow("list twice") << QByteArray(R"({"slaves":[],"slaves":[],"frameworks":[]})") << WrongShape
                                << u"slaves"_s;
    QTest::newRow("id twice") << wrapped(R"(,"id":"other")") << WrongShape << firstTask + u".id"_s;
    QTest::newRow("huge number") << wrapped(R"(,"resources":{"cpus":1e999})") << WrongShape
                                 << firstTask + u".resources.cpus"_s;
    QTest::newRow("number no machine has")
        << wrapped(R"(,"resources":{"cpus":1e300})") << WrongShape << firstTask + u".resources.cpus"_s;
    QTest::newRow("time beyond all calendars")
        << wrapped(R"(,"statuses":[{"timestamp":1e200}])") << WrongShape << firstTask + u".statuses[0].timestamp"_s;
    QTest::newRow("invalid UTF-8") << wrapped(",\"name\":\"\xff\xfe\"") << NotJson << anywhere;
    QTest::newRow("invalid UTF-8, where nobody looks") << wrapped(",\"x\":\"\xc3(\"") << NotJson << anywhere;
    QTest::newRow("broken escape") << wrapped(R"(,"name":"\q")") << NotJson << firstTask + u".name"_s;
    QTest::newRow("lone surrogate") << wrapped(R"(,"name":"\ud800")") << NotJson << firstTask + u".name"_s;
    QTest::newRow("control character") << wrapped(",\"name\":\"\x01\"") << NotJson << anywhere;
    QTest::newRow("negative count") << QByteArray(R"({"unreachable_slaves":-1,"slaves":[],"frameworks":[]})")
                                    << WrongShape << u"unreachable_slaves"_s;
}

void tst_BadInput::namesKindAndPlace()
{
    QFETCH(QByteArray, state);
    QFETCH(core::Error::Kind, kind);
    QFETCH(QString, path);
    expectFailure(state, kind, path);
}

void tst_BadInput::refusesTruncatedBodies()
{
    const QByteArray body = golden::body(u"main-state"_s);
    Decoder decoder;
    for (qsizetype size = 0; size < body.size() - 1; size += size < 4000 ? 1 : 61) {
        const core::Result<Snapshot> result = golden::decode(decoder, body.left(size));
        QVERIFY2(!result, qPrintable(u"%1 bytes"_s.arg(size)));
    }
    QVERIFY(golden::decode(decoder, body));
}

void tst_BadInput::refusesEveryFieldOfAnotherType_data()
{
    QTest::addColumn<QStringList>("path");
    for (const char *path : { "id",
                              "slaves",
                              "recovered_slaves",
                              "unreachable_slaves",
                              "leader_info",
                              "leader_info/hostname",
                              "leader_info/port",
                              "slaves/0",
                              "slaves/0/id",
                              "slaves/0/hostname",
                              "slaves/0/pid",
                              "slaves/0/active",
                              "slaves/0/deactivated",
                              "slaves/0/version",
                              "slaves/0/registered_time",
                              "slaves/0/attributes",
                              "slaves/0/resources",
                              "slaves/0/resources/cpus",
                              "slaves/0/used_resources",
                              "slaves/0/used_resources/mem",
                              "slaves/0/offered_resources",
                              "slaves/0/offered_resources/disk",
                              "slaves/0/reserved_resources",
                              "slaves/0/reserved_resources/r",
                              "slaves/0/reserved_resources/r/gpus",
                              "frameworks",
                              "frameworks/0",
                              "frameworks/0/id",
                              "frameworks/0/name",
                              "frameworks/0/user",
                              "frameworks/0/active",
                              "frameworks/0/connected",
                              "frameworks/0/recovered",
                              "frameworks/0/roles",
                              "frameworks/0/roles/0",
                              "frameworks/0/capabilities",
                              "frameworks/0/capabilities/0",
                              "frameworks/0/failover_timeout",
                              "frameworks/0/checkpoint",
                              "frameworks/0/registered_time",
                              "frameworks/0/used_resources",
                              "frameworks/0/tasks",
                              "frameworks/0/tasks/0",
                              "frameworks/0/tasks/0/id",
                              "frameworks/0/tasks/0/name",
                              "frameworks/0/tasks/0/framework_id",
                              "frameworks/0/tasks/0/executor_id",
                              "frameworks/0/tasks/0/slave_id",
                              "frameworks/0/tasks/0/state",
                              "frameworks/0/tasks/0/role",
                              "frameworks/0/tasks/0/resources",
                              "frameworks/0/tasks/0/resources/cpus",
                              "frameworks/0/tasks/0/statuses",
                              "frameworks/0/tasks/0/statuses/0",
                              "frameworks/0/tasks/0/statuses/0/state",
                              "frameworks/0/tasks/0/statuses/0/timestamp",
                              "frameworks/0/tasks/0/statuses/0/healthy",
                              "frameworks/0/unreachable_tasks",
                              "frameworks/0/completed_tasks",
                              "frameworks/0/executors",
                              "frameworks/0/executors/0/executor_id",
                              "frameworks/0/executors/0/name",
                              "frameworks/0/executors/0/framework_id",
                              "frameworks/0/executors/0/slave_id",
                              "frameworks/0/executors/0/resources",
                              "completed_frameworks" })
        QTest::newRow(path) << QString::fromLatin1(path).split(u'/');
}

void tst_BadInput::refusesEveryFieldOfAnotherType()
{
    QFETCH(QStringList, path);
    const QJsonValue original = [&] {
        QJsonValue value = m_good;
        for (const QString &step : path)
            value = value.isArray() ? QJsonValue(value.toArray()[step.toInt()]) : value.toObject()[step];
        return value;
    }();
    QVERIFY(!original.isUndefined());
    const QList<QJsonValue> others{ QJsonValue(u"text"_s), QJsonValue(12.5), QJsonValue(true), QJsonArray{ 1, 2 },
                                    QJsonObject{ { u"x"_s, 1 } } };
    for (const QJsonValue &other : others) {
        if (other.type() == original.type())
            continue;
        const QByteArray body = QJsonDocument(replaced(m_good, path, other).toObject()).toJson(QJsonDocument::Compact);
        // Inside what is expected to be a list or an object an element or a member may come first.
        expectFailure(body, core::Error::Kind::WrongShape, pathText(path));
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_BadInput::refusesMissingFields_data()
{
    QTest::addColumn<QStringList>("path");
    for (const char *path :
         { "slaves", "frameworks", "slaves/0/id", "slaves/0/hostname", "frameworks/0/id", "frameworks/0/name",
           "frameworks/0/tasks/0/id", "frameworks/0/tasks/0/framework_id", "frameworks/0/tasks/0/slave_id",
           "frameworks/0/tasks/0/state", "frameworks/0/executors/0/executor_id",
           "frameworks/0/executors/0/framework_id", "frameworks/0/executors/0/slave_id" })
        QTest::newRow(path) << QString::fromLatin1(path).split(u'/');
}

void tst_BadInput::refusesMissingFields()
{
    QFETCH(QStringList, path);
    const QJsonValue without = replaced(m_good, path, QJsonValue(QJsonValue::Undefined));
    expectFailure(QJsonDocument(without.toObject()).toJson(), core::Error::Kind::WrongShape, pathText(path));
}

void tst_BadInput::namesTheDocumentAtFault()
{
    const QByteArray state = QJsonDocument(m_good).toJson();
    const QByteArray roles = R"({"roles":[{"name":"a"},{"weight":"heavy","name":"b"}]})";
    Decoder decoder;
    const core::Result<Snapshot> result
        = decoder.decode({ golden::document(state), {}, golden::document(roles), {}, {} });
    QVERIFY(!result);
    QCOMPARE(result.error().endpoint, u"/roles"_s);
    QCOMPARE(result.error().path, u"roles[1].weight"_s);
    QCOMPARE(result.error().kind, core::Error::Kind::WrongShape);
}

void tst_BadInput::ignoresNulls()
{
    Decoder decoder;
    const core::Result<Snapshot> result
        = golden::decode(decoder, wrapped(R"(,"name":null,"role":null,"resources":null,"statuses":null)"));
    QVERIFY(result);
    QCOMPARE((*result)->tasks.size(), size_t{ 1 });
    QVERIFY((*result)->tasks[0].name.isEmpty());
}

QTEST_APPLESS_MAIN(tst_BadInput)
#include "tst_badinput.moc"
