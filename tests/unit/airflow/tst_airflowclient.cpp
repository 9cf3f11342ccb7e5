// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/verb.h"
#include "models/airflow/client.h"
#include "models/airflow/errors.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/airflow/recordings.h"

#include <QTest>
#include <QTimer>
#include <qcoro/qcorotask.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace airflow;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;

namespace {

using Kind = core::Error::Kind;
using Scheme = net::Credentials::Scheme;
constexpr auto both = { Api::V1, Api::V2 };
const net::Credentials admin{ Scheme::Basic, u"admin"_s, u"admin"_s };

FakeReply recorded(Api api, const QString &name)
{
    FakeReply reply;
    reply.raw = recordings::answer(api, name);
    Q_ASSERT(!reply.raw.isEmpty());
    return reply;
}

FakeReply json(int status, const QByteArray &body)
{
    FakeReply reply = FakeReply::json(body);
    reply.status = status;
    return reply;
}

/// Says which version it is, and gives tokens in 3.x; the rest is a test's own.
void play(FakeServer *server, Api api)
{
    if (api == Api::V1) {
        server->route("/api/v2/version", recorded(api, u"022-v2-is-not-there"_s));
        server->route("/api/v1/version", recorded(api, u"020-version"_s));
        return;
    }
    server->route("/api/v2/version", recorded(api, u"020-version"_s));
    server->route("/auth/token", [](const FakeRequest &asked) {
        const bool known = asked.body.contains("\"password\":\"admin\"");
        return recorded(Api::V2, known ? u"010-auth-token"_s : u"011-auth-token-bad"_s);
    });
}

QByteArray pathOf(Api api, const QByteArray &path)
{
    return (api == Api::V1 ? "/api/v1/" : "/api/v2/") + path;
}

} // namespace

class tst_AirflowClient : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void findsTheVersionByItself();
    void tellsThatNobodyIsThere_whenNeitherAnswers();
    void sendsBasic_toAirflow2();
    void logsInOnce_toAirflow3();
    void logsInAgain_whenTheTokenIsRefused_data();
    void logsInAgain_whenTheTokenIsRefused();
    void doesNotLogInForEver();
    void usesAPastedToken_asItIs();
    void keepsToTwoRequestsAtOnce();
    void letsAWaitingCallGo_whenItIsStopped();
    void readsPageAfterPage();
    void readsWhatIsCompressed();
    void tellsAirflowsOwnSentence_data();
    void tellsAirflowsOwnSentence();
    void sendsOrdersOnce();
    void patchesWithABody();
    void findsTheOtherVersion_afterAnUpgrade();
    void survivesItsOwner();

private:
    void use(net::Credentials credentials = admin)
    {
        ClientOptions options;
        options.credentials = std::move(credentials);
        m_client = std::make_unique<Client>(m_http.get(), m_server->url(u"/"_s), options);
    }

    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Client> m_client;
};

void tst_AirflowClient::init()
{
    m_http = std::make_unique<net::HttpClient>();
    m_server = std::make_unique<FakeServer>();
    use();
}

void tst_AirflowClient::cleanup()
{
    m_client.reset();
}

void tst_AirflowClient::findsTheVersionByItself()
{
    for (const Api api : both) {
        init();
        play(m_server.get(), api);
        QVERIFY(!m_client->knownVersion());
        const auto version = QCoro::waitFor(m_client->version());
        QVERIFY(version);
        QCOMPARE(version->api, api);
        QCOMPARE(m_client->knownVersion()->text, api == Api::V1 ? u"2.10.5"_s : u"3.3.2"_s);
        QCOMPARE(QCoro::waitFor(m_client->version()).value(), *version);
        QCOMPARE(m_server->count(pathOf(api, "version")), 1);
    }
}

void tst_AirflowClient::tellsThatNobodyIsThere_whenNeitherAnswers()
{
    m_server->setFallback([](const FakeRequest &) { return FakeReply::text(404, "nothing here"); });
    const auto dags = QCoro::waitFor(m_client->dags());
    QVERIFY(!dags);
    QCOMPARE(dags.error().kind, Kind::NotFound);
    QCOMPARE(m_server->requests().size(), 2);
}

