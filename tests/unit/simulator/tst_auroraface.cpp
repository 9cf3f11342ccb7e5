// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/auroraclient.h"
#include "tests/unit/simulator/shape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace sim::thrift;
using namespace std::chrono_literals;

/// How schedulers and observers answer over HTTP: encodings, leaders, sign-in, faults, against recordings.
class tst_AuroraFace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();
    void protocolIsAsRecorded_data();
    void protocolIsAsRecorded();
    void othersLeadTheWay();
    void nobodyLeads();
    void theLeaderChanges();
    void signInIsAsRecorded_data();
    void signInIsAsRecorded();
    void documentsAreShapedLikeTheRealOnes_data();
    void documentsAreShapedLikeTheRealOnes();
    void auroraDiesAlone();
    void toldToQuit_itIsGone();
    void faultsConcernOneLayer();
    void observersAreShapedLikeTheRealOnes_data();
    void observersAreShapedLikeTheRealOnes();
    void observersTellProcessesInTheirOrder();
    void observersReadLogs();

private:
    QUrl leader() const { return m_frozen->auroraUrls().constFirst(); }
    /// A task of that job and its host, by instance.
    std::pair<QByteArray, QByteArray> taskOf(const char *role, const char *name, int instance, int status = 2) const;

    std::unique_ptr<sim::Demo> m_frozen;
};

namespace {

/// Sends a recorded request as it was, but for the host.
Answer replay(const QUrl &server, const QString &name)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/aurora/") + name + u".request.http"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(name));
    const QByteArray bytes = file.readAll();
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    const QList<QByteArray> words = lines.first().split(' ');
    Headers headers;
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray header = line.left(colon);
        if (header != "Host" && header != "Content-Length")
            headers.append({ header, line.mid(colon + 1).trimmed() });
    }
    return ask(server, words[0], words[1], bytes.mid(end + 4), headers);
}

QJsonValue json(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

sim::Demo::Options frozen()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

} // namespace

void tst_AuroraFace::initTestCase()
{
    m_frozen = std::make_unique<sim::Demo>(frozen());
    QVERIFY(m_frozen->errorString().isEmpty());
}

void tst_AuroraFace::cleanup()
{
    m_frozen->setFaults({});
    m_frozen->setAuroraLeader(0);
}

void tst_AuroraFace::protocolIsAsRecorded_data()
{
    QTest::addColumn<QString>("recording");
    // Status, type and, where it is no answer of a method, the whole body.
    for (const char *name : { "ct-text",
                              "ct-form",
                              "ct-garbage",
                              "ct-json",
                              "ct-none",
                              "ct-tjson-utf8",
                              "ct-x-thrift",
                              "ct-x-thrift-utf8",
                              "accept-binary-for-json-request",
                              "accept-json-for-binary-request",
                              "accept-star",
                              "accept-two",
                              "binary-no-accept",
                              "binary-unframed-nonstrict",
                              "binary-negative-length",
                              "malformed-json",
                              "malformed-binary",
                              "bad-version-json",
                              "not-json",
                              "empty-body",
                              "get-method",
                              "put",
                              "slash",
                              "options",
                              "unknown-method-json",
                              "unknown-method-binary",
                              "missing-arg-json",
                              "null-query-json",
                              "echo-plain",
                              "echo-escape-bmp",
                              "echo-escape-surrogates",
                              "echo-raw-utf8",
                              "echo-escape-slash",
                              "echo-escape-controls",
                              "echo-lone-surrogate",
                              "echo-bad-escape",
                              "echo-nul",
                              "number-quoted",
                              "number-float",
                              "number-exp",
                              "bool-as-true",
                              "unknown-type-tag",
                              "set-wrong-count",
                              "whitespace-json",
                              "trailing-json",
                              "seqid-large-json",
                              "seqid-negative-json",
                              "oneway-type-json" })
        QTest::newRow(name) << u"protocol/"_s + QString::fromLatin1(name);
}

