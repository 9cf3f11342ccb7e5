// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "tests/unit/simulator/client.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The embedded cluster as its clients meet it: answers, refusals, redirects, streams and faults over real sockets.
class tst_Simulator : public QObject
{
    Q_OBJECT
private slots:
    void givesTheSameBytes_whileFrozen();
    void refusesAsRecorded_data();
    void refusesAsRecorded();
    void redirectsToTheLeader();
    void asksForCredentials();
    void followsAChangeOfLeader();
    void answers503_withoutLeader();
    void compresses_whenAsked();
    void keepsConnectionsAlive();
    void streamEqualsSnapshot();
    void endsStreams_whenTheLeaderChanges();
    void changesAgents_byCalls();
    void tearsDownFrameworks();
    void readsSandboxes();
    void faultsActAndCanBeLifted_data();
    void faultsActAndCanBeLifted();
    void faultsConcernOnlyTheirPath();
    void skewsItsClock();
    void isControlledOverHttp();
    void servesGeneratedStates();
    void knowsItsPast();
    void livesAtItsSpeed();
    void reportsAPortInUse();
    void cleanupTestCase() { m_shared.reset(); } // while there is an application: the demo's thread needs it to end

private:
    sim::Demo &shared(); ///< one for all rows of a test, which leave it as it was

    std::unique_ptr<sim::Demo> m_shared;
};

