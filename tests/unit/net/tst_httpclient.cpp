// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/addressing.h"
#include "models/net/bufferpool.h"
#include "models/net/httpclient.h"
#include "models/net/inflater.h"
#include "tests/support/fakeserver.h"
#include "tests/support/socksproxy.h"

#include <QTest>
#include <QThread>
#include <qcoro/qcorotask.h>

#include <atomic>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;
using Kind = core::Error::Kind;

namespace {

constexpr core::TimePoint morning{ std::chrono::seconds(1795426145) };

net::Request get(const QUrl &url)
{
    net::Request request;
    request.url = url;
    return request;
}

core::Result<net::Response> ask(net::HttpClient &http, net::Request request, std::stop_token stop = {})
{
    return QCoro::waitFor(http.send(std::move(request), std::move(stop)));
}

QByteArray bigJson(qsizetype size)
{
    QByteArray result = "[";
    while (result.size() < size)
        result += QByteArray::number(result.size() * 7919) + ",";
    return result + "0]";
}

} // namespace

class tst_HttpClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void deliversBodyAndHeaders();
    void deliversAnyStatusAsResponse();
    void sendsVerbBodyAndType_data();
    void sendsVerbBodyAndType();
    void sendsAnOrderOnce_whenTheConnectionBreaks();
    void inflates_data();
    void inflates();
    void inflatesGoldenRecording();
    void padsBodies();
    void usesBuffersAgain();
    void poolFreesWhatIsIdle();

    void tellsKindOfFailure_data();
    void tellsKindOfFailure();
    void orderWithoutAnAnswer_isSentOnce_data();
    void orderWithoutAnAnswer_isSentOnce();
    void nameThatDoesNotResolve();
    void timesOut_whenServerHangs();
    void timesOut_whenBodyNeverEnds();
    void refusesAnnouncedSizeBeforeItComes();
    void refusesGzipBombEarly();
    void cancelsBeforeSending();
    void cancelsWhileUnderWay();
    void endsRequests_whenClientGoes();

    void sendsBasicCredentialsAtOnce();
    void sendsBearerToken();
    void leavesCredentialsBehind_whenRedirectedToForeignHost();
    void doesNotFollowRedirectsByItself();
    void givesUp_whenRedirectedForEver();
    void keepsNoCookies();
    void keepsConnectionsAlive();
    void rewritesNamesAndKeepsHostHeader();
    void resolvesNamesAtTheProxy();
    void tellsOfRefusingProxy();
    void tellsOfBrokenProxySetting();
    void measuresClockOffset();

    void streamsChunksInOrder();
    void streamEnds_whenSilent();
    void streamEnds_whenServerDies();
    void streams_doNotHoldUpQuestions();
    void streamRefused_isAResponse();
    void streamEnds_whenHeadIsRejected();
    void streamIsCancelled();
    void countsBytesUnderWay();

    void readsStatus_data();
    void readsStatus();
    void blanksCredentialsInDetails();
    void endpointNameHidesSecrets();

private:
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<core::ManualClock> m_clock;
    std::unique_ptr<net::HttpClient> m_http;
    std::stop_source m_stop;
};

void tst_HttpClient::init()
{
    m_server = std::make_unique<FakeServer>();
    m_clock = std::make_unique<core::ManualClock>(morning);
    m_http = std::make_unique<net::HttpClient>(*m_clock);
    m_stop = std::stop_source();
}

void tst_HttpClient::cleanup()
{
    m_http.reset();
    m_server.reset();
}

void tst_HttpClient::deliversBodyAndHeaders()
{
    FakeReply reply = FakeReply::json("{\"a\":1}");
    reply.headers = { { "X-Something", "yes" } };
    m_server->route("/state", reply);
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(result);
    QCOMPARE(result->status, 200);
    QCOMPARE(result->body.toByteArray(), "{\"a\":1}");
    QCOMPARE(result->header("x-something"), "yes");
    QCOMPARE(result->wireBytes, 7);
    QCOMPARE(result->url, m_server->url(u"/state"_s));
    QVERIFY(!net::statusError(*result));
    QCOMPARE(m_server->requests().constFirst().headers.value("accept"), "application/json");
    QVERIFY(m_http->requestRate() > 0);
}

