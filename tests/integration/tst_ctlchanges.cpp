// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/jobs/kept/configarchive.h"
#include "models/net/httpclient.h"
#include "models/stack/stack.h"
#include "tests/integration/program.h"
#include "tests/support/wait.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace program;

/// What changes something, as a program against a whole simulated cluster. What went out is read from the simulator's
/// log of calls; the cluster stands still until a test lets it go on, so that a plan stays true while it is held.
class tst_CtlChanges : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void dryRun_printsThePlan_andSendsNothing_data() { addCommands(); }
    void dryRun_printsThePlan_andSendsNothing();
    void withoutYes_nothingIsSent_data() { addCommands(); }
    void withoutYes_nothingIsSent();
    void production_wantsTheNumberThatStays();
    void development_wantsNoMoreThanYes();
    void sendsWhatThePlansList_andNothingElse();
    void interruptedWhileHeld_sendsNothing();
    void batches_areRolledAsTheOptionsSay_data();
    void batches_areRolledAsTheOptionsSay();
    void batches_whatSaysNothingIsTold();
    void interruptedBetweenBatches_leavesARestThatIsResumed();
    void namesWhatIsProtected();
    void anEnd_isOfCordonsAlone();
    void hasNothingToDo();
    void tellsWhatTheServerRefused();
    void tellsUnreachable();
    void tellsCredentials();
    void refusesTheLiveScheduler();
    void diffAlone_tellsWhatTheEndedRunHadOtherwise();
    void diffWithADate_knowsNightsThatAuroraHasForgotten();
    void documentsTheKeysOfJson();

private:
    void addCommands();
    QStringList command(const QStringList &words, const QString &stack = u"prod"_s) const
    {
        return QStringList{ u"--config"_s, m_dir->filePath(u"stacks.yaml"_s), u"--stack"_s, stack } + words;
    }
    Environment home() const { return { { u"XDG_DATA_HOME"_s, m_dir->path() } }; }
    Outcome ask(const QStringList &words, const QString &stack = u"prod"_s) const
    {
        return run(command(words, stack), home());
    }
    void start(QProcess &process, const QStringList &words) const
    {
        prepare(process, command(words), home());
        process.start();
    }
    std::vector<sim::LoggedCall> calls() const { return m_demo->calls(); }
    QStringList methods() const
    {
        QStringList names;
        for (const sim::LoggedCall &call : calls())
            names << call.method;
        names.sort();
        return names;
    }
    /// The number that stays after the plan of this command.
    QString expected(const QStringList &words) const
    {
        const QJsonObject plan
            = ask(words + QStringList{ u"--dry-run"_s, u"-o"_s, u"json"_s }).object()[u"plan"_s].toObject();
        const QJsonValue effect = plan[u"effects"_s].toArray().at(plan[u"question-effect"_s].toInt(-1));
        return QString::number(effect[u"count-after"_s].toInteger(-1));
    }
    /// Of the first row that passes; asked once, as the cluster begins the same in each test.
    QString firstOf(const QString &table, const QString &filter, const QString &key)
    {
        QJsonValue &row = m_first[table + u' ' + filter];
        if (row.isNull())
            row = ask({ table, u"-o"_s, u"json"_s, u"-f"_s, filter }).rows().at(0);
        return row[key].toString();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<sim::Demo> m_demo;
    QHash<QString, QJsonValue> m_first; ///< by table and filter
};

namespace {

const QString job = u"jobs/prod/hyoga-model"_s;
const QString heldWords = u"The first call goes out in 5 s."_s;

} // namespace

void tst_CtlChanges::init()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    m_dir = std::make_unique<QTemporaryDir>();
    QFile file(m_dir->filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString below = u"mesos: {masters: [%1]}, aurora: {schedulers: [%2]}"_s.arg(
        m_demo->masters().constFirst().authority(), m_demo->auroraUrls().constFirst().authority());
    file.write(u"stacks:\n  prod: {%1}\n  dev: {tier: development, %1}\n"_s.arg(below).toUtf8());
}

