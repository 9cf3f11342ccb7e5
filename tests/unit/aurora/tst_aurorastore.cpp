// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/store.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/aurora/recordings.h"
#include "tests/unit/aurora/replies.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace replies;
using core::Freshness;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;
using Part = aurora::Store::Part;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795426145) };

/// A scheduler that answers by method, and counts.
class FakeScheduler final : public FakeServer
{
public:
    using Answer = std::function<FakeReply(const QByteArray &body)>;

    FakeScheduler()
    {
        route("/api", [this](const FakeRequest &request) {
            const QByteArray method = methodOf(request.body);
            ++asked[method];
            bodies[method] << request.body;
            const auto answer = answers.constFind(method);
            return answer == answers.cend() ? FakeReply::text(500, "unexpected") : (*answer)(request.body);
        });
        route("/vars.json", FakeReply::json(R"({"framework_registered":1,"jvm_uptime_secs":77,"task_store_PENDING":2,
            "task_store_RUNNING":16,"build.version":"0.27.0","system_env_SECRET":"x"})"));
        route("/maintenance", FakeReply::json(R"({"DRAINED":["h2"],"SCHEDULED":[],"DRAINING":{"h1":["t1","t2"]}})"));
        answers["getJobSummary"] = recorded(u"read/getJobSummary-null.binary"_s);
        answers["getTasksWithoutConfigs"] = [](const QByteArray &body) {
            return isOfJobs(body) ? thrift(recordings::body(u"read/getTasksWithoutConfigs-all.binary"_s))
                                  : thrift(recordings::body(u"read/getTasksWithoutConfigs-active.binary"_s));
        };
        answers["getPendingReason"] = recorded(u"read/getPendingReason-all.binary"_s);
        answers["getJobUpdateSummaries"]
            = [](const QByteArray &) { return thrift(reply(R"("23":{"rec":{"1":{"lst":["rec",0]}}})")); };
    }

    static FakeReply thrift(const QByteArray &body)
    {
        FakeReply reply;
        reply.body = body;
        reply.contentType
            = body.startsWith('[') ? "application/vnd.apache.thrift.json" : "application/vnd.apache.thrift.binary";
        return reply;
    }
    static Answer recorded(const QString &name)
    {
        return [name](const QByteArray &) { return thrift(recordings::body(name)); };
    }
    static QByteArray methodOf(const QByteArray &body)
    {
        return body.size() < 8 ? QByteArray() : body.mid(8, qFromBigEndian<qint32>(body.constData() + 4));
    }
    /// Only questions about certain jobs or a role hold their names.
    static bool isOfJobs(const QByteArray &body) { return body.contains("devel") || body.contains("web"); }

    QHash<QByteArray, Answer> answers;
    QHash<QByteArray, int> asked;
    QHash<QByteArray, QList<QByteArray>> bodies;
};

} // namespace

class tst_AuroraStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsJobsTasksReasonsAndVitals();
    void readsTasksOfFailedJobs_once();
    void readsTasksOfJobsWhoseCountsChange();
    void goesWithoutExecutors_whenTheListFails();
    void keepsThePicture_whenALookFails();
    void tellsWhereTheAnswerIsWrong();
    void asksOnlyWhileWatched();
    void watchesRoles_andOutlivesTheStore();
    void asksForNoReasons_whenNobodyWaits();
    void takesNewCredentials();
    void stopsAndStartsAgain();
    void diesAtAnyMoment();
    void opensWithTheLastPicture();

private:
    aurora::Store *open(std::chrono::milliseconds interval = 5ms);
    int askedForJobs() const;

    core::ManualClock m_clock{ night };
    QString m_cacheFile;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<FakeScheduler> m_scheduler;
    std::unique_ptr<aurora::Store> m_store;
};

void tst_AuroraStore::init()
{
    m_clock.set(night);
    m_cacheFile.clear();
    m_http = std::make_unique<net::HttpClient>(m_clock);
    m_scheduler = std::make_unique<FakeScheduler>();
}