void tst_HttpClient::deliversAnyStatusAsResponse()
{
    for (const int status : { 204, 307, 400, 401, 403, 404, 405, 409, 410, 429, 500, 501, 503, 599 }) {
        m_server->route("/x", FakeReply::text(status, status == 204 ? QByteArray() : QByteArray("a word")));
        const auto result = ask(*m_http, get(m_server->url(u"/x"_s)));
        QVERIFY2(result, qPrintable(QString::number(status)));
        QCOMPARE(result->status, status);
        if (status >= 400)
            QCOMPARE(result->body.toByteArray(), "a word");
    }
}

void tst_HttpClient::sendsVerbBodyAndType_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("post") << int(net::Request::Verb::Post) << QByteArray("POST");
    QTest::newRow("put") << int(net::Request::Verb::Put) << QByteArray("PUT");
    QTest::newRow("delete") << int(net::Request::Verb::Delete) << QByteArray("DELETE");
    QTest::newRow("patch") << int(net::Request::Verb::Patch) << QByteArray("PATCH");
}

void tst_HttpClient::sendsVerbBodyAndType()
{
    QFETCH(int, verb);
    QFETCH(QByteArray, word);
    m_server->route("/api/v1", FakeReply::json("{}"));
    net::Request request = get(m_server->url(u"/api/v1?x=1%202"_s));
    request.verb = static_cast<net::Request::Verb>(verb);
    request.body = "{\"type\":\"GET_AGENTS\"}";
    request.contentType = "application/json";
    request.headers = { { "X-Extra", "1" } };
    QVERIFY(ask(*m_http, request));
    const FakeRequest &seen = m_server->requests().constFirst();
    QCOMPARE(seen.verb, word);
    QCOMPARE(seen.target, "/api/v1?x=1%202");
    QCOMPARE(seen.body, request.body);
    QCOMPARE(seen.headers.value("content-type"), "application/json");
    QCOMPARE(seen.headers.value("x-extra"), "1");
}

void tst_HttpClient::sendsAnOrderOnce_whenTheConnectionBreaks()
{
    m_server->route("/warm", FakeReply());
    FakeReply dropped;
    dropped.drop = true;
    m_server->route("/order", dropped);
    using Verb = net::Request::Verb;
    for (const Verb verb : { Verb::Post, Verb::Patch, Verb::Put, Verb::Delete }) {
        QVERIFY(ask(*m_http, get(m_server->url(u"/warm"_s)))); // Qt sends again on a kept connection only
        const int before = m_server->count("/order");
        net::Request order = get(m_server->url(u"/order"_s));
        order.verb = verb;
        order.body = QByteArray(100'000, 'x');
        const auto answer = ask(*m_http, order);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Kind::Unreachable);
        QCOMPARE(m_server->count("/order"), before + 1);
        QCOMPARE(m_server->requests().last().body, order.body);
    }
}

void tst_HttpClient::inflates_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("wire");
    const QByteArray plain = bigJson(3'000'000);
    const QByteArray zlib = qCompress(plain, 1).mid(4); // Qt puts the length in front
    QTest::newRow("gzip") << QByteArray("gzip") << support::gzipped(plain);
    QTest::newRow("two gzip members") << QByteArray("gzip")
                                      << support::gzipped(plain.left(1000)) + support::gzipped(plain.mid(1000));
    QTest::newRow("deflate") << QByteArray("deflate") << zlib;
    QTest::newRow("raw deflate") << QByteArray("deflate") << zlib.mid(2, zlib.size() - 6);
}

void tst_HttpClient::inflates()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, wire);
    FakeReply reply = FakeReply::json(wire);
    reply.headers = { { "Content-Encoding", encoding } };
    reply.dripBytes = 50'001;
    m_server->route("/state", reply);
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(result);
    QVERIFY(result->body.toByteArray() == bigJson(3'000'000));
    QCOMPARE(result->wireBytes, wire.size());
    QCOMPARE(m_server->requests().constFirst().headers.value("accept-encoding"), "gzip, deflate");
}

void tst_HttpClient::inflatesGoldenRecording()
{
    m_server->route("/state", FakeReply::golden(u"state-gzip.http"_s));
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(result);
    QCOMPARE(result->wireBytes, 4176);
    QVERIFY(result->body.view().starts_with("{\"version\""));
    QVERIFY(result->body.view().ends_with("}"));
}