void tst_CtlChanges::addCommands()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("call");
    QTest::newRow("job kill") << QStringList{ u"job"_s, u"kill"_s, job + u"/0,2"_s }
                              << u"killTasks jobs/prod/hyoga-model [0, 2]"_s;
    QTest::newRow("job restart") << QStringList{ u"job"_s, u"restart"_s, job } << u"restartShards"_s;
    QTest::newRow("host cordon") << QStringList{ u"host"_s, u"cordon"_s, u"AGENT"_s } << u"DEACTIVATE_AGENT"_s;
    QTest::newRow("host cordon with an end")
        << QStringList{ u"host"_s, u"cordon"_s, u"AGENT"_s, u"--for"_s, u"30m"_s } << u"DEACTIVATE_AGENT"_s;
    QTest::newRow("framework teardown") << QStringList{ u"framework"_s, u"teardown"_s, u"FRAMEWORK"_s }
                                        << u"TEARDOWN"_s;
}

void tst_CtlChanges::dryRun_printsThePlan_andSendsNothing()
{
    QFETCH(QStringList, words);
    QFETCH(QString, call);
    words.replaceInStrings(u"AGENT"_s, firstOf(u"agents"_s, u"state:active"_s, u"agent"_s));
    words.replaceInStrings(u"FRAMEWORK"_s, firstOf(u"frameworks"_s, u"state:inactive"_s, u"id"_s));
    const Outcome outcome = ask(words + QStringList{ u"--dry-run"_s, u"--yes"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains(call.toUtf8()), outcome.out.constData());
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::withoutYes_nothingIsSent()
{
    QFETCH(QStringList, words);
    QFETCH(QString, call);
    words.replaceInStrings(u"AGENT"_s, firstOf(u"agents"_s, u"state:active"_s, u"agent"_s));
    words.replaceInStrings(u"FRAMEWORK"_s, firstOf(u"frameworks"_s, u"state:inactive"_s, u"id"_s));
    const Outcome outcome = ask(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.out.contains(call.toUtf8()), outcome.out.constData());
    QVERIFY2(outcome.err.contains("Nothing was sent. Add --yes to send it"), outcome.err.constData());
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::production_wantsTheNumberThatStays()
{
    const QStringList words{ u"job"_s, u"kill"_s, job + u"/1"_s };
    const QString right = expected(words);
    QVERIFY(right.toInt() > 0);
    const Outcome wrong = ask(words + QStringList{ u"--yes"_s, u"--reason"_s, u"drill"_s, u"--expect"_s, u"77"_s });
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("Nothing was sent. --expect says 77, but after this plan " + right.toUtf8() + " stay"),
             wrong.err.constData());
    const Outcome silent = ask(words + QStringList{ u"--yes"_s, u"--expect"_s, right });
    QCOMPARE(silent.code, 2);
    QVERIFY2(silent.err.contains("A reason is asked for"), silent.err.constData());
    const Outcome numberless = ask(words + QStringList{ u"--yes"_s, u"--reason"_s, u"drill"_s });
    QCOMPARE(numberless.code, 2);
    QVERIFY2(numberless.err.contains("The number is missing"), numberless.err.constData());
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::development_wantsNoMoreThanYes()
{
    const QString agent = firstOf(u"agents"_s, u"state:active"_s, u"agent"_s);
    QProcess process;
    prepare(process, command({ u"host"_s, u"cordon"_s, agent, u"--yes"_s }, u"dev"_s), home());
    process.start();
    const Outcome outcome = outcomeOf(process);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(methods(), QStringList{ u"DEACTIVATE_AGENT"_s });
}

void tst_CtlChanges::sendsWhatThePlansList_andNothingElse()
{
    const QString agent = firstOf(u"agents"_s, u"state:active"_s, u"agent"_s);
    const QString agentId = firstOf(u"agents"_s, u"state:active"_s, u"id"_s);
    const QString framework = firstOf(u"frameworks"_s, u"state:inactive"_s, u"id"_s);
    const QStringList sure{ u"--yes"_s, u"--reason"_s, u"drill"_s, u"-o"_s, u"json"_s, u"--expect"_s };
    const QStringList kill{ u"job"_s, u"kill"_s, job + u"/0,2"_s };
    const QStringList teardown{ u"framework"_s, u"teardown"_s, framework };
    QProcess killing;
    QProcess tearing;
    QProcess cordoning; // side by side
    const QStringList killNow = kill + sure + QStringList{ expected(kill) };
    const QStringList tearNow = teardown + sure + QStringList{ expected(teardown) };
    start(killing, killNow);
    start(tearing, tearNow);
    start(cordoning, { u"host"_s, u"cordon"_s, agent, u"--yes"_s });
    QTRY_COMPARE_WITH_TIMEOUT(methods().size(), 3, 60000);
    m_demo->setSpeed(20); // what is killed takes its time to end
    const Outcome killed = outcomeOf(killing);
    QVERIFY2(killed.code == 0, killed.err.constData());
    const Outcome torn = outcomeOf(tearing);
    QVERIFY2(torn.code == 0, torn.err.constData());
    const Outcome cordoned = outcomeOf(cordoning);
    QVERIFY2(cordoned.code == 0, cordoned.err.constData());
    QCOMPARE(methods(), (QStringList{ u"DEACTIVATE_AGENT"_s, u"TEARDOWN"_s, u"killTasks"_s }));
    for (const sim::LoggedCall &call : calls()) {
        QCOMPARE(call.object, call.method == u"killTasks" ? job : call.method == u"TEARDOWN" ? framework : agentId);
        if (call.method == u"killTasks")
            QCOMPARE(call.arguments.toObject().value(u"5"_s).toArray(), (QJsonArray{ 0, 2 }));
    }
    const QJsonObject result = killed.object()[u"result"_s].toObject();
    QCOMPARE(result[u"state"_s].toString(), u"done"_s);
    QCOMPARE(result[u"done"_s].toInt(), 2);
    QCOMPARE(result[u"steps"_s].toArray().size(), 1);
    QCOMPARE(ask({ u"host"_s, u"uncordon"_s, agent, u"--yes"_s }).code, 0);
    QVERIFY(methods().contains(u"REACTIVATE_AGENT"_s));
}

void tst_CtlChanges::interruptedWhileHeld_sendsNothing()
{
    QProcess process;
    const QStringList words{ u"host"_s, u"cordon"_s, firstOf(u"agents"_s, u"state:active"_s, u"agent"_s), u"--yes"_s };
    prepare(process, command(words, u"prod"_s), home() + Environment{ { u"COMPORTA_TEST_HURRY"_s, u"1"_s } });
    process.start();
    QByteArray told;
    QTRY_VERIFY_WITH_TIMEOUT((told += process.readAllStandardError()).contains(heldWords.toUtf8()), 60000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    const Outcome outcome = outcomeOf(process);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("Cancelled during the hold: nothing was sent."), outcome.err.constData());
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::batches_areRolledAsTheOptionsSay_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("pace");
    QTest::addColumn<QString>("told"); ///< by the plan's own command line
    QTest::newRow("restart")
        << u"job restart KEY --batch-size 4 --pause 10s --watch 90s --failures-each 1 --failures 2 --keep-going"_s
        << u"2 batches of 4, each watched for 1 min 30 s, 10 s between: at least 3 min 10 s, and "
           "what each takes to start. Each may fail 1 × before it counts as failed. Goes on until "
           "more than 2 have failed."_s
        << u"job restart --batch-size 4 --pause 10s --watch 90s --failures-each 1 --failures 2 --keep-going "_s;
    QTest::newRow("restart as usual") << u"job restart KEY"_s
                                      << u"6 batches of 1, each watched for 45 s: at least 4 min 30 s, and what each "
                                         "takes to start. Ends with the first that fails."_s
                                      << u"job restart --batch-size 1 jobs/"_s;
    QTest::newRow("kill")
        << u"job kill KEY --batch-size 2 --pause 1m --failures 1"_s
        << u"3 batches of 2, 1 min between: at least 2 min, and what each takes to end. Ends after the "
           "first batch in which one fails, or at once with more than 1."_s
        << u"job kill --batch-size 2 --pause 60s --failures 1 jobs/"_s;
    QTest::newRow("kill as usual") << u"job kill KEY"_s << u"All at once."_s << u"job kill jobs/"_s;
}

void tst_CtlChanges::batches_areRolledAsTheOptionsSay()
{
    QFETCH(QString, line);
    QFETCH(QString, told);
    const QStringList words = line.replace(u"KEY"_s, job).split(u' ');
    const Outcome json = ask(words + QStringList{ u"--dry-run"_s, u"-o"_s, u"json"_s });
    QVERIFY2(json.code == 0, json.err.constData());
    const QJsonObject plan = json.object()[u"plan"_s].toObject();
    QTEST(plan[u"pace"_s].toString(), "pace");
    const QString command = plan[u"command"_s].toString();
    QVERIFY2(command.contains(told), qPrintable(command));
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::batches_whatSaysNothingIsTold()
{
    const auto mistake = [this](const QString &line) {
        const Outcome outcome = ask(QString(line).replace(u"KEY"_s, job).split(u' '));
        return outcome.code == 2 ? QString::fromUtf8(outcome.err) : u"it was taken"_s;
    };
    const auto tells = [&](const QString &line, const QString &words) {
        const QString told = mistake(line);
        QVERIFY2(told.contains(words), qPrintable(told));
    };
    tells(u"job kill KEY --watch 10s"_s, u"a killed one has ended"_s);
    tells(u"job kill KEY --failures-each 1"_s, u"a killed one has ended"_s);
    tells(u"job restart KEY --keep-going"_s, u"--keep-going needs --failures"_s);
    tells(u"job restart KEY --pause 500ms"_s, u"«500ms» is no time"_s);
    tells(u"job restart KEY --failures many"_s, u"«many» is no number of failures"_s);
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::interruptedBetweenBatches_leavesARestThatIsResumed()
{
    const QStringList words{ u"job"_s, u"restart"_s, job, u"--batch-size"_s, u"1"_s, u"--watch"_s, u"0s"_s };
    QProcess process;
    start(process, words + QStringList{ u"--yes"_s, u"--reason"_s, u"it hangs"_s, u"--expect"_s, expected(words) });
    QTRY_COMPARE_WITH_TIMEOUT(methods(), QStringList{ u"restartShards"_s }, 60000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    const Outcome outcome = outcomeOf(process);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("can be resumed"), outcome.err.constData());
    QCOMPARE(methods(), QStringList{ u"restartShards"_s });

    // Another console finds it and does what is left.
    config::StackConfig config;
    config.name = u"prod"_s;
    config.mesosMasters = m_demo->masters();
    config.auroraSchedulers = m_demo->auroraUrls();
    config.hurry = 20;
    stack::Stack stack(config, {}, m_demo->clock(), m_dir->filePath(u"comporta"_s),
                       actions::ActionOptions::Authority::ExplicitConsent);
    actions::ActionCenter *center = stack.actions();
    QTRY_VERIFY_WITH_TIMEOUT(center->isLoaded() && !center->records().isEmpty(), 20000);
    const actions::Record left = center->records().first();
    QCOMPARE(left.state, actions::State::HalfDone);
    QVERIFY(left.canResume());
    QVERIFY(test::wait(center->resume(left.id)));
    const auto isOver = [&] {
        m_demo->advance(1s);
        return actions::isOver(center->record(left.id)->state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 90000);
    QCOMPARE(center->record(left.id)->state, actions::State::Done);
    QList<int> instances;
    for (const sim::LoggedCall &call : calls()) {
        QCOMPARE(call.object, job);
        const QJsonArray restarted = call.arguments.toObject().value(u"3"_s).toArray();
        for (const QJsonValue &instance : restarted)
            instances << instance.toInt();
    }
    std::ranges::sort(instances);
    QList<int> all(left.steps.size());
    std::ranges::generate(all, [next = 0]() mutable { return next++; });
    QCOMPARE(instances, all); // each once
}

void tst_CtlChanges::anEnd_isOfCordonsAlone()
{
    const QString agent = firstOf(u"agents"_s, u"state:active"_s, u"agent"_s);
    const Outcome cordon
        = ask({ u"host"_s, u"cordon"_s, agent, u"--for"_s, u"30m"_s, u"--dry-run"_s, u"-o"_s, u"json"_s });
    const QJsonObject plan = cordon.object()[u"plan"_s].toObject();
    QVERIFY2(plan[u"title"_s].toString().contains(u" until "_s), cordon.out.constData());
    QVERIFY(plan[u"command"_s].toString().endsWith(u"--for 1800s"_s));
    const Outcome uncordon = ask({ u"host"_s, u"uncordon"_s, agent, u"--for"_s, u"30m"_s });
    QCOMPARE(uncordon.code, 2);
    QVERIFY2(uncordon.err.contains("--for means nothing to host uncordon"), uncordon.err.constData());
}

void tst_CtlChanges::namesWhatIsProtected()
{
    const QStringList words{ u"job"_s, u"kill"_s, u"services/prod/capivara-http"_s, u"services/prod/query-gateway"_s };
    const QByteArray plan = ask(words + QStringList{ u"--dry-run"_s }).out;
    QVERIFY2(plan.contains("--unlock capivara-http"), plan.constData());
    const Outcome locked = ask(words + QStringList{ u"--yes"_s });
    QCOMPARE(locked.code, 2);
    QVERIFY2(locked.err.contains("is protected. Nothing was sent."), locked.err.constData());
    const QByteArray one = ask(words + QStringList{ u"--dry-run"_s, u"--unlock"_s, u"query-gateway"_s }).out;
    QVERIFY2(one.contains("killTasks services/prod/query-gateway"), one.constData());
    QVERIFY(!one.contains("killTasks services/prod/capivara-http"));
}

void tst_CtlChanges::hasNothingToDo()
{
    const Outcome outcome
        = ask({ u"host"_s, u"uncordon"_s, firstOf(u"agents"_s, u"state:active"_s, u"agent"_s), u"--yes"_s });
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.err.contains("There is nothing to do."), outcome.err.constData());
    const Outcome unknown = ask({ u"host"_s, u"cordon"_s, u"ip-1-2-3-4"_s });
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("The master lists no agent «ip-1-2-3-4»."), unknown.err.constData());
}

void tst_CtlChanges::tellsWhatTheServerRefused()
{
    const QString agent = firstOf(u"agents"_s, u"state:active"_s, u"agent"_s);
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Forbidden;
    faults.only = u"/api/v1"_s; // reads are allowed, orders are not
    m_demo->setFaults(faults);
    const Outcome outcome = ask({ u"host"_s, u"cordon"_s, agent, u"--yes"_s });
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("403"), outcome.err.constData());
}

void tst_CtlChanges::tellsUnreachable()
{
    sim::Faults faults;
    faults.auroraDown = true;
    m_demo->setFaults(faults);
    const Outcome outcome = ask({ u"job"_s, u"kill"_s, job, u"--yes"_s });
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("nothing listens"), outcome.err.constData());
    QVERIFY2(!outcome.err.contains("Mesos"), outcome.err.constData());
}

void tst_CtlChanges::tellsCredentials()
{
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Unauthorized;
    m_demo->setFaults(faults);
    const Outcome aurora = ask({ u"job"_s, u"restart"_s, job });
    QCOMPARE(aurora.code, 4);
    QVERIFY2(aurora.err.contains("Aurora"), aurora.err.constData());
    const Outcome mesos = ask({ u"framework"_s, u"teardown"_s, u"x"_s });
    QCOMPARE(mesos.code, 4);
    QVERIFY2(mesos.err.contains("Mesos"), mesos.err.constData());
}

void tst_CtlChanges::refusesTheLiveScheduler()
{
    const QString live = firstOf(u"frameworks"_s, u"state:active name:aurora"_s, u"id"_s);
    const Outcome outcome = ask({ u"framework"_s, u"teardown"_s, live, u"--yes"_s, u"--expect"_s, u"0"_s });
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("Only inactive frameworks are torn down from here."), outcome.err.constData());
    QCOMPARE(methods(), QStringList());
}

void tst_CtlChanges::diffAlone_tellsWhatTheEndedRunHadOtherwise()
{
    const auto create = [&](const QString &memory) {
        return ask({ u"job"_s, u"create"_s, u"batch"_s, u"--bind"_s, u"NAME=drill"_s, u"--bind"_s, u"COMMAND=true"_s,
                     u"--bind"_s, u"MEMORY="_s + memory, u"--yes"_s },
                   u"dev"_s);
    };
    m_demo->setSpeed(20);
    const Outcome first = create(u"1GiB"_s);
    QVERIFY2(first.code == 0, first.err.constData());
    const Outcome none = ask({ u"job"_s, u"diff"_s, u"jobs/prod/drill"_s });
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("Aurora keeps no ended run of jobs/prod/drill."), none.err.constData());
    const QStringList kill{ u"job"_s, u"kill"_s, u"jobs/prod/drill"_s };
    const Outcome killed
        = ask(kill + QStringList{ u"--yes"_s, u"--reason"_s, u"drill"_s, u"--expect"_s, expected(kill) }, u"dev"_s);
    QVERIFY2(killed.code == 0, killed.err.constData());
    const Outcome second = create(u"2GiB"_s);
    QVERIFY2(second.code == 0, second.err.constData());
    const Outcome diff = ask({ u"job"_s, u"diff"_s, u"jobs/prod/drill"_s });
    QVERIFY2(diff.code == 0, diff.err.constData());
    QVERIFY2(diff.out.startsWith("From the run that ended "), diff.out.constData());
    QVERIFY2(diff.out.contains("1.0 GiB") && diff.out.contains("2.0 GiB"), diff.out.constData());
    const QJsonArray changes
        = ask({ u"job"_s, u"diff"_s, u"jobs/prod/drill"_s, u"-o"_s, u"json"_s }).object()[u"changes"_s].toArray();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0)[u"name"_s].toString(), u"Memory"_s);
}

