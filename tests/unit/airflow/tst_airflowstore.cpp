// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/store.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/airflow/recordings.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

#include <map>
#include <numeric>
#include <random>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace airflow;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;

namespace {

const core::TimePoint night{ std::chrono::seconds(1795392000) };

/// A DAG "d" of Airflow 3 with runs whose task instances can be changed.
class Airflow
{
public:
    Airflow()
    {
        server.route("/api/v2/version", FakeReply::json(R"({"version":"3.3.2"})"));
        server.route("/api/v2/monitor/health", FakeReply::json(recordings::body(Api::V2, u"021-health"_s)));
        server.route("/api/v2/dags/d", [this](const FakeRequest &) {
            return FakeReply::json(R"({"dag_id":"d","tags":[],"is_paused":)" + QByteArray(paused ? "true}" : "false}"));
        });
        server.route("/api/v2/dags/d/tasks", FakeReply::json(R"({"tasks":[{"task_id":"a"}],"total_entries":1})"));
        server.route("/api/v2/dags/d/dagRuns", [this](const FakeRequest &asked) { return listed(asked); });
        server.setFallback([this](const FakeRequest &asked) { return instances(asked); });
    }

    void addRun(const QString &id, const QString &state, int tasks)
    {
        runs.append({ id, state });
        for (int i = 0; i < tasks; ++i)
            states[id].append(state == u"running"_s ? u"queued"_s : u"success"_s);
    }

    int whole(const QString &run) const { return asked(run, false); }
    int changes(const QString &run) const { return asked(run, true); }

    FakeServer server;
    QList<std::pair<QString, QString>> runs; ///< id, state; oldest first
    std::map<QString, QStringList> states; ///< by run
    QHash<QString, QList<int>> changed; ///< what a question for changes is answered with
    bool paused = false;
    bool down = false;

private:
    int asked(const QString &run, bool forChanges) const
    {
        return static_cast<int>(std::ranges::count_if(server.requests(), [&](const FakeRequest &request) {
            return request.path().contains("/dagRuns/" + run.toLatin1() + '/')
                && request.target.contains("updated_at_gte") == forChanges && !request.target.contains("offset=");
        }));
    }

    FakeReply listed(const FakeRequest &asked)
    {
        if (down)
            return FakeReply::text(500, "{\"detail\":\"Database error\"}");
        QJsonArray list;
        for (qsizetype i = runs.size(); i-- > 0;) {
            if (asked.target.contains("state=running") && runs[i].second == u"success"_s)
                continue;
            list.append(QJsonObject{ { u"dag_id"_s, u"d"_s },
                                     { u"dag_run_id"_s, runs[i].first },
                                     { u"state"_s, runs[i].second },
                                     { u"run_after"_s, u"2026-11-%1T00:00:00Z"_s.arg(10 + i) } });
        }
        const QJsonObject answer{ { u"dag_runs"_s, list }, { u"total_entries"_s, list.size() } };
        return FakeReply::json(QJsonDocument(answer).toJson());
    }

    FakeReply instances(const FakeRequest &asked)
    {
        if (down)
            return FakeReply::text(500, "{\"detail\":\"Database error\"}");
        const QString run = QString::fromLatin1(asked.path().split('/').value(6));
        const QUrlQuery query(QString::fromLatin1(asked.target.mid(asked.target.indexOf('?') + 1)));
        const qsizetype offset = query.queryItemValue(u"offset"_s).toInt();
        const QStringList &all = states[run];
        QList<int> indices = changed.value(run);
        if (!query.hasQueryItem(u"updated_at_gte"_s)) {
            indices.resize(all.size());
            std::iota(indices.begin(), indices.end(), 0);
        }
        QJsonArray list;
        for (const int i : indices.mid(offset, 100))
            list.append(QJsonObject{ { u"task_id"_s, u"t%1"_s.arg(i, 4, 10, QChar(u'0')) },
                                     { u"dag_run_id"_s, run },
                                     { u"map_index"_s, -1 },
                                     { u"state"_s, all[i] } });
        const QJsonObject answer{ { u"task_instances"_s, list }, { u"total_entries"_s, indices.size() } };
        return FakeReply::json(QJsonDocument(answer).toJson());
    }
};

} // namespace

class tst_AirflowStore : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void showsWhatThereIs();
    void asksForChanges_andForAllOnceAMinute();
    void takesChangesOver();
    void readsAThousandTasksPageByPage();
    void readsPastRunsOnce();
    void readsARunOnceMore_whenItEnds();
    void readsWhatIsWanted();
    void keepsThePicture_whenAirflowFails();
    void readsTheStructureOnce();
    void saysNothing_whenNothingChanged();
    void mergesAsANaiveMapDoes();
    void keepsRunsNewestFirst();

