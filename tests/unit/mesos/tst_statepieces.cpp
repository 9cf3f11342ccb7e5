// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "tests/unit/mesos/goldenfiles.h"
#include "tests/unit/mesos/printed.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace mesos;

namespace {

/// The memory of a piece ends with it, and nothing else may be read.
void feed(Decoder &decoder, const QByteArray &body, qsizetype from, qsizetype to)
{
    std::vector<char> piece(body.begin() + from, body.begin() + to);
    decoder.feed(piece);
}

core::Result<Snapshot> inPieces(Decoder &decoder, const QByteArray &body, const QList<qsizetype> &cuts)
{
    decoder.begin();
    qsizetype from = 0;
    for (const qsizetype cut : cuts + QList<qsizetype>{ body.size() }) {
        feed(decoder, body, from, cut);
        from = cut;
    }
    return decoder.finish({});
}

QList<qsizetype> randomCuts(qsizetype size, unsigned seed)
{
    std::mt19937 random(seed);
    QList<qsizetype> cuts;
    for (qsizetype at = 0; at < size; at += 1 + static_cast<qsizetype>(random() % (seed % 2 ? 4000 : 400'000)))
        cuts.append(at);
    return cuts;
}

QByteArray number(int i)
{
    return QByteArray::number(i);
}

/// Some hundreds of bytes, with a list in it whose borders look like those of tasks. `more`: further members.
QByteArray task(int i, const QByteArray &framework, const QByteArray &more = {})
{
    return R"({"id":"task-)" + number(i) + R"(","name":"name-)" + number(i % 50) + R"(","framework_id":")" + framework
        + R"(","executor_id":"thermos-task-)" + number(i) + R"(","slave_id":"s-)" + number(i % 900)
        + R"(","state":"TASK_RUNNING","labels":[{"id":1},{"id":2},{"id":"]}"}],"resources":{"cpus":0.5,"ports":"[)"
        + number(i) + '-' + number(i) + R"(]"},"statuses":[{"state":"TASK_RUNNING","timestamp":)" + number(1000 + i)
        + ".5}]" + more + "}";
}

QByteArray listOf(int count, const std::function<QByteArray(int)> &element)
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i)
        list.append(element(i));
    return '[' + list.join(',') + ']';
}

/// Large enough for several parts of each list, some lists short, and the keys in no order of importance.
QByteArray largeState(const std::function<QByteArray(int)> &taskOfSecond)
{
    const QByteArray agents = listOf(3000, [](int i) {
        return R"({"id":"s-)" + number(i) + R"(","hostname":"h-)" + number(i) + R"(","attributes":{"rack":"r)"
            + number(i) + R"("},"reserved_resources":{"role":{"cpus":1}},"x":[{"id":1},{"id":2}],"text":"\"],{\\"})";
    });
    const QByteArray executors = listOf(2500, [](int i) {
        return R"({"framework_id":"f1","resources":{"mem":32},"executor_id":"thermos-task-)" + number(i)
            + R"(","slave_id":"s-)" + number(i % 900) + "\"}";
    });
    return R"({"id":"m","frameworks":[{"id":"f0","tasks":[],"name":"first","executors":[]},{"executors":)" + executors
        + R"(,"tasks":)" + listOf(2500, taskOfSecond) + R"(,"id":"f1","completed_tasks":)"
        + listOf(900, [](int i) { return task(10'000 + i, "f1"); })
        + R"(,"name":"second"},{"id":"f2","name":"third","tasks":)"
        + listOf(3, [](int i) { return task(20'000 + i, "f2"); }) + R"(}],"slaves":)" + agents
        + R"(,"recovered_slaves":[{"id":"r","hostname":"h"}],"completed_frameworks":[]})";
}

QByteArray goodTask(int i)
{
    return task(i, "f1");
}

/// Rows in their order, which printed() does not show.
QStringList order(const State &state)
{
    QStringList lines;
    for (const Agent &agent : state.agents)
        lines << state.string(agent.id) << state.string(state.attribute(agent, "rack"))
              << QString::number(state.reservationsOf(agent).size());
    for (const Framework &framework : state.frameworks)
        lines << state.string(framework.id) << QString::number(framework.liveTasks);
    for (const Task &task : state.tasks)
        lines << state.string(task.id) << state.string(task.ports) << state.string(task.agent);
    for (const Executor &executor : state.executors)
        lines << state.string(executor.id);
    return lines;
}

} // namespace

/// A /state that arrives in pieces gives the picture that it gives as a whole.
class tst_StatePieces : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSame_whereverASmallOneIsCut();
    void readsRecordings_cutAtRandom();
    void readsALargeOne_firstAndAgain();
    void tellsThePlace_inALaterPart_data();
    void tellsThePlace_inALaterPart();
    void refusesATruncatedLargeOne();
    void goesOnFromTheLastPicture_afterABrokenLook();
    void isNothing_whenNothingCame();
};

void tst_StatePieces::readsTheSame_whereverASmallOneIsCut()
{
    const QByteArray body
        = R"({"slaves":[{"id":"s\"]","hostname":"h"},{"id":"s2","hostname":"[{"}],"id":"m","frameworks":[
        {"id":"f","name":"n","tasks":[)"
        + task(1, "f") + "," + task(2, "f") + R"(],"executors":[]}]})";
    Decoder whole;
    const core::Result<Snapshot> expected = golden::decode(whole, body);
    QVERIFY(expected);
    QCOMPARE((*expected)->tasks.size(), size_t{ 2 });
    Decoder decoder;
    for (qsizetype cut = 0; cut <= body.size(); ++cut) {
        const core::Result<Snapshot> snapshot = inPieces(decoder, body, { cut });
        QVERIFY2(snapshot, qPrintable(QString::number(cut)));
        QCOMPARE(printed(**snapshot), printed(**expected));
        QCOMPARE(order(**snapshot), order(**expected));
    }
}

void tst_StatePieces::readsRecordings_cutAtRandom()
{
    unsigned seed = 1;
    for (const QString &name : golden::expectations(u"state"_s)) {
        Decoder decoder;
        const QByteArray body = golden::body(name);
        const core::Result<Snapshot> snapshot = inPieces(decoder, body, randomCuts(body.size(), 2 * seed++ + 1));
        QVERIFY(snapshot);
        QCOMPARE(printed(**snapshot), golden::expected(name));
    }
}

void tst_StatePieces::readsALargeOne_firstAndAgain()
{
    const QByteArray body = largeState(goodTask);
    QVERIFY(body.size() > 1'500'000);
    Decoder decoder;
    for (const unsigned seed : { 1U, 2U, 3U }) {
        const core::Result<Snapshot> result = inPieces(decoder, body, randomCuts(body.size(), seed));
        QVERIFY(result);
        const State &state = **result;
        QCOMPARE(state.tasks.size(), size_t{ 2500 + 900 + 3 });
        QCOMPARE(state.executors.size(), size_t{ 2500 });
        QCOMPARE(state.agents.size(), size_t{ 3001 });
        for (int i = 0; i < 2500; ++i) {
            const Task &task = state.tasks[static_cast<size_t>(i)];
            QCOMPARE(state.string(task.id), u"task-%1"_s.arg(i));
            QCOMPARE(state.string(task.name), u"name-%1"_s.arg(i % 50));
            QCOMPARE(state.string(task.ports), u"[%1-%1]"_s.arg(i));
            QCOMPARE(task.list, TaskList::Live);
            QCOMPARE(state.string(state.executors[static_cast<size_t>(i)].id), u"thermos-task-%1"_s.arg(i));
        }
        QCOMPARE(state.tasks[2500].list, TaskList::Completed);
        QCOMPARE(state.string(state.tasks.back().id), u"task-20002"_s);
        size_t attributes = 0;
        for (const Agent &agent : state.agents) {
            const QString id = state.string(agent.id);
            attributes += state.attributesOf(agent).size();
            QCOMPARE(state.string(state.attribute(agent, "rack")), id == u"r"_s ? QString() : u"r"_s + id.mid(2));
        }
        QCOMPARE(attributes, state.attributes.size()); // nothing stays of what was read twice
        QCOMPARE(state.reservations.size(), size_t{ 3000 });
        QCOMPARE(state.cluster.recoveredAgents, uint32_t{ 1 });
        QCOMPARE(state.frameworks.size(), size_t{ 3 });
    }
}

void tst_StatePieces::tellsThePlace_inALaterPart_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<core::Error::Kind>("kind");
    QTest::addColumn<QString>("path");
    using enum core::Error::Kind;
    QTest::newRow("first") << 0 << QByteArray(R"(,"role":5)") << WrongShape << u"frameworks[1].tasks[0].role"_s;
    QTest::newRow("early") << 700 << QByteArray(R"(,"role":5)") << WrongShape << u"frameworks[1].tasks[700].role"_s;
    QTest::newRow("late") << 2300 << QByteArray(R"(,"role":5)") << WrongShape << u"frameworks[1].tasks[2300].role"_s;
    QTest::newRow("last") << 2499 << QByteArray(R"(,"id":"x")") << WrongShape << u"frameworks[1].tasks[2499].id"_s;
    QTest::newRow("no text") << 1500 << QByteArray(R"(,"role":tru)") << WrongShape
                             << u"frameworks[1].tasks[1500].role"_s;
    QTest::newRow("no comma") << 1500 << QByteArray(R"("role":"r")") << NotJson << QString();
    QTest::newRow("bracket too many") << 1500 << QByteArray("]") << NotJson << QString();
    QTest::newRow("brace too many") << 1500 << QByteArray("}") << NotJson << QString();
    QTest::newRow("quote too many") << 1500 << QByteArray("\"") << NotJson << QString();
    QTest::newRow("not UTF-8") << 1500 << QByteArray(",\"x\":\"\xc3(\"") << NotJson << QString();
    QTest::newRow("not an object") << 1500 << QByteArray(R"(},5,{"id":"x")") << WrongShape
                                   << u"frameworks[1].tasks[1501]"_s;
}

void tst_StatePieces::tellsThePlace_inALaterPart()
{
    QFETCH(int, index);
    QFETCH(QByteArray, more);
    QFETCH(core::Error::Kind, kind);
    QFETCH(QString, path);
    const QByteArray body = largeState([&](int i) { return task(i, "f1", i == index ? more : QByteArray()); });
    Decoder decoder;
    const core::Result<Snapshot> result = inPieces(decoder, body, randomCuts(body.size(), 5));
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), core::kindName(kind));
    QCOMPARE(result.error().endpoint, u"/state"_s);
    if (!path.isEmpty())
        QCOMPARE(result.error().path, path);
}

