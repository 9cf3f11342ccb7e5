// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/agentsource.h"
#include "models/logs/filesource.h"
#include "models/logs/pagedfile.h"
#include "models/logs/readrange.h"
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/logs/memorysource.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QUrlQuery>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using logs::pageBytes;
using logs::PagedFile;

namespace {

QByteArray numbered(int from, int count)
{
    QByteArray text;
    for (int i = from; i < from + count; ++i)
        text += "line " + QByteArray::number(i) + " of a log that goes on\n";
    return text;
}

struct Opened
{
    explicit Opened(QByteArray content)
        : file(std::make_shared<support::MemoryFile>())
    {
        file->content = std::move(content);
        paged = std::make_unique<PagedFile>(std::make_shared<support::MemorySource>(file));
        QSignalSpy opened(paged.get(), &PagedFile::opened);
        paged->setInterval(1ms);
        paged->open();
        [&] { QTRY_COMPARE(opened.count(), 1); }();
    }
    QByteArray lastLine()
    {
        const auto line = paged->cutter().lineBefore(paged->size());
        return line ? paged->cutter().bytes(*line).value_or("missing") : QByteArray("missing");
    }

    std::shared_ptr<support::MemoryFile> file;
    std::unique_ptr<PagedFile> paged;
};

} // namespace

/// A file of any size in bounded memory, and what may happen to it meanwhile.
class tst_PagedFile : public QObject
{
    Q_OBJECT

private slots:
    void opensAtTheEnd_withOneRead()
    {
        Opened o(numbered(0, 40000));
        QCOMPARE(o.file->reads, 1);
        QCOMPARE(o.lastLine(), QByteArray("line 39999 of a log that goes on"));
        QVERIFY(!o.paged->lineNumber(o.paged->size() - 33)); // nobody counted them yet
    }

    void countsLines_asPagesAreRead()
    {
        Opened o(numbered(0, 10000));
        QSignalSpy arrived(o.paged.get(), &PagedFile::pageArrived);
        for (qint64 page = 0; page < o.paged->pageCount() - 1; ++page) {
            if (!o.paged->page(page))
                QTRY_VERIFY(o.paged->page(page));
        }
        const auto last = o.paged->cutter().lineBefore(o.paged->size());
        QCOMPARE(o.paged->lineNumber(last->begin), 10000);
        QCOMPARE(o.paged->lineNumber(0), 1);
    }

    void keepsMemoryBounded()
    {
        Opened o(QByteArray(40 << 20, 'm'));
        for (qint64 page = 0; page < o.paged->pageCount(); ++page)
            QTRY_VERIFY(o.paged->page(page));
        QVERIFY(o.paged->keptBytes() <= PagedFile::mostPages * pageBytes);
        QVERIFY(!o.paged->page(0)); // went long ago
        QTRY_VERIFY(o.paged->page(0));
    }

    void followsGrowth_data()
    {
        QTest::addColumn<int>("lines");
        QTest::newRow("within the page") << 3;
        QTest::newRow("into the next page") << 3000;
        QTest::newRow("by many pages") << 90000;
    }
    void followsGrowth()
    {
        QFETCH(int, lines);
        Opened o(numbered(0, 1900));
        QSignalSpy grown(o.paged.get(), &PagedFile::grown);
        QSignalSpy replaced(o.paged.get(), &PagedFile::replaced);
        o.paged->setFollowing(true);
        const qint64 before = o.paged->size();
        const int reads = o.file->reads;
        o.file->content += numbered(1900, lines);
        QTRY_COMPARE(grown.count(), 1);
        QCOMPARE(grown[0][0].toLongLong(), before);
        QCOMPARE(o.paged->size(), o.file->content.size());
        QCOMPARE(o.lastLine(), numbered(1900 + lines - 1, 1).trimmed());
        QVERIFY(o.file->reads - reads <= 10); // what lies between waits until it is looked at
        for (qint64 page = 0; page < o.paged->pageCount(); ++page) {
            QTRY_VERIFY(o.paged->page(page));
            QCOMPARE(*o.paged->page(page), o.file->content.mid(page * pageBytes, pageBytes));
        }
        QCOMPARE(replaced.count(), 0);
    }

