// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/agentsource.h"
#include "models/logs/savefile.h"
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"
#include "tests/unit/logs/memorysource.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using support::FakeReply;
using support::FakeRequest;

/// Files of keepers that are written to disk.
class tst_SaveFile : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"stderr"_s);
        m_server = std::make_unique<support::FakeServer>();
        m_http = std::make_unique<net::HttpClient>();
    }

    /// One request for all of it; what was there before is replaced.
    void asksAnAgentOnce()
    {
        write(m_path, "of yesterday");
        m_server->route("/files/download", FakeReply::golden(u"agent1-files-download.http"_s));
        QList<std::pair<qint64, qint64>> told;
        const auto saved = save(agent(), logs::SavedAs::Bytes, [&](qint64 done, qint64 whole) {
            told << std::pair(done, whole);
            return true;
        });
        QVERIFY(saved);
        QCOMPARE(*saved, 238);
        QVERIFY(read(m_path).startsWith("frontend 1 started on port\n"));
        QCOMPARE(told.last(), std::pair(qint64(238), qint64(238)));
        QCOMPARE(m_server->requests().size(), 1);
        QVERIFY(m_server->requests().first().target.endsWith("path=%2Fsandbox%2Fstderr"));
        QCOMPARE(names(), QStringList{ u"stderr"_s });
    }

    /// Where /files is closed it comes by the operator API, in pieces.
    void readsPieces_whereDownloadsAreForbidden()
    {
        for (const char *path : { "/files/download", "/files/read" })
            m_server->route(path, FakeReply::text(403, "Endpoint disabled"));
        m_server->route("/api/v1", [](const FakeRequest &) {
            return FakeReply::json(R"({"type":"READ_FILE","read_file":{"size":6,"data":"YnkgQVBJ"}})");
        });
        const auto source = agent();
        QVERIFY(save(source));
        QCOMPARE(read(m_path), "by API");
        QCOMPARE(m_server->count("/files/download"), 1);
        QVERIFY(save(source));
        QCOMPARE(m_server->count("/files/download"), 1); // known to be closed
    }

    /// Nothing half has the file's name, and what was there before stays.
    void keepsWhatCameBesideIt_whenItFails()
    {
        write(m_path, "of yesterday");
        FakeReply cut = FakeReply::json(QByteArray(1000, 'x'));
        cut.truncateAt = 700;
        m_server->route("/files/download", cut);
        const auto saved = save(agent());
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, core::Error::Kind::Truncated);
        QCOMPARE(saved.error().received, 700);
        QCOMPARE(saved.error().expected, 1000);
        QCOMPARE(read(m_path), "of yesterday");
        QCOMPARE(read(logs::partOf(m_path)), QByteArray(700, 'x'));
        m_server->route("/files/download", FakeReply::text(404, "404 Not Found."));
        QVERIFY(QFile::remove(m_path));
        QCOMPARE(save(agent()).error().kind, core::Error::Kind::NotFound);
        QCOMPARE(names(), QStringList()); // there is nothing in it
    }

    void leavesNothing_whenItIsEndedOnPurpose()
    {
        m_server->route("/files/download", FakeReply::json(QByteArray(1000, 'x')));
        const auto saved = save(agent(), logs::SavedAs::Bytes, [](qint64, qint64) { return false; });
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, core::Error::Kind::Cancelled);
        QCOMPARE(names(), QStringList());
    }

    /// Of keepers that give pieces alone, and as text.
    void savesPiecesAsText()
    {
        const auto file = std::make_shared<support::MemoryFile>();
        file->content = "\x1b[31mred\x1b[0m\nplain\nno end";
        file->mostAtOnce = 7;
        QVERIFY(save(std::make_shared<support::MemorySource>(file), logs::SavedAs::Text));
        QCOMPARE(read(m_path), "red\nplain\nno end");
    }

    void tellsOfTheDisk()
    {
        m_path = m_folder->filePath(u"no/such/folder/stderr"_s);
        const auto saved = save(agent());
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, core::Error::Kind::Storage);
        QCOMPARE(m_server->requests().size(), 0);
    }

private:
    std::shared_ptr<logs::Source> agent() const
    {
        logs::Endpoint endpoint;
        endpoint.http = m_http.get();
        endpoint.authority = QString::fromLatin1(m_server->authority());
        return std::make_shared<logs::AgentSource>(endpoint, u"/sandbox/stderr"_s);
    }
    core::Result<qint64> save(
        const std::shared_ptr<logs::Source> &source, logs::SavedAs as = logs::SavedAs::Bytes,
        const logs::SavingProgress &progress = [](qint64, qint64) { return true; }) const
    {
        return QCoro::waitFor(logs::saveFile(source, m_path, as, progress, {}));
    }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<support::FakeServer> m_server;
};

QTEST_GUILESS_MAIN(tst_SaveFile)
#include "tst_savefile.moc"
