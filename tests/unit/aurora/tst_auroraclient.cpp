// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/verb.h"
#include "models/aurora/client.h"
#include "models/aurora/httperrors.h"
#include "models/core/errortext.h"
#include "tests/support/fakeserver.h"

#include <QTest>
#include <QTimer>
#include <qcoro/qcorotask.h>

#include "recordings.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace aurora;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;

namespace {

using Kind = core::Error::Kind;
const JobKey hello{ u"web"_s, u"prod"_s, u"hello_world"_s };

/// A recorded answer, whole.
FakeReply recorded(const QString &name)
{
    FakeReply reply;
    reply.raw = recordings::file(name + u".response.http"_s);
    Q_ASSERT(!reply.raw.isEmpty());
    return reply;
}

/// As it answers to the encoding that was accepted.
FakeReply inItsEncoding(const FakeRequest &asked, const QString &name)
{
    const bool binary = asked.headers.value("accept") == mediaType(Encoding::Binary);
    return recorded(name + (binary ? u".binary"_s : u".tjson"_s));
}

QByteArray methodOf(const FakeRequest &asked)
{
    for (const char *method :
         { "getTasksWithoutConfigs", "getTasksStatus", "getRoleSummary", "killTasks", "createJob" }) {
        if (asked.body.contains(method))
            return method;
    }
    return {};
}

} // namespace

class tst_AuroraClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void asksInBinary_withOneAcceptedType();
    void fallsBackToTjson_whenBinaryIsRefused();
    void fallsBackToTjson_forReadsAnsweredOddly();
    void doesNotRepeatOrders_answeredOddly();
    void doesNotRepeatOrders_aGatewayGaveUpOn();
    void takesTheEncodingThatCame();
    void repeatsOrders_redirectedToTheLeader();
    void findsTheLeader_byLeaderHealth();
    void tellsOfNoLeader();
    void neverSendsTheBypassHeader();
    void fallsBackToFullTasks_whenATaskHasNoExecutor();
    void tellsRefusedUsersFromForbiddenOnes();
    void tellsTheClock_whenForbidden();
    void tellsTheSchedulersOwnRefusal();
    void tellsWordsOfOk();
    void tellsTruncatedAndDroppedAnswers();
    void cancelsAtOnce();
    void survivesItsOwner();
    void keepsSecretsOutOfVars();
    void readsThePagesBesideTheApi();

private:
    void use(const QList<QUrl> &addresses)
    {
        m_client = std::make_unique<Client>(m_http.get(), std::make_shared<net::StaticDiscovery>(addresses));
    }
    int bypasses(const FakeServer &server) const
    {
        return static_cast<int>(std::ranges::count_if(server.requests(), [](const FakeRequest &asked) {
            return asked.headers.contains("bypass-leader-redirect");
        }));
    }

    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<FakeServer> m_other;
    std::unique_ptr<Client> m_client;
};

void tst_AuroraClient::init()
{
    m_http = std::make_unique<net::HttpClient>();
    m_server = std::make_unique<FakeServer>();
    m_other = std::make_unique<FakeServer>();
    use({ m_server->url() });
}

void tst_AuroraClient::cleanup()
{
    QCOMPARE(bypasses(*m_server) + bypasses(*m_other), 0);
    for (const FakeServer *server : { m_server.get(), m_other.get() }) {
        QCOMPARE(server->count("/quitquitquit"), 0);
        QCOMPARE(server->count("/abortabortabort"), 0);
    }
    m_client.reset();
}

void tst_AuroraClient::asksInBinary_withOneAcceptedType()
{
    m_server->route("/api", [](const FakeRequest &asked) { return inItsEncoding(asked, u"read/getRoleSummary"_s); });
    const auto roles = QCoro::waitFor(m_client->roles());
    QVERIFY(roles);
    QVERIFY(!roles->isEmpty());
    const FakeRequest &asked = m_server->requests().constFirst();
    QCOMPARE(asked.verb, "POST");
    QCOMPARE(asked.headers.value("accept"), "application/vnd.apache.thrift.binary");
    QCOMPARE(asked.headers.value("content-type"), "application/vnd.apache.thrift.binary");
}

