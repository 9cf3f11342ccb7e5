// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoder.h"
#include "models/aurora/statecache.h"
#include "tests/unit/aurora/printed.h"
#include "tests/unit/aurora/recordings.h"
#include "tests/unit/aurora/replies.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace aurora;
using namespace replies;

class tst_AuroraDecoder : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryTaskThatPythonReads_data();
    void readsEveryTaskThatPythonReads();
    void readsEveryJobThatPythonReads_data();
    void readsEveryJobThatPythonReads();
    void readsBothEncodingsAlike_data();
    void readsBothEncodingsAlike();
    void keepsEndedTasks_whenActiveOnesAreReadAgain();
    void dropsEndedTasks_whenTheSummaryCountsNone();
    void replacesTasksOfWhatWasAsked_andNoOthers();
    void listsTasksByJobAndInstance_newestFirst();
    void tellsHowLongAJobWaits();
    void linksUpdatesAndReasons();
    void keepsIdsBetweenLooks_andBeginsNewPoolWhenOldTextsOutweigh();
    void tellsTheSchedulersWords_whenItRefuses_data();
    void tellsTheSchedulersWords_whenItRefuses();
    void refusesEveryTruncation_data();
    void refusesEveryTruncation();
    void refusesHostileBytes_data();
    void refusesHostileBytes();
    void survivesEveryFlippedByte();
    void takesOverAStoredPicture();
    void refusesStoredPictures_thatAreCutOrDamaged();
};

namespace {

Snapshot decodedTasks(Decoder &decoder, const QByteArray &body)
{
    const core::Result<Snapshot> result = decoder.activeTasks(recordings::bytes(body));
    if (!result)
        qWarning("%s: %s", qPrintable(result.error().path), qPrintable(result.error().detail));
    return result ? *result : nullptr;
}

Snapshot decodedJobs(Decoder &decoder, const QByteArray &body)
{
    const core::Result<Snapshot> result = decoder.jobs(recordings::bytes(body));
    if (!result)
        qWarning("%s: %s", qPrintable(result.error().path), qPrintable(result.error().detail));
    return result ? *result : nullptr;
}

QStringList taskLists()
{
    QStringList names;
    for (const QString &folder : { u"read"_s, u"transition"_s }) {
        for (const QString &name : recordings::names(folder, u"*getTasks*"_s)) {
            if (recordings::decoded(name)[u"response"_s][u"responseCode"_s].toInt() == 1)
                names << name;
        }
    }
    return names;
}

/// The same, written otherwise: with blanks around everything, and the first letter of each text escaped.
QByteArray writtenOtherwise(const QByteArray &tjson)
{
    QByteArray result;
    bool isInText = false;
    for (qsizetype i = 0; i < tjson.size(); ++i) {
        const char c = tjson[i];
        if (isInText) {
            result += c;
            if (c == '\\')
                result += tjson[++i];
            else if (c == '"')
                isInText = false;
        } else if (tjson.sliced(i).startsWith("\"str\":\"") && tjson[i + 7] > '@') {
            result += "\"str\" : \"\\u00" + QByteArray(1, tjson[i + 7]).toHex();
            i += 7;
            isInText = true;
        } else {
            result += c;
            isInText = c == '"';
            if (c == ':' || c == ',' || c == '{' || c == '[')
                result += ' ';
        }
    }
    return result;
}

/// "id" of each task, in the order of the State.
QStringList order(const State &state)
{
    QStringList ids;
    for (const TaskRow &task : state.tasks)
        ids << state.string(task.id);
    return ids;
}

} // namespace

void tst_AuroraDecoder::readsEveryTaskThatPythonReads_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = taskLists();
    QVERIFY(names.size() >= 40);
    for (const QString &name : names)
        QTest::addRow("%s", qPrintable(name)) << name;
}

void tst_AuroraDecoder::readsEveryTaskThatPythonReads()
{
    QFETCH(QString, name);
    Decoder decoder;
    const QByteArray body = recordings::body(name);
    const Snapshot first = decodedTasks(decoder, body);
    QVERIFY(first);
    QCOMPARE(printedTasks(*first), expectedTasks(recordings::decoded(name)));
    QCOMPARE(first->string(first->scheduler.cluster), u"local"_s);
    const Snapshot again = decodedTasks(decoder, body); // guesses of the last picture take part
    QVERIFY(again);
    QCOMPARE(printedTasks(*again), printedTasks(*first));
}