void tst_HttpClient::padsBodies()
{
    for (const bool gzip : { false, true }) {
        FakeReply reply = FakeReply::json(bigJson(100'000));
        reply.gzip = gzip;
        m_server->route("/state", reply);
        const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
        QVERIFY(result);
        QVERIFY(result->body.capacity() >= result->body.size() + 64);
        const char *behind = result->body.data() + result->body.size();
        QVERIFY(std::all_of(behind, behind + 64, [](char c) { return c == 0; }));
    }
    QVERIFY(net::Body().capacity() >= 64);
}

void tst_HttpClient::usesBuffersAgain()
{
    FakeReply reply = FakeReply::json(bigJson(5'000'000));
    m_server->route("/state", reply);
    for (int i = 0; i < 5; ++i)
        QVERIFY(ask(*m_http, get(m_server->url(u"/state"_s)))); // the body is dropped at once
    net::BufferPool::Statistics statistics = m_http->pool().statistics();
    QCOMPARE(statistics.allocations, 1);
    QCOMPARE(statistics.reuses, 4);

    reply.gzip = true; // of unknown size: learnt from the last time
    m_server->route("/state", reply);
    for (int i = 0; i < 5; ++i)
        QVERIFY(ask(*m_http, get(m_server->url(u"/state"_s))));
    statistics = m_http->pool().statistics();
    QVERIFY(statistics.allocations + statistics.growths <= 3);

    const auto held = ask(*m_http, get(m_server->url(u"/state"_s)));
    const auto other = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(held->body.data() != other->body.data());
}

void tst_HttpClient::poolFreesWhatIsIdle()
{
    net::BufferPool pool;
    for (int round = 0; round < 3; ++round) {
        std::vector<net::BufferPool::Buffer> buffers;
        for (int i = 0; i < 20; ++i)
            buffers.push_back(pool.take(1'000'000));
        for (auto &buffer : buffers)
            pool.give(std::move(buffer));
    }
    QCOMPARE(pool.statistics().idleBuffers, static_cast<int>(net::BufferPool::maxIdleBuffers));
    QVERIFY(pool.trim());
    QVERIFY(!pool.trim(std::chrono::steady_clock::now() + net::BufferPool::maxIdleTime + 1s));
    QCOMPARE(pool.statistics().idleBytes, 0);

    pool.give(pool.take(100'000'000));
    const net::BufferPool::Buffer small = pool.take(100);
    QVERIFY(small.capacity() < 1'000'000); // a small body does not hold a huge buffer captive
    pool.give(pool.take(net::BufferPool::maxIdleBytes + 1));
    QVERIFY(pool.statistics().idleBytes <= net::BufferPool::maxIdleBytes);
}

void tst_HttpClient::tellsKindOfFailure_data()
{
    QTest::addColumn<FakeReply>("reply");
    QTest::addColumn<Kind>("kind");
    const QByteArray body = bigJson(10'000);
    FakeReply reply = FakeReply::json(body);
    reply.truncateAt = 100;
    QTest::newRow("shorter than announced") << reply << Kind::Truncated;
    reply.chunked = true;
    QTest::newRow("chunked, cut") << reply << Kind::Truncated;
    reply = FakeReply::json(body);
    reply.gzip = true;
    reply.truncateAt = 1000;
    QTest::newRow("gzip, cut") << reply << Kind::Truncated;
    const QByteArray compressed = support::gzipped(body);
    reply = FakeReply::json(compressed.left(compressed.size() / 2));
    reply.headers = { { "Content-Encoding", "gzip" } };
    QTest::newRow("gzip, cut, but Content-Length fits") << reply << Kind::Truncated;
    reply.body = compressed.left(200) + QByteArray(500, 'x');
    QTest::newRow("gzip, damaged") << reply << Kind::Truncated;
    reply = {};
    reply.drop = true;
    QTest::newRow("closed without an answer") << reply << Kind::Unreachable;
    reply = {};
    reply.raw = "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n\r\n";
    QTest::newRow("not HTTP") << reply << Kind::Unreachable;
}

void tst_HttpClient::tellsKindOfFailure()
{
    QFETCH(FakeReply, reply);
    QFETCH(Kind, kind);
    m_server->route("/state", reply);
    net::Request request = get(m_server->url(u"/state?secret=1"_s));
    request.deadline = 3s;
    const auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), core::kindName(kind));
    QCOMPARE(result.error().endpoint, QString::fromLatin1(m_server->authority()) + u"/state"_s);
    if (kind == Kind::Truncated && reply.raw.isEmpty())
        QVERIFY(result.error().received > 0);
}

void tst_HttpClient::orderWithoutAnAnswer_isSentOnce_data()
{
    QTest::addColumn<net::Request::Verb>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("POST") << net::Request::Verb::Post << QByteArray("[1,\"killTasks\",1,0,{}]");
    QTest::newRow("POST, large") << net::Request::Verb::Post << QByteArray(300'000, 'x');
    QTest::newRow("POST, empty") << net::Request::Verb::Post << QByteArray();
    QTest::newRow("PUT") << net::Request::Verb::Put << QByteArray("{}");
    QTest::newRow("DELETE") << net::Request::Verb::Delete << QByteArray();
}

/// On a new connection and on one that is used again, where Qt by itself would send it three times.
void tst_HttpClient::orderWithoutAnAnswer_isSentOnce()
{
    QFETCH(net::Request::Verb, verb);
    QFETCH(QByteArray, body);
    FakeReply drop;
    drop.drop = true;
    m_server->route("/order", drop);
    for (const bool used : { false, true }) {
        if (used)
            QVERIFY(ask(*m_http, get(m_server->url(u"/state"_s))));
        const int before = m_server->count("/order");
        net::Request request = get(m_server->url(u"/order"_s));
        request.verb = verb;
        request.body = body;
        const auto result = ask(*m_http, request);
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), core::kindName(Kind::Unreachable));
        QCOMPARE(result.error().detail, u"the connection was closed without an answer."_s);
        QCOMPARE(m_server->count("/order") - before, 1);
        QCOMPARE(m_server->requests().last().body, body);
    }
}