void tst_AuroraClient::fallsBackToTjson_whenBinaryIsRefused()
{
    m_server->route("/api", [](const FakeRequest &asked) {
        return asked.headers.value("content-type") == mediaType(Encoding::Binary)
            ? FakeReply::text(415, "Unsupported Content-Type")
            : recorded(asked.body.contains("killTasks") ? u"write/killTasks-no-match.tjson"_s
                                                        : u"read/getRoleSummary.tjson"_s);
    });
    // Also an order may be sent again: a refused encoding was refused before anything was done.
    QVERIFY(QCoro::waitFor(m_client->killInstances(hello, *InstanceSet::of(1), u"x"_s)));
    QCOMPARE(m_server->count("/api"), 2);
    QVERIFY(QCoro::waitFor(m_client->roles()));
    QCOMPARE(m_server->count("/api"), 3); // remembered
}

void tst_AuroraClient::fallsBackToTjson_forReadsAnsweredOddly()
{
    m_server->route("/api", [](const FakeRequest &asked) {
        return asked.headers.value("accept") == mediaType(Encoding::Binary) ? FakeReply::json("{\"not\":\"thrift\"}")
                                                                            : recorded(u"read/getRoleSummary.tjson"_s);
    });
    QVERIFY(QCoro::waitFor(m_client->roles()));
    QCOMPARE(m_server->count("/api"), 2);
}

void tst_AuroraClient::doesNotRepeatOrders_answeredOddly()
{
    m_server->route("/api", FakeReply::json("{\"not\":\"thrift\"}"));
    const auto done = QCoro::waitFor(m_client->killJob(hello, u"x"_s));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Kind::WrongShape);
    QVERIFY(actions::mayHaveArrived(done.error()));
    QCOMPARE(m_server->count("/api"), 1);
}

void tst_AuroraClient::doesNotRepeatOrders_aGatewayGaveUpOn()
{
    use({ m_other->url(), m_server->url() });
    m_other->setFallback([](const FakeRequest &) { return FakeReply::text(504, "Gateway Timeout"); });
    m_server->route("/api", [](const FakeRequest &asked) { return inItsEncoding(asked, u"read/getRoleSummary"_s); });
    const auto done = QCoro::waitFor(m_client->killJob(hello, u"x"_s));
    QVERIFY(!done);
    QVERIFY(actions::mayHaveArrived(done.error()));
    QCOMPARE(m_server->count("/api"), 0);
    QVERIFY(QCoro::waitFor(m_client->roles())); // a read goes on to the next
}

void tst_AuroraClient::takesTheEncodingThatCame()
{
    m_server->route("/api", recorded(u"read/getRoleSummary.tjson"_s));
    QVERIFY(QCoro::waitFor(m_client->roles()));
    const auto reply = QCoro::waitFor(m_client->ask(calls::roles()));
    QVERIFY(reply);
    QCOMPARE(reply->encoding, Encoding::Tjson);
    QVERIFY(reply->response.body.view().starts_with(R"([1,"getRoleSummary",2)"));
}

void tst_AuroraClient::repeatsOrders_redirectedToTheLeader()
{
    use({ m_other->url(), m_server->url() });
    m_other->setFallback([this](const FakeRequest &asked) {
        return FakeReply::redirect("http://" + m_server->authority() + asked.target);
    });
    m_server->route("/api", recorded(u"write/killTasks-no-match.tjson"_s));
    QVERIFY(QCoro::waitFor(m_client->killInstances(hello, *InstanceSet::of(7), u"because"_s)));
    QCOMPARE(m_other->count("/api"), 1);
    QCOMPARE(m_server->count("/api"), 1);
    const FakeRequest &arrived = m_server->requests().constFirst();
    QCOMPARE(arrived.verb, "POST");
    QCOMPARE(arrived.body, m_other->requests().constFirst().body);
    QCOMPARE(arrived.headers.value("content-type"), mediaType(Encoding::Binary));
    QCOMPARE(m_client->leaderClient()->leader(), m_server->url());
}

void tst_AuroraClient::findsTheLeader_byLeaderHealth()
{
    use({ m_other->url(), m_server->url() });
    m_other->route("/leaderhealth", recorded(u"http/not-leader/leaderhealth"_s));
    m_server->route("/leaderhealth", recorded(u"http/busy/leaderhealth"_s));
    const auto leader = QCoro::waitFor(m_client->findLeader());
    QVERIFY(leader);
    QCOMPARE(leader->authority(), m_server->url().authority());
}

void tst_AuroraClient::tellsOfNoLeader()
{
    m_server->route("/api", recorded(u"http/no-leader/api-getTierConfigs.tjson"_s));
    m_server->route("/leaderhealth", recorded(u"http/no-leader/leaderhealth"_s));
    m_server->route("/offers", recorded(u"http/no-leader/offers"_s));
    QCOMPARE(QCoro::waitFor(m_client->tiers()).error().kind, Kind::NoLeader);
    QCOMPARE(QCoro::waitFor(m_client->findLeader()).error().kind, Kind::NoLeader);
    QCOMPARE(QCoro::waitFor(m_client->offers()).error().kind, Kind::NoLeader);
    const auto done = QCoro::waitFor(m_client->killJob(hello, u"x"_s));
    QCOMPARE(done.error().kind, Kind::NoLeader);
    QVERIFY(!actions::mayHaveArrived(done.error()));
}