void tst_AirflowClient::sendsBasic_toAirflow2()
{
    play(m_server.get(), Api::V1);
    m_server->route("/api/v1/dags", recorded(Api::V1, u"030-dags"_s));
    QVERIFY(QCoro::waitFor(m_client->dags()));
    QCOMPARE(m_server->requests().last().headers.value("authorization"), "Basic YWRtaW46YWRtaW4=");
    for (const FakeRequest &asked : m_server->requests()) // version needs no login, so it gets none
        QCOMPARE(asked.headers.contains("authorization"), asked.path() == "/api/v1/dags");
}

void tst_AirflowClient::logsInOnce_toAirflow3()
{
    play(m_server.get(), Api::V2);
    m_server->route("/api/v2/dags", recorded(Api::V2, u"030-dags"_s));
    auto first = m_client->dags();
    auto second = m_client->dags();
    QVERIFY(QCoro::waitFor(std::move(first)));
    QVERIFY(QCoro::waitFor(std::move(second)));
    QCOMPARE(m_server->count("/auth/token"), 1);
    const QByteArray token = QJsonDocument::fromJson(recordings::body(Api::V2, u"010-auth-token"_s))["access_token"_L1]
                                 .toString()
                                 .toLatin1();
    QCOMPARE(m_server->requests().last().headers.value("authorization"), "Bearer " + token);
}

void tst_AirflowClient::logsInAgain_whenTheTokenIsRefused_data()
{
    QTest::addColumn<bool>("foreign");
    QTest::newRow("expired") << false;
    QTest::newRow("foreign") << true;
}

void tst_AirflowClient::logsInAgain_whenTheTokenIsRefused()
{
    QFETCH(bool, foreign);
    play(m_server.get(), Api::V2);
    const QByteArray path = "/api/v2/dags/d/dagRuns";
    m_server->route(path, [&](const FakeRequest &) {
        if (m_server->count(path) == 1)
            return foreign ? recorded(Api::V2, u"101-401-bad"_s) : json(401, R"({"detail":"Token Expired"})");
        return recorded(Api::V2, u"210-trigger"_s);
    });
    const auto run = QCoro::waitFor(m_client->trigger({ u"d"_s, {}, {}, {}, {} }));
    QVERIFY(run);
    QCOMPARE(m_server->count("/auth/token"), 2);
    QCOMPARE(m_server->count(path), 2);
}

void tst_AirflowClient::doesNotLogInForEver()
{
    play(m_server.get(), Api::V2);
    m_server->route("/api/v2/dags", recorded(Api::V2, u"100-401-none"_s));
    const auto dags = QCoro::waitFor(m_client->dags());
    QCOMPARE(dags.error().kind, Kind::Unauthorized);
    QCOMPARE(m_server->count("/api/v2/dags"), 2);

    use({ Scheme::Basic, u"admin"_s, u"wrong"_s });
    const auto refused = QCoro::waitFor(m_client->dags());
    QCOMPARE(refused.error().kind, Kind::Unauthorized);
    QVERIFY(!refused.error().detail.contains(u"wrong"_s));
}

void tst_AirflowClient::usesAPastedToken_asItIs()
{
    use({ Scheme::Bearer, {}, u"pasted"_s });
    play(m_server.get(), Api::V2);
    m_server->route("/api/v2/dags", recorded(Api::V2, u"101-401-bad"_s));
    const auto dags = QCoro::waitFor(m_client->dags());
    QCOMPARE(dags.error().kind, Kind::Forbidden);
    QCOMPARE(dags.error().detail, u"Invalid JWT token"_s);
    QCOMPARE(m_server->count("/auth/token"), 0);
    QCOMPARE(m_server->requests().last().headers.value("authorization"), "Bearer pasted");
}

