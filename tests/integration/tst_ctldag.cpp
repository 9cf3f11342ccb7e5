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

/// `comportactl dag` against a whole simulated night.
class tst_CtlDag : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void listsRuns();
    void showsTheNewestRun();
    void showsMappedNodes_asOneRowAndTheirTroubles();
    void plansWithoutSending();
    void clears_whenItIsSaid();
    void marksANode();
    void showsTheGraph();
    void forecastsTheRun();
    void plansWhatAClearKills();
    void unblocks_onlyWhenItIsSaid();
    void stopsAPart_andResumesIt();
    void changesSingleParameters();
    void saysWhatIsWrongWithTheCall_data();
    void saysWhatIsWrongWithTheCall();
    void tellsThatThereIsNoAirflow();
    void showsADefinedNight_withoutAirflow();

private:
    Outcome dag(const QStringList &arguments, const QString &stack = u"night"_s) const;
    QString stateOf(const QString &node) const;
    /// What --expect has to say: the first effect of the plan.
    QString stays(const QStringList &arguments, const QString &stack) const;

    std::unique_ptr<sim::Demo> m_demo;
    QTemporaryDir m_dir;
    QString m_file;
};

void tst_CtlDag::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    QVERIFY2(m_demo->errorString().isEmpty(), qPrintable(m_demo->errorString()));
    m_file = m_dir.filePath(u"stacks.yaml"_s);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray mesos = "    mesos: {masters: [" + m_demo->masters().constFirst().authority().toUtf8() + "]}\n";
    QByteArray airflow = m_demo->airflowYaml();
    airflow.replace("\n", "\n      ");
    file.write("stacks:\n  night:\n    tier: development\n" + mesos + "    airflow:\n      " + airflow.trimmed()
               + "\n  plain:\n    tier: development\n" + mesos + "  whole:\n    tier: development\n" + mesos
               + "    aurora: {schedulers: [" + m_demo->auroraUrls().constFirst().authority().toUtf8()
               + "]}\n    airflow:\n      " + airflow.trimmed() + "\n  defined:\n    tier: development\n" + mesos
               + "    aurora: {schedulers: [" + m_demo->auroraUrls().constFirst().authority().toUtf8()
               + "]}\n    airflow: {definition: " + m_dir.filePath(u"dag.yaml"_s).toUtf8() + "}\n");
    QFile definition(m_dir.filePath(u"dag.yaml"_s));
    QVERIFY(definition.open(QIODevice::WriteOnly));
    definition.write("dag: small\nbegins: 21:00 America/Sao_Paulo\nnodes:\n  start:\n  model:\n"
                     "    job: jobs/prod/hyoga-model\n    after: [start]\n  report:\n    after: [model]\n");
}

Outcome tst_CtlDag::dag(const QStringList &arguments, const QString &stack) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_dir.path());
    environment.insert(u"COMPORTA_TEST_HURRY"_s, u"20"_s);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(COMPORTACTL),
                  QStringList{ u"--config"_s, m_file, u"--stack"_s, stack, u"dag"_s } + arguments);
    if (!process.waitForFinished(90'000))
        return {};
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
             process.readAllStandardError() };
}

QString tst_CtlDag::stateOf(const QString &node) const
{
    const QJsonArray rows = QJsonDocument::fromJson(dag({ u"show"_s, u"-o"_s, u"json"_s }).out).array();
    for (const QJsonValue row : rows) {
        if (row.toObject().value("node"_L1).toString() == node)
            return row.toObject().value("state"_L1).toString();
    }
    return {};
}

void tst_CtlDag::listsRuns()
{
    const Outcome runs = dag({ u"runs"_s, u"-o"_s, u"json"_s });
    QCOMPARE(runs.code, 0);
    const QJsonArray rows = QJsonDocument::fromJson(runs.out).array();
    QCOMPARE(rows.size(), 31);
    QCOMPARE(rows[0].toObject().keys(),
             QStringList({ u"end"_s, u"run"_s, u"start"_s, u"state"_s, u"took"_s, u"type"_s }));
    QCOMPARE(rows[0].toObject().value("state"_L1).toString(), u"running"_s);
    QCOMPARE(rows[0].toObject().value("start"_L1).toString(), u"2026-11-23T00:00:00Z"_s);
    QVERIFY(rows[0].toObject().value("end"_L1).isNull());
    const QByteArray text = dag({ u"runs"_s }).out;
    QCOMPARE(text.count('\n'), 32);
    QVERIFY(text.startsWith("run "));
}