void tst_AuroraFace::protocolIsAsRecorded()
{
    QFETCH(QString, recording);
    const Answer real = recordedAnswer(recording);
    const Answer simulated = replay(leader(), recording);
    QCOMPARE(simulated.status, real.status);
    QCOMPARE(simulated.header("Content-Type"), real.header("Content-Type"));
    if (real.status == 415)
        QCOMPARE(simulated.body, real.body);
    if (real.status != 200 || real.body.isEmpty())
        return;
    Message expected;
    Message told;
    const QString encoding = real.header("Content-Type").endsWith("binary") ? u".binary"_s : u".tjson"_s;
    QVERIFY(readThrift(encoding, real.body, &expected));
    QVERIFY(readThrift(encoding, simulated.body, &told));
    QCOMPARE(told.method, expected.method);
    QCOMPARE(told.seqid, expected.seqid);
    QCOMPARE(told.type, expected.type);
    if (expected.type == MessageType::Exception) {
        QCOMPARE(told.body.textAt(1), expected.body.textAt(1));
        QCOMPARE(told.body.integerAt(2), expected.body.integerAt(2));
        return;
    }
    const Value &response = expected.body.structAt(0);
    QCOMPARE(told.body.structAt(0).integerAt(1), response.integerAt(1));
    const auto &details = response.field(6, Type::List).elements();
    const auto &toldDetails = told.body.structAt(0).field(6, Type::List).elements();
    QCOMPARE(toldDetails.size(), details.size());
    for (size_t i = 0; i < details.size(); ++i) {
        QCOMPARE(toldDetails[i].textAt(1), details[i].textAt(1));
        QCOMPARE(toldDetails[i].has(1, Type::String), details[i].has(1, Type::String));
    }
}

void tst_AuroraFace::othersLeadTheWay()
{
    const QUrl other = m_frozen->auroraUrls().at(1);
    const Answer redirect = ask(other, "POST", "/api", R"([1,"getRoleSummary",1,7,{}])");
    QCOMPARE(redirect.status, 307);
    QCOMPARE(redirect.header("Location"), leader().toString().toLatin1() + "/api");
    QVERIFY(redirect.body.isEmpty());
    QCOMPARE(get(other, "/quotas?role=web").header("Location"), leader().toString().toLatin1() + "/quotas?role=web");
    QCOMPARE(get(leader(), "/leaderhealth").body, recordedAnswer(u"http/busy/leaderhealth"_s).body);
    QCOMPARE(get(other, "/leaderhealth").status, 503);
    QCOMPARE(get(other, "/leaderhealth").body, recordedAnswer(u"http/not-leader/leaderhealth"_s).body);
    QCOMPARE(get(other, "/health").body, QByteArray("OK\n"));
}

void tst_AuroraFace::nobodyLeads()
{
    sim::Faults faults;
    faults.noLeader = true;
    m_frozen->setFaults(faults);
    QCOMPARE(get(leader(), "/leaderhealth").status, 502);
    QCOMPARE(get(leader(), "/leaderhealth").body, recordedAnswer(u"http/no-leader/leaderhealth"_s).body);
    const Answer refused = ask(leader(), "POST", "/api", R"([1,"getRoleSummary",1,7,{}])");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.body.startsWith("<!doctype html>"));
}

void tst_AuroraFace::theLeaderChanges()
{
    m_frozen->setAuroraLeader(1);
    QCOMPARE(m_frozen->auroraLeader(), 1);
    QCOMPARE(ask(leader(), "POST", "/api", R"([1,"getRoleSummary",1,7,{}])").header("Location"),
             m_frozen->auroraUrls().at(1).toString().toLatin1() + "/api");
    QCOMPARE(callAurora(m_frozen->auroraUrls().at(1), "getRoleSummary", Struct().done()).code(), 1);
}

