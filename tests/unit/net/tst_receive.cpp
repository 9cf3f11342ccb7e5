// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/bodytaker.h"
#include "models/net/leader.h"
#include "tests/support/fakeserver.h"

#include <QTest>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::FakeReply;
using support::FakeServer;

namespace {

QByteArray someJson(qsizetype size)
{
    QByteArray line;
    for (int i = 0; i < 20'000; ++i)
        line += QByteArray::number(i * 7919) + ',';
    QByteArray result = "[";
    while (result.size() < size)
        result += line;
    return result + "0]\n";
}

/// Puts the body together again.
class Collector final : public net::BodyTaker
{
public:
    bool begin(const net::Response &head, qint64 size) override
    {
        ++begun;
        status = head.status;
        expected = size;
        const std::lock_guard lock(m_mutex);
        m_bytes.clear();
        m_held.clear();
        return wanted;
    }
    void take(net::Body piece) override
    {
        const std::lock_guard lock(m_mutex);
        m_bytes.append(piece.data(), piece.size());
        largest = std::max<qint64>(largest, piece.size());
        if (!holds)
            return;
        m_held.push_back(piece);
        most = std::max<size_t>(most, m_held.size());
    }
    QByteArray bytes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bytes;
    }
    size_t held() const
    {
        const std::lock_guard lock(m_mutex);
        return m_held.size();
    }
    void releaseOne()
    {
        const std::lock_guard lock(m_mutex);
        m_held.pop_front();
    }

    bool wanted = true;
    bool holds = false;
    std::atomic<int> begun = 0;
    std::atomic<int> status = 0;
    std::atomic<qint64> expected = -1;
    std::atomic<qint64> largest = 0;
    std::atomic<size_t> most = 0;

private:
    mutable std::mutex m_mutex; ///< guards the rest: filled by the network thread
    QByteArray m_bytes;
    std::deque<net::Body> m_held;
};

} // namespace