void tst_CtlDag::showsTheNewestRun()
{
    QCOMPARE(stateOf(u"itaipu-dimensional-modeling"_s), u"failed"_s);
    QCOMPARE(stateOf(u"itaipu-finance"_s), u"upstream_failed"_s);
    const Outcome csv = dag({ u"show"_s, u"latest"_s, u"-o"_s, u"csv"_s });
    QVERIFY(csv.out.startsWith("node,state,try,start,end,host,instances\r\n"));
    const Outcome failed = dag({ u"show"_s, u"-f"_s, u"state=failed"_s, u"-c"_s, u"node,try"_s, u"-o"_s, u"csv"_s });
    QCOMPARE(failed.out, QByteArray("node,try\r\nitaipu-dimensional-modeling,2\r\n"));
    const Outcome sorted
        = dag({ u"show"_s, u"-f"_s, u"try>1 !state=failed"_s, u"-s"_s, u"-node"_s, u"-o"_s, u"csv"_s });
    QCOMPARE(sorted.code, 0);
    const QByteArrayList lines = sorted.out.trimmed().split('\n');
    QVERIFY2(lines.size() > 2 && lines.last().startsWith("export-prices,"), sorted.out.constData());
    QCOMPARE(dag({ u"show"_s, u"-c"_s, u"banana"_s }).code, 2);
    QCOMPARE(dag({ u"clear"_s, u"latest"_s, u"failed"_s, u"-f"_s, u"state:failed"_s }).code, 2);
    const Outcome none = dag({ u"show"_s, u"no-such-run"_s });
    QCOMPARE(none.code, 1);
    QVERIFY(!none.err.isEmpty());
}

void tst_CtlDag::showsMappedNodes_asOneRowAndTheirTroubles()
{
    const QJsonArray rows = QJsonDocument::fromJson(dag({ u"show"_s, u"-o"_s, u"json"_s }).out).array();
    QStringList retried;
    int nodes = 0;
    for (const QJsonValue value : rows) {
        const QJsonObject row = value.toObject();
        const QString node = row.value("node"_L1).toString();
        if (node == u"export-prices"_s) {
            QCOMPARE(row.value("state"_L1).toString(), u"success"_s);
            QCOMPARE(row.value("instances"_L1).toString(), u"48 of 48 done"_s);
        }
        if (node.contains(u'/')) {
            QVERIFY(node.startsWith(u"export-prices/"_s));
            QCOMPARE(row.value("try"_L1).toString(), u"2"_s);
            retried << node;
        } else {
            ++nodes;
        }
    }
    QCOMPARE(nodes, 117);
    QVERIFY2(retried.size() >= 1 && retried.size() <= 6, qPrintable(retried.join(u' ')));
    const Outcome clear = dag({ u"clear"_s, u"latest"_s, retried.first(), u"--dry-run"_s, u"-o"_s, u"json"_s });
    QVERIFY2(clear.code == 0, clear.err.constData());
    QVERIFY2(clear.out.contains(retried.first().toUtf8()), clear.out.constData());
}

void tst_CtlDag::plansWithoutSending()
{
    const Outcome plan = dag({ u"clear"_s, u"latest"_s, u"itaipu-dimensional-modeling"_s, u"downstream"_s });
    QCOMPARE(plan.code, 2);
    QVERIFY(plan.out.contains("itaipu-finance"));
    QVERIFY(plan.err.contains("Nothing was sent"));
    QCOMPARE(stateOf(u"itaipu-dimensional-modeling"_s), u"failed"_s);
}

void tst_CtlDag::marksANode()
{
    const Outcome marked = dag({ u"mark"_s, u"success"_s, u"latest"_s, u"scale-ec2-model"_s, u"--yes"_s, u"--reason"_s,
                                 u"enough machines"_s, u"--dry-run"_s });
    QCOMPARE(marked.code, 0);
    QVERIFY(marked.out.contains("scale-ec2-model"));
    QCOMPARE(stateOf(u"scale-ec2-model"_s), u"running"_s);
}

void tst_CtlDag::clears_whenItIsSaid()
{
    const Outcome cleared = dag({ u"clear"_s, u"latest"_s, u"itaipu-dimensional-modeling"_s, u"downstream"_s,
                                  u"--yes"_s, u"--reason"_s, u"disk was full"_s, u"--expect"_s, u"96"_s });
    QVERIFY2(cleared.code == 0, cleared.err.constData());
    QVERIFY2(cleared.err.contains("Cleared"), cleared.err.constData());
    QCOMPARE(stateOf(u"itaipu-dimensional-modeling"_s), u"none"_s);
    QCOMPARE(stateOf(u"itaipu-finance"_s), u"none"_s);
}