void tst_AirflowClient::keepsToTwoRequestsAtOnce()
{
    play(m_server.get(), Api::V1);
    FakeReply hanging;
    hanging.hang = true;
    m_server->route("/api/v1/dags", hanging);
    m_server->route("/api/v1/health", recorded(Api::V1, u"021-health"_s));
    QVERIFY(QCoro::waitFor(m_client->version()));
    std::stop_source stop;
    int ended = 0;
    for (int i = 0; i < 5; ++i)
        QCoro::connect(m_client->dags({}, stop.get_token()), this, [&](const auto &) { ++ended; });
    QTRY_COMPARE(m_server->count("/api/v1/dags"), 2);
    bool answered = false;
    QCoro::connect(m_client->health(), this, [&](const auto &health) { answered = health.has_value(); });
    for (int i = 0; i < 50; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(m_server->count("/api/v1/dags"), 2);
    QVERIFY(!answered);
    stop.request_stop();
    QTRY_COMPARE(ended, 5);
    QTRY_VERIFY(answered); // the places came free
    QCOMPARE(m_server->count("/api/v1/dags"), 2);
}

void tst_AirflowClient::letsAWaitingCallGo_whenItIsStopped()
{
    play(m_server.get(), Api::V1);
    FakeReply hanging;
    hanging.hang = true;
    m_server->route("/api/v1/dags", hanging);
    QVERIFY(QCoro::waitFor(m_client->version()));
    std::stop_source holders;
    for (int i = 0; i < 2; ++i)
        QCoro::connect(m_client->dags({}, holders.get_token()), this, [](const auto &) {});
    std::stop_source stop;
    std::optional<Kind> kind;
    QCoro::connect(m_client->health(stop.get_token()), this, [&](const auto &health) { kind = health.error().kind; });
    stop.request_stop();
    QTRY_VERIFY(kind);
    QCOMPARE(*kind, Kind::Cancelled);
    QCOMPARE(m_server->count("/api/v1/health"), 0);
    holders.request_stop();
}

void tst_AirflowClient::readsPageAfterPage()
{
    play(m_server.get(), Api::V2);
    const QByteArray path = "/api/v2/dags/d/dagRuns/r/taskInstances";
    // Of 52 the server has twenty left when the third page is asked for.
    int pages = 0;
    m_server->route(path, [&pages](const FakeRequest &asked) {
        ++pages;
        if (asked.target.contains("offset=20"))
            return FakeReply::json(R"({"task_instances":[],"total_entries":52})");
        return recorded(
            Api::V2, asked.target.contains("offset=10") ? u"051-taskInstances-page2"_s : u"051-taskInstances-page1"_s);
    });
    const auto all = QCoro::waitFor(m_client->allTaskInstances({ u"d"_s, u"r"_s, {}, {}, {} }));
    QVERIFY(all);
    QCOMPARE(all->size(), 20);
    QCOMPARE(pages, 3);
    QVERIFY(m_server->requests().last().target.contains("limit=100"));
}

void tst_AirflowClient::readsWhatIsCompressed()
{
    play(m_server.get(), Api::V2);
    m_server->route("/api/v2/dags/d/dagRuns/r/taskInstances", recorded(Api::V2, u"400-taskInstances-gzip"_s));
    const auto page = QCoro::waitFor(m_client->taskInstances({ u"d"_s, u"r"_s, {}, {}, {} }));
    QVERIFY(page);
    QCOMPARE(page->items.size(), 52);
}

void tst_AirflowClient::tellsAirflowsOwnSentence_data()
{
    QTest::addColumn<int>("api");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("sentence"); // a part of it
    const auto row = [](Api api, const char *name, Kind kind, const QString &sentence) {
        QTest::addRow("%s %s", api == Api::V1 ? "v1" : "v2", name)
            << static_cast<int>(api) << QString::fromLatin1(name) << kind << sentence;
    };
    row(Api::V1, "100-401-none", Kind::Unauthorized, u"Unauthorized"_s);
    row(Api::V1, "101-401-bad", Kind::Unauthorized, u"Unauthorized"_s);
    row(Api::V1, "102-403-viewer", Kind::Forbidden, u"Forbidden"_s);
    row(Api::V2, "102-403-viewer", Kind::Forbidden, u"Forbidden"_s);
    row(Api::V2, "104-404-dag", Kind::NotFound, u"The Dag with ID: `no-such-dag` was not found"_s);
    row(Api::V1, "118-404-trigger-unknown", Kind::NotFound, u"DAG with dag_id: 'no-such-dag' not found"_s);
    row(Api::V1, "225-clear-unknown-run", Kind::NotFound, u"Dag Run id no-such-run not found in dag prod-dagao"_s);
    row(Api::V2, "225-clear-unknown-run", Kind::NotFound, u"Dag Run id no-such-run not found in dag prod-dagao"_s);
    row(Api::V1, "109-400-bad-body", Kind::Rejected, u"'banana' is not one of ['success', 'failed', 'queued']"_s);
    row(Api::V2, "109-400-bad-body", Kind::Rejected, u"body.state: "_s);
    row(Api::V2, "112-400-limit", Kind::Rejected, u"query.limit: "_s);
    row(Api::V1, "117-409-run-exists", Kind::Rejected, u"DAGRun ID: 'peer-0' already exists"_s);
    row(Api::V2, "117-409-run-exists", Kind::Rejected, u"Unique constraint violation"_s);
    row(Api::V2, "120-422-no-logical_date", Kind::Rejected, u"body.logical_date: Field required"_s);
    row(Api::V2, "235-patch-bad-state", Kind::Rejected, u"'running' is not one of ['success', 'failed', 'skipped']"_s);
    row(Api::V2, "238-patch-mapped-no-index", Kind::Rejected, u"is already in success state"_s);
    row(Api::V2, "056-taskInstances-list-runs", Kind::Server, u"Database error"_s);
    row(Api::V2, "022-v1-is-gone", Kind::NotFound, u"/api/v1 has been removed"_s);
}

void tst_AirflowClient::tellsAirflowsOwnSentence()
{
    QFETCH(int, api);
    QFETCH(QString, name);
    QFETCH(Kind, kind);
    QFETCH(QString, sentence);
    play(m_server.get(), static_cast<Api>(api));
    m_server->route(pathOf(static_cast<Api>(api), "dags"), recorded(static_cast<Api>(api), name));
    const auto dags = QCoro::waitFor(m_client->dags());
    QVERIFY(!dags);
    QCOMPARE(dags.error().kind, kind);
    QCOMPARE(dags.error().httpStatus, recordings::status(static_cast<Api>(api), name));
    QVERIFY2(dags.error().detail.contains(sentence), qPrintable(dags.error().detail));
    QVERIFY2(!dags.error().detail.startsWith(u'{'), qPrintable(dags.error().detail));
}

void tst_AirflowClient::sendsOrdersOnce()
{
    play(m_server.get(), Api::V2);
    const QByteArray path = "/api/v2/dags/d/clearTaskInstances";
    FakeReply dropped;
    dropped.drop = true;
    m_server->route(path, dropped);
    const calls::Clearing clearing{ u"d"_s, u"r"_s, { { u"t"_s, -1 } }, true, false, false };
    const auto lost = QCoro::waitFor(m_client->clear(clearing));
    QVERIFY(!lost);
    QVERIFY(actions::mayHaveArrived(lost.error()));
    QCOMPARE(m_server->count(path), 1);
    m_server->route(path, recorded(Api::V2, u"225-clear-unknown-run"_s));
    const auto refused = QCoro::waitFor(m_client->clear(clearing));
    QVERIFY(!actions::mayHaveArrived(refused.error()));
}

void tst_AirflowClient::patchesWithABody()
{
    play(m_server.get(), Api::V1);
    m_server->route("/api/v1/dags/prod-scale", recorded(Api::V1, u"200-pause"_s));
    const auto dag = QCoro::waitFor(m_client->setPaused(u"prod-scale"_s, true));
    QVERIFY(dag);
    QVERIFY(dag->paused);
    const FakeRequest &asked = m_server->requests().last();
    QCOMPARE(asked.verb, "PATCH");
    QCOMPARE(asked.body, R"({"is_paused":true})");
    QCOMPARE(asked.headers.value("content-type"), "application/json");
}

void tst_AirflowClient::findsTheOtherVersion_afterAnUpgrade()
{
    play(m_server.get(), Api::V1);
    m_server->route("/api/v1/dags", recorded(Api::V1, u"030-dags"_s));
    QVERIFY(QCoro::waitFor(m_client->dags()));
    m_server->route("/api/v1/dags", recorded(Api::V2, u"022-v1-is-gone"_s));
    play(m_server.get(), Api::V2);
    m_server->route("/api/v2/dags", recorded(Api::V2, u"030-dags"_s));
    QVERIFY(!QCoro::waitFor(m_client->dags()));
    QVERIFY(QCoro::waitFor(m_client->dags()));
    QCOMPARE(m_client->knownVersion()->api, Api::V2);
}

void tst_AirflowClient::survivesItsOwner()
{
    play(m_server.get(), Api::V2);
    std::optional<Kind> kind;
    auto client = std::make_unique<Client>(m_http.get(), m_server->url());
    QCoro::connect(client->dags(), this, [&](const auto &dags) { kind = dags.error().kind; });
    client.reset();
    QTRY_VERIFY(kind);
    QCOMPARE(*kind, Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_AirflowClient)
#include "tst_airflowclient.moc"