void tst_AuroraDecoder::readsEveryJobThatPythonReads_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = recordings::names(u"read"_s, u"getJobSummary-*"_s);
    QVERIFY(names.size() >= 10);
    for (const QString &name : names)
        QTest::addRow("%s", qPrintable(name)) << name;
}

void tst_AuroraDecoder::readsEveryJobThatPythonReads()
{
    QFETCH(QString, name);
    Decoder decoder;
    const Snapshot snapshot = decodedJobs(decoder, recordings::body(name));
    QVERIFY(snapshot);
    QCOMPARE(printedJobs(*snapshot), expectedJobs(recordings::decoded(name)));
    for (const JobRow &job : snapshot->jobs)
        QCOMPARE(snapshot->job(job.key), &job);
}

void tst_AuroraDecoder::readsBothEncodingsAlike_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : taskLists() + recordings::names(u"read"_s, u"getJobSummary-*"_s)) {
        const QString base = name.section(u'.', 0, -2);
        if (name.endsWith(u".binary") && !recordings::body(base + u".tjson"_s).isEmpty())
            QTest::addRow("%s", qPrintable(base)) << base;
    }
}

void tst_AuroraDecoder::readsBothEncodingsAlike()
{
    QFETCH(QString, name);
    Decoder binary;
    Decoder json;
    const bool isJobs = name.contains(u"getJobSummary");
    const auto read = isJobs ? &decodedJobs : &decodedTasks;
    const Snapshot a = read(binary, recordings::body(name + u".binary"_s));
    const Snapshot b = read(json, recordings::body(name + u".tjson"_s));
    QVERIFY(a && b);
    QCOMPARE(printedTasks(*a), printedTasks(*b));
    QCOMPARE(printedJobs(*a), printedJobs(*b));

    Decoder other;
    const Snapshot c = read(other, writtenOtherwise(recordings::body(name + u".tjson"_s)));
    QVERIFY(c);
    QCOMPARE(printedTasks(*a), printedTasks(*c));
    QCOMPARE(printedJobs(*a), printedJobs(*c));
}

void tst_AuroraDecoder::keepsEndedTasks_whenActiveOnesAreReadAgain()
{
    Decoder decoder;
    QVERIFY(decoder.tasksOfJobs(
        { { u"r"_s, u"prod"_s, u"a"_s } },
        recordings::bytes(tasks({ task("old", "r/prod/a", 0, Failed, 10), task("now", "r/prod/a", 0, Running, 20) }))));
    const Snapshot next = decodedTasks(decoder, tasks({ task("next", "r/prod/a", 0, Running, 30) }));
    QCOMPARE(order(*next), QStringList({ u"next"_s, u"old"_s }));
    QVERIFY(next->jobs.front().endedKnown);
    // A list made before the end of a task does not bring it back to life.
    QCOMPARE(order(*decodedTasks(decoder, tasks({ task("old", "r/prod/a", 0, Running, 10) }))),
             QStringList{ u"old"_s });
    QCOMPARE(int(decoder.vitals({}, {})->tasks.front().status), int(TaskStatus::Failed));
}

void tst_AuroraDecoder::dropsEndedTasks_whenTheSummaryCountsNone()
{
    Decoder decoder;
    QVERIFY(decoder.tasksOfRole(
        u"r"_s,
        recordings::bytes(tasks({ task("a1", "r/prod/a", 0, Finished, 10), task("b1", "r/prod/b", 0, Running, 10) }))));
    JobStats one;
    one.finished = 1;
    QCOMPARE(order(*decodedJobs(decoder, jobs({ { "r/prod/a", one }, { "r/prod/b", {} } }))).size(), 2);
    QCOMPARE(order(*decodedJobs(decoder, jobs({ { "r/prod/a", {} }, { "r/prod/b", {} } }))), QStringList{ u"b1"_s });
    QCOMPARE(order(*decodedJobs(decoder, jobs({ { "r/prod/a", {} } }))), QStringList()); // the job is gone
}