namespace {

sim::Demo::Options frozen()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

QJsonObject json(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

QUrl leader(const sim::Demo &demo)
{
    return demo.masters().first();
}

/// `{"a":…}` of GET_STATE's lists by id, with statuses reduced to their states: what events can tell.
struct Picture
{
    QMap<QString, QString> tasks; ///< framework/id → state, agent, history
    QMap<QString, QString> ended; ///< the same for completed and unreachable ones
    QSet<QString> agents;
    QSet<QString> frameworks;
};

QString taskKey(const QJsonObject &task)
{
    return task[u"framework_id"_s][u"value"_s].toString() + u'/' + task[u"task_id"_s][u"value"_s].toString();
}

QString history(const QJsonObject &task)
{
    QStringList words{ task[u"agent_id"_s][u"value"_s].toString(), task[u"state"_s].toString() };
    for (const QJsonValue &status : task[u"statuses"_s].toArray())
        words += status[u"state"_s].toString() + u'@' + QString::number(status[u"timestamp"_s].toDouble(), 'f', 6);
    return words.join(u' ');
}

class Mirror
{
public:
    void apply(const QByteArray &record);
    Picture picture() const;

private:
    void setState(const QJsonObject &state);

    QMap<QString, QJsonObject> m_tasks;
    QMap<QString, QJsonObject> m_ended;
    QSet<QString> m_agents;
    QSet<QString> m_frameworks;
};

void Mirror::setState(const QJsonObject &state)
{
    const QJsonObject tasks = state[u"get_tasks"_s].toObject();
    for (const QJsonValue &task : tasks[u"tasks"_s].toArray())
        m_tasks.insert(taskKey(task.toObject()), task.toObject());
    for (const QString &list : { u"completed_tasks"_s, u"unreachable_tasks"_s }) {
        for (const QJsonValue &task : tasks[list].toArray())
            m_ended.insert(taskKey(task.toObject()), task.toObject());
    }
    for (const QJsonValue &agent : state[u"get_agents"_s][u"agents"_s].toArray())
        m_agents.insert(agent[u"agent_info"_s][u"id"_s][u"value"_s].toString());
    for (const QJsonValue &framework : state[u"get_frameworks"_s][u"frameworks"_s].toArray())
        m_frameworks.insert(framework[u"framework_info"_s][u"id"_s][u"value"_s].toString());
}

void Mirror::apply(const QByteArray &record)
{
    const QJsonObject event = json(record);
    const QString type = event[u"type"_s].toString();
    const QJsonObject body = event[type.toLower()].toObject();
    if (type == "SUBSCRIBED"_L1) {
        setState(body[u"get_state"_s].toObject());
    } else if (type == "TASK_ADDED"_L1) {
        const QJsonObject task = body[u"task"_s].toObject();
        m_tasks.insert(taskKey(task), task);
    } else if (type == "TASK_UPDATED"_L1) {
        const QJsonObject status = body[u"status"_s].toObject();
        const QString key
            = body[u"framework_id"_s][u"value"_s].toString() + u'/' + status[u"task_id"_s][u"value"_s].toString();
        QJsonObject task = m_tasks.take(key);
        QVERIFY2(!task.isEmpty(), qPrintable(key));
        task.insert(u"state"_s, body[u"state"_s]);
        QJsonArray statuses = task[u"statuses"_s].toArray();
        statuses.append(status);
        task.insert(u"statuses"_s, statuses);
        const QString state = body[u"state"_s].toString();
        const bool runs
            = QStringList{ u"TASK_STAGING"_s, u"TASK_STARTING"_s, u"TASK_RUNNING"_s, u"TASK_KILLING"_s }.contains(
                state);
        (runs ? m_tasks : m_ended).insert(key, task);
    } else if (type == "AGENT_ADDED"_L1) {
        m_agents.insert(body[u"agent"_s][u"agent_info"_s][u"id"_s][u"value"_s].toString());
    } else if (type == "AGENT_REMOVED"_L1) {
        m_agents.remove(body[u"agent_id"_s][u"value"_s].toString());
    } else if (type == "FRAMEWORK_ADDED"_L1) {
        m_frameworks.insert(body[u"framework"_s][u"framework_info"_s][u"id"_s][u"value"_s].toString());
    } else if (type == "FRAMEWORK_REMOVED"_L1) {
        m_frameworks.remove(body[u"framework_info"_s][u"id"_s][u"value"_s].toString());
    }
}

Picture Mirror::picture() const
{
    Picture picture;
    for (auto it = m_tasks.begin(); it != m_tasks.end(); ++it)
        picture.tasks.insert(it.key(), history(*it));
    for (auto it = m_ended.begin(); it != m_ended.end(); ++it)
        picture.ended.insert(it.key(), history(*it));
    picture.agents = m_agents;
    picture.frameworks = m_frameworks;
    return picture;
}

} // namespace

sim::Demo &tst_Simulator::shared()
{
    if (!m_shared)
        m_shared = std::make_unique<sim::Demo>(frozen());
    return *m_shared;
}

void tst_Simulator::givesTheSameBytes_whileFrozen()
{
    const sim::Demo one(frozen());
    const sim::Demo other(frozen());
    for (const char *target : { "/slaves", "/frameworks", "/tasks", "/roles", "/state-summary" }) {
        const Answer first = get(leader(one), target);
        QCOMPARE(first.status, 200);
        QCOMPARE(get(leader(one), target).body, first.body);
        QCOMPARE(get(leader(other), target).body, first.body);
    }
    QCOMPARE(get(leader(one), "/master/slaves").body, get(leader(one), "/slaves").body);
    sim::Demo::Options options = frozen();
    options.seed = 43;
    const sim::Demo third(options);
    QVERIFY(get(leader(third), "/slaves").body != get(leader(one), "/slaves").body);
}

void tst_Simulator::refusesAsRecorded_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Headers>("headers");
    const auto row = [](const char *recording, const char *method, const char *target, const char *body = "",
                        const Headers &headers = { { "Content-Type", "application/json" } }) {
        QTest::newRow(recording) << QByteArray(method) << QByteArray(target) << QByteArray(body) << headers;
    };
    row("err-404", "GET", "/no/such/endpoint");
    row("err-404-master", "GET", "/master/no-such");
    row("state-json-404", "GET", "/state.json");
    row("master-state-json-404", "GET", "/master/state.json");
    row("health", "GET", "/health");
    row("master-health", "GET", "/master/health");
    row("err-api-get", "GET", "/api/v1");
    row("err-teardown-get", "GET", "/teardown");
    row("err-teardown-nobody", "POST", "/teardown");
    row("err-teardown-unknown", "POST", "/master/teardown", "frameworkId=00000000-0000-0000-0000-000000000000-0000");
    row("err-api-badjson", "POST", "/api/v1", R"({"type":"GET_STATE")");
    row("err-api-notobject", "POST", "/api/v1", "[1,2]");
    row("err-api-unknowncall", "POST", "/api/v1", R"({"type":"NO_SUCH_CALL"})");
    row("err-api-notype", "POST", "/api/v1", "{}");
    row("err-api-missingfield", "POST", "/api/v1", R"({"type":"GET_METRICS"})");
    row("err-api-drain-unknown-agent", "POST", "/api/v1",
        R"({"type":"DRAIN_AGENT","drain_agent":{"agent_id":{"value":"nope"}}})");
    row("err-api-deactivate-unknown-agent", "POST", "/api/v1",
        R"({"type":"DEACTIVATE_AGENT","deactivate_agent":{"agent_id":{"value":"nope"}}})");
    row("err-api-teardown-unknown", "POST", "/api/v1",
        R"({"type":"TEARDOWN","teardown":{"framework_id":{"value":"nope"}}})");
    row("err-api-nocontenttype", "POST", "/api/v1", R"({"type":"GET_HEALTH"})",
        { { "Content-Type", "application/x-www-form-urlencoded" } });
    row("err-api-badaccept", "POST", "/api/v1", R"({"type":"GET_HEALTH"})",
        { { "Content-Type", "application/json" }, { "Accept", "text/html" } });
    row("slaves-filter-none", "GET", "/slaves?slave_id=nope");
    row("main-maintenance-schedule", "GET", "/maintenance/schedule");
}

