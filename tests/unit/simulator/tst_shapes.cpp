// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "tests/unit/simulator/client.h"
#include "tests/unit/simulator/shape.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The simulator's answers beside those of a real Mesos: every key the real one has, with the same type, and no other.
class tst_Shapes : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void answersAreShapedLikeTheRealOnes_data();
    void answersAreShapedLikeTheRealOnes();
    void statisticsAreShapedLikeTheRealOnes();
    void eventsAreShapedLikeTheRealOnes_data();
    void eventsAreShapedLikeTheRealOnes();
    void numbersAreWrittenLikeTheRealOnes();

private:
    std::unique_ptr<sim::Demo> m_frozen; ///< at the demo's start
    QHash<QString, QList<QJsonObject>> m_events; ///< by type
};

namespace {

/// Objects whose keys are names of things.
const QSet<QString> maps{
    u"slaves[].attributes"_s, u"slaves[].reserved_resources"_s, u"slaves[].reserved_resources_full"_s, u"attributes"_s,
    u"reserved_resources"_s,  u"reserved_resources_full"_s,     u"reserved_resources_allocated"_s,
};

/// What the world does not have, each for its reason; ends of paths.
const QStringList absent{
    u"health_check"_s, // no Mesos health checks: Thermos does its own
    u"healthy"_s, // and so nobody says so
    u"get_tasks.tasks[].statuses[].reason"_s,
    u"parent"_s, // no nested containers
    u"roles"_s, // no multi-role frameworks
    u"guarantee"_s, // limits only
    u"guarantees"_s,
    u"guarantee.cpus"_s,
    u"guarantee.mem"_s,
    u"reservations"_s, // none
    u"reserved.cpus"_s,
    u"reserved.mem"_s,
    u"executors[].type"_s, // no default executors
    u"executors[].executor_info.type"_s,
    u"shutdown_grace_period"_s,
    u"frameworks[].labels"_s,
    u"framework_info.labels"_s,
    u"attributes[].scalar"_s, // texts only
    u"attributes[].ranges"_s,
    u"unreachable_tasks[].discovery"_s, // what was lost was no service
    u"unreachable_tasks[].resources.ports"_s,
    u"unreachable_tasks[].resources[].ranges"_s,
    u"agent_added.agent.allocated_resources"_s, // no agent comes back with tasks
    u"agent_added.agent.reregistered_time"_s,
    u"slaves[].reregistered_time"_s, // nor without
    u"agents[].reregistered_time"_s,
    u"task_added.task.statuses"_s,
};

/// What it has besides: things a real cluster has that the recorded one had not.
const QStringList further{
    u"domain"_s, // agents with zones
    u"uris[]"_s, // Thermos is fetched
    u"environment"_s, // of Aurora's discovery
    u"source"_s, // of Thermos executors
    u"role"_s, // completed frameworks of one role
    u"frameworks[].pid"_s, // schedulers of the old driver
    u"subscribed.get_state.get_tasks.unreachable_tasks[]"_s,
    u"webui_url"_s, // and with a web UI
    u"drain_info"_s, // recorded in other answers and compared there
    u"estimated_drain_start_time"_s,
    u"estimated_drain_start_time_seconds"_s,
};

bool isExplained(const QString &difference)
{
    const QString path = difference.mid(2);
    const auto endsPath = [&path](const QString &end) { return path == end || path.endsWith(u'.' + end); };
    if (difference.startsWith(u'-'))
        return std::ranges::any_of(absent, endsPath);
    if (difference.startsWith(u'+'))
        return std::ranges::any_of(further, endsPath);
    return false;
}

QStringList unexplained(const Shape &real, const Shape &ours)
{
    QStringList differences = real.differencesTo(ours, maps);
    differences.removeIf(isExplained);
    return differences;
}

QJsonValue json(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("not JSON: %s in %s", qPrintable(error.errorString()), body.left(200).constData());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

void tst_Shapes::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_frozen = std::make_unique<sim::Demo>(options);
    QCOMPARE(m_frozen->errorString(), QString());
    sim::Demo living(options);
    EventStream stream(living.masters().first());
    QVERIFY(stream.head().contains("Transfer-Encoding: chunked"));
    QList<QByteArray> all = stream.take();
    living.advance(std::chrono::minutes(75)); // frameworks come and go, machines are replaced
    all += stream.take();
    living.advance(std::chrono::hours(5)); // until the night pools leave
    all += stream.take();
    for (const QByteArray &record : all) {
        const QJsonObject event = json(record).toObject();
        m_events[event[u"type"_s].toString()].append(event);
    }
}

void tst_Shapes::answersAreShapedLikeTheRealOnes_data()
{
    QTest::addColumn<QStringList>("recordings");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    const auto v0 = [](const char *target, const QStringList &recordings) {
        QTest::newRow(target) << recordings << QByteArray(target) << QByteArray();
    };
    v0("/state", { u"main-state"_s, u"draining-state"_s, u"unreachable-state"_s });
    v0("/slaves", { u"main-slaves"_s, u"draining-slaves"_s });
    v0("/frameworks", { u"main-frameworks"_s, u"unreachable-frameworks"_s });
    v0("/tasks?limit=100000", { u"main-tasks"_s, u"unreachable-tasks"_s });
    v0("/state-summary", { u"main-state-summary"_s });
    v0("/roles", { u"main-roles"_s });
    v0("/quota", { u"main-quota"_s });
    v0("/weights", { u"main-weights"_s });
    v0("/version", { u"version"_s });
    v0("/flags", { u"flags"_s });
    v0("/maintenance/schedule", { u"main-maintenance-schedule"_s });
    v0("/maintenance/status", { u"main-maintenance-status"_s });
    const auto v1 = [](const char *call, const QStringList &recordings) {
        QTest::newRow(call) << recordings << QByteArray("/api/v1") << QByteArray(R"({"type":")") + call + R"("})";
    };
    v1("GET_STATE", { u"main-api-GET_STATE"_s, u"unreachable-api-GET_STATE"_s });
    v1("GET_AGENTS", { u"main-api-GET_AGENTS"_s, u"draining-api-GET_AGENTS"_s });
    v1("GET_FRAMEWORKS", { u"main-api-GET_FRAMEWORKS"_s });
    v1("GET_TASKS", { u"main-api-GET_TASKS"_s, u"unreachable-api-GET_TASKS"_s });
    v1("GET_EXECUTORS", { u"main-api-GET_EXECUTORS"_s });
    v1("GET_ROLES", { u"main-api-GET_ROLES"_s });
    v1("GET_QUOTA", { u"main-api-GET_QUOTA"_s });
    v1("GET_WEIGHTS", { u"main-api-GET_WEIGHTS"_s });
    v1("GET_MASTER", { u"main-api-GET_MASTER"_s });
    v1("GET_VERSION", { u"main-api-GET_VERSION"_s });
    v1("GET_HEALTH", { u"main-api-GET_HEALTH"_s });
    v1("GET_LOGGING_LEVEL", { u"main-api-GET_LOGGING_LEVEL"_s });
    v1("GET_OPERATIONS", { u"main-api-GET_OPERATIONS"_s });
    v1("GET_MAINTENANCE_SCHEDULE", { u"main-api-GET_MAINTENANCE_SCHEDULE"_s });
    v1("GET_MAINTENANCE_STATUS", { u"main-api-GET_MAINTENANCE_STATUS"_s });
}

void tst_Shapes::answersAreShapedLikeTheRealOnes()
{
    QFETCH(QStringList, recordings);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    const QUrl master = m_frozen->masters().first();
    const Answer answer = body.isEmpty() ? get(master, target) : call(master, body);
    QCOMPARE(answer.status, 200);
    Shape real;
    for (const QString &name : recordings) {
        const Answer recording = recorded(name);
        real.add(json(recording.body));
        QCOMPARE(answer.headerNames(), recording.headerNames());
        QCOMPARE(answer.header("Content-Type"), recording.header("Content-Type"));
    }
    Shape ours;
    ours.add(json(answer.body));
    QCOMPARE(unexplained(real, ours).join(u"; "_s), QString());
}

void tst_Shapes::statisticsAreShapedLikeTheRealOnes()
{
    sim::Demo::Options options;
    options.speed = 0;
    sim::Demo demo(options);
    const QJsonArray tasks = json(get(demo.masters().first(), "/tasks?limit=100000").body)[u"tasks"_s].toArray();
    QByteArray host;
    for (const QJsonValue &task : tasks) {
        if (task[u"state"_s] == u"TASK_RUNNING"_s)
            host = task[u"slave_id"_s].toString().toUtf8();
    }
    QVERIFY(!host.isEmpty());
    const auto ask = [&demo, &host] { return get(demo.agents(), "/monitor/statistics?agent=" + host); };
    const Answer answer = ask();
    Shape real;
    for (const QString &name : { u"agent1-monitor-statistics"_s, u"agent3-monitor-statistics"_s }) {
        real.add(json(recorded(name).body));
        QCOMPARE(answer.headerNames(), recorded(name).headerNames());
    }
    Shape ours;
    ours.add(json(answer.body));
    QCOMPARE(unexplained(real, ours), QStringList());

    // The figures live: half a minute later the first executor has worked, and not more than it may.
    const auto first = [](const Answer &said) { return json(said.body)[0][u"statistics"_s]; };
    const auto cpu = [&](const Answer &said) {
        return first(said)[u"cpus_user_time_secs"_s].toDouble() + first(said)[u"cpus_system_time_secs"_s].toDouble();
    };
    demo.advance(std::chrono::seconds(30));
    const Answer later = ask();
    QCOMPARE(first(later)[u"timestamp"_s].toDouble() - first(answer)[u"timestamp"_s].toDouble(), 30.0);
    const double cores = (cpu(later) - cpu(answer)) / 30;
    QVERIFY(cores > 0 && cores <= first(later)[u"cpus_soft_limit"_s].toDouble());
}

void tst_Shapes::eventsAreShapedLikeTheRealOnes_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type : { "SUBSCRIBED", "HEARTBEAT", "AGENT_ADDED", "AGENT_REMOVED", "FRAMEWORK_ADDED",
                              "FRAMEWORK_UPDATED", "FRAMEWORK_REMOVED", "TASK_ADDED", "TASK_UPDATED" })
        QTest::newRow(type) << QString::fromLatin1(type);
}