void tst_AuroraDecoder::replacesTasksOfWhatWasAsked_andNoOthers()
{
    Decoder decoder;
    QVERIFY(decodedTasks(decoder,
                         tasks({ task("a1", "r/prod/a", 0, Running, 1), task("b1", "r/prod/b", 0, Running, 1),
                                 task("c1", "s/prod/a", 0, Running, 1) })));
    const core::Result<Snapshot> job
        = decoder.tasksOfJobs({ { u"r"_s, u"prod"_s, u"a"_s } },
                              recordings::bytes(tasks({ task("a2", "r/prod/a", 0, Running, 2),
                                                        task("x", "s/prod/b", 0, Running, 2) }))); // not asked for
    QVERIFY(job);
    QCOMPARE(QStringList(order(**job)).filter(u"x"_s), QStringList());
    QCOMPARE((*job)->tasks.size(), size_t(3));
    const core::Result<Snapshot> role = decoder.tasksOfRole(u"r"_s, recordings::bytes(tasks({})));
    QVERIFY(role);
    QCOMPARE(order(**role), QStringList{ u"c1"_s });
}

void tst_AuroraDecoder::listsTasksByJobAndInstance_newestFirst()
{
    Decoder decoder;
    QVERIFY(decodedJobs(decoder, jobs({ { "r/prod/a", {} }, { "r/prod/b", {} } })));
    const core::Result<Snapshot> state = decoder.tasksOfRole(
        u"r"_s,
        recordings::bytes(tasks({ task("b0", "r/prod/b", 0, Running, 5), task("a1-old", "r/prod/a", 1, Failed, 1),
                                  task("a1-new", "r/prod/a", 1, Failed, 3), task("a1", "r/prod/a", 1, Running, 2),
                                  task("a0", "r/prod/a", 0, Running, 9) })));
    QVERIFY(state);
    QCOMPARE(order(**state), QStringList({ u"a0"_s, u"a1"_s, u"a1-new"_s, u"a1-old"_s, u"b0"_s }));
    const JobRow *const job = (*state)->job(JobKey{ u"r"_s, u"prod"_s, u"a"_s });
    QVERIFY(job);
    QCOMPARE((*state)->tasksOf(*job).size(), size_t(4));
    QCOMPARE((*state)->keyOf(*job).text(), u"r/prod/a"_s);
}

void tst_AuroraDecoder::tellsHowLongAJobWaits()
{
    Decoder decoder;
    const Snapshot state
        = decodedTasks(decoder,
                       tasks({ task("p1", "r/prod/a", 0, Pending, 700), task("p2", "r/prod/a", 1, Pending, 300),
                               task("run", "r/prod/a", 2, Running, 100) }));
    QCOMPARE(state->jobs.front().pendingSince.time_since_epoch().count(), 300);
    QCOMPARE(state->jobs.front().changed.time_since_epoch().count(), 700);
    const Snapshot later = decodedTasks(decoder, tasks({ task("run", "r/prod/a", 2, Running, 100) }));
    QVERIFY(!core::isKnown(later->jobs.front().pendingSince));
}

void tst_AuroraDecoder::linksUpdatesAndReasons()
{
    Decoder decoder;
    const JobKey key{ u"r"_s, u"prod"_s, u"a"_s };
    QVERIFY(decodedTasks(decoder, tasks({ task("p1", "r/prod/a", 0, Pending, 700) })));
    UpdateSummary update;
    update.key = { key, u"uuid"_s };
    update.status = UpdateStatus::RollingForward;
    QVERIFY(decoder.updates({ update }));
    const core::TimePoint at{ core::Duration(9000) };
    const Snapshot state = decoder.pendingReasons({ { u"p1"_s, u"Insufficient: CPU"_s } }, at);
    const JobRow &job = state->jobs.front();
    QVERIFY(state->updateOf(job));
    QCOMPARE(state->string(state->updateOf(job)->id), u"uuid"_s);
    const PendingRow *const reason = state->pendingReason(state->tasks.front().id);
    QVERIFY(reason);
    QCOMPARE(state->string(reason->reason), u"Insufficient: CPU"_s);
    QCOMPARE(reason->at, at);
    // Jobs move when others come; the link follows.
    const Snapshot more = decodedJobs(decoder, jobs({ { "a/prod/a", {} }, { "r/prod/a", {} }, { "z/prod/z", {} } }));
    const JobRow *const moved = more->job(key);
    QVERIFY(moved && more->updateOf(*moved));
    QCOMPARE(&more->jobs[more->updateOf(*moved)->job], moved);
    QVERIFY(!more->updateOf(*more->job(JobKey{ u"z"_s, u"prod"_s, u"z"_s })));
}

