// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "tests/unit/mesos/goldenfiles.h"
#include "tests/unit/mesos/printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace mesos;

class tst_StreamDecoder : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheSameAsPolling_data();
    void tellsTheSameAsPolling();
    void appliesTheRecordedStream();
    void tellsTheSame_whereverTheStreamIsCut();
    void undoesHttpChunks_givingTheSame();
    void addsTwice_asOnce();
    void movesTasksBetweenLists();
    void boundsCompletedTasks_asTheFlagsSay();
    void keepsUnreachableAgent_thatIsMissingInTheList();
    void dropsUnreachableAgent_whenTheMasterCountsNone();
    void refusesWhatIsNoRecord_data();
    void refusesWhatIsNoRecord();
    void refusesHugeRecord_beforeItComes();
};

namespace {

std::string_view bytes(const QByteArray &data)
{
    return { data.constData(), static_cast<size_t>(data.size()) };
}

Document companion(const QString &name, QList<QByteArray> &keep)
{
    if (!golden::isSuccess(name))
        return {};
    keep.append(golden::body(name));
    return golden::document(keep.last());
}

/// The cluster of one moment, as SUBSCRIBED and the companions tell it.
Snapshot streamed(const QString &moment, StreamDecoder &decoder)
{
    const core::Result<int> fed = decoder.feed(bytes(golden::subscribed(golden::body(moment + u"-api-GET_STATE"_s))));
    if (!fed) {
        qWarning("%s: %s", qPrintable(fed.error().path), qPrintable(fed.error().detail));
        return nullptr;
    }
    QList<QByteArray> bodies;
    bodies.reserve(8);
    StreamDecoder::Companions companions;
    companions.agents = companion(moment + u"-api-GET_AGENTS"_s, bodies);
    companions.frameworks = companion(moment + u"-api-GET_FRAMEWORKS"_s, bodies);
    companions.metrics = companion(moment + u"-metrics-snapshot"_s, bodies);
    companions.master = companion(u"main-api-GET_MASTER"_s, bodies);
    companions.flags = companion(u"flags"_s, bodies);
    const core::Result<void> applied = decoder.applyPolled(companions);
    if (!applied) {
        qWarning("%s: %s", qPrintable(applied.error().path), qPrintable(applied.error().detail));
        return nullptr;
    }
    return decoder.publish();
}

/// Content of a picture in few bytes; it does not depend on the numbers of ids.
size_t hashed(const State &state)
{
    size_t hash = 0;
    const auto add = [&hash](size_t value) { hash = (hash ^ value) * size_t{ 0x9e3779b97f4a7c15 }; };
    const auto text = [&](TextId id) { add(std::hash<std::string_view>()(state.view(id))); };
    for (const Agent &agent : state.agents) {
        text(agent.id);
        text(agent.usedPorts);
        add(static_cast<size_t>(agent.phase));
        add(std::hash<float>()(agent.used.cpus));
    }
    for (const Framework &framework : state.frameworks) {
        text(framework.id);
        text(framework.name);
        add(static_cast<size_t>(framework.phase));
    }
    for (const Task &task : state.tasks) {
        text(task.id);
        text(task.reason);
        text(task.message);
        add(static_cast<size_t>(task.state));
        add(static_cast<size_t>(task.list));
        add(static_cast<size_t>(task.changed.time_since_epoch().count()));
        add(static_cast<size_t>(task.started.time_since_epoch().count()));
    }
    return hash;
}

/// Where each record ends.
std::vector<size_t> recordEnds(std::string_view stream)
{
    std::vector<size_t> ends;
    for (size_t at = 0; at < stream.size();) {
        const size_t newline = stream.find('\n', at);
        at = newline + 1 + std::stoul(std::string(stream.substr(at, newline - at)));
        ends.push_back(at);
    }
    return ends;
}

QByteArray idOf(const QByteArray &value)
{
    return R"({"value":")" + value + R"("})";
}

QByteArray emptyState()
{
    return golden::record(R"({"type":"SUBSCRIBED","subscribed":{"get_state":{}}})");
}

QByteArray agentAdded()
{
    return golden::record(
        R"({"type":"AGENT_ADDED","agent_added":{"agent":{"active":true,"agent_info":{"id":{"value":"s"},
        "hostname":"h"},"pid":"slave(1)@10.0.0.1:5051","total_resources":[]}}})");
}

QByteArray frameworkAdded()
{
    return golden::record(R"({"type":"FRAMEWORK_ADDED","framework_added":{"framework":{"active":true,"connected":true,
        "framework_info":{"id":{"value":"f"},"name":"n","user":"u"}}}})");
}

