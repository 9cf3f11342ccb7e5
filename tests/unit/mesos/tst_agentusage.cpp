// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/agentusage.h"
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using mesos::AgentUsage;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;
using Kind = core::Error::Kind;

namespace {

constexpr core::TimePoint night{ std::chrono::seconds(1795426145) };
const QByteArray path = "/monitor/statistics";

/// An agent whose one executor is always busy with half a core.
FakeReply busy(int look)
{
    const double at = 1000.0 + 10.0 * look;
    return FakeReply::json(R"([{"executor_id":"e","framework_id":"f","statistics":{"timestamp":)"
                           + QByteArray::number(at) + R"(,"cpus_user_time_secs":)" + QByteArray::number(at / 2)
                           + R"(,"mem_rss_bytes":67108864}}])");
}

} // namespace

class tst_AgentUsage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksTheAgentByItsAddress_onTheStacksRoute();
    void knowsCoresWithTheSecondLook();
    void keepsCores_whileTheAgentDoesNotCountAnew();
    void keepsWhatWasTold_whenTheAgentRefuses();
    void tellsWhyThereIsNothing_data();
    void tellsWhyThereIsNothing();
    void asksFewAtOnce();
    void asksNobody_whomNobodyLooksAt();
    void diesWhileAsking();

private:
    AgentUsage *open();
    QList<AgentUsage::Agent> agents(int count) const;

    core::ManualClock m_clock{ night };
    AgentUsage::Options m_options;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<AgentUsage> m_usage;
};

void tst_AgentUsage::init()
{
    m_clock.set(night);
    m_server = std::make_unique<FakeServer>();
    m_http = std::make_unique<net::HttpClient>(m_clock);
    m_options = {};
    m_options.interval = 5ms;
    m_options.second = 1ms;
    m_options.ceiling = 10ms;
    net::Route route;
    route.rewrite.insert(u"*:5051"_s, QString::fromLatin1(m_server->authority()));
    m_options.route = std::make_shared<const net::Route>(route);
}

void tst_AgentUsage::cleanup()
{
    m_usage.reset();
    m_http.reset();
    m_server.reset();
}

AgentUsage *tst_AgentUsage::open()
{
    m_usage = std::make_unique<AgentUsage>(m_http.get(), m_options, m_clock);
    return m_usage.get();
}

QList<AgentUsage::Agent> tst_AgentUsage::agents(int count) const
{
    QList<AgentUsage::Agent> all;
    for (int i = 0; i < count; ++i)
        all.append({ "a" + QByteArray::number(i), u"10.0.1.%1:5051"_s.arg(i + 1) });
    return all;
}

void tst_AgentUsage::asksTheAgentByItsAddress_onTheStacksRoute()
{
    m_server->route(path, busy(0));
    m_options.credentials = { net::Credentials::Scheme::Basic, u"ops"_s, u"x"_s };
    open()->follow(this, agents(1));
    QTRY_VERIFY(m_usage->reading("a0").use);
    const FakeRequest &request = m_server->requests().first();
    QCOMPARE(request.headers.value("host"), QByteArray("10.0.1.1:5051"));
    QVERIFY(request.headers.value("authorization").startsWith("Basic "));
    QCOMPARE(m_usage->reading("a0").at, night);
    QCOMPARE(m_usage->reading("a0").use->memory, std::optional<double>(64));
}

void tst_AgentUsage::knowsCoresWithTheSecondLook()
{
    int look = 0;
    m_server->route(path, [&look](const FakeRequest &) { return busy(look++); });
    QSignalSpy changes(open(), &AgentUsage::changed);
    m_usage->follow(this, agents(1));
    QTRY_VERIFY(m_usage->reading("a0").use);
    QTRY_COMPARE(m_usage->reading("a0").use->cpus, std::optional<double>(0.5));
    QVERIFY(changes.count() >= 2);
}