void tst_AuroraStore::cleanup()
{
    m_store.reset();
    m_http.reset();
    m_scheduler.reset();
}

aurora::Store *tst_AuroraStore::open(std::chrono::milliseconds interval)
{
    aurora::StoreOptions options;
    options.cacheFile = m_cacheFile;
    options.policy = { .interval = interval, .hiddenInterval = 10ms, .ceiling = 20ms, .jitter = 0.1 };
    m_store = std::make_unique<aurora::Store>(
        m_http.get(), std::make_shared<net::StaticDiscovery>(QList<QUrl>{ m_scheduler->url() }), options, m_clock);
    m_store->start();
    return m_store.get();
}

int tst_AuroraStore::askedForJobs() const
{
    const QList<QByteArray> bodies = m_scheduler->bodies.value("getTasksWithoutConfigs");
    return static_cast<int>(std::ranges::count_if(bodies, &FakeScheduler::isOfJobs));
}

void tst_AuroraStore::showsJobsTasksReasonsAndVitals()
{
    open();
    QCOMPARE(m_store->system(), u"Aurora"_s);
    QVERIFY(!m_store->snapshot());
    QTRY_VERIFY(m_store->snapshot() && m_store->snapshot()->jobs.size() == 14);
    QTRY_VERIFY(m_store->snapshot()->tasks.size() >= 21);
    QTRY_VERIFY(!m_store->snapshot()->pending.empty());
    QTRY_COMPARE(m_store->snapshot()->maintenance.size(), size_t(2));
    QTRY_VERIFY(core::isKnown(m_store->snapshot()->scheduler.at));
    const aurora::Snapshot state = m_store->snapshot();
    QVERIFY(state->scheduler.registered);
    QCOMPARE(state->scheduler.uptime, 77s);
    QCOMPARE(state->scheduler.runningTasks, 16);
    QCOMPARE(state->string(state->scheduler.cluster), u"local"_s);
    QCOMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Fresh));
    QCOMPARE(m_store->freshness().fetchedAt, night);
    QVERIFY(m_store->health().lastBytes > 0);
    QCOMPARE(m_store->health().leader.authority(), m_scheduler->url().authority());
}

void tst_AuroraStore::readsTasksOfFailedJobs_once()
{
    open();
    QTRY_VERIFY(m_scheduler->asked["getJobSummary"] > 3);
    // failing_job and flapping_api have failures; nobody changes afterwards.
    QCOMPARE(askedForJobs(), 1);
    const aurora::Snapshot state = m_store->snapshot();
    const aurora::JobRow *const job = state->job(aurora::JobKey{ u"batch"_s, u"devel"_s, u"failing_job"_s });
    QVERIFY(job);
    QVERIFY(job->endedKnown);
    QVERIFY(!state->tasksOf(*job).empty());
}

void tst_AuroraStore::readsTasksOfJobsWhoseCountsChange()
{
    aurora::JobStats stats;
    stats.active = 1;
    m_scheduler->answers["getJobSummary"] = [&](const QByteArray &) {
        return FakeScheduler::thrift(jobs({ { "r/devel/a", stats } }));
    };
    QByteArray list = tasks({ task("t", "r/devel/a", 0, Running, 1) });
    m_scheduler->answers["getTasksWithoutConfigs"] = [&](const QByteArray &) { return FakeScheduler::thrift(list); };
    open();
    QTRY_VERIFY(m_scheduler->asked["getJobSummary"] > 3 && m_store->snapshot() && !m_store->snapshot()->tasks.empty());
    QCOMPARE(askedForJobs(), 0);
    stats.active = 0;
    stats.finished = 1;
    list = tasks({ task("t", "r/devel/a", 0, Finished, 1, "done") });
    QTRY_COMPARE(askedForJobs(), 1);
    QTRY_COMPARE(int(m_store->snapshot()->tasks.front().status), int(aurora::TaskStatus::Finished));
    QCOMPARE(m_store->snapshot()->string(m_store->snapshot()->tasks.front().message), u"done"_s);
}