QString tst_CtlDag::stays(const QStringList &arguments, const QString &stack) const
{
    const Outcome planned = dag(arguments + QStringList{ u"--dry-run"_s, u"-o"_s, u"json"_s }, stack);
    const QJsonObject plan = QJsonDocument::fromJson(planned.out).object().value("plan"_L1).toObject();
    return plan.value("effects"_L1).toArray().at(0).toObject().value("after"_L1).toString();
}

void tst_CtlDag::showsTheGraph()
{
    const Outcome graph = dag({ u"graph"_s, u"-o"_s, u"json"_s });
    QCOMPARE(graph.code, 0);
    const QJsonArray rows = QJsonDocument::fromJson(graph.out).array();
    QCOMPARE(rows.size(), 117);
    QSet<QString> seen; // nobody comes before what it waits for
    for (const QJsonValue row : rows) {
        const QStringList parents = row.toObject().value("waits_for"_L1).toString().split(u' ', Qt::SkipEmptyParts);
        for (const QString &parent : parents)
            QVERIFY2(seen.contains(parent), qPrintable(parent));
        seen.insert(row.toObject().value("node"_L1).toString());
    }
    QVERIFY(graph.out.contains("jobs/prod/fx-model"));
}

void tst_CtlDag::forecastsTheRun()
{
    const Outcome forecast = dag({ u"forecast"_s, u"-o"_s, u"json"_s });
    QVERIFY2(forecast.code == 0, forecast.err.constData());
    const QJsonArray rows = QJsonDocument::fromJson(forecast.out).array();
    QVERIFY(rows.size() >= 2);
    QCOMPARE(rows[0].toObject().value("what"_L1).toString(), u"run"_s);
    QVERIFY(!rows[0].toObject().value("median"_L1).toString().isEmpty());
    QVERIFY(!rows[0].toObject().value("early"_L1).toString().isEmpty()); // thirty nights are enough for a range
}

void tst_CtlDag::plansWhatAClearKills()
{
    const Outcome plan = dag({ u"clear"_s, u"latest"_s, u"fx-model"_s, u"kill"_s, u"--dry-run"_s }, u"whole"_s);
    QVERIFY2(plan.code == 0, plan.err.constData());
    QVERIFY2(plan.out.contains("killTasks jobs/prod/fx-model"), plan.out.constData());
    const Outcome json
        = dag({ u"clear"_s, u"latest"_s, u"fx-model"_s, u"kill"_s, u"--dry-run"_s, u"-o"_s, u"json"_s }, u"whole"_s);
    QVERIFY(json.out.contains("kill:jobs/prod/fx-model")); // the equal command names it
    const Outcome without = dag({ u"clear"_s, u"latest"_s, u"fx-model"_s, u"--dry-run"_s }, u"whole"_s);
    QVERIFY(!without.out.contains("killTasks"));
}

void tst_CtlDag::unblocks_onlyWhenItIsSaid()
{
    const QStringList order{ u"unblock"_s, u"latest"_s, u"itaipu-dimensional-modeling"_s };
    const Outcome plan = dag(order);
    const bool isFailed = stateOf(u"itaipu-dimensional-modeling"_s) == u"failed"_s;
    if (!isFailed) { // cleared before: only what has failed blocks
        QVERIFY2(plan.err.contains("Only a node that has failed"), plan.err.constData());
        return;
    }
    QCOMPARE(plan.code, 2);
    QVERIFY(plan.err.contains("Nothing was sent"));
}

void tst_CtlDag::stopsAPart_andResumesIt()
{
    QVERIFY(dag({ u"resume"_s }, u"night"_s).err.contains("No stop of"));
    const QStringList stop{ u"stop"_s, u"latest"_s, u"fx-model"_s };
    const QString number = stays(stop, u"whole"_s);
    QVERIFY(!number.isEmpty());
    const Outcome refused = dag(stop + QStringList{ u"--yes"_s, u"--reason"_s, u"a drill"_s }, u"whole"_s);
    QCOMPARE(refused.code, 2); // the number was not said
    QCOMPARE(stateOf(u"fx-model"_s), u"running"_s);
    m_demo->setSpeed(30); // tasks take their time to end
    const Outcome stopped
        = dag(stop + QStringList{ u"--yes"_s, u"--reason"_s, u"a drill"_s, u"--expect"_s, number }, u"whole"_s);
    QVERIFY2(stopped.code == 0, stopped.err.constData());
    QVERIFY2(stopped.err.contains("nothing left"), stopped.err.constData());
    QCOMPARE(stateOf(u"fx-model"_s), u"failed"_s);
    const Outcome plan = dag({ u"resume"_s, u"--dry-run"_s }, u"whole"_s);
    QVERIFY2(plan.out.contains("Resume the run") && plan.out.contains("fx-model"), plan.out.constData());
    const Outcome resumed = dag({ u"resume"_s, u"latest"_s, u"--yes"_s, u"--reason"_s, u"over"_s, u"--expect"_s,
                                  stays({ u"resume"_s }, u"whole"_s) },
                                u"whole"_s);
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    m_demo->setSpeed(0);
    QVERIFY(stateOf(u"fx-model"_s) != u"failed"_s);
}