QByteArray taskAdded(const QByteArray &id)
{
    return golden::record(R"({"type":"TASK_ADDED","task_added":{"task":{"name":"t","task_id":)" + idOf(id)
                          + R"(,"framework_id":{"value":"f"},"agent_id":{"value":"s"},"state":"TASK_STAGING",
        "resources":[{"name":"cpus","scalar":{"value":0.1}},{"name":"ports","ranges":{"range":[{"begin":5,"end":6}]}}]}}})");
}

QByteArray taskUpdated(const QByteArray &id, const QByteArray &state, const QByteArray &time,
                       const QByteArray &reason = "R", const QByteArray &status = {})
{
    return golden::record(R"({"type":"TASK_UPDATED","task_updated":{"framework_id":{"value":"f"},"status":{"task_id":)"
                          + idOf(id) + R"(,"state":")" + (status.isEmpty() ? state : status) + R"(","timestamp":)"
                          + time + R"(,"reason":")" + reason + R"(","message":"m"},"state":")" + state + R"("}})");
}

} // namespace

void tst_StreamDecoder::tellsTheSameAsPolling_data()
{
    QTest::addColumn<QString>("moment");
    for (const char *moment :
         { "empty", "main", "inactive", "agentlost-early", "unreachable", "agentback", "gone", "end" })
        QTest::newRow(moment) << QString::fromLatin1(moment);
}

void tst_StreamDecoder::tellsTheSameAsPolling()
{
    QFETCH(QString, moment);
    Decoder polling;
    const core::Result<Snapshot> polled = golden::decode(polling, golden::body(moment + u"-state"_s));
    QVERIFY(polled);
    StreamDecoder streaming;
    const Snapshot stream = streamed(moment, streaming);
    QVERIFY(stream);
    QStringList one = printed(withoutWhatOnlyOneWayTells(*stream));
    QStringList other = printed(withoutWhatOnlyOneWayTells(**polled));
    QCOMPARE(one, other);
}

void tst_StreamDecoder::appliesTheRecordedStream()
{
    StreamDecoder decoder;
    const core::Result<int> events = decoder.feed(bytes(golden::file(u"mesos/subscribe.recordio"_s)));
    QVERIFY(events);
    QCOMPARE(*events, 193);
    QCOMPARE(decoder.generation(), uint64_t{ 193 - 7 }); // heartbeats change nothing
    QCOMPARE(decoder.heartbeatInterval(), std::chrono::milliseconds(15000));
    const Snapshot picture = decoder.publish();
    QCOMPARE(picture->agents.size(), size_t{ 3 }); // four came, one left in order
    QCOMPARE(picture->frameworks.size(), size_t{ 9 });
    QCOMPARE(std::ranges::count(picture->frameworks, FrameworkPhase::Completed, &Framework::phase), 4);
    QVERIFY(picture->tasks.size() <= size_t{ 44 });
    QVERIFY(std::ranges::any_of(picture->tasks, [](const Task &task) { return !task.message.isEmpty(); }));
}

void tst_StreamDecoder::tellsTheSame_whereverTheStreamIsCut()
{
    const QByteArray data = golden::file(u"mesos/subscribe.recordio"_s);
    const std::string_view stream = bytes(data);
    StreamDecoder whole;
    size_t begin = 0;
    size_t cuts = 0;
    // What comes after a record depends on the state behind it alone: so each cut needs only its own record.
    for (const size_t end : recordEnds(stream)) {
        const std::unique_ptr<StreamDecoder> before = whole.branch();
        QVERIFY(whole.feed(stream.substr(begin, end - begin)));
        const size_t expected = hashed(*whole.publish());
        for (size_t cut = begin; cut < end; ++cut, ++cuts) {
            const std::unique_ptr<StreamDecoder> decoder = before->branch();
            const core::Result<int> first = decoder->feed(stream.substr(begin, cut - begin));
            const core::Result<int> second = decoder->feed(stream.substr(cut, end - cut));
            if (!first || !second || *first + *second != 1 || decoder->generation() != whole.generation()
                || hashed(*decoder->publish()) != expected)
                QFAIL(qPrintable(u"cut at byte %1"_s.arg(cut)));
        }
        begin = end;
    }
    QCOMPARE(cuts, stream.size());
}