void tst_HttpClient::nameThatDoesNotResolve()
{
    net::Request request = get(QUrl(u"http://no-such-host.invalid:5050/state"_s));
    const auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"name-not-resolved"_s);

    m_server->die();
    const auto refused = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(!refused);
    QCOMPARE(core::kindName(refused.error().kind), u"refused"_s);
}

void tst_HttpClient::timesOut_whenServerHangs()
{
    FakeReply reply;
    reply.hang = true;
    m_server->route("/state", reply);
    net::Request request = get(m_server->url(u"/state"_s));
    request.deadline = 30ms;
    const auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"timeout"_s);
}

void tst_HttpClient::timesOut_whenBodyNeverEnds()
{
    FakeReply reply = FakeReply::json("{");
    reply.endless = true;
    m_server->route("/state", reply);
    net::Request request = get(m_server->url(u"/state"_s));
    request.deadline = 100ms;
    const auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"timeout"_s);
    QCOMPARE(result.error().received, 1);
}

void tst_HttpClient::refusesAnnouncedSizeBeforeItComes()
{
    FakeReply reply;
    reply.raw = "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n{";
    m_server->route("/state", reply);
    net::Request request = get(m_server->url(u"/state"_s));
    request.maxBody = 1 << 20;
    auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"too-large"_s);
    QCOMPARE(result.error().expected, 1 << 20);

    // 2 GB announced within the limit, and never sent: no such memory is taken.
    request.maxBody = qint64{ 4 } << 30;
    request.deadline = 100ms;
    result = ask(*m_http, request);
    QVERIFY(!result);
    QVERIFY(m_http->pool().statistics().idleBytes < (128 << 20));
}

void tst_HttpClient::refusesGzipBombEarly()
{
    FakeReply reply = FakeReply::json(QByteArray(50'000'000, ' '));
    reply.gzip = true;
    m_server->route("/state", reply);
    net::Request request = get(m_server->url(u"/state"_s));
    request.maxBody = 1'000'000;
    const auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"too-large"_s);
    QVERIFY(m_http->pool().statistics().idleBytes < 8'000'000);
}

void tst_HttpClient::cancelsBeforeSending()
{
    m_stop.request_stop();
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)), m_stop.get_token());
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"cancelled"_s);
    QCOMPARE(m_server->requests().size(), 0);
}

void tst_HttpClient::cancelsWhileUnderWay()
{
    m_server->route("/state", [this](const FakeRequest &) {
        m_stop.request_stop();
        FakeReply reply;
        reply.hang = true;
        return reply;
    });
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)), m_stop.get_token());
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"cancelled"_s);
}

void tst_HttpClient::endsRequests_whenClientGoes()
{
    FakeReply reply;
    reply.hang = true;
    m_server->route("/state", reply);
    auto task = m_http->send(get(m_server->url(u"/state"_s)));
    QTRY_COMPARE(m_server->count("/state"), 1);
    m_http.reset();
    const auto result = QCoro::waitFor(std::move(task));
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"cancelled"_s);
}