void tst_AuroraStore::goesWithoutExecutors_whenTheListFails()
{
    m_scheduler->answers["getTasksWithoutConfigs"]
        = [](const QByteArray &) { return FakeReply::text(500, "NullPointerException"); };
    m_scheduler->answers["getTasksStatus"] = FakeScheduler::recorded(u"read/getTasksWithoutConfigs-active.binary"_s);
    open();
    QTRY_VERIFY(m_store->snapshot() && m_store->snapshot()->tasks.size() == 20);
    QTRY_COMPARE(int(m_store->freshness(Part::ActiveTasks).phase), int(Freshness::Phase::Fresh));
}

void tst_AuroraStore::keepsThePicture_whenALookFails()
{
    open();
    constexpr size_t count = 23; // 20 active ones, and those of the jobs that failed
    QTRY_VERIFY(m_store->snapshot() && m_store->snapshot()->tasks.size() == count);
    m_clock.advance(1min);
    m_scheduler->answers["getTasksWithoutConfigs"] = [](const QByteArray &) { return FakeReply::text(503, "away"); };
    m_scheduler->answers["getTasksStatus"] = m_scheduler->answers["getTasksWithoutConfigs"];
    QTRY_COMPARE(int(m_store->freshness(Part::ActiveTasks).phase), int(Freshness::Phase::Stale));
    QCOMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Fresh)); // another part
    m_scheduler->die();
    QTRY_COMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Stale));
    QCOMPARE(m_store->snapshot()->jobs.size(), size_t(14));
    QCOMPARE(m_store->snapshot()->tasks.size(), count);
    QVERIFY(m_store->freshness().error);
    m_scheduler->comeBack();
    QTRY_COMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Fresh));
}

void tst_AuroraStore::tellsWhereTheAnswerIsWrong()
{
    m_scheduler->answers["getJobSummary"] = [](const QByteArray &) {
        return FakeScheduler::thrift(reply(R"("18":{"rec":{"1":{"set":["rec",1,{"2":{"rec":{"1":{"str":"x"}}}}]}}})"));
    };
    open();
    QTRY_COMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Failed));
    const core::Error error = *m_store->freshness().error;
    QCOMPARE(core::kindName(error.kind), core::kindName(core::Error::Kind::WrongShape));
    QCOMPARE(error.path, u"0.3.18.1[0].2.1"_s);
    QVERIFY2(error.endpoint.endsWith(u"/api"), qPrintable(error.endpoint));
}

void tst_AuroraStore::asksOnlyWhileWatched()
{
    open();
    QTRY_VERIFY(m_scheduler->asked["getJobSummary"] > 3);
    const int before = askedForJobs();
    const aurora::JobKey key{ u"web"_s, u"prod"_s, u"frontend"_s };
    {
        const aurora::Store::Watch watch = m_store->watch(key);
        const aurora::Store::Watch again = m_store->watch(key);
        QTRY_VERIFY(askedForJobs() > before + 3);
        QTRY_VERIFY(m_store->snapshot()->job(key)->endedKnown);
    }
    const int after = m_scheduler->asked["getJobSummary"];
    QTRY_VERIFY(m_scheduler->asked["getJobSummary"] > after + 1); // what was on its way has come
    const int settled = askedForJobs();
    const int then = m_scheduler->asked["getJobSummary"];
    QTRY_VERIFY(m_scheduler->asked["getJobSummary"] > then + 5);
    QCOMPARE(askedForJobs(), settled);
}

void tst_AuroraStore::watchesRoles_andOutlivesTheStore()
{
    open();
    QTRY_VERIFY(m_store->snapshot() && !m_store->snapshot()->jobs.empty());
    aurora::Store::Watch watch = m_store->watchRole(u"web"_s);
    QTRY_VERIFY(m_store->snapshot()->job(aurora::JobKey{ u"web"_s, u"prod"_s, u"hello_world"_s })->endedKnown);
    QVERIFY(!m_store->snapshot()->job(aurora::JobKey{ u"dba"_s, u"prod"_s, u"mysql"_s })->endedKnown);
    aurora::Store::Watch moved = std::move(watch);
    m_store.reset();
    moved.release(); // nobody is there any more
}