void tst_Simulator::refusesAsRecorded()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(Headers, headers);
    const sim::Demo &demo = shared();
    const Answer recording = recorded(QString::fromLatin1(QTest::currentDataTag()));
    const Answer answer = ask(leader(demo), method, target, body, headers);
    QCOMPARE(answer.status, recording.status);
    QCOMPARE(answer.body, recording.body);
    QCOMPARE(answer.headerNames(), recording.headerNames());
    QCOMPARE(answer.header("Content-Type"), recording.header("Content-Type"));
    QCOMPARE(answer.header("Allow"), recording.header("Allow"));
}

void tst_Simulator::redirectsToTheLeader()
{
    const sim::Demo demo(frozen());
    const QUrl other = demo.masters().at(1);
    const QByteArray to = "//127.0.0.1:" + QByteArray::number(leader(demo).port());
    const auto location = [&](const QByteArray &method, const QByteArray &target) {
        const Answer answer = ask(other, method, target, method == "POST" ? "x=1" : "");
        return answer.status == 307 ? answer.header("Location") : QByteArray::number(answer.status);
    };
    QCOMPARE(location("GET", "/redirect"), to);
    QCOMPARE(location("GET", "/master/redirect"), to);
    QCOMPARE(location("GET", "/state"), to + "/master/state");
    QCOMPARE(location("GET", "/tasks?limit=3"), to + "/master/tasks?limit=3");
    QCOMPARE(location("POST", "/api/v1"), to + "/master/api/v1");
    QCOMPARE(location("POST", "/master/teardown"), to + "/master/teardown");
    for (const char *own : { "/health", "/version", "/flags", "/metrics/snapshot" })
        QCOMPARE(location("GET", own), QByteArray("200"));
    QCOMPARE(json(get(other, "/metrics/snapshot").body)[u"master/elected"_s].toDouble(), 0.0);
    QCOMPARE(json(get(leader(demo), "/metrics/snapshot").body)[u"master/elected"_s].toDouble(), 1.0);
    QCOMPARE(get(leader(demo), "/redirect").status, 307); // even there
    QCOMPARE(get(other, "/redirect").headerNames(), recorded(u"zk-m2-redirect"_s).headerNames());
}

void tst_Simulator::asksForCredentials()
{
    sim::Demo::Options options = frozen();
    options.auth = true;
    const sim::Demo demo(options);
    const Headers right{ { "Authorization", "Basic " + QByteArray("ops:cantareira").toBase64() } };
    const Headers wrong{ { "Authorization", "Basic " + QByteArray("ops:wrong").toBase64() } };
    const Answer refused = get(leader(demo), "/state");
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.body, recorded(u"auth-401-state"_s).body);
    QCOMPARE(refused.headerNames(), recorded(u"auth-401-state"_s).headerNames());
    QCOMPARE(refused.header("WWW-Authenticate"), recorded(u"auth-401-state"_s).header("WWW-Authenticate"));
    QCOMPARE(call(leader(demo), R"({"type":"GET_AGENTS"})").header("WWW-Authenticate"),
             recorded(u"auth-401-api"_s).header("WWW-Authenticate"));
    QCOMPARE(get(leader(demo), "/state", wrong).status, 401);
    QCOMPARE(get(leader(demo), "/state", { { "Authorization", "Bearer abc" } }).status, 401);
    QCOMPARE(get(leader(demo), "/state", right).status, 200);
    QCOMPARE(call(leader(demo), R"({"type":"GET_AGENTS"})", right).status, 200);
    for (const char *open : { "/health", "/version" })
        QCOMPARE(get(leader(demo), open).status, 200);
    QCOMPARE(get(leader(demo), "/redirect").status, 307);
    QCOMPARE(get(demo.agents(), "/monitor/statistics").header("WWW-Authenticate"),
             recorded(u"auth-agent-401-statistics"_s).header("WWW-Authenticate"));
}