    void growsLineByLine()
    {
        Opened o({});
        QSignalSpy replaced(o.paged.get(), &PagedFile::replaced);
        o.paged->setFollowing(true);
        for (int i = 0; i < 60; ++i) {
            o.file->content += numbered(i, 1 + i * 7);
            QTRY_COMPARE(o.paged->size(), o.file->content.size());
            const qint64 page = o.paged->pageCount() - 1;
            QCOMPARE(*o.paged->page(page), o.file->content.mid(page * pageBytes));
        }
        QCOMPARE(replaced.count(), 0);
    }

    void noticesTruncation()
    {
        Opened o(numbered(0, 5000));
        QSignalSpy replaced(o.paged.get(), &PagedFile::replaced);
        o.paged->setFollowing(true);
        o.file->content = "begun anew\n";
        QTRY_COMPARE(replaced.count(), 1);
        QCOMPARE(replaced[0][0].value<PagedFile::Replaced>(), PagedFile::Replaced::Truncated);
        QCOMPARE(o.lastLine(), QByteArray("begun anew"));
        QCOMPARE(o.paged->lineNumber(0), 1);
    }

    void noticesRotation_whenTheNewFileIsLonger_data()
    {
        QTest::addColumn<int>("lines");
        QTest::newRow("a little") << 2100;
        QTest::newRow("by pages") << 50000;
    }
    void noticesRotation_whenTheNewFileIsLonger()
    {
        QFETCH(int, lines);
        Opened o(numbered(0, 2000));
        QSignalSpy replaced(o.paged.get(), &PagedFile::replaced);
        o.paged->setFollowing(true);
        o.file->content = "rotated\n" + numbered(7, lines);
        QTRY_COMPARE(replaced.count(), 1);
        QCOMPARE(replaced[0][0].value<PagedFile::Replaced>(), PagedFile::Replaced::Rotated);
        QTRY_VERIFY(o.paged->page(0));
        QVERIFY(o.paged->page(0)->startsWith("rotated\n"));
        QCOMPARE(o.lastLine(), numbered(7 + lines - 1, 1).trimmed());
    }

    void keepsWhatItHas_whenTheAgentVanishes()
    {
        Opened o(numbered(0, 3000));
        QSignalSpy failed(o.paged.get(), &PagedFile::failed);
        QSignalSpy recovered(o.paged.get(), &PagedFile::recovered);
        o.paged->setFollowing(true);
        o.file->fault = core::Error::Kind::Unreachable;
        QTRY_VERIFY(failed.count() > 0);
        QCOMPARE(o.paged->error()->kind, core::Error::Kind::Unreachable);
        QCOMPARE(o.lastLine(), QByteArray("line 2999 of a log that goes on"));
        o.file->fault.reset();
        o.file->content += numbered(3000, 1);
        QTRY_COMPARE(recovered.count(), 1);
        QTRY_COMPARE(o.lastLine(), QByteArray("line 3000 of a log that goes on"));
    }

    void aCopyIsNotFollowed()
    {
        QTemporaryFile copy;
        QVERIFY(copy.open());
        copy.write(numbered(0, 100));
        copy.flush();
        PagedFile paged(std::make_shared<logs::FileSource>(copy.fileName(), u"stderr"_s, u"saved copy"_s, true));
        QSignalSpy opened(&paged, &PagedFile::opened);
        paged.open();
        paged.setFollowing(true);
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(!paged.isFollowing());
        QCOMPARE(paged.size(), copy.size());
    }

    void saysNotFound_whenThereIsNoFile()
    {
        PagedFile paged(std::make_shared<logs::FileSource>(u"/nowhere/at/all"_s, u"stderr"_s, u"saved copy"_s, true));
        QSignalSpy failed(&paged, &PagedFile::failed);
        paged.open();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(paged.error()->kind, core::Error::Kind::NotFound);
        QVERIFY(!paged.isOpen());
    }