void tst_CtlChanges::diffWithADate_knowsNightsThatAuroraHasForgotten()
{
    const QStringList diff{ u"job"_s, u"diff"_s, job, u"2026-11-16"_s };
    const Outcome none = ask(diff);
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("jobs/prod/hyoga-model was not seen from here before noon of 2026-11-16."),
             none.err.constData());
    {
        net::HttpClient http(m_demo->clock());
        aurora::Store store(&http, std::make_shared<net::StaticDiscovery>(m_demo->auroraUrls()), {}, m_demo->clock());
        const aurora::JobKey key = *aurora::JobKey::parse(job);
        const auto now = test::wait(store.client()->configSummary(key));
        QVERIFY(now);
        jobs::KeptConfig week{ now->groups.first().config, m_demo->clock().now() - 24h * 7,
                               m_demo->clock().now() - 24h * 7, 6 };
        week.config.resources.ramMb = 19 * 1024;
        jobs::ConfigArchive archive(m_dir->filePath(u"comporta/prod/configs.sqlite"_s), m_demo->clock());
        archive.keep(key, { week }); // as a window does
    }
    const Outcome outcome = ask(diff);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY2(outcome.out.startsWith("From the night to 2026-11-16, seen until "), outcome.out.constData());
    QVERIFY2(outcome.out.contains("19.0 GiB") && outcome.out.contains("38.0 GiB"), outcome.out.constData());
    const Outcome alone = ask({ u"job"_s, u"diff"_s, job }); // of what Aurora keeps nothing is otherwise
    QVERIFY2(alone.code == 0, alone.err.constData());
    QVERIFY2(alone.out.startsWith("From what was seen until "), alone.out.constData());
}