void tst_AuroraFace::signInIsAsRecorded_data()
{
    QTest::addColumn<QString>("recording");
    QTest::addColumn<QByteArray>("user"); ///< who that is here
    QTest::newRow("read-anonymous") << u"auth/read-anonymous.tjson"_s << QByteArray();
    QTest::newRow("read-bad-password") << u"auth/read-bad-password.tjson"_s << QByteArray("ops:wrong");
    QTest::newRow("read-unknown-user") << u"auth/read-unknown-user.tjson"_s << QByteArray("nobody:x");
    QTest::newRow("read-good") << u"auth/read-good.tjson"_s << QByteArray("ops:cantareira");
    QTest::newRow("killTasks-anonymous") << u"auth/killTasks-anonymous.tjson"_s << QByteArray();
    QTest::newRow("killTasks-no-permission") << u"auth/killTasks-no-permission.tjson"_s << QByteArray("guest:represa");
    QTest::newRow("killTasks-null-job") << u"auth/killTasks-null-job-eng.tjson"_s << QByteArray("ops:cantareira");
    QTest::newRow("setQuota-eng") << u"auth/setQuota-eng.tjson"_s << QByteArray("guest:represa");
    QTest::newRow("setQuota-anonymous") << u"auth/setQuota-anonymous.tjson"_s << QByteArray();
    QTest::newRow("maintenanceStatus-anonymous") << u"auth/maintenanceStatus-anonymous.tjson"_s << QByteArray();
}

void tst_AuroraFace::signInIsAsRecorded()
{
    QFETCH(QString, recording);
    QFETCH(QByteArray, user);
    sim::Demo::Options options = frozen();
    options.auroraAuth = true;
    const sim::Demo demo(options);
    const QByteArray type = contentType(Encoding::Json);
    Headers headers{ { "Content-Type", type }, { "Accept", type } };
    if (!user.isEmpty())
        headers.append({ "Authorization", "Basic " + user.toBase64() });
    const Answer simulated = ask(demo.auroraUrls().constFirst(), "POST", "/api", recordedRequest(recording), headers);
    const Answer real = recordedAnswer(recording);
    QCOMPARE(simulated.status, real.status);
    QCOMPARE(simulated.header("WWW-Authenticate"), real.header("WWW-Authenticate"));
    QCOMPARE(simulated.header("Content-Type"), real.header("Content-Type"));
    QCOMPARE(simulated.header("Set-Cookie").isEmpty(), real.header("Set-Cookie").isEmpty());
    if (real.status != 200)
        return;
    Message expected;
    Message told;
    QVERIFY(readThrift(recording, real.body, &expected));
    QVERIFY(readThrift(recording, simulated.body, &told));
    const Value &response = told.body.structAt(0);
    QCOMPARE(response.integerAt(1), expected.body.structAt(0).integerAt(1));
    const auto said = [](const Message &message) {
        const auto &details = message.body.structAt(0).field(6, Type::List).elements();
        QString text = details.empty() ? QString() : QString::fromStdString(details.front().textAt(1));
        return text.remove(QRegularExpression(u"^Subject \\w+ "_s));
    };
    QCOMPARE(said(told), said(expected));
    if (response.integerAt(1) == 4)
        QVERIFY(!response.has(5, Type::Struct));
}

void tst_AuroraFace::documentsAreShapedLikeTheRealOnes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("recording");
    QTest::newRow("offers") << QByteArray("/offers") << u"http/busy/offers"_s;
    QTest::newRow("pendingtasks") << QByteArray("/pendingtasks") << u"http/busy/pendingtasks"_s;
    QTest::newRow("tiers") << QByteArray("/tiers") << u"http/busy/tiers"_s;
}

void tst_AuroraFace::documentsAreShapedLikeTheRealOnes()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, recording);
    Shape real;
    Shape simulated;
    real.add(json(recordedAnswer(recording).body));
    const Answer answer = get(leader(), path);
    QCOMPARE(answer.header("Content-Type"), recordedAnswer(recording).header("Content-Type"));
    simulated.add(json(answer.body));
    QCOMPARE(real.differencesTo(simulated, {}), QStringList());
}