void tst_AuroraDecoder::keepsIdsBetweenLooks_andBeginsNewPoolWhenOldTextsOutweigh()
{
    Decoder decoder;
    const QByteArray steady = task("steady", "r/prod/a", 0, Running, 1);
    const Snapshot first = decodedTasks(decoder, tasks({ steady }));
    QVERIFY(decoder.tasksOfJobs({ { u"r"_s, u"prod"_s, u"k"_s } },
                                recordings::bytes(tasks({ task("ended", "r/prod/k", 0, Failed, 1) }))));
    Snapshot last = decodedTasks(decoder, tasks({ steady }));
    QCOMPARE(last->pool, first->pool);
    for (int round = 0; last->pool == first->pool; ++round) {
        QVERIFY(round < 100);
        QList<QByteArray> list{ steady };
        for (int i = 0; i < 2000; ++i)
            list << task("t-" + QByteArray::number(round * 2000 + i), "r/prod/b", i, Running, 1);
        last = decodedTasks(decoder, tasks(list));
    }
    QVERIFY(last->pool->count() < first->pool->count());
    QCOMPARE(first->string(first->tasks.front().id), u"steady"_s); // who holds the old picture still reads it
    const JobRow *const ended = last->job(JobKey{ u"r"_s, u"prod"_s, u"k"_s });
    QVERIFY(ended);
    QVERIFY(ended->endedKnown);
    QCOMPARE(last->tasksOf(*ended).size(), size_t(1));
    const Snapshot after = decodedTasks(decoder, tasks({ steady }));
    QCOMPARE(QStringList(order(*after)).filter(u"steady"_s).size(), 1);
    QCOMPARE(after->pool, last->pool);
}

void tst_AuroraDecoder::tellsTheSchedulersWords_whenItRefuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<core::Error::Kind>("kind");
    QTest::addColumn<QString>("words");
    using enum core::Error::Kind;
    const auto answer = [](int code, const QByteArray &details) {
        return R"([1,"m",2,1,{"0":{"rec":{"1":{"i32":)" + QByteArray::number(code) + R"(},"6":{"lst":["rec",)" + details
            + "]}}}}]";
    };
    QTest::newRow("invalid request") << answer(0, R"(1,{"1":{"str":"no such job"}})") << Rejected << u"no such job"_s;
    QTest::newRow("error without a message") << answer(2, "1,{}") << Server << QString();
    QTest::newRow("no right") << answer(4, R"(2,{"1":{"str":"a"}},{"1":{"str":"b"}})") << Forbidden << u"a; b"_s;
    QTest::newRow("exception") << QByteArray(R"([1,"x",3,1,{"1":{"str":"Invalid method name"},"2":{"i32":1}}])")
                               << Rejected << u"Invalid method name"_s;
    QTest::newRow("no code") << QByteArray(R"([1,"x",2,1,{"0":{"rec":{}}}])") << WrongShape
                             << u"there is no response code"_s;
    QTest::newRow("web page") << QByteArray("<html>Bad gateway</html>") << NotJson << u"<html>Bad gateway</html>"_s;
}

void tst_AuroraDecoder::tellsTheSchedulersWords_whenItRefuses()
{
    QFETCH(QByteArray, body);
    QFETCH(core::Error::Kind, kind);
    QFETCH(QString, words);
    Decoder decoder;
    const Snapshot before = decodedTasks(decoder, tasks({ task("t", "r/prod/a", 0, Running, 1) }));
    const core::Result<Snapshot> result = decoder.activeTasks(recordings::bytes(body));
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), core::kindName(kind));
    QCOMPARE(result.error().detail, words);
    QCOMPARE(printedTasks(*decoder.vitals({}, {})), printedTasks(*before));
}

void tst_AuroraDecoder::refusesEveryTruncation_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : { "read/getTasksStatus-failed", "read/getJobSummary-web" }) {
        for (const char *encoding : { "binary", "tjson" })
            QTest::addRow("%s.%s", name, encoding) << QString::fromLatin1(name) + u'.' + QString::fromLatin1(encoding);
    }
}