void tst_StreamDecoder::undoesHttpChunks_givingTheSame()
{
    QByteArray raw = golden::body(u"subscribe"_s);
    StreamDecoder chunked;
    int events = 0;
    for (qsizetype at = 0; at < raw.size();) {
        const qsizetype lineEnd = raw.indexOf("\r\n", at);
        bool ok = false;
        const qsizetype size = raw.mid(at, lineEnd - at).toLongLong(&ok, 16);
        if (lineEnd < 0 || !ok || size == 0 || lineEnd + 2 + size > raw.size())
            break;
        const core::Result<int> fed = chunked.feed(bytes(raw.mid(lineEnd + 2, size)));
        QVERIFY(fed);
        events += *fed;
        at = lineEnd + 2 + size + 2;
    }
    QVERIFY(events >= 190);
    StreamDecoder plain;
    QVERIFY(plain.feed(bytes(golden::file(u"mesos/subscribe.recordio"_s))));
    QCOMPARE(printed(*chunked.publish()), printed(*plain.publish()));
}

void tst_StreamDecoder::addsTwice_asOnce()
{
    StreamDecoder decoder;
    const QByteArray once = agentAdded() + frameworkAdded() + taskAdded("a") + taskUpdated("a", "TASK_RUNNING", "10.0");
    QVERIFY(decoder.feed(bytes(emptyState() + once)));
    const QStringList before = printed(*decoder.publish());
    QVERIFY(decoder.feed(bytes(once)));
    const Snapshot picture = decoder.publish();
    QCOMPARE(printed(*picture), before);
    QCOMPARE(picture->agents[0].used.cpus, 0.1F);
    QCOMPARE(picture->string(picture->agents[0].usedPorts), u"[5-6]"_s);
    QCOMPARE(picture->agents[0].liveTasks, uint32_t{ 1 });
}

void tst_StreamDecoder::movesTasksBetweenLists()
{
    StreamDecoder decoder;
    QVERIFY(decoder.feed(bytes(emptyState() + agentAdded() + frameworkAdded() + taskAdded("a"))));
    const auto after = [&](const QByteArray &event) {
        [[maybe_unused]] const core::Result<int> fed = decoder.feed(bytes(event));
        return decoder.publish();
    };
    Snapshot picture = after(taskUpdated("a", "TASK_RUNNING", "10.5"));
    QCOMPARE(picture->tasks[0].list, TaskList::Live);
    QCOMPARE(picture->tasks[0].started.time_since_epoch().count(), 10500);
    picture = after(taskUpdated("a", "TASK_UNREACHABLE", "11.0", "REASON_AGENT_REMOVED"));
    QCOMPARE(picture->tasks[0].list, TaskList::Unreachable);
    QCOMPARE(picture->agents[0].used.cpus, 0.F);
    picture = after(taskUpdated("a", "TASK_RUNNING", "12.0"));
    QCOMPARE(picture->tasks[0].list, TaskList::Live);
    QCOMPARE(picture->tasks[0].started.time_since_epoch().count(), 10500);
    QCOMPARE(picture->agents[0].used.cpus, 0.1F);
    picture = after(taskUpdated("a", "TASK_FINISHED", "13.0"));
    QCOMPARE(picture->tasks[0].list, TaskList::Completed);
    QCOMPARE(picture->agents[0].usedPorts.isEmpty(), true);
    // The framework ends: the same task is announced once more, finished as it was.
    picture = after(taskUpdated("a", "TASK_FINISHED", "14.0", "REASON_FRAMEWORK_REMOVED", "TASK_KILLED"));
    QCOMPARE(picture->tasks[0].state, TaskState::Finished);
    QCOMPARE(picture->tasks[0].list, TaskList::Completed);
    QCOMPARE(picture->string(picture->tasks[0].reason), u"REASON_FRAMEWORK_REMOVED"_s);
    picture = after(golden::record(
        R"({"type":"FRAMEWORK_REMOVED","framework_removed":{"framework_info":{"id":{"value":"f"},"name":"n"}}})"));
    QCOMPARE(picture->frameworks[0].phase, FrameworkPhase::Completed);
    QCOMPARE(picture->tasks.size(), size_t{ 1 });
}

