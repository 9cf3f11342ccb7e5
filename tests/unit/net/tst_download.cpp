// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/download.h"
#include "tests/support/fakeserver.h"

#include <QFile>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <qcoro/qcorotask.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::FakeReply;
using support::FakeRequest;
using support::FakeServer;
using Kind = core::Error::Kind;

namespace {

QByteArray someBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 31 + i / 251);
    return bytes;
}

FakeReply fileReply(const QByteArray &body)
{
    FakeReply reply = FakeReply::json(body);
    reply.contentType = "application/octet-stream";
    return reply;
}

} // namespace

/// Bodies that go into a file as they arrive.
class tst_Download : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FakeServer>();
        m_http = std::make_unique<net::HttpClient>();
        m_stop = std::stop_source();
        m_path = m_folder.filePath(u"file"_s);
        QFile::remove(m_path);
    }
    void cleanup()
    {
        m_http.reset();
        m_server.reset();
    }

    void writesTheBody_andTellsHowFarItIs()
    {
        const QByteArray body = someBytes(5'000'000);
        m_server->route("/file", fileReply(body));
        QList<std::pair<qint64, qint64>> told;
        const auto answer = get([&](qint64 done, qint64 whole) {
            told << std::pair(done, whole);
            return true;
        });
        QVERIFY(answer);
        QCOMPARE(answer->wireBytes, body.size());
        QCOMPARE(answer->body.size(), 0);
        QVERIFY(written() == body);
        QVERIFY(!told.isEmpty());
        QCOMPARE(told.last(), std::pair(qint64(body.size()), qint64(body.size())));
        QCOMPARE(m_server->requests().first().headers.value("accept-encoding"), "identity");
    }

    /// As Mesos 1.12 sent it.
    void writesARecordedAnswer()
    {
        m_server->route("/file", FakeReply::golden(u"agent1-files-download-bytes.http"_s));
        QVERIFY(get());
        QCOMPARE(written(), QByteArray::fromHex("c3bce28093c3a90aff0001fe0a"));
    }

    void tellsWhyThereIsNone_data()
    {
        QTest::addColumn<FakeReply>("reply");
        QTest::addColumn<QString>("kind");
        QTest::newRow("404") << FakeReply::golden(u"agent1-files-download-404.http"_s) << u"not-found"_s;
        QTest::newRow("401") << FakeReply::golden(u"auth-401-files.http"_s) << u"unauthorized"_s;
        QTest::newRow("500") << FakeReply::text(500, "oops") << u"server"_s;
        QTest::newRow("redirect") << FakeReply::redirect("/elsewhere") << u"rejected"_s;
        FakeReply page = FakeReply::json("<html><body>Sign in</body></html>");
        page.contentType = "text/html";
        QTest::newRow("a web page") << page << u"not-json"_s;
        FakeReply cut = fileReply(someBytes(100'000));
        cut.truncateAt = 70'000;
        QTest::newRow("truncated") << cut << u"truncated"_s;
        FakeReply gone = fileReply({});
        gone.drop = true;
        QTest::newRow("dropped") << gone << u"unreachable"_s;
    }
    void tellsWhyThereIsNone()
    {
        QFETCH(FakeReply, reply);
        QFETCH(QString, kind);
        m_server->route("/file", reply);
        const auto answer = get();
        QVERIFY(!answer);
        QCOMPARE(core::kindName(answer.error().kind), kind);
    }

    /// A file of the sandbox may be a page: then it is an attachment.
    void aWebPageThatIsAFile_isWritten()
    {
        FakeReply page = fileReply("<html></html>");
        page.contentType = "text/html";
        page.headers = { { "Content-Disposition", "attachment; filename=index.html" } };
        m_server->route("/file", page);
        QVERIFY(get());
        QCOMPARE(written(), "<html></html>");
    }

    void keepsWhatCame_whenTheServerVanishes()
    {
        FakeReply begun;
        begun.raw = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nso far";
        m_server->route("/file", begun);
        auto task = start();
        QTRY_COMPARE(m_http->receivedSoFar(m_server->url()), 6);
        m_server->die();
        const auto answer = QCoro::waitFor(std::move(task));
        QVERIFY(!answer);
        QVERIFY(answer.error().kind == Kind::Truncated || answer.error().kind == Kind::Unreachable);
        QCOMPARE(answer.error().received, 6);
        QCOMPARE(written(), "so far");
    }

    void endsAfterASilence()
    {
        FakeReply endless = fileReply("once");
        endless.endless = true;
        m_server->route("/file", endless);
        net::Download wish = wanted();
        wish.silence = 50ms;
        const auto answer = QCoro::waitFor(net::download(m_http.get(), wish, {}));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Kind::Timeout);
    }

    /// Longer than the deadline and the longest silence together.
    void aSlowBodyMayTakeItsTime()
    {
        FakeReply endless = fileReply("0");
        endless.endless = true;
        m_server->route("/file", endless);
        net::Download wish = wanted();
        wish.request.deadline = 400ms;
        wish.silence = 400ms;
        auto task = net::download(m_http.get(), wish, {});
        QByteArray pushed = "0";
        QTimer drip;
        connect(&drip, &QTimer::timeout, this, [&] {
            if (pushed.size() == 12) {
                drip.stop();
                return m_server->endStreams();
            }
            const QByteArray next = QByteArray::number(pushed.size() % 10);
            m_server->push(next);
            pushed += next;
        });
        drip.start(80ms);
        const auto answer = QCoro::waitFor(std::move(task));
        QVERIFY2(answer, answer ? "" : qPrintable(core::kindName(answer.error().kind)));
        QCOMPARE(written(), "012345678901");
    }

    void refusesWhatIsTooLarge_beforeAndWhileItComes()
    {
        m_server->route("/file", fileReply(someBytes(100'000)));
        net::Download wish = wanted();
        wish.most = 99'999;
        const auto announced = QCoro::waitFor(net::download(m_http.get(), wish, {}));
        QVERIFY(!announced);
        QCOMPARE(announced.error().kind, Kind::TooLarge);
        QCOMPARE(announced.error().expected, 99'999);
        QCOMPARE(written(), "");
        FakeReply chunked = fileReply(someBytes(100'000));
        chunked.chunked = true;
        m_server->route("/file", chunked);
        const auto coming = QCoro::waitFor(net::download(m_http.get(), wish, {}));
        QVERIFY(!coming);
        QCOMPARE(coming.error().kind, Kind::TooLarge);
        QVERIFY(written().size() <= 99'999);
        wish.most = 100'000;
        QVERIFY(QCoro::waitFor(net::download(m_http.get(), wish, {})));
    }

    void asksForRoomFirst()
    {
        FakeReply huge;
        huge.raw = "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\nx";
        m_server->route("/file", huge);
        const auto answer = get();
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Kind::Storage);
        QVERIFY2(answer.error().detail.contains(u"has room for"_s), qPrintable(answer.error().detail));
        QCOMPARE(written(), "");
    }

    void tellsOfTheDisk()
    {
        m_server->route("/file", fileReply(someBytes(1'000)));
        m_path = m_folder.filePath(u"no/such/folder"_s);
        const auto nowhere = get();
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().kind, Kind::Storage);
        QCOMPARE(m_server->requests().size(), 0); // nobody is asked for what cannot be kept
        FakeReply chunked = fileReply(someBytes(1'000));
        chunked.chunked = true; // nothing announced: it is the writing that fails
        m_server->route("/file", chunked);
        m_path = u"/dev/full"_s;
        const auto full = get();
        QVERIFY(!full);
        QCOMPARE(full.error().kind, Kind::Storage);
        QVERIFY(!full.error().detail.isEmpty());
    }

    void isCancelled_byTokenAndByProgress()
    {
        FakeReply endless = fileReply("once");
        endless.endless = true;
        m_server->route("/file", endless);
        auto task = start();
        QTRY_COMPARE(m_http->receivedSoFar(m_server->url()), 4);
        m_stop.request_stop();
        QCOMPARE(QCoro::waitFor(std::move(task)).error().kind, Kind::Cancelled);
        const auto byProgress = get([](qint64, qint64) { return false; });
        QVERIFY(!byProgress);
        QCOMPARE(byProgress.error().kind, Kind::Cancelled);
    }

    /// What a stream's taker has not taken waits at its sender, not in our memory.
    void aSlowTakerHoldsTheSenderUp()
    {
        constexpr qint64 whole = qint64{ 64 } << 20;
        constexpr qint64 ours = qint64{ 16 } << 20; // far above our buffers and the system's
        QTcpServer sender;
        QVERIFY(sender.listen(QHostAddress::LocalHost));
        QTcpSocket *peer = nullptr;
        connect(&sender, &QTcpServer::newConnection, this, [&] {
            peer = sender.nextPendingConnection();
            connect(peer, &QTcpSocket::readyRead, this, [&] {
                peer->readAll();
                peer->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(whole) + "\r\n\r\n");
                peer->write(QByteArray(whole, 'x'));
            });
        });
        QSemaphore mayGoOn;
        std::atomic<qint64> taken = 0;
        net::Request request;
        request.url = QUrl(u"http://127.0.0.1:%1/"_s.arg(sender.serverPort()));
        auto task = m_http->stream(
            request, {},
            [&](const char *, qint64 size) {
                if (taken.fetch_add(size) == 0)
                    mayGoOn.acquire();
            },
            20s);
        QTRY_VERIFY(taken > 0);
        // Until nothing moves any more.
        qint64 before = -1;
        QTRY_VERIFY(std::exchange(before, peer->bytesToWrite()) == peer->bytesToWrite());
        for (int quiet = 0; quiet < 10;) {
            QTest::qWait(10);
            quiet = std::exchange(before, peer->bytesToWrite()) == before ? quiet + 1 : 0;
        }
        QVERIFY2(before > whole - ours, qPrintable(QString::number(before)));
        mayGoOn.release();
        const auto answer = QCoro::waitFor(std::move(task));
        QVERIFY(answer);
        QCOMPARE(taken.load(), whole);
    }

private:
    net::Download wanted() const
    {
        net::Download wish;
        wish.request.url = m_server->url(u"/file"_s);
        wish.path = m_path;
        return wish;
    }
    QCoro::Task<core::Result<net::Response>> start(net::DownloadProgress progress = {})
    {
        return net::download(m_http.get(), wanted(), std::move(progress), m_stop.get_token());
    }
    core::Result<net::Response> get(net::DownloadProgress progress = {})
    {
        m_stop = std::stop_source();
        return QCoro::waitFor(start(std::move(progress)));
    }
    QByteArray written() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::stop_source m_stop;
};

QTEST_GUILESS_MAIN(tst_Download)
#include "tst_download.moc"