    /// As an agent answers, byte by byte, and gone in the middle of it.
    void readsFromAnAgent_slowAndLost()
    {
        const QByteArray content = numbered(0, 1500);
        support::FakeServer server;
        qsizetype drip = 5000;
        bool drop = false;
        server.route("/files/read", [&](const support::FakeRequest &request) {
            const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
            const qint64 offset = query.queryItemValue(u"offset"_s).toLongLong();
            QByteArray data
                = offset < 0 ? QByteArray() : content.mid(offset, query.queryItemValue(u"length"_s).toLongLong());
            const QByteArray size = QByteArray::number(offset < 0 ? content.size() : offset);
            support::FakeReply reply
                = support::FakeReply::json("{\"data\":\"" + data.replace("\n", "\\n") + "\",\"offset\":" + size + '}');
            reply.dripBytes = drip;
            reply.drop = drop;
            return reply;
        });
        net::HttpClient http;
        logs::Endpoint endpoint;
        endpoint.http = &http;
        endpoint.authority = QString::fromLatin1(server.authority());
        PagedFile paged(
            std::make_shared<logs::AgentSource>(endpoint, u"/frameworks/f/executors/e/runs/latest/stdout"_s));
        QSignalSpy opened(&paged, &PagedFile::opened);
        QSignalSpy failed(&paged, &PagedFile::failed);
        paged.open();
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(paged.size(), content.size());
        drop = true;
        paged.lookNow();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(server.requests().first().target.contains("path=%2Fframeworks%2Ff"));
    }

    /// Its firewall rules have closed /files/read: the v1 API has the same bytes.
    void readsByTheOperatorApi_whereFilesAreClosed()
    {
        const QByteArray content = numbered(0, 1500) + "\xff\xfe no UTF-8\n";
        support::FakeServer server;
        server.route("/files/read",
                     [](const support::FakeRequest &) { return support::FakeReply::text(403, "Endpoint disabled"); });
        server.route("/api/v1", [&](const support::FakeRequest &request) {
            const QJsonObject call = QJsonDocument::fromJson(request.body).object();
            const QJsonObject asked = call[u"read_file"_s].toObject();
            const QByteArray data = content.mid(asked[u"offset"_s].toInteger(), asked[u"length"_s].toInteger());
            return support::FakeReply::json("{\"type\":\"READ_FILE\",\"read_file\":{\"size\":"
                                            + QByteArray::number(content.size()) + ",\"data\":\"" + data.toBase64()
                                            + "\"}}");
        });
        net::HttpClient http;
        logs::Endpoint endpoint;
        endpoint.http = &http;
        endpoint.authority = QString::fromLatin1(server.authority());
        const auto source = std::make_shared<logs::AgentSource>(endpoint, u"/frameworks/f/runs/latest/stdout"_s);
        QCOMPARE(*QCoro::waitFor(source->size({})), content.size());
        QCOMPARE(*QCoro::waitFor(logs::readRange(source, 0, content.size(), {})), content);
        QCOMPARE(std::ranges::count_if(server.requests(),
                                       [](const auto &request) { return request.target.startsWith("/files"); }),
                 1); // what is closed is asked once
    }

    void saysForbidden_whereBothAreClosed()
    {
        support::FakeServer server;
        for (const char *path : { "/files/read", "/files/browse", "/api/v1" })
            server.route(
                path, [](const support::FakeRequest &) { return support::FakeReply::text(403, "Endpoint disabled"); });
        net::HttpClient http;
        logs::Endpoint endpoint;
        endpoint.http = &http;
        endpoint.authority = QString::fromLatin1(server.authority());
        const auto source = std::make_shared<logs::AgentSource>(endpoint, u"/frameworks/f/runs/latest/stdout"_s);
        QCOMPARE(QCoro::waitFor(source->size({})).error().kind, core::Error::Kind::Forbidden);
        QCOMPARE(QCoro::waitFor(logs::browseAgent(endpoint, u"/frameworks/f/runs/latest"_s, {})).error().kind,
                 core::Error::Kind::Forbidden);
    }
};

QTEST_GUILESS_MAIN(tst_PagedFile)
#include "tst_pagedfile.moc"