private:
    void start()
    {
        StoreOptions options;
        options.url = m_airflow->server.url();
        options.dagId = u"d"_s;
        options.policy = { 5ms, 5ms, 20ms, 0 };
        options.pastEvery = 1ms;
        m_store = std::make_unique<Store>(m_http.get(), options, m_clock);
        m_store->start();
    }
    RunTasksPtr tasks(const QString &run) const
    {
        const Snapshot state = m_store->snapshot();
        return state ? state->tasksOf(run) : nullptr;
    }

    core::ManualClock m_clock{ night };
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<Airflow> m_airflow;
    std::unique_ptr<Store> m_store;
};

void tst_AirflowStore::init()
{
    m_clock.set(night);
    m_http = std::make_unique<net::HttpClient>(m_clock);
    m_airflow = std::make_unique<Airflow>();
}

void tst_AirflowStore::cleanup()
{
    m_store.reset();
    m_http.reset();
}

void tst_AirflowStore::showsWhatThereIs()
{
    m_airflow->addRun(u"old"_s, u"success"_s, 3);
    m_airflow->addRun(u"new"_s, u"running"_s, 2);
    start();
    QTRY_VERIFY(tasks(u"new"_s) && tasks(u"old"_s) && m_store->snapshot()->structure);
    const Snapshot state = m_store->snapshot();
    QCOMPARE(state->version.text, u"3.3.2"_s);
    QCOMPARE(state->dag.id, u"d"_s);
    QCOMPARE(state->health.scheduler.status, u"healthy"_s);
    QCOMPARE(state->runs.size(), 2);
    QCOMPARE(state->runs.first().id, u"new"_s);
    QCOMPARE(tasks(u"new"_s)->instances.size(), 2);
    QCOMPARE(tasks(u"new"_s)->instances.first().state, TaskState::Queued);
    QCOMPARE(m_store->freshness().phase, core::Freshness::Phase::Fresh);
}

void tst_AirflowStore::asksForChanges_andForAllOnceAMinute()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 2);
    start();
    QTRY_VERIFY(m_airflow->changes(u"new"_s) >= 3);
    const int before = m_airflow->whole(u"new"_s);
    QVERIFY(before <= 2); // the first look, and the one the list of runs asks for
    m_clock.advance(59s);
    const int changes = m_airflow->changes(u"new"_s);
    QTRY_VERIFY(m_airflow->changes(u"new"_s) > changes + 2);
    QCOMPARE(m_airflow->whole(u"new"_s), before);
    m_clock.advance(2s);
    QTRY_COMPARE(m_airflow->whole(u"new"_s), before + 1);
    const auto last = std::ranges::find_if(m_airflow->server.requests(), [](const FakeRequest &request) {
        return request.target.contains("updated_at_gte");
    });
    const QUrlQuery query(QString::fromLatin1(last->target.mid(last->target.indexOf('?') + 1)));
    const QDateTime since
        = QDateTime::fromString(query.queryItemValue(u"updated_at_gte"_s, QUrl::FullyDecoded), Qt::ISODateWithMs);
    QVERIFY(since.toMSecsSinceEpoch() < night.time_since_epoch().count());
    QVERIFY(since.toMSecsSinceEpoch() >= (night - 15s).time_since_epoch().count());
}

void tst_AirflowStore::takesChangesOver()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 5);
    start();
    QTRY_VERIFY(tasks(u"new"_s));
    m_airflow->states[u"new"_s][3] = u"running"_s;
    m_airflow->changed[u"new"_s] = { 3 };
    QTRY_COMPARE(tasks(u"new"_s)->instances[3].state, TaskState::Running);
    QCOMPARE(tasks(u"new"_s)->instances.size(), 5);
    QCOMPARE(tasks(u"new"_s)->instances[2].state, TaskState::Queued);
}

void tst_AirflowStore::readsAThousandTasksPageByPage()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 1000);
    start();
    QTRY_VERIFY(m_airflow->changes(u"new"_s) >= 3);
    QCOMPARE(tasks(u"new"_s)->instances.size(), 1000);
    const auto pages = std::ranges::count_if(m_airflow->server.requests(), [](const FakeRequest &request) {
        return request.path().endsWith("/taskInstances") && !request.target.contains("updated_at_gte");
    });
    QVERIFY(pages % 10 == 0 && pages <= 20);
}

void tst_AirflowStore::readsPastRunsOnce()
{
    for (int i = 0; i < 8; ++i)
        m_airflow->addRun(u"past%1"_s.arg(i), u"success"_s, 2);
    m_airflow->addRun(u"new"_s, u"running"_s, 2);
    start();
    QTRY_COMPARE(m_store->snapshot() ? m_store->snapshot()->tasks.size() : 0, 9);
    const int changes = m_airflow->changes(u"new"_s);
    QTRY_VERIFY(m_airflow->changes(u"new"_s) > changes + 3);
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(m_airflow->whole(u"past%1"_s.arg(i)), 1);
        QCOMPARE(m_airflow->changes(u"past%1"_s.arg(i)), 0);
    }
}

