// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

} // namespace

/// cron, quota, job update and job killall as scripts use them, against a whole simulated cluster. What went out is
/// read from the simulator's own log of calls.
class tst_CtlAurora : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_before = m_demo->calls().size(); }
    void listsCronJobs_withTheFilterOfTheTable();
    void showsOneCronJob();
    void showsQuotas();
    void listsUpdates_andWhatHappenedInThem();
    void plansWithoutSending_data();
    void plansWithoutSending();
    void saysWhatIsWrongWithTheCall_data();
    void saysWhatIsWrongWithTheCall();

private:
    Outcome ask(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_DATA_HOME"_s, m_dir.path());
        process.setProcessEnvironment(environment);
        process.setProgram(QStringLiteral(COMPORTACTL));
        process.setArguments(QStringList{ u"--config"_s, m_dir.filePath(u"stacks.yaml"_s) } + arguments);
        process.setStandardInputFile(QProcess::nullDevice()); // nobody is there to be asked
        process.start();
        if (!process.waitForFinished(90'000))
            return {};
        return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
    }
    static QJsonArray rows(const Outcome &outcome) { return QJsonDocument::fromJson(outcome.out).array(); }

    std::unique_ptr<sim::Demo> m_demo;
    QTemporaryDir m_dir;
    size_t m_before = 0;
};

void tst_CtlAurora::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    QVERIFY2(m_demo->errorString().isEmpty(), qPrintable(m_demo->errorString()));
    QFile file(m_dir.filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(u"stacks:\n  night: {mesos: {masters: [%1]}, aurora: {schedulers: [%2]}}\n"_s
                   .arg(m_demo->masters().constFirst().authority(), m_demo->auroraUrls().constFirst().authority())
                   .toUtf8());
}

void tst_CtlAurora::listsCronJobs_withTheFilterOfTheTable()
{
    const Outcome all = ask({ u"cron"_s, u"list"_s, u"-o"_s, u"json"_s });
    QVERIFY2(all.code == 0, all.err.constData());
    QCOMPARE(rows(all).size(), 2);
    for (const QJsonValue &row : rows(all))
        QVERIFY(!row[u"cron"_s].toString().isEmpty());
    const Outcome one = ask({ u"cron"_s, u"list"_s, u"-f"_s, u"audit"_s, u"-c"_s, u"job,cron"_s });
    QVERIFY2(one.out.contains("ledger-audit") && !one.out.contains("s3-compaction"), one.out.constData());
}

void tst_CtlAurora::showsOneCronJob()
{
    const Outcome outcome = ask({ u"cron"_s, u"show"_s, u"jobs/prod/s3-compaction"_s, u"-o"_s, u"json"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QJsonObject cron = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(cron[u"schedule"_s].toString(), u"*/30 * * * *"_s);
    QCOMPARE(cron[u"nextRun"_s].toString(), u"2026-11-23T07:00:00Z"_s);
    QCOMPARE(cron[u"collision"_s].toString(), u"CANCEL_NEW"_s);
}

void tst_CtlAurora::showsQuotas()
{
    const Outcome outcome = ask({ u"quota"_s, u"show"_s, u"-o"_s, u"json"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(rows(outcome).size(), 2);
    const QJsonObject services = rows(outcome).last().toObject();
    QCOMPARE(services[u"role"_s].toString(), u"services"_s);
    QCOMPARE(services[u"limit"_s][u"cpus"_s].toDouble(), 160.0);
    QVERIFY(services[u"production"_s][u"cpus"_s].toDouble() > 0);
}

void tst_CtlAurora::listsUpdates_andWhatHappenedInThem()
{
    const QString job = u"services/prod/query-gateway"_s;
    const Outcome list = ask({ u"job"_s, u"update"_s, u"list"_s, job, u"-o"_s, u"json"_s });
    QVERIFY2(list.code == 0, list.err.constData());
    QCOMPARE(rows(list).size(), 1);
    QCOMPARE(rows(list).first()[u"state"_s].toString(), u"ROLLING_FORWARD"_s);
    const QString id = rows(list).first()[u"id"_s].toString();
    const Outcome newest = ask({ u"job"_s, u"update"_s, u"show"_s, job, u"-o"_s, u"json"_s });
    const Outcome named = ask({ u"job"_s, u"update"_s, u"show"_s, job, id, u"-o"_s, u"json"_s });
    QVERIFY(!rows(newest).isEmpty());
    QCOMPARE(rows(newest), rows(named));
}

void tst_CtlAurora::plansWithoutSending_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("call");
    const QString gateway = u"services/prod/query-gateway"_s;
    QTest::newRow("cron start") << QStringList{ u"cron"_s, u"start"_s, u"jobs/prod/s3-compaction"_s }
                                << QByteArray("startCronJob jobs/prod/s3-compaction");
    QTest::newRow("cron deschedule") << QStringList{ u"cron"_s, u"deschedule"_s, u"jobs/prod/ledger-audit"_s }
                                     << QByteArray("descheduleCronJob jobs/prod/ledger-audit");
    QTest::newRow("quota set") << QStringList{ u"quota"_s, u"set"_s, u"jobs"_s, u"32"_s, u"64GiB"_s, u"1024GiB"_s }
                               << QByteArray("setQuota jobs cpus 32, ramMb 65536, diskMb 1048576");
    for (const auto &[word, method] :
         { std::pair{ "pause", "pauseJobUpdate" }, { "abort", "abortJobUpdate" }, { "rollback", "rollbackJobUpdate" } })
        QTest::newRow(word) << QStringList{ u"job"_s, u"update"_s, QString::fromLatin1(word), gateway }
                            << QByteArray(method) + " services/prod/query-gateway";
    QTest::newRow("job killall") << QStringList{ u"job"_s, u"killall"_s, u"-f"_s, u"role=jobs job=hyoga-model"_s }
                                 << QByteArray("killTasks jobs/prod/hyoga-model [0");
}

void tst_CtlAurora::plansWithoutSending()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, call);
    const Outcome dry = ask(words + QStringList{ u"--dry-run"_s });
    QVERIFY2(dry.code == 0, dry.err.constData());
    QVERIFY2(dry.out.contains(call), dry.out.constData());
    const Outcome unsure = ask(words);
    QCOMPARE(unsure.code, 2);
    QVERIFY2(unsure.err.contains("--yes"), unsure.err.constData());
    QCOMPARE(m_demo->calls().size(), m_before);
}

void tst_CtlAurora::saysWhatIsWrongWithTheCall_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QString &line, const char *word) {
        QTest::newRow(name) << line.split(u' ') << QByteArray(word);
    };
    row("no job", u"cron start"_s, "Which job?");
    row("no name of a job", u"cron show nonsense"_s, "nonsense");
    row("no cron job", u"cron start jobs/prod/hyoga-model"_s, "not scheduled with cron");
    row("quota without figures", u"quota set jobs"_s, "quota set needs");
    row("quota without a unit", u"quota set jobs 1 64 64GiB"_s, "“64” is no size");
    row("killall without a filter", u"job killall"_s, "every job");
    row("killall that matches nothing", u"job killall -f nothing-like-it"_s, "nothing-like-it");
    row("no update", u"job update pause jobs/prod/hyoga-model"_s, "no update of jobs/prod/hyoga-model");
    row("no such state", u"job force-state some-task DEAD"_s, "“DEAD” is no state");
    row("a filter that means nothing", u"cron start jobs/prod/s3-compaction -f x"_s, "--filter");
}

void tst_CtlAurora::saysWhatIsWrongWithTheCall()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, word);
    const Outcome outcome = ask(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(word), outcome.err.constData());
    QCOMPARE(m_demo->calls().size(), m_before);
}

QTEST_GUILESS_MAIN(tst_CtlAurora)
#include "tst_ctlaurora.moc"
