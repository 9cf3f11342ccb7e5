// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace program;

/// What needs somebody and how much still fits, as checks and runbooks ask for it, over the demo's night.
class tst_CtlNeeds : public QObject
{
    Q_OBJECT

private slots:
    void needs_areTheOverviewsRows_andFail();
    void needs_haveTheKeysOfTheHelp();
    void filter_narrowsWhatCounts();
    void unreachable_isToldByTheExitCode();
    void headRoom_tellsHowManyFit_andWhere();
    void headRoom_refusesWhatIsNoJob();
    void handOver_isATextForAChat();
    void bundle_holdsWhatAReportWants();

private:
    static Outcome ask(const QStringList &words) { return run(QStringList{ u"--demo"_s } + words); }
};

void tst_CtlNeeds::needs_areTheOverviewsRows_andFail()
{
    const Outcome table = ask({ u"needs"_s });
    QVERIFY2(table.code == 1, table.err.constData());
    QVERIFY2(table.out.contains("itaipu-dimensional-modeling failed"), table.out.constData());
    const QJsonArray rows = ask({ u"needs"_s, u"-o"_s, u"json"_s }).rows();
    QVERIFY(rows.size() > 2);
    QCOMPARE(rows[0][u"severity"_s].toString(), u"failure"_s); // worst first
    const auto node = std::ranges::find_if(
        rows, [](const QJsonValue &row) { return row[u"key"_s].toString() == u"node/itaipu-dimensional-modeling"_s; });
    QVERIFY(node != rows.end());
    QCOMPARE((*node)[u"object"_s].toString(), u"log/node/itaipu-dimensional-modeling"_s);
    QVERIFY((*node)[u"since"_s].toString().endsWith(u'Z'));
    QVERIFY((*node)[u"quiet-until"_s].isNull());
    const Outcome csv = ask({ u"needs"_s, u"-o"_s, u"csv"_s });
    QCOMPARE(csv.code, 1);
    QVERIFY2(csv.out.startsWith("severity,what,fact,cause,since,"), csv.out.constData());
}

void tst_CtlNeeds::needs_haveTheKeysOfTheHelp()
{
    const QByteArray help = run({ u"needs"_s, u"--help"_s }).out;
    for (const char *key :
         { "severity", "what", "fact", "cause", "since", "quiet-until", "quiet-by", "job", "object", "key" })
        QVERIFY2(help.contains(QByteArray(" ") + key + ' '), key);
}

void tst_CtlNeeds::filter_narrowsWhatCounts()
{
    const Outcome none = ask({ u"needs"_s, u"--filter"_s, u"what:nobody-calls-it-that"_s });
    QCOMPARE(none.code, 0);
    QCOMPARE(none.out, "Nothing needs you.\n");
    QCOMPARE(ask({ u"needs"_s, u"--filter"_s, u"what:nobody"_s, u"-o"_s, u"json"_s }).rows().size(), 0);
    const QJsonArray warnings = ask({ u"needs"_s, u"--filter"_s, u"severity:warning"_s, u"-o"_s, u"json"_s }).rows();
    QVERIFY(!warnings.isEmpty());
    QVERIFY(std::ranges::all_of(warnings,
                                [](const QJsonValue &row) { return row[u"severity"_s].toString() == u"warning"_s; }));
    QCOMPARE(ask({ u"needs"_s, u"--filter"_s, u"severity:warning"_s }).code, 1);
    QCOMPARE(ask({ u"needs"_s, u"--columns"_s, u"nothing"_s }).code, 2);
}

void tst_CtlNeeds::unreachable_isToldByTheExitCode()
{
    const Outcome outcome = run({ u"--mesos"_s, u"127.0.0.1:1"_s, u"needs"_s });
    QCOMPARE(outcome.code, 3);
    QVERIFY(outcome.out.isEmpty());
}