void tst_HttpClient::sendsBasicCredentialsAtOnce()
{
    m_server->route("/state", FakeReply::json("{}"));
    net::Request request = get(m_server->url(u"/state"_s));
    request.credentials = { net::Credentials::Scheme::Basic, u"ops"_s, u"påss"_s };
    QVERIFY(ask(*m_http, request));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().constFirst().headers.value("authorization"),
             "Basic " + u"ops:påss"_s.toUtf8().toBase64());

    // The next request has none: nothing is remembered behind our back.
    request.credentials = {};
    QVERIFY(ask(*m_http, request));
    QVERIFY(!m_server->requests().constLast().headers.contains("authorization"));
}

void tst_HttpClient::sendsBearerToken()
{
    m_server->route("/state", FakeReply::json("{}"));
    net::Request request = get(m_server->url(u"/state"_s));
    request.credentials = { net::Credentials::Scheme::Bearer, {}, u"abc.def"_s };
    QVERIFY(ask(*m_http, request));
    QCOMPARE(m_server->requests().constFirst().headers.value("authorization"), "Bearer abc.def");
}

void tst_HttpClient::leavesCredentialsBehind_whenRedirectedToForeignHost()
{
    FakeServer foreign;
    foreign.route("/there", FakeReply::json("{}"));
    m_server->route("/here", FakeReply::redirect("/same"));
    m_server->route("/same", FakeReply::redirect("//" + foreign.authority() + "/there"));
    net::Request request = get(m_server->url(u"/here"_s));
    request.credentials = { net::Credentials::Scheme::Basic, u"ops"_s, u"secret"_s };
    request.followRedirects = true;
    const auto result = ask(*m_http, request);
    QVERIFY(result);
    QCOMPARE(result->status, 200);
    QVERIFY(m_server->requests().constLast().headers.contains("authorization"));
    QVERIFY(!foreign.requests().constFirst().headers.contains("authorization"));
}

void tst_HttpClient::doesNotFollowRedirectsByItself()
{
    m_server->route("/here", FakeReply::redirect("/there"));
    const auto result = ask(*m_http, get(m_server->url(u"/here"_s)));
    QVERIFY(result);
    QCOMPARE(result->status, 307);
    QCOMPARE(m_server->count("/there"), 0);
}

void tst_HttpClient::givesUp_whenRedirectedForEver()
{
    m_server->route("/here", FakeReply::redirect("/here"));
    net::Request request = get(m_server->url(u"/here"_s));
    request.followRedirects = true;
    const auto result = ask(*m_http, request);
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"redirect-loop"_s);
    QCOMPARE(m_server->count("/here"), 6);
}

void tst_HttpClient::keepsNoCookies()
{
    FakeReply reply = FakeReply::json("{}");
    reply.headers = { { "Set-Cookie", "a=b; Path=/" } };
    m_server->route("/state", reply);
    QVERIFY(ask(*m_http, get(m_server->url(u"/state"_s))));
    QVERIFY(ask(*m_http, get(m_server->url(u"/state"_s))));
    QVERIFY(!m_server->requests().constLast().headers.contains("cookie"));
}

void tst_HttpClient::keepsConnectionsAlive()
{
    m_server->route("/state", FakeReply::json("{}"));
    for (int i = 0; i < 4; ++i)
        QVERIFY(ask(*m_http, get(m_server->url(u"/state"_s))));
    QCOMPARE(m_server->connections(), 1);
}

