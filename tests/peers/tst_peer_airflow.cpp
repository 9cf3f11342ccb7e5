// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/verb.h"
#include "models/airflow/client.h"
#include "models/airflow/errors.h"
#include "models/airflow/readlog.h"
#include "models/verbs/night/stop/stopsteps.h"
#include "models/verbs/night/stop/stopverb.h"
#include "tests/peers/peer.h"

#include <QTemporaryDir>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using airflow::RunState;
using airflow::TaskState;
using Kind = core::Error::Kind;
namespace calls = airflow::calls;

namespace {

const QString dagId = u"peer-night"_s;
const QString failing = u"itaipu-contracts"_s;
const QString shard = u"shard"_s; ///< mapped: one goes well, one in its second try, one fails
constexpr int nodes = 60;
constexpr int instances = nodes + 2; ///< one is mapped over three
constexpr int cascade = 10 + 10 + 1; ///< what `failing` blocks: data sets, their models, publish

} // namespace

/// Every read and order of the client against a real Airflow 2 and a real Airflow 3, whose DAG is run, fails, is
/// cleared and marked.
class tst_PeerAirflow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { SKIP_WITHOUT_PEERS(); }
    void playsANight_data();
    void playsANight();

private:
    template <typename Value>
    static core::Result<Value> wait(QCoro::Task<core::Result<Value>> task)
    {
        return QCoro::waitFor(std::move(task));
    }
    void readsTheServer(airflow::Client *client, int major);
    void runsAndFails(airflow::Client *client, const QString &run);
    void readsTheRun(airflow::Client *client, const QString &run);
    void readsMappedInstances(airflow::Client *client, const QString &run);
    void clears(airflow::Client *client, const QString &run);
    void clearsMappedInstances(airflow::Client *client, const QString &run);
    void marks(airflow::Client *client, const QString &run);
    void stops(const QUrl &url, const QString &run);
    void refuses(const QUrl &url, airflow::Client *client);
    static airflow::ClientOptions options()
    {
        airflow::ClientOptions options;
        options.credentials = { net::Credentials::Scheme::Basic, u"ops"_s, u"ops"_s };
        options.deadline = 120s;
        return options;
    }
    static TaskState stateOf(airflow::Client *client, const QString &run, const QString &task, int index = -1)
    {
        const auto instance = wait(client->taskInstance({ dagId, run, task, index }));
        return instance ? instance->instance.state : TaskState::Unknown;
    }

    net::HttpClient m_http;
};

void tst_PeerAirflow::playsANight_data()
{
    QTest::addColumn<int>("major");
    QTest::newRow("Airflow 2") << 2;
    QTest::newRow("Airflow 3") << 3;
}