void tst_AirflowStore::readsARunOnceMore_whenItEnds()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 2);
    start();
    QTRY_VERIFY(tasks(u"new"_s));
    m_airflow->states[u"new"_s] = { u"success"_s, u"failed"_s };
    m_airflow->runs[0].second = u"success"_s;
    QTRY_COMPARE(tasks(u"new"_s)->instances[1].state, TaskState::Failed);
    const int whole = m_airflow->whole(u"new"_s);
    const int runsAsked = m_airflow->server.count("/api/v2/dags/d/dagRuns");
    QTRY_VERIFY(m_airflow->server.count("/api/v2/dags/d/dagRuns") > runsAsked + 3);
    QCOMPARE(m_airflow->whole(u"new"_s), whole);
    // Cleared: it runs again, and is read again.
    m_airflow->runs[0].second = u"running"_s;
    m_airflow->states[u"new"_s] = { u"success"_s, u"queued"_s };
    m_airflow->changed[u"new"_s] = { 1 };
    QTRY_COMPARE(tasks(u"new"_s)->instances[1].state, TaskState::Queued);
}

void tst_AirflowStore::readsWhatIsWanted()
{
    for (int i = 0; i < 3; ++i)
        m_airflow->addRun(u"past%1"_s.arg(i), u"success"_s, 2);
    start();
    m_store->setWanted(u"past0"_s);
    QTRY_VERIFY(tasks(u"past0"_s));
}

void tst_AirflowStore::keepsThePicture_whenAirflowFails()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 2);
    start();
    QTRY_VERIFY(tasks(u"new"_s));
    m_airflow->down = true;
    QTRY_COMPARE(m_store->freshness().phase, core::Freshness::Phase::Stale);
    QCOMPARE(m_store->freshness().error->detail, u"Database error"_s);
    QTRY_COMPARE(m_store->freshness(Store::Part::Tasks).phase, core::Freshness::Phase::Stale);
    QCOMPARE(tasks(u"new"_s)->instances.size(), 2);
    m_airflow->down = false;
    QTRY_COMPARE(m_store->freshness().phase, core::Freshness::Phase::Fresh);
}

void tst_AirflowStore::readsTheStructureOnce()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 1);
    start();
    QTRY_VERIFY(m_airflow->server.count("/api/v2/dags/d") >= 3);
    QCOMPARE(m_airflow->server.count("/api/v2/dags/d/tasks"), 1);
    m_store->refresh(); // somebody asks for it
    QTRY_COMPARE(m_airflow->server.count("/api/v2/dags/d/tasks"), 2);
}

void tst_AirflowStore::saysNothing_whenNothingChanged()
{
    m_airflow->addRun(u"new"_s, u"running"_s, 2);
    start();
    QTRY_VERIFY(m_airflow->server.count("/api/v2/dags/d") >= 2 && m_airflow->changes(u"new"_s) >= 2);
    QSignalSpy pictures(m_store.get(), &core::Store::snapshotChanged);
    const int asked = m_airflow->server.count("/api/v2/dags/d");
    QTRY_VERIFY(m_airflow->server.count("/api/v2/dags/d") >= asked + 3);
    QCOMPARE(pictures.count(), 0);
    m_airflow->paused = true;
    QTRY_COMPARE(pictures.count(), 1);
    QVERIFY(m_store->snapshot()->dag.paused);
}

void tst_AirflowStore::mergesAsANaiveMapDoes()
{
    std::mt19937 random(7);
    const auto pick = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    RunTasks kept;
    std::map<std::pair<QString, int>, TaskInstance> naive;
    for (int round = 0; round < 300; ++round) {
        QList<TaskInstance> changed;
        for (int i = pick(8); i > 0; --i) {
            TaskInstance instance;
            instance.taskId = u"t%1"_s.arg(pick(12));
            instance.mapIndex = pick(3) - 1;
            instance.tryNumber = round * 10 + i;
            changed.append(instance);
            naive[{ instance.taskId, instance.mapIndex }] = instance;
        }
        kept = merged(round == 0 ? nullptr : &kept, changed, night);
        QList<TaskInstance> expected;
        for (const auto &[key, instance] : naive)
            expected.append(instance);
        QCOMPARE(kept.instances, expected);
    }
}

void tst_AirflowStore::keepsRunsNewestFirst()
{
    const auto run = [](const QString &id, int hour, RunState state) {
        Run made;
        made.id = id;
        made.state = state;
        made.runAfter = night + std::chrono::hours(hour);
        return made;
    };
    const QList<Run> before{ run(u"b"_s, 2, RunState::Running), run(u"a"_s, 1, RunState::Success) };
    const QList<Run> after
        = mergedRuns(before, { run(u"b"_s, 2, RunState::Failed), run(u"c"_s, 3, RunState::Queued) }, 2);
    QCOMPARE(after.size(), 2);
    QCOMPARE(after[0].id, u"c"_s);
    QCOMPARE(after[1].state, RunState::Failed);
}

QTEST_GUILESS_MAIN(tst_AirflowStore)
#include "tst_airflowstore.moc"