void tst_CtlChanges::documentsTheKeysOfJson()
{
    const QByteArray help = run({ u"job"_s, u"--help"_s }).out;
    const QJsonObject all = ask({ u"job"_s, u"kill"_s, job, u"-o"_s, u"json"_s }).object();
    QCOMPARE(all.keys(), (QStringList{ u"plan"_s, u"result"_s }));
    QVERIFY(all[u"result"_s].isNull());
    const QJsonObject plan = all[u"plan"_s].toObject();
    QStringList keys = plan.keys() + plan[u"tables"_s].toArray().at(0).toObject().keys()
        + plan[u"tables"_s].toArray().at(0)[u"rows"_s].toArray().at(0).toObject().keys()
        + plan[u"effects"_s].toArray().at(0).toObject().keys();
    for (const QString &key : std::as_const(keys)) {
        const QRegularExpression whole(u"(^|[ (\\n])%1[,. :);\\n]"_s.arg(key));
        QVERIFY2(whole.match(QString::fromUtf8(help)).hasMatch(), qPrintable(key));
    }
    QCOMPARE(plan[u"grade"_s].toString(), u"counted"_s);
    QCOMPARE(plan[u"calls"_s].toArray().size(), 1);
}

QTEST_GUILESS_MAIN(tst_CtlChanges)
#include "tst_ctlchanges.moc"