void tst_AuroraClient::neverSendsTheBypassHeader()
{
    m_server->setFallback([](const FakeRequest &) { return FakeReply::text(503, "Current status: Another instance"); });
    QCoro::waitFor(m_client->roles());
    QCoro::waitFor(m_client->findLeader());
    QVERIFY(!m_server->requests().isEmpty()); // cleanup() looks at the headers of all
}

void tst_AuroraClient::fallsBackToFullTasks_whenATaskHasNoExecutor()
{
    m_server->route("/api", [](const FakeRequest &asked) {
        return inItsEncoding(asked,
                             methodOf(asked) == "getTasksStatus" ? u"errors/no-executor/getTasksStatus-all"_s
                                                                 : u"errors/no-executor/getTasksWithoutConfigs-all"_s);
    });
    const auto tasks = QCoro::waitFor(m_client->tasks(TaskQuery::everything()));
    QVERIFY(tasks);
    QVERIFY(std::ranges::any_of(*tasks, [](const Task &task) { return !task.config.executor; }));
    QCOMPARE(m_server->count("/api"), 2);
    const auto reply = QCoro::waitFor(m_client->askTasks(TaskQuery::everything()));
    QVERIFY(reply);
    QVERIFY(reply->response.body.view().find("getTasksStatus") != std::string_view::npos);
}

void tst_AuroraClient::tellsRefusedUsersFromForbiddenOnes()
{
    m_server->route("/api",
                    [](const FakeRequest &asked) { return inItsEncoding(asked, u"auth/createJob-anonymous"_s); });
    auto done = QCoro::waitFor(m_client->create({}));
    QCOMPARE(done.error().kind, Kind::Unauthorized);
    QCOMPARE(done.error().httpStatus, 401);
    QCOMPARE(done.error().detail, u"realm “Apache Aurora Scheduler”"_s);

    // Without the right: HTTP 200, and a refusal inside.
    m_server->route("/api",
                    [](const FakeRequest &asked) { return inItsEncoding(asked, u"auth/createJob-no-permission"_s); });
    done = QCoro::waitFor(m_client->create({}));
    QCOMPARE(done.error().kind, Kind::Forbidden);
    QCOMPARE(done.error().httpStatus, 200);
    const QString what = core::errorText(done.error(), u"Aurora"_s).what;
    QVERIFY2(what.contains(u"Subject eve is not permitted"_s), qPrintable(what));
    QVERIFY(!actions::mayHaveArrived(done.error()));
}