void tst_CtlNeeds::headRoom_tellsHowManyFit_andWhere()
{
    const Outcome table = ask({ u"job"_s, u"headroom"_s, u"jobs/prod/fx-model"_s });
    QVERIFY2(table.code == 0, table.err.constData());
    QVERIFY2(table.out.contains("jobs/prod/fx-model fit"), table.out.constData());
    const QJsonArray rows = ask({ u"job"_s, u"headroom"_s, u"jobs/prod/fx-model"_s, u"-o"_s, u"json"_s }).rows();
    const QByteArray help = run({ u"job"_s, u"headroom"_s, u"--help"_s }).out;
    for (const QJsonValue &row : rows) {
        QVERIFY(row[u"instances"_s].toInt() > 0);
        QCOMPARE(row.toObject().keys(), (QStringList{ u"agent"_s, u"host"_s, u"instances"_s, u"pool"_s }));
        for (const QString &key : row.toObject().keys())
            QVERIFY2(help.contains(' ' + key.toUtf8() + ' '), qPrintable(key));
    }
}

void tst_CtlNeeds::headRoom_refusesWhatIsNoJob()
{
    const Outcome outcome = ask({ u"job"_s, u"headroom"_s, u"jobs/prod/fx-modl"_s });
    QVERIFY(outcome.code != 0);
    QVERIFY2(outcome.err.contains("jobs/prod/fx-model"), outcome.err.constData());
    QCOMPARE(ask({ u"job"_s, u"headroom"_s }).code, 2);
}

void tst_CtlNeeds::handOver_isATextForAChat()
{
    const Outcome note = ask({ u"handover"_s });
    QVERIFY2(note.code == 0, note.err.constData());
    for (const char *part : { "Hand-over of cantareira-stable (demo), ", "\nNight\n- prod-dagao, data of 22 Nov 2026: ",
                              "\n- Re-run now: ends ~", "\nNeeds somebody: ", "- itaipu-dimensional-modeling failed" })
        QVERIFY2(note.out.contains(part), note.out.constData());
    // One latest re-run: what was forecast while the past was still being read is not told.
    static const QRegularExpression latest(u"re-run (?:by )?(\\d\\d:\\d\\d)"_s);
    QStringList told;
    for (const QRegularExpressionMatch &match : latest.globalMatch(QString::fromUtf8(note.out)))
        told << match.captured(1);
    told.removeDuplicates();
    QVERIFY2(told.size() == 1, note.out.constData());
    QCOMPARE(ask({ u"handover"_s, u"-o"_s, u"json"_s }).code, 2);
}

void tst_CtlNeeds::bundle_holdsWhatAReportWants()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"itaipu.tar.gz"_s);
    const Outcome made = ask({ u"bundle"_s, file });
    QVERIFY2(made.code == 0, made.err.constData());
    QVERIFY2(made.out.contains("itaipu.tar.gz: "), made.out.constData());
    QProcess tar;
    tar.start(u"tar"_s, { u"-xzf"_s, file, u"-C"_s, dir.path() });
    QVERIFY(tar.waitForFinished() && tar.exitCode() == 0);
    const auto content = [&dir](const QString &path) {
        QFile one(dir.filePath(u"itaipu/"_s + path));
        return one.open(QIODevice::ReadOnly) ? one.readAll() : QByteArray();
    };
    QVERIFY(content(u"note.txt"_s).startsWith("Hand-over of cantareira-stable (demo), "));
    QVERIFY(content(u"about.txt"_s).contains("comporta "));
    QVERIFY(QJsonDocument::fromJson(content(u"needs.json"_s)).array().size() > 2);
    QVERIFY(QJsonDocument::fromJson(content(u"night.json"_s)).object()[u"nodes"_s].toArray().size() > 10);
    QVERIFY(content(u"jobs/jobs-prod-itaipu-dimensional-modeling.yaml"_s).contains("itaipu-dimensional-modeling"));
    const QByteArray log = content(u"logs/itaipu-dimensional-modeling-0.txt"_s);
    QVERIFY2(log.contains("No space left on device"), log.left(2000).constData());
    QCOMPARE(ask({ u"bundle"_s, dir.filePath(u"itaipu.rar"_s) }).code, 2);
    QCOMPARE(ask({ u"bundle"_s }).code, 2);
}

QTEST_GUILESS_MAIN(tst_CtlNeeds)
#include "tst_ctlneeds.moc"