void tst_AuroraStore::asksForNoReasons_whenNobodyWaits()
{
    aurora::JobStats stats;
    stats.pending = 1;
    m_scheduler->answers["getJobSummary"] = [&](const QByteArray &) {
        return FakeScheduler::thrift(jobs({ { "web/staging/nowhere", stats } }));
    };
    open();
    QTRY_VERIFY(m_store->snapshot() && !m_store->snapshot()->pending.empty());
    stats.pending = 0;
    stats.active = 1;
    QTRY_VERIFY(m_store->snapshot()->pending.empty());
    const int asked = m_scheduler->asked["getPendingReason"];
    const int then = m_scheduler->asked["getJobSummary"];
    QTRY_VERIFY(m_scheduler->asked["getJobSummary"] > then + 5);
    QCOMPARE(m_scheduler->asked["getPendingReason"], asked);
}

void tst_AuroraStore::takesNewCredentials()
{
    open();
    QTRY_VERIFY(m_store->snapshot());
    net::Credentials credentials;
    credentials.scheme = net::Credentials::Scheme::Basic;
    credentials.user = u"alice"_s;
    credentials.secret = u"wonder"_s;
    m_store->setCredentials(credentials);
    const auto isSignedIn = [](const FakeRequest &request) { return request.headers.contains("authorization"); };
    QTRY_VERIFY(std::ranges::any_of(m_scheduler->requests(), isSignedIn));
    QVERIFY(m_store->snapshot());
}

void tst_AuroraStore::stopsAndStartsAgain()
{
    open();
    QTRY_VERIFY(m_store->snapshot());
    m_store->stop();
    QSignalSpy shown(m_store.get(), &core::Store::snapshotChanged);
    m_store->start();
    QTRY_VERIFY(shown.count() > 0);
    m_store->stop();
    m_store->refresh(); // asks nobody
    const int asked = m_scheduler->asked["getJobSummary"];
    QCoreApplication::processEvents();
    QCOMPARE(m_scheduler->asked["getJobSummary"], asked);
}

void tst_AuroraStore::diesAtAnyMoment()
{
    for (int turns = 0; turns < 40; ++turns) {
        open(1ms);
        const aurora::Store::Watch watch = m_store->watchRole(u"web"_s);
        for (int i = 0; i < turns; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        m_store.reset();
    }
    QCoreApplication::processEvents();
}

void tst_AuroraStore::opensWithTheLastPicture()
{
    const QTemporaryDir dir;
    m_cacheFile = dir.filePath(u"aurora.picture"_s);
    open();
    QTRY_VERIFY(m_store->snapshot() && m_store->snapshot()->tasks.size() >= 21);
    m_store.reset();

    m_clock.set(night + 8h);
    m_scheduler->answers["getJobSummary"] = [](const QByteArray &) { return FakeReply::text(500, "down"); };
    m_scheduler->answers["getTasksWithoutConfigs"] = m_scheduler->answers["getJobSummary"];
    open();
    QTRY_VERIFY(m_store->snapshot());
    QCOMPARE(m_store->snapshot()->jobs.size(), size_t(14));
    QVERIFY(m_store->snapshot()->tasks.size() >= 21);
    QCOMPARE(m_store->freshness().fetchedAt, night); // it says how old it is
    QTRY_COMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Stale));
    QCOMPARE(m_store->snapshot()->jobs.size(), size_t(14)); // a failed look changes the freshness only

    m_scheduler->answers["getJobSummary"] = FakeScheduler::recorded(u"read/getJobSummary-null.binary"_s);
    QTRY_COMPARE(int(m_store->freshness().phase), int(Freshness::Phase::Fresh));
    QCOMPARE(m_store->freshness().fetchedAt, night + 8h);
}

QTEST_GUILESS_MAIN(tst_AuroraStore)
#include "tst_aurorastore.moc"
