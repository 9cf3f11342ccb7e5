// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/observer/observer.h"
#include "models/aurora/observer/observeranswers.h"
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/aurora/recordings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::ProcessRun;
using Kind = core::Error::Kind;

namespace {

const QString server = u"web-prod-server-0-aaaaaaaa-1111-2222-3333-444444444444"_s;
const QString broken = u"batch-prod-broken-1-cccccccc-1111-2222-3333-444444444444"_s;
const QString etl = u"batch-prod-etl-0-bbbbbbbb-1111-2222-3333-444444444444"_s;

} // namespace

/// The real observer's recorded answers, and what happens when it is not there.
class tst_Observer : public QObject
{
    Q_OBJECT

private slots:
    void readsTheTask();
    void readsTheRuns();
    void failedRuns_haveNoCodeAndNoEnd();
    void severalTasks_areToldApart();
    void anotherTask_isNotTakenForThisOne();
    void tellsWhatIsNoAnswer_data();
    void tellsWhatIsNoAnswer();
    void asksBoth_withoutCredentials();
    void unknownTask_isNotFound();
    void silentAgent_isAnError();

private:
    static core::Result<aurora::ThermosTask> ask(const aurora::Observer &observer, const QString &task)
    {
        std::optional<core::Result<aurora::ThermosTask>> answer;
        QCoro::connect(observer.task(u"agent-01.sim.local"_s, task), QCoreApplication::instance(),
                       [&](core::Result<aurora::ThermosTask> told) { answer = std::move(told); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20000); }();
        return *answer;
    }
    static aurora::Observer over(const support::FakeServer &fake)
    {
        net::Route route;
        route.rewrite.insert(u"*:1338"_s, QString::fromLatin1(fake.authority()));
        return { std::make_shared<net::HttpClient>(),
                 { 1338, std::make_shared<const net::Route>(route), std::chrono::seconds(5) } };
    }
};

void tst_Observer::readsTheTask()
{
    const auto task = aurora::answers::thermosTask(recordings::body(u"observer/task"_s), server);
    QVERIFY(task);
    QStringList names;
    for (const aurora::executor::Process &process : task->definition.processes)
        names << process.name + (process.final ? u" (final)"_s : QString());
    QCOMPARE(names, (QStringList{ u"setup"_s, u"flaky"_s, u"server"_s, u"never"_s, u"cleanup (final)"_s }));
    QCOMPARE(task->definition.constraints.size(), 1);
    QCOMPARE(task->definition.constraints.first().order,
             (QStringList{ u"setup"_s, u"flaky"_s, u"server"_s, u"never"_s }));
    QCOMPARE(task->state, u"ACTIVE"_s);
    QCOMPARE(task->use.ram, 4562944.0);
    QCOMPARE(task->disk, 151552.0);
}

void tst_Observer::readsTheRuns()
{
    const auto runs = aurora::answers::processRuns(recordings::body(u"observer/processes"_s), server);
    QVERIFY(runs);
    QCOMPARE(runs->keys(), (QStringList{ u"flaky"_s, u"server"_s, u"setup"_s }));
    QCOMPARE(runs->value(u"flaky"_s).run, 2);
    QCOMPARE(runs->value(u"flaky"_s).state, ProcessRun::State::Success);
    QCOMPARE(runs->value(u"setup"_s).started, core::TimePoint(1795423668075ms));
    QCOMPARE(runs->value(u"setup"_s).stopped, core::TimePoint(1795423669111ms));
    const ProcessRun running = runs->value(u"server"_s);
    QCOMPARE(running.state, ProcessRun::State::Running);
    QVERIFY(running.use);
    QCOMPARE(running.use->ram, 4562944.0);
    QVERIFY(!core::isKnown(running.stopped));
}

void tst_Observer::failedRuns_haveNoCodeAndNoEnd()
{
    // The answer about one process, put where the answer about all has it.
    const QByteArray body
        = "{\"" + broken.toUtf8() + "\": {\"bad\": " + recordings::body(u"observer/process_failed"_s) + "}}";
    const auto runs = aurora::answers::processRuns(body, broken);
    QVERIFY(runs);
    const ProcessRun run = runs->value(u"bad"_s);
    QCOMPARE(run.state, ProcessRun::State::Failed);
    QCOMPARE(run.run, 1);
    QVERIFY(!run.returnCode);
    QVERIFY(!core::isKnown(run.stopped));
}

void tst_Observer::severalTasks_areToldApart()
{
    const QByteArray body = recordings::body(u"observer/processes_two"_s);
    QVERIFY(aurora::answers::processRuns(body, etl)->contains(u"cleanup"_s));
    QVERIFY(!aurora::answers::processRuns(body, server)->contains(u"cleanup"_s));
}

void tst_Observer::anotherTask_isNotTakenForThisOne()
{
    const auto task = aurora::answers::thermosTask(recordings::body(u"observer/task"_s), etl);
    QVERIFY(!task);
    QCOMPARE(task.error().kind, Kind::WrongShape);
    QCOMPARE(task.error().path, etl + u".task"_s);
    QVERIFY(aurora::answers::processRuns(recordings::body(u"observer/processes_none"_s), etl)->isEmpty());
}

void tst_Observer::tellsWhatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    const QByteArray whole = recordings::body(u"observer/task"_s);
    QTest::newRow("nothing") << QByteArray() << Kind::NotJson;
    QTest::newRow("a page") << QByteArray("<html></html>") << Kind::NotJson;
    QTest::newRow("a list") << QByteArray("[]") << Kind::WrongShape;
    QTest::newRow("a number in its place") << QByteArray("{\"" + server.toUtf8() + "\": 7}") << Kind::WrongShape;
    for (const int part : { 1, 2, 3 })
        QTest::addRow("cut at %d of 4", part) << whole.left(whole.size() * part / 4) << Kind::NotJson;
}

void tst_Observer::tellsWhatIsNoAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    const auto task = aurora::answers::thermosTask(body, server);
    QVERIFY(!task);
    QCOMPARE(core::kindName(task.error().kind), core::kindName(kind));
}

void tst_Observer::asksBoth_withoutCredentials()
{
    support::FakeServer fake;
    fake.route("/j/task/" + server.toUtf8(), support::FakeReply::json(recordings::body(u"observer/task"_s)));
    fake.route("/j/processes", support::FakeReply::json(recordings::body(u"observer/processes"_s)));
    const auto task = ask(over(fake), server);
    QVERIFY(task);
    QCOMPARE(task->runs.size(), 3);
    QCOMPARE(task->definition.processes.size(), 5);
    QCOMPARE(fake.requests().size(), 2);
    for (const support::FakeRequest &request : fake.requests())
        QVERIFY(!request.headers.contains("authorization"));
    QVERIFY(fake.requests().last().target.endsWith("task_id=" + server.toUtf8()));
}

void tst_Observer::unknownTask_isNotFound()
{
    support::FakeServer fake;
    support::FakeReply reply = support::FakeReply::text(500, recordings::body(u"observer/task_unknown"_s));
    fake.route("/j/task/nosuch", reply);
    const auto task = ask(over(fake), u"nosuch"_s);
    QVERIFY(!task);
    QCOMPARE(core::kindName(task.error().kind), core::kindName(Kind::NotFound));
}

void tst_Observer::silentAgent_isAnError()
{
    support::FakeServer fake;
    const aurora::Observer observer = over(fake);
    fake.die();
    const auto task = ask(observer, server);
    QVERIFY(!task);
    QCOMPARE(core::kindName(task.error().kind), core::kindName(Kind::Refused));
}

QTEST_GUILESS_MAIN(tst_Observer)
#include "tst_observer.moc"
