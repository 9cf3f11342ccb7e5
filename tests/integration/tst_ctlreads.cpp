// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "tests/integration/program.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace program;

/// What comportactl tells of Aurora's jobs and of what was done, against a whole simulated cluster that stands still.
class tst_CtlReads : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsJobs_andFiltersThem();
    void showsAJob_withItsTasks();
    void tellsTheHistory_withTimeSpent();
    void tellsWhyInstancesWait();
    void namesTheJobThatWasMeant();
    void saysWhatIsWrongWithTheCall_data();
    void saysWhatIsWrongWithTheCall();
    void waitsForAurora_whenAskedForHealth();
    void keepsAnAuditLog_thatIsSearched();
    void explainsEveryCommand();

private:
    Outcome ask(const QStringList &words) const
    {
        return run(QStringList{ u"--config"_s, m_dir.filePath(u"stacks.yaml"_s) } + words,
                   { { u"XDG_DATA_HOME"_s, m_dir.path() } });
    }
    QJsonArray rows(const QStringList &words) const { return ask(words + QStringList{ u"-o"_s, u"json"_s }).rows(); }

    QTemporaryDir m_dir;
    std::unique_ptr<sim::Demo> m_demo;
};

void tst_CtlReads::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    QFile file(m_dir.filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(u"stacks:\n  one: {tier: development, mesos: {masters: [%1]}, aurora: {schedulers: [%2]}}\n"_s
                   .arg(m_demo->masters().constFirst().authority(), m_demo->auroraUrls().constFirst().authority())
                   .toUtf8());
}

void tst_CtlReads::listsJobs_andFiltersThem()
{
    const QJsonArray all = rows({ u"jobs"_s });
    QVERIFY(all.size() > 10);
    const QJsonObject first = all[0].toObject();
    for (const QString &key : { u"state"_s, u"job"_s, u"role-env"_s, u"run"_s, u"pend"_s, u"cpus"_s, u"pool"_s })
        QVERIFY2(first.contains(key), qPrintable(key));
    int waiting = 0;
    for (const QJsonValue &job : all)
        waiting += job[u"pend"_s].toInt() > 0;
    QVERIFY(waiting > 0 && waiting < all.size());
    QCOMPARE(rows({ u"jobs"_s, u"-f"_s, u"pend>0"_s }).size(), waiting);
    const Outcome table = ask({ u"jobs"_s, u"-s"_s, u"-cpus"_s });
    QCOMPARE(table.code, 0);
    QCOMPARE(table.out.trimmed().count('\n'), all.size());
}

void tst_CtlReads::showsAJob_withItsTasks()
{
    const QJsonObject shown = ask({ u"job"_s, u"show"_s, u"jobs/prod/hyoga-model"_s, u"-o"_s, u"json"_s }).object();
    QCOMPARE(shown.keys(), (QStringList{ u"job"_s, u"tasks"_s }));
    QCOMPARE(shown[u"job"_s][u"job"_s].toString(), u"hyoga-model"_s);
    const QJsonArray tasks = shown[u"tasks"_s].toArray();
    QVERIFY(tasks.size() >= shown[u"job"_s][u"run"_s].toInt());
    const Outcome text = ask({ u"job"_s, u"show"_s, u"jobs/prod/hyoga-model"_s, u"-f"_s, u"state:running"_s });
    QVERIFY2(text.out.startsWith("jobs/prod/hyoga-model  "), text.out.constData());
    QVERIFY2(text.out.contains("GiB memory"), text.out.constData());
}

void tst_CtlReads::tellsTheHistory_withTimeSpent()
{
    const QJsonArray all = rows({ u"job"_s, u"history"_s, u"jobs/prod/fx-model"_s });
    const QJsonArray one = rows({ u"job"_s, u"history"_s, u"jobs/prod/fx-model/0"_s });
    QVERIFY(one.size() > 1 && one.size() < all.size());
    QCOMPARE(one[0][u"state"_s].toString(), u"PENDING"_s);
    for (qsizetype i = 0; i < one.size(); ++i) {
        QCOMPARE(one[i][u"instance"_s].toInt(), 0);
        const auto at = QDateTime::fromString(one[i][u"at"_s].toString(), Qt::ISODateWithMs);
        QVERIFY(at.isValid());
        if (i + 1 == one.size() || one[i + 1][u"task"_s] != one[i][u"task"_s])
            continue;
        const auto next = QDateTime::fromString(one[i + 1][u"at"_s].toString(), Qt::ISODateWithMs);
        QVERIFY(qAbs(one[i][u"spent"_s].toInteger() - at.msecsTo(next)) < 1000); // times are told in whole seconds
    }
}

void tst_CtlReads::tellsWhyInstancesWait()
{
    const Outcome json = ask({ u"job"_s, u"pending"_s, u"jobs/prod/fx-model"_s, u"-o"_s, u"json"_s });
    QVERIFY2(json.code == 0, json.err.constData());
    QCOMPARE(json.rows().size(), 1);
    const QJsonObject group = json.rows()[0].toObject();
    QVERIFY2(!group[u"sentence"_s].toString().isEmpty(), json.out.constData());
    const Outcome text = ask({ u"job"_s, u"pending"_s, u"jobs/prod/fx-model"_s });
    QVERIFY2(text.out.contains(group[u"sentence"_s].toString().toUtf8()), text.out.constData());
    const Outcome none = ask({ u"job"_s, u"pending"_s, u"jobs/prod/hyoga-model"_s });
    QCOMPARE(none.code, 0);
    QCOMPARE(none.out, QByteArray("No instance of jobs/prod/hyoga-model waits.\n"));
}