void tst_Simulator::followsAChangeOfLeader()
{
    sim::Demo demo(frozen());
    QCOMPARE(demo.leader(), 0);
    demo.setLeader(2);
    QCOMPARE(demo.leader(), 2);
    QCOMPARE(get(demo.masters().at(2), "/slaves").status, 200);
    const Answer old = get(demo.masters().at(0), "/slaves");
    QCOMPARE(old.status, 307);
    QVERIFY(old.header("Location").contains(QByteArray::number(demo.masters().at(2).port())));
    const QJsonObject state = json(get(demo.masters().at(2), "/state").body);
    QCOMPARE(state[u"leader_info"_s][u"port"_s].toInt(), demo.masters().at(2).port());
    QVERIFY(state[u"elected_time"_s].toDouble() > state[u"start_time"_s].toDouble() + 3600);
}

void tst_Simulator::answers503_withoutLeader()
{
    sim::Demo demo(frozen());
    sim::Faults faults;
    faults.noLeader = true;
    demo.setFaults(faults);
    QCOMPARE(demo.leader(), -1);
    for (const QUrl &master : demo.masters()) {
        const Answer answer = get(master, "/state");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, recorded(u"zk-nozk-m1-state"_s).body);
        QCOMPARE(get(master, "/redirect").status, 503);
        QCOMPARE(get(master, "/health").status, 200);
    }
    demo.setFaults({});
    QCOMPARE(get(leader(demo), "/state").status, 200);
}

void tst_Simulator::compresses_whenAsked()
{
    const sim::Demo demo(frozen());
    const Answer plain = get(leader(demo), "/slaves");
    const Answer packed = get(leader(demo), "/slaves", { { "Accept-Encoding", "gzip, deflate" } });
    QCOMPARE(plain.header("Content-Encoding"), QByteArray());
    QCOMPARE(packed.header("Content-Encoding"), QByteArray("gzip"));
    QVERIFY(packed.body.startsWith("\x1f\x8b"));
    QVERIFY(packed.body.size() * 4 < plain.body.size());
    QCOMPARE(get(leader(demo), "/version", { { "Accept-Encoding", "gzip" } }).header("Content-Encoding"),
             QByteArray()); // small
}

void tst_Simulator::keepsConnectionsAlive()
{
    const sim::Demo demo(frozen());
    QTcpSocket socket;
    socket.connectToHost(leader(demo).host(), static_cast<quint16>(leader(demo).port()));
    QVERIFY(socket.waitForConnected());
    const QByteArray request = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.write(request + request); // both at once, and the second half of the third later
    socket.write(request.left(9));
    socket.flush();
    QByteArray bytes;
    while (bytes.count("HTTP/1.1 200 OK") < 2 && socket.waitForReadyRead(20000))
        bytes += socket.readAll();
    socket.write(request.mid(9));
    while (bytes.count("HTTP/1.1 200 OK") < 3 && socket.waitForReadyRead(20000))
        bytes += socket.readAll();
    QCOMPARE(bytes.count("HTTP/1.1 200 OK"), 3);
    QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
}