void tst_AuroraDecoder::refusesEveryTruncation()
{
    QFETCH(QString, name);
    const QByteArray whole = recordings::body(name);
    QVERIFY(whole.size() > 500);
    Decoder decoder;
    const bool isJobs = name.contains(u"getJobSummary");
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const QByteArray part = whole.left(size);
        const QByteArray exact(part.constData(), part.size()); // its own memory: reading on would be noticed
        const core::Result<Snapshot> result
            = isJobs ? decoder.jobs(recordings::bytes(exact)) : decoder.activeTasks(recordings::bytes(exact));
        QVERIFY2(!result, qPrintable(QString::number(size)));
        QVERIFY(result.error().kind == core::Error::Kind::NotJson
                || result.error().kind == core::Error::Kind::WrongShape);
    }
    const core::Result<Snapshot> result
        = isJobs ? decoder.jobs(recordings::bytes(whole)) : decoder.activeTasks(recordings::bytes(whole));
    QVERIFY(result);
}

namespace {

QByteArray be32(qint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray field(char type, char id)
{
    return QByteArray(1, type) + QByteArray(1, '\0') + QByteArray(1, id);
}

/// A binary reply up to the list of tasks.
QByteArray upToTasks()
{
    return be32(qint32(0x80010002)) + be32(1) + "m" + be32(7) + field(12, 0) + field(12, 3) + field(12, 3);
}

} // namespace

void tst_AuroraDecoder::refusesHostileBytes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const QByteArray list = upToTasks() + field(15, 1) + '\x0c';
    QTest::newRow("negative count") << list + be32(-1) << u"0.3.3.1"_s << u"a length is negative"_s;
    QTest::newRow("huge count") << list + be32(0x7fffffff) << u"0.3.3.1"_s << u"larger than what is left"_s;
    const QByteArray first = list + be32(1) + field(12, 1) + field(11, 1);
    QTest::newRow("negative length of a text") << first + be32(-5) << u"0.3.3.1[0].1.1"_s << u"negative"_s;
    QTest::newRow("huge length of a text") << first + be32(0x7ffffff0) << u"0.3.3.1[0].1.1"_s << u"larger than"_s;
    QTest::newRow("another type") << list + be32(1) + field(12, 1) + field(8, 1) + be32(3) << u"0.3.3.1[0].1.1"_s
                                  << u"another type"_s;
    QTest::newRow("no type of Thrift's") << list + be32(1) + field(12, 1) + field(99, 77) << u"0.3.3.1[0].1.77"_s
                                         << u"not one of Thrift's"_s;
    QTest::newRow("deep") << upToTasks() + field(12, 9).repeated(5000) << QString() << u"nested too deeply"_s;
    QTest::newRow("deep lists") << upToTasks() + field(15, 9) + ('\x0f' + be32(1)).repeated(5000) << QString()
                                << u"nested too deeply"_s;
    QTest::newRow("a map without end") << upToTasks() + field(13, 9) + "\x0b\x0b" + be32(0x7fffffff) << u"0.3.3.9"_s
                                       << u"larger than"_s;
    QTest::newRow("not Thrift") << QByteArray("hello, this is no message") << QString()
                                << u"does not begin like a message"_s;
    QTest::newRow("json: count too large")
        << reply(R"("3":{"rec":{"1":{"lst":["rec",5]}}})") << u"0.3.3.1"_s << u"another number of elements"_s;
    QTest::newRow("json: text for a number") << reply(R"("3":{"rec":{"1":{"lst":["rec",1,{"2":{"i32":"two"}}]}}})")
                                             << u"0.3.3.1[0].2"_s << u"it is not an integer"_s;
    QTest::newRow("json: a zero ahead") << reply(R"("3":{"rec":{"1":{"lst":["rec",1,{"2":{"i32":05}}]}}})")
                                        << u"0.3.3.1[0].2"_s << u"it is not an integer"_s;
    QTest::newRow("json: two types of a number")
        << reply(R"("3":{"rec":{"1":{"lst":["rec",1,{"2":{"i32":5,"i64":5}}]}}})") << u"0.3.3.1[0].2"_s
        << u"one value"_s;
    QTest::newRow("json: two types") << reply(R"("3":{"rec":{},"i32":4})") << u"0.3.3"_s << u"one value"_s;
    QTest::newRow("json: a name for a field") << reply(R"("three":{"rec":{}})") << u"0.3.0"_s << u"its number"_s;
    QTest::newRow("json: deep") << reply(R"("9":{"lst":)" + QByteArray("[").repeated(3000)) << QString() << QString();
    QTest::newRow("json: more behind") << reply({}) + "[]" << QString() << u"behind"_s;
    QTest::newRow("json: a task without id") << tasks({ "{}" }) << u"0.3.3.1[0]"_s << u"an id and a job"_s;
}