void tst_AuroraClient::tellsTheClock_whenForbidden()
{
    FakeReply reply = FakeReply::text(403, "no");
    const QDateTime future = QDateTime::currentDateTimeUtc().addSecs(1040);
    reply.headers = { { "Date", QLocale::c().toString(future, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() } };
    m_server->route("/api", reply);
    const auto roles = QCoro::waitFor(m_client->roles());
    QCOMPARE(roles.error().kind, Kind::Forbidden);
    QVERIFY(roles.error().clockOffset);
    const QString what = core::errorText(roles.error(), u"Aurora"_s).what;
    QVERIFY2(what.contains(u"behind"_s), qPrintable(what));
}

void tst_AuroraClient::tellsTheSchedulersOwnRefusal()
{
    m_server->route("/api", recorded(u"write/killTasks-bad-chars.tjson"_s));
    const auto done = QCoro::waitFor(m_client->killJob(hello, u"x"_s));
    QVERIFY(!done);
    QCOMPARE(done.error().httpStatus, 200);
    QVERIFY(done.error().endpoint.endsWith(u"/api"_s));
    QVERIFY(!core::errorText(done.error(), u"Aurora"_s).what.contains(u"200"_s));
}

void tst_AuroraClient::tellsWordsOfOk()
{
    m_server->route("/api", recorded(u"write/killTasks-no-match.tjson"_s));
    const auto done = QCoro::waitFor(m_client->killInstances(hello, *InstanceSet::of(99), {}));
    QVERIFY(done);
    QCOMPARE(done->message, u"No tasks to kill."_s);
}

void tst_AuroraClient::tellsTruncatedAndDroppedAnswers()
{
    FakeReply reply;
    reply.contentType = mediaType(Encoding::Binary);
    reply.body = recordings::body(u"read/getRoleSummary.binary"_s);
    reply.truncateAt = reply.body.size() / 2;
    m_server->route("/api", reply);
    QCOMPARE(QCoro::waitFor(m_client->roles()).error().kind, Kind::Truncated);

    reply.body.truncate(reply.truncateAt); // the announced length is right, the message is not whole
    reply.truncateAt = -1;
    m_server->route("/api", reply);
    QCOMPARE(QCoro::waitFor(m_client->roles()).error().kind, Kind::WrongShape);

    FakeReply dropped;
    dropped.drop = true;
    m_server->route("/api", dropped);
    const auto done = QCoro::waitFor(m_client->killJob(hello, u"x"_s));
    QVERIFY(!done);
    QVERIFY(actions::mayHaveArrived(done.error()));
}

void tst_AuroraClient::cancelsAtOnce()
{
    FakeReply hang;
    hang.hang = true;
    m_server->route("/api", hang);
    std::stop_source source;
    QTimer::singleShot(0, this, [&] { source.request_stop(); });
    QCOMPARE(QCoro::waitFor(m_client->roles(source.get_token())).error().kind, Kind::Cancelled);
}

void tst_AuroraClient::survivesItsOwner()
{
    m_server->route("/api", [this](const FakeRequest &) {
        m_client.reset(); // while the question is under way
        return FakeReply::text(415, "Unsupported Content-Type");
    });
    QCOMPARE(QCoro::waitFor(m_client->roles()).error().kind, Kind::Cancelled);
}

void tst_AuroraClient::keepsSecretsOutOfVars()
{
    m_server->route("/leaderhealth", recorded(u"http/busy/leaderhealth"_s));
    m_server->route("/vars.json", recorded(u"http/busy/vars_json"_s));
    const auto vars = QCoro::waitFor(m_client->vars());
    QVERIFY(vars);
    QCOMPARE(vars->version, u"0.27.0"_s);
    QVERIFY(vars->figures.contains(u"task_store_RUNNING"_s));
    QVERIFY(vars->figures.contains(u"framework_registered"_s));
    for (auto it = vars->figures.cbegin(); it != vars->figures.cend(); ++it)
        QVERIFY2(!it.key().startsWith(u"system_env"_s) && !it.key().startsWith(u"jvm_prop"_s), qPrintable(it.key()));
}

void tst_AuroraClient::readsThePagesBesideTheApi()
{
    for (const char *page : { "offers", "maintenance", "pendingtasks", "quotas", "cron" })
        m_server->route(QByteArray("/") + page, recorded(u"http/busy/"_s + QString::fromLatin1(page)));

    const auto offers = QCoro::waitFor(m_client->offers());
    QVERIFY(offers);
    QVERIFY(!offers->isEmpty());
    const auto it = std::ranges::find(*offers, u"agent-09.sim.local"_s, &Offer::host);
    QVERIFY(it != offers->cend());
    QCOMPARE(it->cpus, 14.0);
    QCOMPARE(it->ramMb, 64128.0);
    QCOMPARE(it->ports, (QList<PortRange>{ { 31000, 31999 } }));
    QCOMPARE(it->attributes[u"rack"_s], u"rack-c"_s);

    const auto pending = QCoro::waitFor(m_client->pendingGroups());
    QVERIFY(pending);
    QCOMPARE(pending->size(), 2);
    QCOMPARE(pending->at(1).job.text(), u"web/staging/too_big"_s);
    QCOMPARE(pending->at(1).reasons, (QStringList{ u"Insufficient: CPU"_s, u"Insufficient: RAM"_s }));
    QCOMPARE(pending->at(1).penalty, 4464ms);
    QCOMPARE(pending->at(1).taskIds.size(), 2);

    const auto quotas = QCoro::waitFor(m_client->quotas());
    QVERIFY(quotas);
    QCOMPARE(quotas->value(u"web"_s), (Resources{ 100.5, 131072, 500000, 0, {} }));

    const auto crons = QCoro::waitFor(m_client->cronSchedules());
    QVERIFY(crons);
    QCOMPARE(crons->value(u"batch/prod/nightly_etl"_s), u"15 2 * * *"_s);

    const auto maintenance = QCoro::waitFor(m_client->maintenance());
    QVERIFY(maintenance);
    QVERIFY(maintenance->draining.isEmpty() && maintenance->drained.isEmpty());
}

QTEST_GUILESS_MAIN(tst_AuroraClient)
#include "tst_auroraclient.moc"