void tst_AuroraFace::auroraDiesAlone()
{
    sim::Faults faults;
    faults.auroraDown = true;
    m_frozen->setFaults(faults);
    QCOMPARE(get(leader(), "/health").status, 0);
    QCOMPARE(get(m_frozen->masters().constFirst(), "/health").status, 200);
    m_frozen->setFaults({});
    QCOMPARE(get(leader(), "/health").status, 200); // on the same port again
}

void tst_AuroraFace::toldToQuit_itIsGone()
{
    const sim::Demo demo(frozen());
    const QUrl other = demo.auroraUrls().at(1);
    QCOMPARE(get(other, "/quitquitquit").status, 405);
    QCOMPARE(ask(other, "POST", "/quitquitquit").body, QByteArray("Notifying quit listener."));
    QTRY_COMPARE(get(other, "/health").status, 0);
    QCOMPARE(demo.calls().back().method, u"/quitquitquit"_s);
}

void tst_AuroraFace::faultsConcernOneLayer()
{
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::ServerError;
    faults.layer = u"aurora"_s;
    m_frozen->setFaults(faults);
    QCOMPARE(get(leader(), "/offers").status, 500);
    QCOMPARE(get(m_frozen->masters().constFirst(), "/health").status, 200);
    QCOMPARE(get(m_frozen->observers(), "/health").status, 200);
}

std::pair<QByteArray, QByteArray> tst_AuroraFace::taskOf(const char *role, const char *name, int instance,
                                                         int status) const
{
    const Value job = Struct().text(1, role).text(2, "prod").text(3, name).done();
    const Reply reply
        = callAurora(leader(), "getTasksWithoutConfigs", single(1, single(11, Value::set(Type::Struct, { job }))));
    for (const Value &task : reply.result(3).field(1, Type::List).elements()) {
        const Value &assigned = task.structAt(1);
        if (assigned.integerAt(6) == instance && task.integerAt(2) == status)
            return { QByteArray::fromStdString(assigned.textAt(1)), QByteArray::fromStdString(assigned.textAt(3)) };
    }
    return {};
}

void tst_AuroraFace::observersAreShapedLikeTheRealOnes_data()
{
    QTest::addColumn<QByteArray>("path"); ///< %1 is a task
    QTest::addColumn<QString>("recording");
    QTest::newRow("task_ids") << QByteArray("/j/task_ids/active") << u"observer/task_ids_active"_s;
    QTest::newRow("task_id_count") << QByteArray("/j/task_id_count") << u"observer/task_id_count"_s;
    QTest::newRow("task") << QByteArray("/j/task/%1") << u"observer/task"_s;
    QTest::newRow("unknown task") << QByteArray("/j/task/nosuch") << u"observer/task_unknown"_s;
    QTest::newRow("process") << QByteArray("/j/process/%1/fetch") << u"observer/process_latest"_s;
    QTest::newRow("unknown process") << QByteArray("/j/process/%1/nosuch") << u"observer/process_unknown"_s;
    QTest::newRow("size") << QByteArray("/logdata/%1/server/0/stdout") << u"observer/logdata_default"_s;
    QTest::newRow("log") << QByteArray("/logdata/%1/server/0/stdout?offset=0&length=100")
                         << u"observer/logdata_0_100"_s;
    QTest::newRow("bad type") << QByteArray("/logdata/%1/server/0/nolog") << u"observer/logdata_badtype"_s;
    QTest::newRow("log of no process") << QByteArray("/logdata/%1/nosuch/0/stdout")
                                       << u"observer/logdata_unknown_process"_s;
    QTest::newRow("no file") << QByteArray("/filedata/%1/nosuch") << u"observer/filedata_missing"_s;
    QTest::newRow("no download") << QByteArray("/download/%1/nosuch") << u"observer/download_missing"_s;
    QTest::newRow("no page") << QByteArray("/nosuch") << u"observer/nosuch"_s;
}

