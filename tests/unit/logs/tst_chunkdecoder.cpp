// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/chunkdecoder.h"
#include "models/logs/observersource.h"
#include "models/logs/operatorapi.h"
#include "models/logs/sandbox.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray body(const QString &path)
{
    QFile file(u"" GOLDEN_DIR "/"_s + path);
    const QByteArray answer = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

core::Result<logs::Chunk> agent(const QString &name)
{
    return logs::decodeAgentChunk(body(u"mesos/agent1-files-%1.http"_s.arg(name)).toStdString());
}

core::Result<logs::Chunk> observer(const QString &name)
{
    return logs::decodeObserverChunk(body(u"aurora/observer/%1.response.http"_s.arg(name)).toStdString());
}

} // namespace

/// What agents and observers answered, and what they might.
class tst_ChunkDecoder : public QObject
{
    Q_OBJECT

private slots:
    void readsAnAgentsPieces()
    {
        const auto piece = agent(u"read-0-100"_s);
        QVERIFY(piece);
        QCOMPARE(piece->offset, 0);
        QCOMPARE(piece->data.size(), 100);
        QVERIFY(piece->data.startsWith("frontend 1 started on port\nline 1 of frontend 1\n"));
        const auto rest = agent(u"read-50"_s);
        QVERIFY(rest);
        QCOMPARE(rest->offset, 50);
        QVERIFY(piece->data.mid(50) == rest->data.left(50));
        QCOMPARE(agent(u"read-minus1"_s)->data, QByteArray());
        QVERIFY(agent(u"read-minus1"_s)->offset > 100);
        QCOMPARE(*agent(u"read-beyond"_s), (logs::Chunk{ 99999999, {} }));
    }

    void keepsBytesThatAreNoUtf8()
    {
        // The file itself, as /files/download gave it.
        QCOMPARE(agent(u"read-bytes"_s)->data, body(u"mesos/agent1-files-download-bytes.http"_s));
        QCOMPARE(agent(u"read-bytes-cut"_s)->data, body(u"mesos/agent1-files-download-bytes.http"_s).left(3));
    }

    void readsAnObserversPieces()
    {
        const QByteArray hello = body(u"aurora/observer/download_data_hello_txt.response.http"_s);
        QCOMPARE(observer(u"filedata_data_hello_txt"_s)->data, hello.mid(1, 200));
        QCOMPARE(*observer(u"filedata_data_hello_txt_end"_s), (logs::Chunk{ hello.size(), {} }));
        const QByteArray utf8 = body(u"aurora/observer/download_data_utf8_txt.response.http"_s);
        QCOMPARE(observer(u"filedata_data_utf8_txt"_s)->data, utf8.mid(1));
        QCOMPARE(observer(u"logdata_0_100"_s)->data.size(), 100);
        QCOMPARE(observer(u"logdata_past_end"_s)->data, QByteArray());
    }

    void keepsOffsetsTrue_whereTheObserverLostBytes()
    {
        const auto cut
            = logs::decodeObserverChunk(body(u"aurora/extra/observer-utf8-cut.response.http"_s).toStdString());
        QVERIFY(cut);
        QCOMPARE(cut->data, QByteArray("gr\xff"));
        const auto next = logs::decodeObserverChunk("{\"length\": 5, \"data\": \"a\\ufffdb\", \"offset\": 3}");
        QCOMPARE(next->data.size(), 5);
    }