void tst_AuroraDecoder::refusesHostileBytes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, path);
    QFETCH(QString, words);
    Decoder decoder;
    const core::Result<Snapshot> result = decoder.activeTasks(recordings::bytes(body));
    QVERIFY(!result);
    QVERIFY2(result.error().detail.contains(words), qPrintable(result.error().detail));
    if (!path.isEmpty())
        QCOMPARE(result.error().path, path);
}

/// Whatever a byte says, there is a picture or an error, and the next good answer is read.
void tst_AuroraDecoder::survivesEveryFlippedByte()
{
    for (const QString &encoding : { u"binary"_s, u"tjson"_s }) {
        const QByteArray good = recordings::body(u"read/getTasksStatus-failed."_s + encoding);
        QVERIFY(!good.isEmpty());
        Decoder decoder;
        const Snapshot before = decodedTasks(decoder, good);
        int refused = 0;
        for (qsizetype i = 0; i < good.size(); ++i) {
            for (const int flip : { 0x80, 0x01, 0xff }) {
                QByteArray bad = good;
                bad[i] = static_cast<char>(bad[i] ^ flip);
                Decoder fresh;
                refused += fresh.activeTasks(recordings::bytes(bad)) ? 0 : 1;
            }
        }
        QVERIFY(refused > 0);
        QCOMPARE(printedTasks(*decodedTasks(decoder, good)), printedTasks(*before));
    }
}

void tst_AuroraDecoder::takesOverAStoredPicture()
{
    constexpr core::TimePoint night{ std::chrono::seconds(1795426145) };
    const QByteArray jobs = recordings::body(u"read/getJobSummary-null.binary"_s);
    const QByteArray tasks = recordings::body(u"read/getTasksWithoutConfigs-all.binary"_s);
    const QByteArray active = recordings::body(u"read/getTasksWithoutConfigs-active.binary"_s);
    Decoder first;
    QVERIFY(decodedJobs(first, jobs) && decodedTasks(first, tasks));
    const Snapshot before = first.pendingReasons({ { u"a task"_s, u"Insufficient: CPU"_s } }, night);

    core::Result<CachedState> cached = decodeState(encodeState(*before, night));
    QVERIFY(cached);
    QCOMPARE(cached->fetchedAt, night);
    Decoder second;
    const Snapshot after = second.restore(std::move(cached->state));
    QCOMPARE(printedTasks(*after), printedTasks(*before));
    QCOMPARE(printedJobs(*after), printedJobs(*before));
    QCOMPARE(after->string(after->scheduler.cluster), before->string(before->scheduler.cluster));
    QCOMPARE(after->pending.size(), size_t(1));
    QVERIFY(std::ranges::is_sorted(after->jobs, {}, [](const JobRow &job) { return job.key.value; }));

    // What is read next is read as if the same decoder had gone on.
    QVERIFY(decodedJobs(first, jobs) && decodedJobs(second, jobs));
    const Snapshot one = decodedTasks(first, active);
    const Snapshot other = decodedTasks(second, active);
    QCOMPARE(printedTasks(*other), printedTasks(*one));
    QCOMPARE(printedJobs(*other), printedJobs(*one));
}

void tst_AuroraDecoder::refusesStoredPictures_thatAreCutOrDamaged()
{
    Decoder decoder;
    const Snapshot state = decodedTasks(decoder, recordings::body(u"read/getTasksWithoutConfigs-all.binary"_s));
    const QByteArray bytes = encodeState(*state, {});
    QVERIFY(decodeState(bytes));
    QVERIFY(!decodeState(bytes + 'x'));
    for (qsizetype size = 0; size < bytes.size(); size += 5)
        QVERIFY(!decodeState(bytes.left(size)));
    for (qsizetype at = 24; at < bytes.size(); at += 3) {
        QByteArray damaged = bytes;
        damaged[at] = static_cast<char>(damaged.at(at) ^ 0x40);
        QVERIFY2(!decodeState(damaged), QByteArray::number(at).constData());
    }
}

QTEST_GUILESS_MAIN(tst_AuroraDecoder)
#include "tst_auroradecoder.moc"