void tst_CtlReads::namesTheJobThatWasMeant()
{
    const Outcome outcome = ask({ u"job"_s, u"show"_s, u"jobs/prod/hyoga-mode"_s });
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("Did you mean jobs/prod/hyoga-model?"), outcome.err.constData());
}

void tst_CtlReads::saysWhatIsWrongWithTheCall_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("said");
    QTest::newRow("no job") << QStringList{ u"job"_s, u"show"_s } << u"Which job?"_s;
    QTest::newRow("no key") << QStringList{ u"job"_s, u"show"_s, u"fx-model"_s } << u"is no job. Write role/"_s;
    QTest::newRow("instances of the whole")
        << QStringList{ u"job"_s, u"pending"_s, u"a/b/c/0"_s } << u"this is about the whole job"_s;
    QTest::newRow("csv of no list") << QStringList{ u"job"_s, u"pending"_s, u"a/b/c"_s, u"-o"_s, u"csv"_s }
                                    << u"prints table or json"_s;
    QTest::newRow("filter of no list") << QStringList{ u"job"_s, u"pending"_s, u"a/b/c"_s, u"-f"_s, u"x"_s }
                                       << u"mean nothing to job pending."_s;
    QTest::newRow("yes to a read") << QStringList{ u"jobs"_s, u"--yes"_s } << u"jobs only reads"_s;
    QTest::newRow("bad filter") << QStringList{ u"audit"_s, u"-f"_s, u"att>2h"_s } << u"att"_s;
}

void tst_CtlReads::saysWhatIsWrongWithTheCall()
{
    QFETCH(QStringList, words);
    QFETCH(QString, said);
    const Outcome outcome = ask(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
}

void tst_CtlReads::waitsForAurora_whenAskedForHealth()
{
    const QJsonObject well = ask({ u"health"_s, u"-o"_s, u"json"_s }).object();
    QCOMPARE(well[u"ill"_s], QJsonValue(false));
    QCOMPARE(well[u"layers"_s].toArray().size(), 2);
    QCOMPARE(well[u"layers"_s][1][u"layer"_s].toString(), u"Aurora"_s);
    QCOMPARE(well[u"layers"_s][1][u"state"_s].toString(), u"live"_s);
    sim::Faults faults;
    faults.auroraDown = true;
    m_demo->setFaults(faults);
    const Outcome ill = ask({ u"health"_s });
    m_demo->setFaults({});
    QCOMPARE(ill.code, 3);
    QVERIFY2(ill.out.contains("Aurora"), ill.out.constData());
}

void tst_CtlReads::keepsAnAuditLog_thatIsSearched()
{
    QCOMPARE(rows({ u"audit"_s }).size(), 0);
    const QString agent = rows({ u"agents"_s, u"-f"_s, u"state:active"_s })[0][u"agent"_s].toString();
    QCOMPARE(ask({ u"host"_s, u"cordon"_s, agent, u"--yes"_s, u"--reason"_s, u"disk is slow"_s }).code, 0);
    const QJsonArray log = rows({ u"audit"_s });
    QCOMPARE(log.size(), 3); // consent, the call, outcome
    QCOMPARE(log[2][u"kind"_s].toString(), u"consent"_s);
    QCOMPARE(log[2][u"why"_s].toString(), u"disk is slow"_s);
    QCOMPARE(rows({ u"audit"_s, u"DEACTIVATE_AGENT"_s }).size(), 1);
    QCOMPARE(rows({ u"audit"_s, u"-f"_s, u"kind=outcome"_s }).size(), 1);
    QCOMPARE(rows({ u"audit"_s, u"nobody-wrote-this"_s }).size(), 0);
    const Outcome csv = ask({ u"audit"_s, u"-o"_s, u"csv"_s });
    QVERIFY2(csv.out.startsWith("at,who,kind,what,"), csv.out.constData());
}

void tst_CtlReads::explainsEveryCommand()
{
    const QByteArray help = run({ u"--help"_s }).out;
    QFile page(QStringLiteral(MAN_PAGE));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray manual = page.readAll();
    for (const QByteArray command : { "jobs", "job show", "job history", "job pending", "audit" }) {
        QVERIFY2(help.contains("\n  " + command + ' '), command.constData());
        QVERIFY2(manual.contains(".B " + command), command.constData());
        const QStringList words = QString::fromLatin1(command).split(u' ');
        const Outcome own = run(words + QStringList{ u"--help"_s });
        QCOMPARE(own.code, 0);
        QVERIFY2(own.out.contains("json"), command.constData());
        QCOMPARE(run(QStringList{ u"help"_s } + words).out, own.out);
    }
}

QTEST_GUILESS_MAIN(tst_CtlReads)
#include "tst_ctlreads.moc"
