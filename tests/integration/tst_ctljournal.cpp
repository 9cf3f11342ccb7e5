// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "tests/integration/program.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace program;

/// What was done from this machine, on the command line: listed, told, resumed, taken back. Each action is a program of
/// its own against a whole simulated cluster, so that what one leaves half done another one finds in the journal alone.
class tst_CtlJournal : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void emptyJournal_isAnEmptyList();
    void interrupted_isListedToldAndResumed();
    void killed_isResumed_andNothingIsDoneTwice();
    void done_isTakenBack_once();
    void refusesWhatCannotBe();

private:
    QStringList command(const QStringList &words) const
    {
        return QStringList{ u"--config"_s, m_dir->filePath(u"stacks.yaml"_s), u"--stack"_s, u"dev"_s } + words;
    }
    Environment home() const { return { { u"XDG_DATA_HOME"_s, m_dir->path() } }; }
    Outcome ask(const QStringList &words) const { return run(command(words), home()); }
    void start(QProcess &process, const QStringList &words) const
    {
        prepare(process, command(words), home());
        process.start();
    }
    qsizetype callsOf(QLatin1StringView method) const
    {
        const auto calls = m_demo->calls();
        return std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; });
    }
    /// Instances that were restarted, each as often as it was.
    QList<int> restarted() const
    {
        QList<int> instances;
        for (const sim::LoggedCall &call : m_demo->calls()) {
            if (call.method != u"restartShards")
                continue;
            for (const QJsonValue &instance : call.arguments.toObject().value(u"3"_s).toArray())
                instances << instance.toInt();
        }
        std::ranges::sort(instances);
        return instances;
    }
    /// A rolling restart that got this signal after its first call. Returns its id.
    QString halfDone(int signal)
    {
        QProcess process;
        start(process, m_restart);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(callsOf("restartShards"_L1), 1, 60000); }();
        ::kill(static_cast<pid_t>(process.processId()), signal);
        m_told = outcomeOf(process);
        const QJsonArray rows = ask({ u"action"_s, u"list"_s, u"-o"_s, u"json"_s }).rows();
        [&] { QCOMPARE(rows.size(), 1); }();
        [&] { QCOMPARE(rows.at(0)[u"state"_s].toString(), u"half done"_s); }();
        return rows.at(0)[u"id"_s].toString();
    }
    /// Goes on with it, in a world that moves.
    Outcome resume(const QString &id)
    {
        m_demo->setSpeed(20);
        const Outcome outcome = ask({ u"action"_s, u"resume"_s, id, u"--yes"_s });
        m_demo->setSpeed(0);
        return outcome;
    }

    static inline const QString m_job = u"jobs/prod/hyoga-model"_s;
    static inline const QStringList m_restart{ u"job"_s, u"restart"_s, m_job,   u"--batch-size"_s,
                                               u"1"_s,   u"--watch"_s, u"0s"_s, u"--yes"_s };
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<sim::Demo> m_demo;
    Outcome m_told; ///< of the program that was interrupted
};

void tst_CtlJournal::init()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    m_dir = std::make_unique<QTemporaryDir>();
    QFile file(m_dir->filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(u"stacks:\n  dev: {tier: development, mesos: {masters: [%1]}, aurora: {schedulers: [%2]}}\n"_s
                   .arg(m_demo->masters().constFirst().authority(), m_demo->auroraUrls().constFirst().authority())
                   .toUtf8());
}