void tst_Simulator::streamEqualsSnapshot()
{
    sim::Demo demo(frozen());
    EventStream stream(leader(demo));
    Mirror fromStream;
    int events = 0;
    for (int step = 0; step < 6; ++step) {
        const QList<QByteArray> records = stream.take();
        for (const QByteArray &record : records)
            fromStream.apply(record);
        events += int(records.size());
        Mirror fromSnapshot;
        QByteArray state = call(leader(demo), R"({"type":"GET_STATE"})").body;
        state.replace(0, state.indexOf("\"get_state\""), R"({"type":"SUBSCRIBED","subscribed":{)");
        fromSnapshot.apply(state + '}');
        const Picture streamed = fromStream.picture();
        const Picture truth = fromSnapshot.picture();
        QVERIFY(!truth.tasks.isEmpty());
        QCOMPARE(streamed.tasks, truth.tasks);
        QCOMPARE(streamed.frameworks, truth.frameworks);
        // Old ended tasks leave the master's lists silently; what is still there is the same.
        for (auto it = truth.ended.begin(); it != truth.ended.end(); ++it)
            QCOMPARE(streamed.ended.value(it.key()), *it);
        // That an agent has become unreachable is told by no event: the only difference there may be.
        QVERIFY(streamed.agents.contains(truth.agents));
        demo.advance(11min);
    }
    QVERIFY2(events > 100, qPrintable(QString::number(events)));
}

void tst_Simulator::endsStreams_whenTheLeaderChanges()
{
    sim::Demo demo(frozen());
    EventStream stream(leader(demo));
    const QList<QByteArray> first = stream.take();
    QCOMPARE(first.size(), 2);
    QCOMPARE(first.at(1), QByteArray(R"({"type":"HEARTBEAT"})"));
    QVERIFY(stream.isOpen());
    demo.setLeader(1);
    QVERIFY(stream.waitForEnd());
}

void tst_Simulator::changesAgents_byCalls()
{
    const sim::Demo demo(frozen());
    const auto agent = [&demo](const QString &hostname) {
        for (const QJsonValue &candidate : json(get(leader(demo), "/slaves").body)[u"slaves"_s].toArray()) {
            if (candidate[u"hostname"_s].toString() == hostname)
                return candidate.toObject();
        }
        return QJsonObject();
    };
    const QString hostname = u"ip-10-130-126-100"_s;
    const QByteArray id = agent(hostname)[u"id"_s].toString().toLatin1();
    const auto order = [&](const QByteArray &type, const QByteArray &more = {}) {
        const QByteArray field = type.toLower();
        return call(leader(demo),
                    R"({"type":")" + type + R"(",")" + field + R"(":{"agent_id":{"value":")" + id + R"("})" + more
                        + "}}");
    };
    QCOMPARE(order("REACTIVATE_AGENT").body, recorded(u"api-REACTIVATE_AGENT-twice"_s).body);
    QCOMPARE(order("DEACTIVATE_AGENT").headerNames(), recorded(u"api-DEACTIVATE_AGENT"_s).headerNames());
    QCOMPARE(agent(hostname)[u"active"_s].toBool(), false);
    QCOMPARE(agent(hostname)[u"deactivated"_s].toBool(), true);
    QCOMPARE(order("REACTIVATE_AGENT").status, 200);
    QCOMPARE(agent(hostname)[u"active"_s].toBool(), true);
    QCOMPARE(order("DRAIN_AGENT", R"(,"max_grace_period":{"seconds":600})").status, 200);
    QCOMPARE(agent(hostname)[u"drain_info"_s][u"state"_s].toString(), u"DRAINING"_s);
    QCOMPARE(agent(hostname)[u"drain_info"_s][u"config"_s][u"max_grace_period"_s][u"nanoseconds"_s].toDouble(), 600e9);
}

void tst_Simulator::tearsDownFrameworks()
{
    const sim::Demo demo(frozen());
    QString orphan;
    for (const QJsonValue &framework : json(get(leader(demo), "/frameworks").body)[u"frameworks"_s].toArray()) {
        if (!framework[u"active"_s].toBool())
            orphan = framework[u"id"_s].toString();
    }
    QVERIFY(!orphan.isEmpty());
    const QByteArray form = "frameworkId=" + orphan.toLatin1();
    QCOMPARE(ask(leader(demo), "POST", "/master/teardown", form).headerNames(),
             recorded(u"teardown-good"_s).headerNames());
    const QJsonObject after = json(get(leader(demo), "/frameworks?framework_id=" + orphan.toLatin1()).body);
    QCOMPARE(after[u"frameworks"_s].toArray().size(), 0);
    const QJsonValue completed = after[u"completed_frameworks"_s].toArray().first();
    QCOMPARE(completed[u"tasks"_s].toArray().size(), 0);
    QCOMPARE(completed[u"completed_tasks"_s].toArray().last()[u"state"_s].toString(), u"TASK_KILLED"_s);
    QCOMPARE(ask(leader(demo), "POST", "/teardown", form).body, recorded(u"teardown-twice"_s).body);
}