/// Bodies that are taken in pieces while they arrive.
class tst_Receive : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        m_http = std::make_unique<net::HttpClient>();
        m_taker = std::make_shared<Collector>();
        m_stop = std::stop_source();
    }
    void cleanup()
    {
        m_http.reset();
        m_server.reset();
    }

    void givesTheBodyInPieces_data()
    {
        QTest::addColumn<bool>("gzip");
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<qsizetype>("drip");
        QTest::newRow("plain") << false << false << qsizetype{ 0 };
        QTest::newRow("plain, dripping") << false << false << qsizetype{ 70'001 };
        QTest::newRow("chunked") << false << true << qsizetype{ 50'000 };
        QTest::newRow("gzip") << true << false << qsizetype{ 0 };
        QTest::newRow("gzip, chunked and dripping") << true << true << qsizetype{ 9'999 };
    }

    void givesTheBodyInPieces()
    {
        QFETCH(bool, gzip);
        QFETCH(bool, chunked);
        QFETCH(qsizetype, drip);
        const QByteArray body = someJson(5'000'000);
        FakeReply reply = FakeReply::json(body);
        reply.gzip = gzip;
        reply.chunked = chunked;
        reply.dripBytes = drip;
        m_server->route("/state", reply);
        for (int look = 1; look <= 2; ++look) {
            const auto result = ask();
            QVERIFY(result);
            QCOMPARE(result->status, 200);
            QCOMPARE(result->body.size(), 0);
            QCOMPARE(result->wireBytes, gzip ? support::gzipped(body).size() : body.size());
            QVERIFY(m_taker->bytes() == body);
            QVERIFY(m_taker->largest < 2'000'000);
            QCOMPARE(m_taker->begun, look);
        }
        // Announced, or known from the time before.
        const bool isAnnounced = !gzip && !chunked;
        const qint64 known = isAnnounced ? body.size() : body.size() + body.size() / 16;
        QCOMPARE(m_taker->expected, known);
        QCOMPARE(m_server->requests().constFirst().headers.value("accept-encoding"), "gzip, deflate");
    }

    void holdsTheSenderBack()
    {
        const QByteArray body = someJson(40'000'000);
        m_server->route("/state", FakeReply::json(body));
        m_taker->holds = true;
        bool done = false;
        std::optional<core::Result<net::Response>> answer;
        QCoro::connect(m_http->receive(request(), m_taker), this, [&](const core::Result<net::Response> &result) {
            answer = result;
            done = true;
        });
        while (!done && m_taker->bytes().size() < 20'000'000) {
            QTRY_COMPARE(m_taker->held(), size_t{ net::BodyTaker::maxHeld });
            m_taker->releaseOne();
        }
        QVERIFY(!done);
        QCOMPARE(m_taker->most, size_t{ net::BodyTaker::maxHeld });
        while (!done) {
            QTRY_VERIFY(done || m_taker->held() > 0);
            if (!done)
                m_taker->releaseOne();
        }
        QVERIFY(*answer);
        QVERIFY(m_taker->bytes() == body);
    }

    void givesWhatIsNoBodyOfItsOwn_inTheResponse()
    {
        m_server->route("/state", FakeReply::text(404, "not here"));
        auto result = ask();
        QVERIFY(result);
        QCOMPARE(result->status, 404);
        QVERIFY(result->body.view().find("not here") != std::string_view::npos);
        QCOMPARE(m_taker->begun, 0);

        m_server->route("/state", FakeReply::json("{\"a\":1}"));
        m_taker->wanted = false;
        result = ask();
        QVERIFY(result);
        QCOMPARE(result->body.toByteArray(), QByteArray("{\"a\":1}"));
        QCOMPARE(m_taker->begun, 1);
        QVERIFY(m_taker->bytes().isEmpty());
    }

    void tellsOfABodyThatBreaksOff_data()
    {
        QTest::addColumn<bool>("gzip");
        QTest::addColumn<bool>("chunked");
        QTest::newRow("plain") << false << false;
        QTest::newRow("chunked") << false << true;
        QTest::newRow("gzip") << true << false;
        QTest::newRow("gzip, chunked") << true << true;
    }

    void tellsOfABodyThatBreaksOff()
    {
        QFETCH(bool, gzip);
        QFETCH(bool, chunked);
        FakeReply reply = FakeReply::json(someJson(3'000'000));
        reply.gzip = gzip;
        reply.chunked = chunked;
        reply.truncateAt = 600'000;
        m_server->route("/state", reply);
        const auto result = ask();
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), core::kindName(core::Error::Kind::Truncated));
        QVERIFY(!m_taker->bytes().isEmpty());
    }

    void refusesWhatIsTooLarge_data()
    {
        QTest::addColumn<bool>("gzip");
        QTest::addColumn<bool>("chunked");
        QTest::newRow("announced") << false << false;
        QTest::newRow("not announced") << false << true;
        QTest::newRow("gzip") << true << false;
    }

    void refusesWhatIsTooLarge()
    {
        QFETCH(bool, gzip);
        QFETCH(bool, chunked);
        FakeReply reply = FakeReply::json(QByteArray(30'000'000, ' '));
        reply.gzip = gzip;
        reply.chunked = chunked;
        m_server->route("/state", reply);
        net::Request asked = request();
        asked.maxBody = 2'000'000;
        const auto result = QCoro::waitFor(m_http->receive(asked, m_taker));
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), core::kindName(core::Error::Kind::TooLarge));
        QCOMPARE(result.error().expected, 2'000'000);
        QVERIFY(m_taker->bytes().size() < 3'000'000);
    }

    void keepsTheDeadline_whenTheBodyNeverEnds()
    {
        FakeReply reply = FakeReply::json("[1,");
        reply.endless = true;
        m_server->route("/state", reply);
        net::Request asked = request();
        asked.deadline = 100ms;
        const auto result = QCoro::waitFor(m_http->receive(asked, m_taker));
        QVERIFY(!result);
        QCOMPARE(core::kindName(result.error().kind), core::kindName(core::Error::Kind::Timeout));
    }

    /// What is held outlives request and client, and the pieces that were held say so to nobody.
    void isCancelled_whileAllIsHeld()
    {
        m_server->route("/state", FakeReply::json(someJson(20'000'000)));
        m_taker->holds = true;
        std::optional<core::Result<net::Response>> answer;
        QCoro::connect(m_http->receive(request(), m_taker, m_stop.get_token()), this,
                       [&](const core::Result<net::Response> &result) { answer = result; });
        QTRY_COMPARE(m_taker->held(), size_t{ net::BodyTaker::maxHeld });
        m_stop.request_stop();
        QTRY_VERIFY(answer.has_value());
        QVERIFY(!*answer);
        QCOMPARE(core::kindName(answer->error().kind), core::kindName(core::Error::Kind::Cancelled));
        m_http.reset();
        while (m_taker->held() > 0)
            m_taker->releaseOne();
    }

    void beginsAnew_whenAnotherMasterIsAsked()
    {
        FakeServer second;
        const QByteArray body = someJson(1'000'000);
        FakeReply broken = FakeReply::json(body);
        broken.truncateAt = 700'000;
        m_server->route("/state", broken);
        second.route("/state", FakeReply::json(body));
        net::LeaderClient leader(m_http.get(),
                                 std::make_shared<net::StaticDiscovery>(QList<QUrl>{ m_server->url(), second.url() }));
        net::Request asked;
        asked.url = QUrl(u"/state"_s);
        const auto result = QCoro::waitFor(leader.receive(asked, m_taker));
        QVERIFY(result);
        QCOMPARE(m_taker->begun, 2);
        QVERIFY(m_taker->bytes() == body);
        QCOMPARE(leader.leader(), second.url());
    }

private:
    net::Request request() const
    {
        net::Request result;
        result.url = m_server->url(u"/state"_s);
        return result;
    }
    core::Result<net::Response> ask() { return QCoro::waitFor(m_http->receive(request(), m_taker)); }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::shared_ptr<Collector> m_taker;
    std::stop_source m_stop;
};

QTEST_GUILESS_MAIN(tst_Receive)
#include "tst_receive.moc"