void tst_AuroraFace::observersAreShapedLikeTheRealOnes()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, recording);
    const auto [id, host] = taskOf("services", "capivara-http", 0);
    QVERIFY(!id.isEmpty());
    const Answer real = recordedAnswer(recording);
    path.replace("%1", id);
    const Answer simulated = get(m_frozen->observers(), path + (path.contains('?') ? "&agent=" : "?agent=") + host);
    QCOMPARE(simulated.status, real.status);
    QCOMPARE(simulated.header("Content-Type"), real.header("Content-Type"));
    if (real.header("Content-Type") != "application/json")
        return;
    // A task's id is a key; its value is compared as one of many.
    const auto flat = [](const QByteArray &body, const QByteArray &key) {
        const QJsonValue document = json(body);
        return document[QString::fromLatin1(key)].isObject() ? document[QString::fromLatin1(key)] : document;
    };
    Shape expected;
    Shape told;
    expected.add(flat(real.body, "web-prod-server-0-aaaaaaaa-1111-2222-3333-444444444444"));
    told.add(flat(simulated.body, id));
    // A daemon runs beside, and no port is called health; nothing was killed here.
    QCOMPARE(expected.differencesTo(told, { u"ports"_s, u"tasks[].ports"_s }), QStringList());
}

void tst_AuroraFace::observersTellProcessesInTheirOrder()
{
    const auto [id, host] = taskOf("jobs", "fx-model", 0);
    const QJsonValue task
        = json(get(m_frozen->observers(), "/j/task/" + id + "?agent=" + host).body)[QString::fromLatin1(id)];
    const QJsonValue processes = task[u"processes"_s];
    QCOMPARE(processes[u"success"_s].toArray(), (QJsonArray{ u"fetch-jar"_s, u"write-conf"_s }));
    QCOMPARE(processes[u"running"_s].toArray(), (QJsonArray{ u"train"_s }));
    QCOMPARE(task[u"task"_s][u"constraints"_s][0][u"order"_s].toArray().size(), 4);
    QCOMPARE(task[u"state"_s].toString(), u"ACTIVE"_s);
    const auto [failed, there] = taskOf("jobs", "itaipu-dimensional-modeling", 0, 4);
    const QJsonValue run = json(get(m_frozen->observers(), "/j/process/" + failed + "/run?agent=" + there).body);
    QCOMPARE(run[u"state"_s].toString(), u"FAILED"_s);
    QVERIFY(run[u"stop_time"_s].isUndefined() && run[u"return_code"_s].isUndefined()); // as the real one
    QCOMPARE(get(m_frozen->observers(), "/health", { { "X", "y" } }).status, 200);
}

void tst_AuroraFace::observersReadLogs()
{
    const auto [failed, host] = taskOf("jobs", "itaipu-dimensional-modeling", 0, 4);
    const QByteArray base = '/' + failed + "/run/0/";
    const QJsonValue errors
        = json(get(m_frozen->observers(), "/logdata" + base + "stderr?offset=0&agent=" + host).body);
    QVERIFY(errors[u"data"_s].toString().contains(u"No space left on device"_s));
    const Answer whole = get(m_frozen->observers(), "/download/" + failed + "/.logs/run/0/stdout?agent=" + host);
    QVERIFY(whole.body.contains("<part "));
    const QJsonValue piece = json(
        get(m_frozen->observers(), "/filedata/" + failed + "/.logs/run/0/stdout?offset=10&length=50&agent=" + host)
            .body);
    QCOMPARE(piece[u"length"_s].toInt(), 50); // bytes of the file, however much the escapes take
    QString text = piece[u"data"_s].toString();
    text.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&amp;"_s, u"&"_s);
    QCOMPARE(text.toUtf8(), whole.body.mid(10, 50));
}

QTEST_GUILESS_MAIN(tst_AuroraFace)
#include "tst_auroraface.moc"