void tst_AgentUsage::keepsCores_whileTheAgentDoesNotCountAnew()
{
    m_server->route(path, [this](const FakeRequest &) { return busy(std::min(m_server->count(path), 3)); });
    open()->follow(this, agents(1));
    QTRY_VERIFY(m_server->count(path) > 8);
    QCOMPARE(m_usage->reading("a0").use->cpus, std::optional<double>(0.5));
}

void tst_AgentUsage::keepsWhatWasTold_whenTheAgentRefuses()
{
    m_server->route(path, busy(0));
    open()->follow(this, agents(1));
    QTRY_VERIFY(m_usage->reading("a0").use);
    m_server->route(path, FakeReply::text(403, "no"));
    QTRY_VERIFY(m_usage->reading("a0").error);
    QCOMPARE(m_usage->reading("a0").error->kind, Kind::Forbidden);
    QVERIFY(m_usage->reading("a0").use);
    QCOMPARE(m_usage->reading("a0").at, night);
    m_server->route(path, busy(1));
    QTRY_VERIFY(!m_usage->reading("a0").error);
}

void tst_AgentUsage::tellsWhyThereIsNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("401") << 401 << QByteArray("who") << Kind::Unauthorized;
    QTest::newRow("404") << 404 << QByteArray("no") << Kind::NotFound;
    QTest::newRow("another shape") << 200 << QByteArray("{}") << Kind::WrongShape;
    QTest::newRow("not JSON") << 200 << QByteArray("hello") << Kind::NotJson;
    QTest::newRow("gone") << 0 << QByteArray() << Kind::Refused;
}

void tst_AgentUsage::tellsWhyThereIsNothing()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    FakeReply reply = FakeReply::json(body);
    reply.status = status;
    m_server->route(path, reply);
    if (status == 0)
        m_server->die();
    open()->follow(this, agents(1));
    QTRY_VERIFY(m_usage->reading("a0").error);
    QCOMPARE(m_usage->reading("a0").error->kind, kind);
    QVERIFY(!m_usage->reading("a0").use);
}

void tst_AgentUsage::asksFewAtOnce()
{
    FakeReply hanging;
    hanging.hang = true;
    m_server->route(path, hanging);
    m_server->route("/after", FakeReply::json("{}"));
    m_options.deadline = 50ms;
    open()->follow(this, agents(40));
    QTRY_COMPARE(m_server->count(path), 4);
    // When those give up, the next have their turn.
    QTRY_VERIFY(m_server->count(path) > 4);
    QVERIFY(m_server->connections() <= m_server->count(path));
    QTRY_VERIFY(std::ranges::all_of(
        agents(8), [this](const auto &agent) { return m_usage->reading(agent.id).error.has_value(); }));
}

void tst_AgentUsage::asksNobody_whomNobodyLooksAt()
{
    m_server->route(path, [](const FakeRequest &) { return busy(0); });
    auto viewer = std::make_unique<QObject>();
    open()->follow(viewer.get(), agents(1));
    QTRY_VERIFY(m_server->count(path) >= 2);
    viewer.reset();
    QTRY_VERIFY(m_usage->reading("a0").use); // what is under way may still come
    const int asked = m_server->count(path);
    m_usage->refresh();
    m_usage->setHidden(true);
    QObject another;
    m_usage->follow(&another, agents(1));
    m_usage->refresh();
    // Somebody else is served meanwhile: had an agent been asked, it would have come first.
    m_server->route("/ping", FakeReply::json("{}"));
    net::Request ping;
    ping.url = m_server->url(u"/ping"_s);
    for (int i = 0; i < 5; ++i)
        QVERIFY(QCoro::waitFor(m_http->send(ping)));
    QVERIFY(m_server->count(path) <= asked + 1);
    m_usage->setHidden(false);
    QTRY_VERIFY(m_server->count(path) > asked + 1);
}

void tst_AgentUsage::diesWhileAsking()
{
    FakeReply hanging;
    hanging.hang = true;
    m_server->route(path, hanging);
    open()->follow(this, agents(3));
    QTRY_COMPARE(m_server->count(path), 3);
    m_usage.reset();
    m_http.reset();
}

QTEST_GUILESS_MAIN(tst_AgentUsage)
#include "tst_agentusage.moc"
