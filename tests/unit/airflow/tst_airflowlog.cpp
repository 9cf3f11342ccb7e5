// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/log.h"
#include "tests/unit/airflow/recordings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace airflow;

namespace {

core::Result<LogPiece> logOf(const QByteArray &body)
{
    return answers::log({ body.constData(), static_cast<size_t>(body.size()) });
}

core::Result<LogPiece> recorded(Api api, const QString &name)
{
    return logOf(recordings::body(api, name));
}

QByteArray target(Api api, const QString &name)
{
    return recordings::request(api, name).split(' ').value(1);
}

} // namespace

/// Logs as both versions of Airflow tell them.
class tst_AirflowLog : public QObject
{
    Q_OBJECT

private slots:
    void asksAsRecorded()
    {
        for (const Api api : { Api::V1, Api::V2 }) {
            const calls::TaskKey key{ u"prod-dagao"_s, recordings::nightly(api), u"itaipu-contracts-mx"_s, -1 };
            QCOMPARE(calls::log(key, 2, {}).message(api).target, target(api, u"074-log-try2"_s));
            calls::TaskKey mapped = key;
            mapped.taskId = u"datasets.dataset-shard"_s;
            mapped.mapIndex = 2;
            QCOMPARE(calls::log(mapped, 1, {}).message(api).target, target(api, u"077-log-mapped"_s));
        }
        const calls::TaskKey running{ u"prod-scale"_s, u"long-1"_s, u"ask-capacity"_s, -1 };
        const auto first = recorded(Api::V2, u"302-log-running-json"_s);
        QVERIFY(first);
        QCOMPARE(calls::log(running, 1, first->token).message(Api::V2).target,
                 target(Api::V2, u"304-log-running-json-token"_s));
        QVERIFY(calls::log(running, 1, {}).onlyReads());
    }

    void readsVersion2()
    {
        const auto piece = recorded(Api::V1, u"070-log-json"_s);
        QVERIFY(piece);
        QVERIFY(piece->isEnd && !piece->token.isEmpty());
        const QList<QByteArray> lines = piece->text.split('\n');
        QCOMPARE(lines.first(), QByteArray(" INFO - ::group::Log message source details"));
        QVERIFY(piece->text.contains("Running: ['airflow', 'tasks', 'run', 'prod-dagao'")); // quotes are unescaped
        QVERIFY(piece->text.contains(QByteArray("GC overhead limit exceeded — memória")));
        QVERIFY(piece->text.endsWith('\n'));
        const auto news = recorded(Api::V1, u"072-log-json-token"_s);
        QVERIFY(news && news->text.isEmpty() && news->isEnd);
    }

    void readsVersion3()
    {
        const auto piece = recorded(Api::V2, u"070-log-json"_s);
        QVERIFY(piece);
        QVERIFY(piece->isEnd && piece->token.isEmpty());
        QVERIFY(piece->text.startsWith("::group::Log message source details\n"));
        QVERIFY(piece->text.contains("2026-11-23T08:31:53.369361Z INFO Output:\n"));
        // What the process said about its level counts, not that it was said.
        QVERIFY(piece->text.contains("2026-11-23T08:31:53.370917Z ERROR org.apache.spark.SparkException: Job aborted"));
        QVERIFY(piece->text.contains("2026-11-23T08:31:53.380129Z ERROR Task failed with exception\n"
                                     "Traceback (most recent call last):\n  File \""));
        QVERIFY(piece->text.contains("AirflowException: Bash command failed. The command returned a non-zero"));
    }

    /// With the token only what came since: the two pieces together are the log.
    void followsARunningTask()
    {
        for (const Api api : { Api::V1, Api::V2 }) {
            const auto first = recorded(api, u"302-log-running-json"_s);
            const auto news = recorded(api, u"304-log-running-json-token"_s);
            QVERIFY(first && news);
            QVERIFY(!first->isEnd && !first->token.isEmpty());
            QVERIFY(!news->isEnd);
            QVERIFY(news->text.contains("waited 7s for spot capacity"));
            QVERIFY(!first->text.contains("waited 7s"));
            QVERIFY(first->text.endsWith('\n') && news->text.endsWith('\n'));
        }
    }

    void tellsHostsApart_whenSeveralHaveLogged()
    {
        const auto piece
            = logOf("{\"content\": \"[('a', 'one\\\\n'), (\\\"b\\\", \\\"it's\\\\ttwo \\\\xe9\\\\u20ac\\\")]\"}");
        QVERIFY(piece);
        QCOMPARE(piece->text, QByteArray("*** a\none\n*** b\nit's\ttwo é€\n"));
        QVERIFY(piece->isEnd);
    }

    void takesWhatIsNoRepr_asItIs()
    {
        QCOMPARE(logOf("{\"content\": \"plain words\"}")->text, QByteArray("plain words"));
        QCOMPARE(logOf("{\"content\": \"[('a', 'cut\"}")->text, QByteArray("[('a', 'cut"));
        QCOMPARE(logOf("{\"content\": [\"a line\", {\"event\": \"b\"}]}")->text, QByteArray("a line\nb\n"));
    }

    void refusesOtherShapes()
    {
        QCOMPARE(logOf("<html>").error().kind, core::Error::Kind::NotJson);
        QCOMPARE(logOf("{}").error().kind, core::Error::Kind::WrongShape);
        QCOMPARE(logOf("{\"content\": 5}").error().kind, core::Error::Kind::WrongShape);
        QCOMPARE(logOf("[]").error().kind, core::Error::Kind::WrongShape);
    }
};

QTEST_GUILESS_MAIN(tst_AirflowLog)
#include "tst_airflowlog.moc"