void tst_StatePieces::refusesATruncatedLargeOne()
{
    const QByteArray body = largeState(goodTask);
    Decoder decoder;
    for (qsizetype size = 1; size < body.size(); size += 123'456) {
        const core::Result<Snapshot> result = inPieces(decoder, body.left(size), {});
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), core::kindName(core::Error::Kind::NotJson));
    }
    QVERIFY(inPieces(decoder, body, {}));
}

void tst_StatePieces::goesOnFromTheLastPicture_afterABrokenLook()
{
    const QByteArray body = largeState(goodTask);
    Decoder decoder;
    const core::Result<Snapshot> first = inPieces(decoder, body, {});
    QVERIFY(first);
    decoder.begin();
    feed(decoder, body, 0, body.size() / 2); // and nobody asks what came of it
    decoder.abandon();
    feed(decoder, body, body.size() / 2, body.size());
    decoder.begin();
    feed(decoder, body, 0, body.size() / 3);
    const core::Result<Snapshot> again = inPieces(decoder, body, {});
    QVERIFY(again);
    QCOMPARE((*again)->pool, (*first)->pool);
    QCOMPARE(order(**again), order(**first));
    QCOMPARE((*again)->tasks.front().started, (*first)->tasks.front().started);
}

void tst_StatePieces::isNothing_whenNothingCame()
{
    Decoder decoder;
    const core::Result<Snapshot> result = decoder.finish({});
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), core::kindName(core::Error::Kind::NotJson));
}

QTEST_APPLESS_MAIN(tst_StatePieces)
#include "tst_statepieces.moc"