void tst_CtlJournal::emptyJournal_isAnEmptyList()
{
    const Outcome outcome = ask({ u"action"_s, u"list"_s, u"-o"_s, u"json"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(outcome.rows().size(), 0);
}

void tst_CtlJournal::interrupted_isListedToldAndResumed()
{
    const QString id = halfDone(SIGINT);
    QVERIFY2(m_told.err.contains("action resume " + id.toUtf8()), m_told.err.constData());
    const Outcome list = ask({ u"action"_s, u"list"_s });
    QVERIFY2(list.out.contains(id.toUtf8()) && list.out.contains("Resume"), list.out.constData());

    const Outcome shown = ask({ u"action"_s, u"show"_s, id.first(8) });
    QVERIFY2(shown.code == 0, shown.err.constData());
    QVERIFY2(shown.out.contains("restartShards jobs/prod/hyoga-model [0]"), shown.out.constData());
    const QJsonObject told = ask({ u"action"_s, u"show"_s, id, u"-o"_s, u"json"_s }).object();
    QCOMPARE(told[u"result"_s][u"state"_s].toString(), u"half-done"_s);
    QVERIFY(told[u"journal"_s].toArray().size() > 2);
    const auto steps = static_cast<int>(told[u"result"_s][u"steps"_s].toArray().size());
    QVERIFY(steps > 1);

    const Outcome asked = ask({ u"action"_s, u"resume"_s, id });
    QCOMPARE(asked.code, 2);
    QVERIFY2(asked.err.contains("Nothing was sent. Add --yes to go on."), asked.err.constData());
    QCOMPARE(callsOf("restartShards"_L1), 1);

    const Outcome resumed = resume(id);
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QList<int> all(steps);
    std::ranges::generate(all, [next = 0]() mutable { return next++; });
    QCOMPARE(restarted(), all); // each once
    QCOMPARE(ask({ u"action"_s, u"list"_s, u"-o"_s, u"json"_s }).rows().at(0)[u"state"_s].toString(), u"done"_s);
}

void tst_CtlJournal::killed_isResumed_andNothingIsDoneTwice()
{
    const QString id = halfDone(SIGKILL);
    const Outcome resumed = resume(id);
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QList<int> instances = restarted();
    const qsizetype sent = instances.size();
    instances.erase(std::ranges::unique(instances).begin(), instances.end());
    QCOMPARE(sent, instances.size());
    QCOMPARE(
        sent,
        ask({ u"action"_s, u"show"_s, id, u"-o"_s, u"json"_s }).object()[u"result"_s][u"steps"_s].toArray().size());
}

void tst_CtlJournal::done_isTakenBack_once()
{
    const Outcome done
        = ask({ u"cron"_s, u"deschedule"_s, u"jobs/prod/s3-compaction"_s, u"--yes"_s, u"-o"_s, u"json"_s });
    QVERIFY2(done.code == 0, done.err.constData());
    const QString id = done.object()[u"result"_s][u"action"_s].toString();
    const Outcome planned = ask({ u"action"_s, u"undo"_s, id });
    QCOMPARE(planned.code, 2);
    QVERIFY2(planned.out.contains("scheduleCronJob jobs/prod/s3-compaction"), planned.out.constData());
    const Outcome undone = ask({ u"action"_s, u"undo"_s, id, u"--yes"_s });
    QVERIFY2(undone.code == 0, undone.err.constData());
    QCOMPARE(callsOf("scheduleCronJob"_L1), 1);
    const Outcome again = ask({ u"action"_s, u"undo"_s, id, u"--yes"_s });
    QCOMPARE(again.code, 2);
    QVERIFY2(again.err.contains("undone"), again.err.constData());
    QCOMPARE(callsOf("scheduleCronJob"_L1), 1);
}

void tst_CtlJournal::refusesWhatCannotBe()
{
    QCOMPARE(ask({ u"action"_s, u"show"_s }).code, 2);
    const Outcome unknown = ask({ u"action"_s, u"resume"_s, u"nothing"_s, u"--yes"_s });
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("holds no action nothing"), unknown.err.constData());
    const Outcome done
        = ask({ u"cron"_s, u"deschedule"_s, u"jobs/prod/s3-compaction"_s, u"--yes"_s, u"-o"_s, u"json"_s });
    const QString id = done.object()[u"result"_s][u"action"_s].toString();
    for (const QString &word : { u"resume"_s, u"retry"_s }) {
        const Outcome outcome = ask({ u"action"_s, word, id, u"--yes"_s });
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("done"), outcome.err.constData());
    }
}

QTEST_GUILESS_MAIN(tst_CtlJournal)
#include "tst_ctljournal.moc"