    void saysNotFound_whenTheObserverAnswersNothing()
    {
        const auto unknown = observer(u"logdata_unknown_task"_s);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, core::Error::Kind::NotFound);
    }

    void refusesWhatIsNoChunk_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             { "", "{", "[]", "<html>", "{\"data\":", "{\"data\":\"a", "{\"data\":\"a\\", "{\"data\":\"\\u00",
               "{\"data\":\"a\",\"offset\":-1}", "{\"data\":\"a\"}", "{\"offset\":3}", "{\"data\":\"a\",\"offset\":1}x",
               "{\"data\":\"a\",\"offset\":99999999999999999999}" })
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatIsNoChunk()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!logs::decodeAgentChunk(text.toStdString()));
        QVERIFY(!logs::decodeObserverChunk(text.toStdString()));
    }

    void everyTruncationIsRefused()
    {
        const QByteArray whole = body(u"mesos/agent1-files-read-bytes.http"_s).trimmed();
        QVERIFY(logs::decodeAgentChunk(whole.toStdString()));
        for (qsizetype length = 0; length < whole.size(); ++length)
            QVERIFY2(!logs::decodeAgentChunk(whole.left(length).toStdString()), whole.left(length).constData());
    }

    void readsASandbox()
    {
        const auto entries = logs::decodeBrowse(body(u"mesos/agent1-files-browse.http"_s));
        QVERIFY(entries);
        QStringList names;
        for (const logs::SandboxEntry &entry : *entries)
            names << entry.name;
        QVERIFY(names.contains(u"stdout"_s) && names.contains(u"stderr"_s));
        QVERIFY(entries->first().path.endsWith(u'/' + entries->first().name));
        QVERIFY(core::isKnown(entries->first().modified));
        const auto pod = logs::decodeBrowse(body(u"mesos/agent1-files-browse-pod.http"_s));
        QVERIFY(std::ranges::any_of(*pod, &logs::SandboxEntry::directory));
        QVERIFY(!logs::decodeBrowse("{}"));
        QVERIFY(!logs::decodeBrowse("<html>"));
        QVERIFY(!logs::decodeBrowse("[{}]"));
    }

    /// The v1 API tells the same of the same sandbox.
    void readsTheOperatorApi()
    {
        const auto listed = [](const char *name) {
            return logs::decodeListFiles(body(u"mesos/"_s + QLatin1StringView(name)).toStdString());
        };
        const auto entries = listed("agent1-api-LIST_FILES.http");
        QVERIFY(entries);
        QCOMPARE(*entries, *logs::decodeBrowse(body(u"mesos/agent1-files-browse.http"_s)));
        QVERIFY(logs::decodeListFiles(R"({"list_files":{}})")->isEmpty());
        QVERIFY(logs::decodeListFiles(R"({"list_files":{"file_infos":[{"path":"/a/b","mode":16877}]}})")
                    ->first()
                    .directory);
        const auto read = [](const char *name) {
            return logs::decodeReadFile(body(u"mesos/"_s + QLatin1StringView(name)).toStdString());
        };
        const auto piece = read("agent1-api-READ_FILE.http");
        QVERIFY(piece);
        QCOMPARE(piece->size, 238);
        QCOMPARE(piece->data, agent(u"read-0-100"_s)->data.left(64));
        QCOMPARE(read("agent1-api-READ_FILE-bytes.http")->data, body(u"mesos/agent1-files-download-bytes.http"_s));
        for (const char *bad : { "", "[]", "{}", R"({"read_file":{}})", R"({"read_file":{"size":-1}})",
                                 R"({"read_file":{"size":3,"data":"***"}})" })
            QVERIFY2(!logs::decodeReadFile(bad), bad);
        for (const char *bad : { "", "[]", "{}", R"({"list_files":{"file_infos":[{}]}})" })
            QVERIFY2(!logs::decodeListFiles(bad), bad);
    }

    void readsProcesses()
    {
        const QString task = u"web-prod-server-0-aaaaaaaa-1111-2222-3333-444444444444"_s;
        const auto runs = logs::decodeProcesses(body(u"aurora/observer/processes.response.http"_s), task);
        QVERIFY(runs);
        QCOMPARE(runs->size(), 3);
        QCOMPARE(runs->at(0).process, u"setup"_s); // by start
        QCOMPARE(runs->at(1).process, u"flaky"_s);
        QCOMPARE(runs->at(1).run, 2);
        QCOMPARE(runs->at(2).state, u"RUNNING"_s);
        QVERIFY(!core::isKnown(runs->at(2).stopped));
        QCOMPARE(logs::decodeProcesses(body(u"aurora/observer/processes_none.response.http"_s), task).error().kind,
                 core::Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(tst_ChunkDecoder)
#include "tst_chunkdecoder.moc"