void tst_PeerAirflow::playsANight()
{
    QFETCH(int, major);
    const QTemporaryDir home;
    const quint16 port = peer::freePort();
    const QString environment = u"airflow%1"_s.arg(major);
    peer::Process server(peer::pythonOf(environment),
                         { peer::script(u"airflow_server.py"_s), u"%1/%2"_s.arg(peer::folder(), environment),
                           home.filePath(u"home"_s), QString::number(port) });
    QCOMPARE(server.line(900'000), QByteArray("ready"));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(port));
    airflow::Client client(&m_http, url, options());
    const QString run = u"manual__a+b:c.%1"_s.arg(major);
    for (const auto &step : std::initializer_list<std::function<void()>>{
             [&] { readsTheServer(&client, major); }, [&] { runsAndFails(&client, run); },
             [&] { readsTheRun(&client, run); }, [&] { readsMappedInstances(&client, run); },
             [&] { clears(&client, run); }, [&] { clearsMappedInstances(&client, run); }, [&] { marks(&client, run); },
             [&] { stops(url, run); }, [&] { refuses(url, &client); } }) {
        step();
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_PeerAirflow::readsTheServer(airflow::Client *client, int major)
{
    const auto version = wait(client->version());
    QVERIFY2(version.has_value(), version ? "" : qPrintable(version.error().detail));
    QVERIFY(version->text.startsWith(QString::number(major)));
    QCOMPARE(version->api, major == 2 ? airflow::Api::V1 : airflow::Api::V2);
    QCOMPARE(wait(client->health())->scheduler.status, u"healthy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(wait(client->dag(dagId)).has_value(), 300'000); // its file is read by and by
    const auto found = wait(client->dag(dagId));
    QVERIFY(found->paused);
    QCOMPARE(found->tags, QStringList({ u"nightly"_s }));
    calls::DagQuery query;
    query.idPattern = u"peer"_s;
    QCOMPARE(wait(client->dags(query))->items.size(), 1);
    const auto structure = wait(client->structure(dagId));
    QVERIFY2(structure.has_value(), structure ? "" : qPrintable(structure.error().detail));
    QCOMPARE(structure->tasks.size(), nodes);
}

void tst_PeerAirflow::runsAndFails(airflow::Client *client, const QString &run)
{
    QCOMPARE(wait(client->setPaused(dagId, false))->paused, false);
    calls::Trigger trigger;
    trigger.dagId = dagId;
    trigger.runId = run;
    trigger.conf = { { u"transaction"_s, u"5b1f3c1e"_s } };
    trigger.note = u"drill"_s;
    const auto triggered = wait(client->trigger(trigger));
    QVERIFY2(triggered.has_value(), triggered ? "" : qPrintable(triggered.error().detail));
    QCOMPARE(triggered->id, run);
    const auto again = wait(client->trigger(trigger));
    QVERIFY(!again); // the id is taken: an order that was lost is never a second night
    QTRY_COMPARE_WITH_TIMEOUT(wait(client->run(dagId, run))->state, RunState::Failed, 600'000);
    QCOMPARE(stateOf(client, run, failing), TaskState::Failed);
    QCOMPARE(stateOf(client, run, u"datasets.dataset-00"_s), TaskState::UpstreamFailed);
    QCOMPARE(stateOf(client, run, u"datasets.dataset-15"_s), TaskState::Success);
}

void tst_PeerAirflow::readsTheRun(airflow::Client *client, const QString &run)
{
    calls::RunQuery runs;
    runs.dagId = dagId;
    runs.states = { RunState::Failed };
    runs.newestFirst = true;
    const auto failed = wait(client->runs(runs));
    QVERIFY2(failed.has_value(), failed ? "" : qPrintable(failed.error().detail));
    QCOMPARE(failed->items.size(), 1);
    QVERIFY(failed->items.constFirst().conf.contains("5b1f3c1e"));
    calls::TaskInstanceQuery all;
    all.dagId = dagId;
    all.runId = run;
    all.page.limit = 25;
    const auto page = wait(client->taskInstances(all));
    QCOMPARE(page->items.size(), 25);
    QCOMPARE(page->total, instances);
    QCOMPARE(wait(client->allTaskInstances(all))->size(), instances);
    all.states = { TaskState::Failed };
    QCOMPARE(wait(client->taskInstances(all))->items.size(), 2); // and one that is mapped
    calls::TaskInstanceQuery changed;
    changed.dagId = dagId;
    changed.runId = run;
    changed.changedSince = core::systemClock().now() + 24h;
    QCOMPARE(wait(client->taskInstances(changed))->items.size(), 0);
    QVERIFY(!wait(client->tries({ dagId, run, failing }))->isEmpty());
    const calls::TaskKey transaction{ dagId, run, u"metapod-transaction"_s };
    QVERIFY(wait(client->xcomKeys(transaction))->contains(u"return_value"_s));
    const auto value = wait(client->xcom(transaction, u"return_value"_s));
    QVERIFY2(value.has_value(), value ? "" : qPrintable(value.error().detail));
    QVERIFY(value->value.contains(u"5b1f3c1e"_s));
}

/// Each has its own state, tries and logs, and nobody answers for the whole.
void tst_PeerAirflow::readsMappedInstances(airflow::Client *client, const QString &run)
{
    const auto whole = wait(client->taskInstance({ dagId, run, shard }));
    QVERIFY(!whole);
    QCOMPARE(whole.error().kind, Kind::NotFound);
    const QList<TaskState> expected{ TaskState::Success, TaskState::Success, TaskState::Failed };
    const QList<int> numbers{ 1, 2, 2 };
    for (int index = 0; index < expected.size(); ++index) {
        const calls::TaskKey key{ dagId, run, shard, index };
        const auto told = wait(client->taskInstance(key));
        QVERIFY2(told.has_value(), told ? "" : qPrintable(told.error().detail));
        QCOMPARE(told->instance.mapIndex, index);
        QCOMPARE(told->instance.state, expected[index]);
        const auto tries = wait(client->tries(key));
        QVERIFY2(tries.has_value(), tries ? "" : qPrintable(tries.error().detail));
        QCOMPARE(tries->size(), numbers[index]);
        QCOMPARE(tries->last().state, expected[index]);
        QCOMPARE(tries->last().mapIndex, index);
        QCOMPARE(tries->last().tryNumber, numbers[index]);
    }
    QCOMPARE(wait(client->tries({ dagId, run, shard, 1 }))->first().state, TaskState::Failed);
    for (const int number : { 1, 2 }) {
        const auto log = wait(airflow::readLog(client, { dagId, run, shard, 1 }, number, {}, {}));
        QVERIFY2(log.has_value(), log ? "" : qPrintable(log.error().detail));
        QVERIFY2(log->text.contains("try " + QByteArray::number(number)), log->text.constData());
    }
}

void tst_PeerAirflow::clears(airflow::Client *client, const QString &run)
{
    calls::Clearing clearing;
    clearing.dagId = dagId;
    clearing.runId = run;
    clearing.tasks = { { failing } };
    clearing.downstream = true;
    const auto asked = wait(client->clearDryRun(clearing));
    QVERIFY2(asked.has_value(), asked ? "" : qPrintable(asked.error().detail));
    QCOMPARE(asked->size(), 1 + cascade + 1); // itself; downscale, whatever failed
    QCOMPARE(stateOf(client, run, failing), TaskState::Failed); // nothing was touched
    const auto cleared = wait(client->clear(clearing));
    QVERIFY2(cleared.has_value(), cleared ? "" : qPrintable(cleared.error().detail));
    QCOMPARE(cleared->size(), asked->size());
    QTRY_COMPARE_WITH_TIMEOUT(wait(client->run(dagId, run))->state, RunState::Failed, 600'000); // it failed once more
    const auto tries = wait(client->tries({ dagId, run, failing }));
    QCOMPARE(tries->size(), 2);
}

/// 3.x takes an index, 2.x whole tasks; what failed of one both do.
void tst_PeerAirflow::clearsMappedInstances(airflow::Client *client, const QString &run)
{
    const bool knowsIndices = client->knownVersion()->api == airflow::Api::V2;
    calls::Clearing clearing;
    clearing.dagId = dagId;
    clearing.runId = run;
    clearing.tasks = { { shard, 0 } };
    const QList<airflow::Reference> first{ { shard, knowsIndices ? 0 : -1 } }; // without an index: all of it
    QCOMPARE(wait(client->clearDryRun(clearing)).value_or(QList<airflow::Reference>()), first);
    clearing.tasks = { { shard } };
    QCOMPARE(wait(client->clearDryRun(clearing))->size(), knowsIndices ? 3 : 1);
    clearing.onlyFailed = true;
    const auto asked = wait(client->clearDryRun(clearing));
    QVERIFY2(asked.has_value(), asked ? "" : qPrintable(asked.error().detail));
    QCOMPARE(*asked, QList<airflow::Reference>({ { shard, knowsIndices ? 2 : -1 } }));
    QVERIFY(wait(client->clear(clearing)).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(wait(client->run(dagId, run))->state, RunState::Failed, 600'000);
    QCOMPARE(wait(client->tries({ dagId, run, shard, 2 }))->size(), 4);
    QCOMPARE(wait(client->tries({ dagId, run, shard, 0 }))->size(), 1);
}

void tst_PeerAirflow::marks(airflow::Client *client, const QString &run)
{
    QCOMPARE(wait(client->setPaused(dagId, true))->paused, true); // so that nothing begins meanwhile
    calls::StateChange change;
    change.task = { dagId, run, failing };
    change.state = TaskState::Success;
    const auto asked = wait(client->setStateDryRun(change));
    QVERIFY2(asked.has_value(), asked ? "" : qPrintable(asked.error().detail));
    QVERIFY(!asked->isEmpty());
    QCOMPARE(stateOf(client, run, failing), TaskState::Failed);
    const auto marked = wait(client->setState(change));
    QVERIFY2(marked.has_value(), marked ? "" : qPrintable(marked.error().detail));
    QCOMPARE(stateOf(client, run, failing), TaskState::Success);
    QCOMPARE(stateOf(client, run, u"publish"_s), TaskState::None); // cleared with it
    change.task = { dagId, run, shard, 2 };
    QVERIFY(wait(client->setState(change)).has_value());
    QCOMPARE(stateOf(client, run, shard, 2), TaskState::Success);
    QCOMPARE(stateOf(client, run, shard, 1), TaskState::Success);
    change.task = { dagId, run, failing };
    const QString note = u"dado não veio – ana@bastion\nOPS-7"_s;
    for (const calls::TaskKey &place : { change.task, calls::TaskKey{ dagId, run, shard, 1 }, { dagId, run, {} } }) {
        const auto noted = wait(client->ask(calls::setNote(place, note)));
        QVERIFY2(noted.has_value(), noted ? "" : qPrintable(noted.error().detail));
    }
    QCOMPARE(wait(client->taskInstance(change.task))->instance.note, note);
    QCOMPARE(wait(client->run(dagId, run))->note, note);
    QCOMPARE(wait(client->markRun(dagId, run, RunState::Success))->state, RunState::Success);
    QCOMPARE(wait(client->markRun(dagId, run, RunState::Failed))->state, RunState::Failed);
}

/// A stop of a part, instance by instance, with the reason on each; and it stays stopped, although Airflow clears with
/// each node that is marked what has failed below it.
void tst_PeerAirflow::stops(const QUrl &url, const QString &run)
{
    airflow::StoreOptions storeOptions;
    storeOptions.url = url;
    storeOptions.dagId = dagId;
    storeOptions.client = options();
    airflow::Store store(&m_http, storeOptions, core::systemClock());
    verbs::Context context;
    context.airflow = &store;
    context.stack = u"peer"_s;
    context.clock = &core::systemClock();
    airflow::Client *const client = store.client();
    calls::Clearing clearing;
    clearing.dagId = dagId;
    clearing.runId = run;
    clearing.tasks = { { failing } };
    clearing.downstream = true;
    QVERIFY(wait(client->clear(clearing)).has_value());
    verbs::StopVerb verb(context);
    const auto plan = wait(verb.plan(verbs::StopVerb::request({ dagId, run, { failing } }), {}));
    QVERIFY2(plan.has_value(), plan ? "" : qPrintable(plan.error().detail));
    QCOMPARE(plan->things(), 1 + cascade + 1);
    actions::Sending sending;
    sending.user = u"ana@bastion"_s;
    sending.reason = u"a drill"_s;
    QList<actions::Step> ends = plan->steps;
    ends.removeIf([](const actions::Step &step) { return verbs::kindOf(step) != verbs::StopStep::Node; });
    QCOMPARE(ends.size(), 1 + cascade + 1);
    for (const actions::Step &step : std::as_const(ends)) {
        const auto answer = wait(verb.perform(step, sending, {}));
        QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(answer->words, u"OK"_s);
    }
    const auto seen = wait(verb.watch(ends, {}));
    QVERIFY2(seen.has_value(), seen ? "" : qPrintable(seen.error().detail));
    QVERIFY2(seen->failed.isEmpty(), qPrintable(seen->reasons.join(u' ')));
    QCOMPARE(seen->reached.size(), ends.size());
    for (const QString &node : { failing, u"datasets.dataset-03"_s, u"downscale"_s }) {
        const auto told = wait(client->taskInstance({ dagId, run, node }));
        QVERIFY2(told.has_value(), told ? "" : qPrintable(told.error().detail));
        QVERIFY2(told->instance.note.startsWith(u"a drill – ana@bastion"_s), qPrintable(told->instance.note));
    }
    QCOMPARE(wait(client->setPaused(dagId, false))->paused, false);
    QTRY_VERIFY_WITH_TIMEOUT(airflow::isOver(wait(client->run(dagId, run))->state), 600'000);
    QCOMPARE(stateOf(client, run, u"downscale"_s), TaskState::Skipped);
}

void tst_PeerAirflow::refuses(const QUrl &url, airflow::Client *client)
{
    airflow::ClientOptions wrong = options();
    wrong.credentials.secret = u"wrong"_s;
    airflow::Client stranger(&m_http, url, wrong);
    const auto refused = wait(stranger.dag(dagId));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Kind::Unauthorized);
    const auto noDag = wait(client->dag(u"nobody"_s));
    QVERIFY(!noDag);
    QCOMPARE(noDag.error().kind, Kind::NotFound);
    QVERIFY(!wait(client->run(dagId, u"nobody"_s)));
    calls::Trigger trigger;
    trigger.dagId = u"nobody"_s;
    const auto order = wait(client->trigger(trigger));
    QVERIFY(!order);
    QVERIFY(!actions::mayHaveArrived(order.error()));
}

QTEST_GUILESS_MAIN(tst_PeerAirflow)
#include "tst_peer_airflow.moc"