void tst_StreamDecoder::boundsCompletedTasks_asTheFlagsSay()
{
    StreamDecoder decoder;
    QVERIFY(decoder.feed(bytes(emptyState() + agentAdded() + frameworkAdded())));
    const QByteArray flags = R"({"flags":{"cluster":"c","max_completed_tasks_per_framework":"2"}})";
    StreamDecoder::Companions companions;
    companions.flags = golden::document(flags);
    QVERIFY(decoder.applyPolled(companions));
    for (const char *id : { "a", "b", "c", "d" }) {
        QVERIFY(decoder.feed(bytes(taskAdded(id))));
        if (*id != 'd')
            QVERIFY(decoder.feed(bytes(taskUpdated(id, "TASK_FAILED", "10.0"))));
    }
    const Snapshot picture = decoder.publish();
    QStringList ids;
    for (const Task &task : picture->tasks)
        ids << picture->string(task.id);
    ids.sort();
    QCOMPARE(ids, (QStringList{ u"b"_s, u"c"_s, u"d"_s }));
    QCOMPARE(picture->string(picture->cluster.name), u"c"_s);
}

void tst_StreamDecoder::keepsUnreachableAgent_thatIsMissingInTheList()
{
    StreamDecoder decoder;
    QVERIFY(streamed(u"agentlost-early"_s, decoder));
    QList<QByteArray> bodies;
    bodies.reserve(4);
    StreamDecoder::Companions companions;
    companions.agents = companion(u"unreachable-api-GET_AGENTS"_s, bodies);
    companions.metrics = companion(u"unreachable-metrics-snapshot"_s, bodies);
    QVERIFY(decoder.applyPolled(companions));
    const Snapshot picture = decoder.publish();
    QCOMPARE(picture->agents.size(), size_t{ 3 });
    const auto lost = std::ranges::find(picture->agents, AgentPhase::Unreachable, &Agent::phase);
    QVERIFY(lost != picture->agents.end());
    QCOMPARE(picture->string(lost->hostname), u"ip-10-0-2-13.mesos.test"_s);
}

void tst_StreamDecoder::dropsUnreachableAgent_whenTheMasterCountsNone()
{
    StreamDecoder decoder;
    QVERIFY(streamed(u"agentlost-early"_s, decoder));
    QList<QByteArray> bodies;
    bodies.reserve(4);
    const QByteArray none = R"({"master/slaves_unreachable":0.0})";
    StreamDecoder::Companions companions;
    companions.agents = companion(u"unreachable-api-GET_AGENTS"_s, bodies);
    companions.metrics = golden::document(none);
    QVERIFY(decoder.applyPolled(companions));
    QCOMPARE(decoder.publish()->agents.size(), size_t{ 2 });
}

void tst_StreamDecoder::refusesWhatIsNoRecord_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<core::Error::Kind>("kind");
    QTest::newRow("web page") << QByteArray("<html>") << core::Error::Kind::NotJson;
    QTest::newRow("no length") << QByteArray("\n{}") << core::Error::Kind::NotJson;
    QTest::newRow("negative length") << QByteArray("-5\n{}") << core::Error::Kind::NotJson;
    QTest::newRow("endless length") << QByteArray(30, '9') << core::Error::Kind::NotJson;
    QTest::newRow("not JSON") << golden::record("hello") << core::Error::Kind::NotJson;
    QTest::newRow("half an object") << golden::record(R"({"type":"HEARTBEAT")") << core::Error::Kind::NotJson;
    QTest::newRow("no type") << golden::record("{}") << core::Error::Kind::WrongShape;
    QTest::newRow("task without id") << golden::record(R"({"type":"TASK_ADDED","task_added":{"task":{}}})")
                                     << core::Error::Kind::WrongShape;
    QTest::newRow("agent without info") << golden::record(R"({"type":"AGENT_ADDED","agent_added":{"agent":{}}})")
                                        << core::Error::Kind::WrongShape;
}

void tst_StreamDecoder::refusesWhatIsNoRecord()
{
    QFETCH(QByteArray, stream);
    QFETCH(core::Error::Kind, kind);
    StreamDecoder decoder;
    const core::Result<int> fed = decoder.feed(bytes(stream));
    QVERIFY(!fed);
    QCOMPARE(core::kindName(fed.error().kind), core::kindName(kind));
    QCOMPARE(fed.error().endpoint, u"/api/v1"_s);
}

void tst_StreamDecoder::refusesHugeRecord_beforeItComes()
{
    StreamDecoder decoder;
    const core::Result<int> fed = decoder.feed("99999999999\n{");
    QVERIFY(!fed);
    QCOMPARE(fed.error().kind, core::Error::Kind::TooLarge);
    QCOMPARE(fed.error().received, qint64{ 99999999999 });
    // Two gigabytes are only announced: no memory is taken for them.
    StreamDecoder patient;
    QVERIFY(patient.feed("2147483648\n{\"type\":"));
    QVERIFY(!patient.hasPicture());
}

QTEST_APPLESS_MAIN(tst_StreamDecoder)
#include "tst_streamdecoder.moc"