void tst_Shapes::eventsAreShapedLikeTheRealOnes()
{
    QFETCH(QString, type);
    Shape real;
    for (const QString &name : { u"subscribe"_s, u"subscribe-ops"_s }) {
        QFile file(QStringLiteral(GOLDEN_DIR "/mesos/") + name + u".recordio"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray &record : records(file.readAll())) {
            const QJsonObject event = json(record).toObject();
            if (event[u"type"_s].toString() == type)
                real.add(event);
        }
    }
    Shape ours;
    QVERIFY2(!m_events[type].isEmpty(), "the world never told it");
    for (const QJsonObject &event : m_events[type])
        ours.add(event);
    QCOMPARE(unexplained(real, ours).join(u"; "_s), QString());
}

void tst_Shapes::numbersAreWrittenLikeTheRealOnes()
{
    const QByteArray slaves = get(m_frozen->masters().first(), "/slaves").body;
    static const QRegularExpression bare(u"\"(mem|cpus|disk|gpus|registered_time)\":[0-9]+[,}]"_s);
    const QString text = QString::fromUtf8(slaves);
    QVERIFY(!bare.match(text).hasMatch());
    QVERIFY(text.contains(u"\"port\":5051,"_s));
    QVERIFY(!bare.match(QString::fromUtf8(recorded(u"main-slaves"_s).body)).hasMatch()); // the real one agrees
}

QTEST_GUILESS_MAIN(tst_Shapes)
#include "tst_shapes.moc"