void tst_HttpClient::rewritesNamesAndKeepsHostHeader()
{
    m_server->route("/state", FakeReply::json("{}"));
    net::Route route;
    route.rewrite = { { u"master1.cluster"_s, u"127.0.0.1"_s },
                      { u"master2.cluster:5050"_s, QString::fromLatin1(m_server->authority()) } };
    net::Request request = get(QUrl(u"http://Master1.cluster:%1/state"_s.arg(m_server->port())));
    request.route = std::make_shared<const net::Route>(route);
    const auto first = ask(*m_http, request);
    QVERIFY(first);
    QCOMPARE(first->url.host(), u"master1.cluster"_s);
    QCOMPARE(m_server->requests().constLast().headers.value("host"),
             "master1.cluster:" + QByteArray::number(m_server->port()));

    request.url = QUrl(u"http://master2.cluster:5050/state"_s);
    QVERIFY(ask(*m_http, request));
    QCOMPARE(m_server->requests().constLast().headers.value("host"), "master2.cluster:5050");

    route.rewrite = { { u"a"_s, u"::1"_s }, { u"b"_s, u"[::1]:81"_s } };
    QCOMPARE(net::rewritten(QUrl(u"http://a:80/x?y"_s), &route).toString(), u"http://[::1]:80/x?y"_s);
    QCOMPARE(net::rewritten(QUrl(u"http://b/x"_s), &route).toString(), u"http://[::1]:81/x"_s);
    QCOMPARE(net::rewritten(QUrl(u"http://c/x"_s), &route).toString(), u"http://c/x"_s);
    route.rewrite.insert(u"*:5051"_s, u"127.0.0.1:9"_s);
    QCOMPARE(net::rewritten(QUrl(u"http://c:5051/x"_s), &route).toString(), u"http://127.0.0.1:9/x"_s);
    QCOMPARE(net::rewritten(QUrl(u"http://b:5051/x"_s), &route).toString(), u"http://[::1]:81/x"_s);
    QCOMPARE(net::rewritten(QUrl(u"http://c/x"_s), &route).toString(), u"http://c/x"_s);
}

void tst_HttpClient::resolvesNamesAtTheProxy()
{
    support::SocksProxy proxy(m_server->port());
    m_server->route("/state", FakeReply::json("{}"));
    net::Request request = get(QUrl(u"http://only-inside.cluster:5050/state"_s));
    net::Route route;
    route.proxy = proxy.url();
    request.route = std::make_shared<const net::Route>(route);
    const auto result = ask(*m_http, request);
    QVERIFY2(result, result ? "" : qPrintable(core::kindName(result.error().kind) + result.error().detail));
    QCOMPARE(proxy.askedNames(), QList<QByteArray>({ "only-inside.cluster" }));
    QCOMPARE(m_server->requests().constLast().headers.value("host"), "only-inside.cluster:5050");
}

void tst_HttpClient::tellsOfRefusingProxy()
{
    support::SocksProxy proxy(m_server->port());
    proxy.setRefusing(true);
    net::Request request = get(QUrl(u"http://only-inside.cluster:5050/state"_s));
    net::Route route;
    route.proxy = proxy.url();
    request.route = std::make_shared<const net::Route>(route);
    const auto refused = ask(*m_http, request);
    QVERIFY(!refused);
    QCOMPARE(core::kindName(refused.error().kind), u"proxy"_s);

    m_server->die();
    route.proxy = u"http://"_s + QString::fromLatin1(m_server->authority());
    request.route = std::make_shared<const net::Route>(route);
    const auto gone = ask(*m_http, request);
    QVERIFY(!gone);
    QCOMPARE(core::kindName(gone.error().kind), u"proxy"_s);
}

void tst_HttpClient::tellsOfBrokenProxySetting()
{
    for (const QString &proxy : { u"socks4://x:1"_s, u"socks5://x"_s, u"nonsense"_s }) {
        net::Request request = get(m_server->url(u"/state"_s));
        net::Route route;
        route.proxy = proxy;
        request.route = std::make_shared<const net::Route>(route);
        const auto result = ask(*m_http, request);
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), u"config"_s);
    }
    QCOMPARE(m_server->connections(), 0);
}

void tst_HttpClient::measuresClockOffset()
{
    FakeReply reply = FakeReply::json("{}");
    reply.headers = { { "Date", "Mon, 23 Nov 2026 09:52:48 GMT" } };
    m_server->route("/state", reply);
    constexpr core::TimePoint server{ std::chrono::sys_days{ std::chrono::year{ 2026 } / 11 / 23 } + 9h + 52min + 48s };
    m_clock->set(server - 100s);
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(result);
    QVERIFY(result->clockOffset);
    QVERIFY(*result->clockOffset >= 100s
            && *result->clockOffset < 130s); // plus half of the latency, also under valgrind

    reply.headers = { { "Date", "yesterday" } };
    m_server->route("/state", reply);
    QVERIFY(!ask(*m_http, get(m_server->url(u"/state"_s)))->clockOffset);
}