void tst_Simulator::readsSandboxes()
{
    const sim::Demo demo(frozen());
    const QByteArray host = "agent=ip-10-130-118-157";
    const QJsonObject state = json(get(demo.agents(), "/slave(1)/state?" + host).body);
    QCOMPARE(state[u"hostname"_s].toString(), u"ip-10-130-118-157"_s);
    QByteArray directory;
    for (const QJsonValue &framework : state[u"frameworks"_s].toArray()) {
        for (const QJsonValue &executor : framework[u"completed_executors"_s].toArray()) {
            if (executor[u"source"_s].toString() == "jobs/prod/itaipu-dimensional-modeling"_L1)
                directory = executor[u"directory"_s].toString().toLatin1();
        }
    }
    QVERIFY(!directory.isEmpty());
    const QByteArray path = host + "&path=" + directory;
    const QJsonArray files = QJsonDocument::fromJson(get(demo.agents(), "/files/browse?" + path).body).array();
    QCOMPARE(files.size(), 2);
    const Answer whole = get(demo.agents(), "/files/download?" + path + "/stderr");
    QVERIFY(whole.body.contains("No space left on device"));
    QCOMPARE(whole.headerNames(), recorded(u"agent1-files-download"_s).headerNames());
    QCOMPARE(double(whole.body.size()), files.at(0)[u"size"_s].toDouble());
    const QJsonObject end = json(get(demo.agents(), "/files/read?" + path + "/stderr&offset=-1").body);
    QCOMPARE(end[u"offset"_s].toDouble(), double(whole.body.size()));
    QCOMPARE(end[u"data"_s].toString(), QString());
    const QJsonObject piece = json(get(demo.agents(), "/files/read?" + path + "/stderr&offset=10&length=20").body);
    QCOMPARE(piece[u"data"_s].toString().toLatin1(), whole.body.mid(10, 20));
    QCOMPARE(get(demo.agents(), "/files/read?" + path + "&offset=0").body,
             recorded(u"agent1-files-read-dir-400"_s).body);
    QCOMPARE(get(demo.agents(), "/files/read?" + path + "/nope&offset=0").status, 404);
    QCOMPARE(get(demo.agents(), "/files/read?offset=0").body, recorded(u"agent1-files-read-nopath-400"_s).body);
    QCOMPARE(get(demo.agents(), "/files/read?" + path + "/stdout&offset=abc").body,
             recorded(u"agent1-files-read-badoffset-400"_s).body);
    QCOMPARE(get(demo.agents(), "/files/browse?" + host + "&path=/etc").status, 404);
    // The v1 API gives the same.
    const auto asked = [&](const QByteArray &type, const QByteArray &file, const QByteArray &more = {}) {
        return ask(demo.agents(), "POST", "/api/v1?" + host,
                   "{\"type\":\"" + type + "\",\"" + type.toLower() + "\":{\"path\":\"" + directory + file + '"' + more
                       + "}}");
    };
    const auto infos
        = [](const Answer &answer) { return json(answer.body)[u"list_files"_s][u"file_infos"_s].toArray(); };
    const QJsonArray listed = infos(asked("LIST_FILES", ""));
    QCOMPARE(listed.size(), 2);
    QCOMPARE(listed[0].toObject().keys(), infos(recorded(u"agent1-api-LIST_FILES"_s))[0].toObject().keys());
    QCOMPARE(listed[0][u"size"_s].toInteger(), whole.body.size());
    const auto file = [](const Answer &answer) { return json(answer.body)[u"read_file"_s].toObject(); };
    const QJsonObject part = file(asked("READ_FILE", "/stderr", ",\"offset\":10,\"length\":20"));
    QCOMPARE(part.keys(), file(recorded(u"agent1-api-READ_FILE"_s)).keys());
    QCOMPARE(part[u"size"_s].toInteger(), whole.body.size());
    QCOMPARE(QByteArray::fromBase64(part[u"data"_s].toString().toLatin1()), whole.body.mid(10, 20));
    QCOMPARE(asked("READ_FILE", "/nope", ",\"offset\":0").status, recorded(u"agent1-api-READ_FILE-404"_s).status);
    QCOMPARE(get(demo.agents(), "/health?agent=nobody", {}, 3000).status, 0); // a machine that is not there
}