void tst_CtlDag::changesSingleParameters()
{
    const Outcome plan = dag({ u"trigger"_s, u"--bind"_s, u"transaction=other"_s, u"--dry-run"_s });
    QVERIFY2(plan.code == 0, plan.err.constData());
    QVERIFY2(plan.out.contains("transaction is other"), plan.out.constData());
    QVERIFY(plan.out.contains("Another transaction"));
}

void tst_CtlDag::saysWhatIsWrongWithTheCall_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("nothing") << QStringList{} << QByteArray("dag needs runs");
    QTest::newRow("unknown") << QStringList{ u"halt"_s } << QByteArray("dag needs runs");
    QTest::newRow("no run") << QStringList{ u"clear"_s } << QByteArray("needs a run");
    QTest::newRow("no node") << QStringList{ u"clear"_s, u"latest"_s } << QByteArray("needs a run and a node");
    QTest::newRow("both") << QStringList{ u"clear"_s, u"latest"_s, u"all"_s, u"fx-model"_s } << QByteArray("not both");
    QTest::newRow("what to unblock") << QStringList{ u"unblock"_s, u"latest"_s } << QByteArray("one node");
    QTest::newRow("what to stop") << QStringList{ u"stop"_s } << QByteArray("needs a run");
    QTest::newRow("no state") << QStringList{ u"mark"_s, u"latest"_s } << QByteArray("success or failed");
    QTest::newRow("no object") << QStringList{ u"trigger"_s, u"[1]"_s } << QByteArray("no JSON object");
}

void tst_CtlDag::saysWhatIsWrongWithTheCall()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Outcome outcome = dag(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(said), outcome.err.constData());
}

void tst_CtlDag::tellsThatThereIsNoAirflow()
{
    const Outcome outcome = dag({ u"runs"_s }, u"plain"_s);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.contains("has no Airflow"));
}

void tst_CtlDag::showsADefinedNight_withoutAirflow()
{
    const Outcome show = dag({ u"show"_s, u"-o"_s, u"json"_s }, u"defined"_s);
    QVERIFY2(show.code == 0, show.err.constData());
    QStringList states;
    for (const QJsonValue row : QJsonDocument::fromJson(show.out).array())
        states << row["node"_L1].toString() + u' ' + row["state"_L1].toString();
    QCOMPARE(states, QStringList({ u"start done"_s, u"model running"_s, u"report waiting"_s }));
    const Outcome graph = dag({ u"graph"_s, u"-o"_s, u"json"_s }, u"defined"_s);
    const QJsonArray rows = QJsonDocument::fromJson(graph.out).array();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[1]["job"_L1].toString(), u"jobs/prod/hyoga-model"_s);
    QCOMPARE(rows[2]["waits_for"_L1].toString(), u"model"_s);
    QCOMPARE(dag({ u"runs"_s }, u"defined"_s).code, 0);
    const Outcome forecast = dag({ u"forecast"_s }, u"defined"_s);
    QCOMPARE(forecast.code, 0);
    QVERIFY2(forecast.err.contains("Learnt from 0 nights"), forecast.err.constData());
    QVERIFY(QFile::rename(m_dir.filePath(u"dag.yaml"_s), m_dir.filePath(u"away.yaml"_s)));
    const Outcome gone = dag({ u"show"_s }, u"defined"_s);
    QVERIFY(QFile::rename(m_dir.filePath(u"away.yaml"_s), m_dir.filePath(u"dag.yaml"_s)));
    QCOMPARE(gone.code, 2);
    QVERIFY2(gone.err.contains("dag.yaml"), gone.err.constData());
    const Outcome order = dag({ u"clear"_s, u"latest"_s, u"model"_s }, u"defined"_s);
    QCOMPARE(order.code, 2);
    QVERIFY(order.err.contains("has no Airflow"));
}

QTEST_GUILESS_MAIN(tst_CtlDag)
#include "tst_ctldag.moc"