void tst_HttpClient::streamsChunksInOrder()
{
    FakeReply reply = FakeReply::json("first,");
    reply.endless = true;
    m_server->route("/api/v1", reply);
    struct Seen
    {
        std::mutex mutex;
        QByteArray bytes;
        std::atomic<int> status = 0;
        std::atomic<QThread *> thread = nullptr;
        QByteArray text()
        {
            const std::lock_guard lock(mutex);
            return bytes;
        }
    } seen;
    bool started = false;
    auto task = m_http->stream(
        get(m_server->url(u"/api/v1"_s)),
        [&seen](const net::Response &head) {
            seen.status = head.status;
            return true;
        },
        [&seen](const char *data, qint64 size) {
            const std::lock_guard lock(seen.mutex);
            seen.bytes.append(data, size);
            seen.thread = QThread::currentThread();
        },
        20s, {}, [&started](const net::Response &head) { started = head.status == 200; });
    QTRY_VERIFY(started);
    for (int i = 0; i < 20; ++i)
        m_server->push(QByteArray::number(i) + ",");
    QTRY_VERIFY(seen.text().endsWith(",19,"));
    QCOMPARE(seen.text(), "first,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,");
    QVERIFY(seen.thread != QThread::currentThread());
    m_server->endStreams();
    const auto result = QCoro::waitFor(std::move(task));
    QVERIFY(result);
    QCOMPARE(result->status, 200);
    QCOMPARE(result->body.size(), 0);
    QCOMPARE(result->wireBytes, seen.text().size());
}

void tst_HttpClient::streamEnds_whenSilent()
{
    FakeReply reply = FakeReply::json("once");
    reply.endless = true;
    m_server->route("/api/v1", reply);
    const auto result = QCoro::waitFor(m_http->stream(
        get(m_server->url(u"/api/v1"_s)), {}, [](const char *, qint64) {}, 50ms));
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"timeout"_s);
}

void tst_HttpClient::streamEnds_whenServerDies()
{
    FakeReply reply = FakeReply::json("once");
    reply.endless = true;
    m_server->route("/api/v1", reply);
    bool started = false;
    auto task = m_http->stream(
        get(m_server->url(u"/api/v1"_s)), {}, [](const char *, qint64) {}, 20s, {},
        [&started](const net::Response &) { started = true; });
    QTRY_VERIFY(started);
    m_server->die();
    const auto result = QCoro::waitFor(std::move(task));
    // Where nothing came after the head Qt takes it for the end, chunked or not: the end of what has none is a failure.
    if (!result)
        QCOMPARE(core::kindName(result.error().kind), u"truncated"_s);
}

/// Qt has six connections to a host: whoever looks at a stream holds one of them for hours.
void tst_HttpClient::streams_doNotHoldUpQuestions()
{
    FakeReply reply = FakeReply::json("once");
    reply.endless = true;
    m_server->route("/api/v1", reply);
    m_server->route("/state", FakeReply::json("{}"));
    constexpr int connections = 6;
    int started = 0;
    std::stop_source stop;
    int ended = 0;
    for (int i = 0; i < connections; ++i)
        QCoro::connect(m_http->stream(
                           get(m_server->url(u"/api/v1"_s)), {}, [](const char *, qint64) {}, 60s, stop.get_token(),
                           [&started](const net::Response &) { ++started; }),
                       this, [&ended](const core::Result<net::Response> &) { ++ended; });
    QTRY_COMPARE(started, connections);
    const auto answer = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(ended, 0);
    stop.request_stop();
    QTRY_COMPARE(ended, connections);
}

void tst_HttpClient::streamRefused_isAResponse()
{
    m_server->route("/api/v1", FakeReply::text(415, "Expecting 'Content-Type' to be present"));
    std::atomic<int> chunks = 0;
    const auto result = QCoro::waitFor(m_http->stream(
        get(m_server->url(u"/api/v1"_s)), {}, [&](const char *, qint64) { ++chunks; }, 20s));
    QVERIFY(result);
    QCOMPARE(result->status, 415);
    QVERIFY(result->body.view().starts_with("Expecting"));
    QCOMPARE(chunks.load(), 0);
}

void tst_HttpClient::streamEnds_whenHeadIsRejected()
{
    FakeReply reply = FakeReply::json("once");
    reply.endless = true;
    m_server->route("/api/v1", reply);
    std::atomic<int> chunks = 0;
    const auto result = QCoro::waitFor(m_http->stream(
        get(m_server->url(u"/api/v1"_s)), [](const net::Response &) { return false; },
        [&](const char *, qint64) { ++chunks; }, 20s));
    QVERIFY(result);
    QCOMPARE(result->status, 200);
    QCOMPARE(chunks.load(), 0);
}