void tst_Simulator::faultsActAndCanBeLifted_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("500") << u"500"_s << 500 << QByteArray("Internal Server Error.");
    QTest::newRow("503") << u"503"_s << 503 << QByteArray("Service Unavailable.");
    QTest::newRow("401") << u"401"_s << 401 << QByteArray("401 Unauthorized.");
    QTest::newRow("403") << u"403"_s << 403 << QByteArray("403 Forbidden.");
    QTest::newRow("html") << u"html"_s << 200 << QByteArray("<!DOCTYPE html>");
    QTest::newRow("shape") << u"shape"_s << 200 << QByteArray(R"({"slaves":"none")");
    QTest::newRow("truncate") << u"truncate"_s << 200 << QByteArray(R"({"slaves":[{)");
    QTest::newRow("drop") << u"drop"_s << 0 << QByteArray();
    QTest::newRow("hang") << u"hang"_s << 0 << QByteArray();
}

void tst_Simulator::faultsActAndCanBeLifted()
{
    QFETCH(QString, fault);
    QFETCH(int, status);
    QFETCH(QByteArray, words);
    sim::Demo &demo = shared();
    sim::Faults faults;
    QCOMPARE(sim::Faults::parse(fault, &faults), QString());
    demo.setFaults(faults);
    QCOMPARE(demo.faults(), faults);
    const Answer answer = get(leader(demo), "/slaves", {}, fault == "hang"_L1 ? 400 : 20000);
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.body.startsWith(words), answer.body.left(100).constData());
    QCOMPARE(answer.timedOut, fault == "hang"_L1);
    if (fault == "truncate"_L1)
        QVERIFY(!answer.whole);
    if (fault == "401"_L1)
        QCOMPARE(answer.headerNames(), recorded(u"auth-401-state"_s).headerNames());
    demo.setFaults({});
    QCOMPARE(get(leader(demo), "/slaves").status, 200);
    QVERIFY(get(leader(demo), "/slaves").whole);
}

void tst_Simulator::faultsConcernOnlyTheirPath()
{
    sim::Demo demo(frozen());
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::ServerError;
    faults.only = u"/api/v1"_s;
    demo.setFaults(faults);
    QCOMPARE(get(leader(demo), "/slaves").status, 200);
    QCOMPARE(call(leader(demo), R"({"type":"GET_AGENTS"})").status, 500);
}

void tst_Simulator::skewsItsClock()
{
    sim::Demo demo(frozen());
    const auto date = [&demo] {
        const QString text = QString::fromLatin1(get(leader(demo), "/health").header("Date"));
        return QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    };
    QCOMPARE(date(), QDateTime(QDate(2026, 11, 23), QTime(6, 47, 12)));
    sim::Faults faults;
    faults.clockSkew = -90s;
    demo.setFaults(faults);
    QCOMPARE(date(), QDateTime(QDate(2026, 11, 23), QTime(6, 45, 42)));
}

void tst_Simulator::isControlledOverHttp()
{
    const sim::Demo demo(frozen());
    const auto post = [&demo](const QByteArray &path, const QByteArray &body) {
        return ask(demo.control(), "POST", "/simulator/" + path, body);
    };
    QCOMPARE(post("faults", R"({"answer":"500","latency":1})").status, 200);
    QCOMPARE(get(leader(demo), "/state").status, 500);
    QCOMPARE(post("faults", R"({"answer":"sleepy"})").status, 400);
    QCOMPARE(post("faults", R"({"tempo":1})").status, 400);
    QCOMPARE(get(leader(demo), "/state").status, 500); // a mistake changes nothing
    QCOMPARE(post("faults", "{}").status, 200);
    QCOMPARE(get(leader(demo), "/state").status, 200);
    QCOMPARE(post("leader", R"({"index":1})").status, 200);
    QCOMPARE(post("leader", R"({"index":9})").status, 400);
    QCOMPARE(post("speed", R"({"speed":-1})").status, 400);
    QCOMPARE(post("advance", R"({"seconds":90})").status, 200);
    const QJsonObject status = json(get(demo.control(), "/simulator").body);
    QCOMPARE(status[u"leader"_s].toInt(), 1);
    QCOMPARE(status[u"now"_s].toString(), u"2026-11-23T06:48:42.000Z"_s);
}