void tst_HttpClient::streamIsCancelled()
{
    FakeReply reply = FakeReply::json("once");
    reply.endless = true;
    m_server->route("/api/v1", reply);
    const auto result = QCoro::waitFor(m_http->stream(
        get(m_server->url(u"/api/v1"_s)), {}, [](const char *, qint64) {}, 20s, m_stop.get_token(),
        [this](const net::Response &) { m_stop.request_stop(); }));
    QVERIFY(!result);
    QCOMPARE(core::kindName(result.error().kind), u"cancelled"_s);
}

void tst_HttpClient::countsBytesUnderWay()
{
    FakeReply reply = FakeReply::json(QByteArray(1234, ' '));
    reply.endless = true;
    m_server->route("/state", reply);
    auto task = m_http->send(get(m_server->url(u"/state"_s)), m_stop.get_token());
    QTRY_COMPARE(m_http->receivedSoFar(m_server->url()), 1234);
    QCOMPARE(m_http->receivedSoFar(QUrl(u"http://127.0.0.2:1"_s)), 0);
    m_stop.request_stop();
    QVERIFY(!QCoro::waitFor(std::move(task)));
    QTRY_COMPARE(m_http->receivedSoFar(m_server->url()), 0);
}

void tst_HttpClient::readsStatus_data()
{
    QTest::addColumn<FakeReply>("reply");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("detail");
    QTest::newRow("401") << FakeReply::golden(u"auth-401-state.http"_s) << u"unauthorized"_s
                         << u"realm “mesos-master-readonly”"_s;
    QTest::newRow("403") << FakeReply::golden(u"auth-viewer-403-flags.http"_s) << u"forbidden"_s << u"403 Forbidden."_s;
    QTest::newRow("404") << FakeReply::text(404, "Not Found.") << u"not-found"_s << u"Not Found."_s;
    QTest::newRow("429") << FakeReply::text(429, "slower") << u"rate-limited"_s << u"slower"_s;
    QTest::newRow("no leader") << FakeReply::golden(u"zk-nozk-m1-state.http"_s) << u"no-leader"_s
                               << u"No leader elected"_s;
    QTest::newRow("503") << FakeReply::text(503, "recovering") << u"server"_s << u"recovering"_s;
    QTest::newRow("500") << FakeReply::text(500, "oops") << u"server"_s << u"oops"_s;
    QTest::newRow("409") << FakeReply::text(409, "Unknown agent") << u"rejected"_s << u"Unknown agent"_s;
    FakeReply page = FakeReply::json("<html><body>Please log in</body></html>");
    page.contentType = "text/html";
    QTest::newRow("a web page") << page << u"not-json"_s << u"<html><body>Please log in</body></html>"_s;
    page.status = 502;
    QTest::newRow("a proxy's web page") << page << u"not-json"_s << u"<html><body>Please log in</body></html>"_s;
    QTest::newRow("redirect") << FakeReply::golden(u"zk-m2-state.http"_s) << QString() << QString();
}

void tst_HttpClient::readsStatus()
{
    QFETCH(FakeReply, reply);
    QFETCH(QString, kind);
    QFETCH(QString, detail);
    m_server->route("/state", reply);
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
    QVERIFY(result);
    const auto error = net::statusError(*result);
    QCOMPARE(error.has_value(), !kind.isEmpty());
    if (!error)
        return;
    QCOMPARE(core::kindName(error->kind), kind);
    QCOMPARE(error->detail, detail);
    QCOMPARE(error->httpStatus, result->status);
    QCOMPARE(error->endpoint, QString::fromLatin1(m_server->authority()) + u"/state"_s);
}

void tst_HttpClient::blanksCredentialsInDetails()
{
    m_server->route("/state", FakeReply::text(400, "Bad header Authorization: Basic b3BzOnMzY3JldA== in request"));
    const auto result = ask(*m_http, get(m_server->url(u"/state"_s)));
    const auto error = net::statusError(*result);
    QVERIFY(error);
    QVERIFY2(!error->detail.contains(u"b3Bz"_s), qPrintable(error->detail));
    QVERIFY(error->detail.startsWith(u"Bad header"_s));
}

void tst_HttpClient::endpointNameHidesSecrets()
{
    QCOMPARE(net::endpointName(QUrl(u"https://ops:secret@master:5050/state?token=x#y"_s)), u"master:5050/state"_s);
}

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_httpclient.moc"