void tst_Simulator::servesGeneratedStates()
{
    sim::Demo::Options options = frozen();
    options.size = sim::namedSize(u"s1"_s);
    const sim::Demo demo(options);
    const QByteArray state = sim::generateState(*options.size);
    QCOMPARE(get(leader(demo), "/state").body, state);
    const QJsonArray slaves = json(get(leader(demo), "/slaves").body)[u"slaves"_s].toArray();
    QCOMPARE(slaves.size(), 100);
    QCOMPARE(slaves, json(state)[u"slaves"_s].toArray());
    QCOMPARE(call(leader(demo), R"({"type":"SUBSCRIBE"})").status, 404); // so that clients poll
}

void tst_Simulator::knowsItsPast()
{
    const sim::Demo demo(frozen());
    const QList<sim::PastSample> samples = demo.pastSamples();
    QVERIFY(samples.size() >= 280 && samples.size() <= 290); // 24 h, every five minutes
    QVERIFY(std::ranges::is_sorted(samples, {}, &sim::PastSample::at));
    QVERIFY(samples.last().at <= sim::demoStart && samples.first().at >= sim::demoStart - 24h);
    QVERIFY(samples.last().total[0] > 5 * samples.first().total[0]); // the evening's growth
    QCOMPARE(demo.pools().size(), 6);
    QCOMPARE(demo.pastSamples(u"model"_s).last().agents, 3);
    for (const sim::PastSample &sample : samples)
        QVERIFY(sample.allocated[0] <= sample.total[0]);
    const sim::PastSample refused = demo.pastSamples(u"mesos-spot-1c"_s).last();
    QCOMPARE(refused.wanted, std::optional(8)); // the figures of the night's refusal
    QVERIFY(refused.launched && *refused.launched < 8 && *refused.launched >= refused.agents);
    QCOMPARE(demo.pastSamples(u"model"_s).last().wanted, std::nullopt); // no group
    QCOMPARE(demo.pastSamples(u"model"_s).last().launched, std::optional(4)); // one of them without its agent
    QCOMPARE(samples.last().wanted, std::nullopt); // the cluster is no pool
    const QList<sim::PastEvent> events = demo.pastEvents();
    QVERIFY(std::ranges::is_sorted(events, std::greater(), &sim::PastEvent::at));
    const auto told = [&events](const QString &text) {
        return std::ranges::count_if(events, [&](const sim::PastEvent &event) { return event.text == text; });
    };
    QCOMPARE(told(u"3 agents registered, slave-type=model"_s), 1);
    QCOMPARE(told(u"14 agents registered, slave-type=mesos-on-demand"_s), 1);
    QCOMPARE(told(u"jobs/prod/itaipu-dimensional-modeling-0 TASK_FAILED, exit 1"_s), 1);
    QCOMPARE(demo.clock().now(), sim::demoStart);
}

void tst_Simulator::livesAtItsSpeed()
{
    sim::Demo::Options options;
    options.speed = 600; // ten minutes a second
    sim::Demo demo(options);
    const QByteArray before = get(leader(demo), "/tasks").body;
    QTRY_VERIFY(demo.clock().now() > sim::demoStart + 5min);
    QTRY_VERIFY(get(leader(demo), "/tasks").body != before);
    demo.setSpeed(0);
    const core::TimePoint stopped = demo.clock().now();
    demo.advance(0ms); // what was due when it stopped
    const QByteArray after = get(leader(demo), "/tasks").body;
    demo.advance(0ms);
    QCOMPARE(get(leader(demo), "/tasks").body, after);
    QCOMPARE(demo.clock().now(), stopped);
}

void tst_Simulator::reportsAPortInUse()
{
    const sim::Demo first(frozen());
    sim::Demo::Options options = frozen();
    options.port = static_cast<quint16>(leader(first).port());
    const sim::Demo second(options);
    QVERIFY2(second.errorString().contains(QString::number(options.port)), qPrintable(second.errorString()));
}

QTEST_GUILESS_MAIN(tst_Simulator)
#include "tst_simulator.moc"
