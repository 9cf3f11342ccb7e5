// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "tests/integration/program.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTcpServer>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;

using namespace program;

/// The command line as scripts use it, against a whole simulated cluster.
class tst_Ctl : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void printsEachTable_data();
    void printsEachTable();
    void filtersAsTheWindowDoes();
    void sortsByKeys();
    void choosesColumns();
    void writesCsv_thatIsRfc4180();
    void keepsTheKeysOfJson();
    void tellsHealth();
    void saysWhatIsWrongWithTheCall_data();
    void saysWhatIsWrongWithTheCall();
    void readsTheStacksFile();
    void tellsUnreachable();
    void tellsAHangingMaster();
    void tellsNoLeader();
    void tellsCredentials();
    void takesThePasswordFromTheEnvironment();
    void tellsAWebPage();
    void watches_untilTheTimeIsOver();
    void watches_untilInterrupted();
    void printsLogs();
    void followsALog();
    void followsMatchesOfALog();
    void findsObjects();
    void opensLinks();
    void saysWhyThereIsNoLog();
    void explainsEveryCommand();
    void hasAManPage_thatNamesAll();
    void showsTheDemo();

private:
    QString master() const { return m_demo->masters().constFirst().authority(); }
    Outcome ask(const QStringList &arguments) const { return run(QStringList{ u"--mesos"_s, master() } + arguments); }
    QString stacksFile(const QString &masters) const;

    std::unique_ptr<sim::Demo> m_demo;
    QTemporaryDir m_dir;
};

void tst_Ctl::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0; // figures stand still between two runs
    m_demo = std::make_unique<sim::Demo>(options);
    QVERIFY2(m_demo->errorString().isEmpty(), qPrintable(m_demo->errorString()));
}

QString tst_Ctl::stacksFile(const QString &masters) const
{
    QFile file(m_dir.filePath(u"stacks.yaml"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(u"stacks:\n  one: {mesos: {masters: [%1], deadline: 1s}}\n  broken: {tier: prod}\n"_s.arg(masters)
                       .toUtf8());
    return file.fileName();
}

void tst_Ctl::printsEachTable_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("header");
    QTest::newRow("agents") << u"agents"_s << u"Agent"_s;
    QTest::newRow("frameworks") << u"frameworks"_s << u"Name"_s;
    QTest::newRow("roles") << u"roles"_s << u"Role"_s;
    QTest::newRow("tasks") << u"tasks"_s << u"Name"_s;
}

void tst_Ctl::printsEachTable()
{
    QFETCH(QString, command);
    QFETCH(QString, header);
    const Outcome table = ask({ command });
    QCOMPARE(table.code, 0);
    QCOMPARE(table.err, QByteArray());
    const QList<QByteArray> lines = table.out.trimmed().split('\n');
    QVERIFY2(lines.constFirst().contains(header.toUtf8()), lines.constFirst().constData());
    const Outcome json = ask({ command, u"--output"_s, u"json"_s });
    QCOMPARE(json.code, 0);
    QCOMPARE(json.rows().size(), lines.size() - 1);
    QVERIFY(!json.rows().isEmpty());
    const Outcome csv = ask({ command, u"-o"_s, u"csv"_s });
    QCOMPARE(csv.out.count("\r\n"), lines.size());
}

void tst_Ctl::filtersAsTheWindowDoes()
{
    const auto all = ask({ u"agents"_s, u"-o"_s, u"json"_s }).rows();
    int expected = 0;
    for (const auto &row : all)
        expected += row[u"pool"_s].toString().contains(u"spot"_s) && row[u"cpus"_s].toDouble() > 12;
    QVERIFY(expected > 0 && expected < all.size());
    const Outcome filtered = ask({ u"agents"_s, u"-o"_s, u"json"_s, u"--filter"_s, u"pool:spot cpus>12"_s });
    QCOMPARE(filtered.code, 0);
    QCOMPARE(filtered.rows().size(), expected);
    QCOMPARE(ask({ u"agents"_s, u"-o"_s, u"json"_s, u"--filter"_s, u"nothinghasthis"_s }).out.simplified(),
             QByteArray("[]"));
}

void tst_Ctl::sortsByKeys()
{
    const auto rows = ask({ u"agents"_s, u"-o"_s, u"json"_s, u"--sort"_s, u"pool,-cpus"_s }).rows();
    QVERIFY(rows.size() > 10);
    for (qsizetype i = 1; i < rows.size(); ++i) {
        const QString before = rows[i - 1][u"pool"_s].toString();
        const QString pool = rows[i][u"pool"_s].toString();
        QVERIFY(before <= pool);
        if (before == pool)
            QVERIFY(rows[i - 1][u"cpus"_s].toDouble() >= rows[i][u"cpus"_s].toDouble());
    }
}

void tst_Ctl::choosesColumns()
{
    const Outcome few = ask({ u"agents"_s, u"-o"_s, u"csv"_s, u"--columns"_s, u"agent, cpus"_s });
    QCOMPARE(few.out.left(few.out.indexOf('\r')), QByteArray("agent,cpus"));
    const Outcome all = ask({ u"agents"_s, u"-o"_s, u"csv"_s, u"--columns"_s, u"all"_s });
    QVERIFY(all.out.left(all.out.indexOf('\r')).contains(",version,"));
}

void tst_Ctl::writesCsv_thatIsRfc4180()
{
    const Outcome csv = ask({ u"tasks"_s, u"-o"_s, u"csv"_s, u"-c"_s, u"name,message,cpus"_s });
    for (const QByteArray &line : csv.out.split('\n')) {
        if (!line.isEmpty())
            QVERIFY(line.endsWith('\r'));
    }
}

void tst_Ctl::keepsTheKeysOfJson()
{
    // Scripts depend on these: a key may be added, none may change or go.
    const QHash<QString, QStringList> promised = {
        { u"agents"_s,
          { u"state"_s, u"agent"_s, u"pool"_s, u"tasks"_s, u"cpus"_s, u"cpus-total"_s, u"mem"_s, u"mem-total"_s,
            u"disk"_s, u"disk-total"_s, u"gpus"_s, u"zone"_s, u"registered"_s, u"note"_s, u"id"_s, u"address"_s,
            u"version"_s, u"ports"_s, u"slave-type"_s } },
        { u"frameworks"_s,
          { u"state"_s, u"name"_s, u"id"_s, u"tasks"_s, u"cpus"_s, u"mem"_s, u"inactive"_s, u"host"_s,
            u"registered"_s } },
        { u"roles"_s,
          { u"role"_s, u"weight"_s, u"frameworks"_s, u"cpus"_s, u"mem"_s, u"cpus-limit"_s, u"cpus-guarantee"_s } },
        { u"tasks"_s,
          { u"state"_s, u"name"_s, u"id"_s, u"framework"_s, u"agent"_s, u"role"_s, u"cpus"_s, u"mem"_s, u"disk"_s,
            u"started"_s, u"in-state"_s, u"message"_s, u"list"_s } },
    };
    for (auto it = promised.begin(); it != promised.end(); ++it) {
        const auto rows = ask({ it.key(), u"-o"_s, u"json"_s }).rows();
        QVERIFY(!rows.isEmpty());
        for (const QString &key : it.value())
            QVERIFY2(rows[0].toObject().contains(key), qPrintable(it.key() + u' ' + key));
    }
    const QJsonObject agent = ask({ u"agents"_s, u"-o"_s, u"json"_s }).rows()[0].toObject();
    QVERIFY(agent[u"cpus"_s].isDouble());
    QVERIFY(agent[u"mem"_s].toDouble() > 1000); // MiB, as Mesos counts
    static const QRegularExpression iso(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"_s);
    QVERIFY2(iso.match(agent[u"registered"_s].toString()).hasMatch(), qPrintable(agent[u"registered"_s].toString()));
}

void tst_Ctl::tellsHealth()
{
    const Outcome text = ask({ u"health"_s });
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.contains("Mesos  live"), text.out.constData());
    const QJsonObject health = ask({ u"health"_s, u"-o"_s, u"json"_s }).object();
    QCOMPARE(health[u"ill"_s], QJsonValue(false));
    QVERIFY(health[u"agents"_s].toInt() > 0);
    const QJsonObject layer = health[u"layers"_s][0].toObject();
    QCOMPARE(layer[u"layer"_s].toString(), u"Mesos"_s);
    QCOMPARE(layer[u"state"_s].toString(), u"live"_s);
    QVERIFY(layer[u"error"_s].isNull());
    QVERIFY(health[u"evidence"_s].toArray().size() >= 3);
}

void tst_Ctl::saysWhatIsWrongWithTheCall_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const QString here = master();
    const auto row = [](const char *name, const QStringList &arguments, const QString &said) {
        QTest::newRow(name) << arguments << said;
    };
    row("nothing", {}, u"Which command?"_s);
    row("unknown command", { u"agent"_s }, u"There is no command «agent». Did you mean agents?"_s);
    row("unknown option", { u"--colour"_s, u"agents"_s }, u"Unknown option 'colour'"_s);
    row("bad format", { u"agents"_s, u"-o"_s, u"xml"_s }, u"«xml» is no output format. Write table, json or csv."_s);
    row("bad address", { u"--mesos"_s, u"foo"_s, u"agents"_s }, u"«foo» is no address. Write host:port."_s);
    row("bad time", { u"--mesos"_s, here, u"watch"_s, u"--for"_s, u"ever"_s }, u"«ever» is no time."_s);
    row("too much", { u"--mesos"_s, here, u"agents"_s, u"now"_s }, u"Not understood: now."_s);
    row("two sources", { u"--mesos"_s, here, u"--demo"_s, u"agents"_s },
        u"Of --demo, --mesos and --stack only one goes."_s);
    row("filter on health", { u"--mesos"_s, here, u"health"_s, u"-f"_s, u"x"_s }, u"mean nothing to health."_s);
    row("time on agents", { u"--mesos"_s, here, u"agents"_s, u"--for"_s, u"1s"_s },
        u"--for means nothing to agents."_s);
    row("bad filter", { u"--mesos"_s, here, u"agents"_s, u"-f"_s, u"cpux>8"_s }, u"cpux"_s);
    row("bad column", { u"--mesos"_s, here, u"agents"_s, u"-c"_s, u"agnt"_s },
        u"There is no column «agnt». Did you mean agent?"_s);
    row("bad sort", { u"--mesos"_s, here, u"agents"_s, u"-s"_s, u"-cpu"_s },
        u"There is no column «cpu». Did you mean cpus?"_s);
    row("no file", { u"--config"_s, u"/nowhere/stacks.yaml"_s, u"agents"_s }, u"/nowhere/stacks.yaml cannot be read"_s);
}

void tst_Ctl::saysWhatIsWrongWithTheCall()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.err.constData());
}

void tst_Ctl::readsTheStacksFile()
{
    const QString file = stacksFile(master());
    const Outcome good = run({ u"--config"_s, file, u"--stack"_s, u"one"_s, u"health"_s });
    QCOMPARE(good.code, 0);
    QVERIFY2(good.err.contains("line 3, stacks.broken.tier"), good.err.constData()); // told, and no hindrance
    const Outcome broken = run({ u"--config"_s, file, u"--stack"_s, u"broken"_s, u"health"_s });
    QCOMPARE(broken.code, 2);
    QVERIFY(broken.err.contains("There is no stack «broken». There are: one."));
    QVERIFY(run({ u"--config"_s, file, u"health"_s }).err.contains("Which stack?"));
}

void tst_Ctl::tellsUnreachable()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString free = u"127.0.0.1:%1"_s.arg(server.serverPort());
    server.close();
    const Outcome outcome = run({ u"--mesos"_s, free, u"agents"_s });
    QCOMPARE(outcome.code, 3);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains("127.0.0.1 is up, but nothing listens on"), outcome.err.constData());
    const Outcome health = run({ u"--mesos"_s, free, u"health"_s, u"-o"_s, u"json"_s });
    QCOMPARE(health.code, 3);
    QCOMPARE(health.object()[u"ill"_s], QJsonValue(true));
    QVERIFY(health.object()[u"verdict"_s].toString().contains(u"nothing listens on"_s));
    QVERIFY(!health.object()[u"steps"_s].toArray().isEmpty());
    // Any layer that is ill makes the cluster ill.
    QFile file(m_dir.filePath(u"airflow.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        u"stacks:\n  one: {mesos: {masters: [%1]}, airflow: {url: \"http://%2\", dag: nightly}}\n"_s.arg(master(), free)
            .toUtf8());
    file.close();
    const Outcome night = run({ u"--config"_s, file.fileName(), u"--stack"_s, u"one"_s, u"health"_s });
    QCOMPARE(night.code, 3);
    QVERIFY2(night.err.contains("Airflow") || night.err.contains("nothing listens"), night.err.constData());
    QVERIFY2(night.out.contains("Mesos  live"), night.out.constData());
}

void tst_Ctl::tellsAHangingMaster()
{
    QTcpServer silent; // accepts and never answers
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString file = stacksFile(u"127.0.0.1:%1"_s.arg(silent.serverPort()));
    const Outcome outcome = run({ u"--config"_s, file, u"--stack"_s, u"one"_s, u"health"_s });
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.out.contains("Mesos gave no answer in 1 s."), outcome.out.constData());
}

void tst_Ctl::tellsNoLeader()
{
    sim::Faults faults;
    faults.noLeader = true;
    m_demo->setFaults(faults);
    const Outcome outcome = ask({ u"health"_s });
    m_demo->setFaults({});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.out.contains("Mesos has no leading master since"), outcome.out.constData());
}

void tst_Ctl::tellsCredentials()
{
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Unauthorized;
    m_demo->setFaults(faults);
    const Outcome unknown = ask({ u"agents"_s });
    faults.answer = sim::Faults::Answer::Forbidden;
    m_demo->setFaults(faults);
    const Outcome forbidden = ask({ u"agents"_s });
    m_demo->setFaults({});
    QCOMPARE(unknown.code, 4);
    QVERIFY2(unknown.err.contains("(401)"), unknown.err.constData());
    QCOMPARE(forbidden.code, 4);
    QVERIFY2(forbidden.err.contains("(403)"), forbidden.err.constData());
}

void tst_Ctl::takesThePasswordFromTheEnvironment()
{
    sim::Demo::Options options;
    options.speed = 0;
    options.auth = true;
    const sim::Demo locked(options);
    const QStringList call{ u"--mesos"_s, locked.masters().constFirst().authority(), u"health"_s };
    QCOMPARE(run(call).code, 4);
    QCOMPARE(run(call, { { u"COMPORTA_USER"_s, options.user }, { u"COMPORTA_PASSWORD"_s, u"wrong"_s } }).code, 4);
    const Outcome right
        = run(call, { { u"COMPORTA_USER"_s, options.user }, { u"COMPORTA_PASSWORD"_s, options.password } });
    QVERIFY2(right.code == 0, right.err.constData());
    QVERIFY(!right.out.contains(options.password.toUtf8()));
}

void tst_Ctl::tellsAWebPage()
{
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::HtmlPage;
    m_demo->setFaults(faults);
    const Outcome outcome = ask({ u"agents"_s });
    m_demo->setFaults({});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("web page instead of JSON"), outcome.err.constData());
}

void tst_Ctl::watches_untilTheTimeIsOver()
{
    sim::Demo::Options options;
    options.speed = 1200; // twenty minutes a second: things happen
    const sim::Demo world(options);
    const Outcome outcome = run({ u"--mesos"_s, world.masters().constFirst().authority(), u"watch"_s, u"-o"_s,
                                  u"json"_s, u"--for"_s, u"2s"_s });
    QCOMPARE(outcome.code, 0);
    const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
    QVERIFY(!outcome.out.trimmed().isEmpty());
    for (const QByteArray &line : lines) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        QVERIFY2(event.contains(u"at"_s) && event.contains(u"link"_s), line.constData());
        QCOMPARE(event[u"layer"_s].toString(), u"Mesos"_s);
        QVERIFY(!event[u"text"_s].toString().isEmpty());
    }
}

void tst_Ctl::watches_untilInterrupted()
{
    QProcess process;
    prepare(process, { u"--mesos"_s, master(), u"-o"_s, u"csv"_s, u"watch"_s }, {});
    process.start();
    QVERIFY(process.waitForReadyRead(60'000)); // the header: from here on Ctrl+C is heard
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void tst_Ctl::printsLogs()
{
    // The demo's own session knows where its agents and observers are.
    const QString instance = u"jobs/prod/itaipu-dimensional-modeling/0"_s;
    const Outcome end = run({ u"--demo"_s, u"logs"_s, instance });
    QVERIFY2(end.code == 0, end.err.constData());
    QVERIFY(end.out.contains("java.io.IOException: No space left on device\n\tat java.io.FileOutputStream"));
    QVERIFY(end.out.trimmed().endsWith("Deleting directory /mnt/spark/spark-2f0c9d1e"));
    const Outcome matching = run({ u"--demo"_s, u"logs"_s, instance, u"--grep"_s, u"no space (left|right)"_s });
    QCOMPARE(matching.code, 0);
    QCOMPARE(matching.out.count('\n'), 6);
    const Outcome none = run({ u"--demo"_s, u"logs"_s, instance, u"--grep"_s, u"No Space"_s });
    QCOMPARE(none.code, 1);
    QCOMPARE(none.out, QByteArray());
    const Outcome list = run({ u"--demo"_s, u"logs"_s, instance, u"--file"_s, u"list"_s });
    QVERIFY(list.out.contains("run/0/stderr") && list.out.contains("sandbox"));
    const Outcome other = run({ u"--demo"_s, u"logs"_s, instance, u"--file"_s, u"run/0/stdout"_s });
    QVERIFY(other.out.contains("step 1 <part "));
    // A node of the night: its job's instance; Airflow's own log by the name of its try.
    const Outcome node = run({ u"--demo"_s, u"logs"_s, u"itaipu-dimensional-modeling"_s });
    QCOMPARE(node.out, end.out);
    const Outcome airflows = run({ u"--demo"_s, u"logs"_s, u"itaipu-dimensional-modeling"_s, u"--file"_s, u"try 1"_s });
    QVERIFY2(airflows.out.contains("INFO - Starting attempt 1\n"), airflows.out.constData());
}

/// By name, id and address, with links that the window opens; and from one object along the layers.
void tst_Ctl::findsObjects()
{
    const Outcome found = run({ u"--demo"_s, u"find"_s, u"dimensional-modeling"_s, u"-o"_s, u"json"_s });
    QCOMPARE(found.code, 0);
    QStringList kinds;
    for (const QJsonValue &object : found.rows())
        kinds << object[u"kind"_s].toString();
    QVERIFY2(kinds.contains(u"node"_s) && kinds.contains(u"job"_s) && kinds.contains(u"task"_s), found.out.constData());
    QVERIFY(found.rows()[0][u"link"_s].toString().startsWith(u"comporta://"_s));
    const Outcome chain = run({ u"--demo"_s, u"find"_s, u"job/jobs/prod/itaipu-dimensional-modeling"_s });
    for (const QByteArray kind : { "node ", "job ", "instance ", "task ", "agent ", "log " })
        QVERIFY2(chain.out.contains(kind), chain.out.constData());
    QCOMPARE(run({ u"--demo"_s, u"find"_s, u"no such thing"_s }).code, 1);
    QCOMPARE(run({ u"--demo"_s, u"find"_s }).code, 2);
}

/// A link goes to the window that runs; what is none is told.
void tst_Ctl::opensLinks()
{
    QTemporaryDir runtime;
    QFile(runtime.path()).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const Environment environment{ { u"XDG_RUNTIME_DIR"_s, runtime.path() } };
    QLocalServer window;
    QVERIFY(window.listen(runtime.filePath(u"comporta.links"_s)));
    QByteArray asked;
    connect(&window, &QLocalServer::newConnection, &window, [&] {
        QLocalSocket *peer = window.nextPendingConnection();
        connect(peer, &QLocalSocket::readyRead, peer, [&asked, peer] {
            asked = peer->readLine();
            peer->write(asked.contains("//here/") ? "yes\n" : "no\n");
            peer->disconnectFromServer();
        });
    });
    const auto opened = [&](const QString &link) {
        QProcess process;
        prepare(process, { u"open"_s, link }, environment);
        process.start();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000); }();
        return outcomeOf(process);
    };
    QCOMPARE(opened(u"comporta://here/job/jobs/prod/hyoga-model"_s).code, 0);
    QCOMPARE(asked, QByteArray("comporta://here/job/jobs/prod/hyoga-model\n"));
    const Outcome refused = opened(u"comporta://elsewhere/agent/A1"_s);
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.err.contains("elsewhere"));
    QCOMPARE(opened(u"http://example.org"_s).code, 2);
}

void tst_Ctl::followsALog()
{
    const Outcome outcome
        = run({ u"--demo"_s, u"logs"_s, u"jobs/prod/hyoga-model/0"_s, u"--follow"_s, u"--for"_s, u"4s"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY(outcome.out.size() > (64 << 10)); // the end, and what came meanwhile
    QVERIFY(outcome.out.endsWith('\n'));
}

/// Follow and grep together: only matches, and what comes later too.
void tst_Ctl::followsMatchesOfALog()
{
    const Outcome outcome = run({ u"--demo"_s, u"logs"_s, u"jobs/prod/hyoga-model/0"_s, u"--follow"_s, u"--grep"_s,
                                  u"epoch"_s, u"--for"_s, u"2s"_s });
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY(!outcome.out.isEmpty());
    for (const QByteArray &line : outcome.out.trimmed().split('\n'))
        QVERIFY2(line.toLower().contains("epoch"), line.constData());
}

void tst_Ctl::saysWhyThereIsNoLog()
{
    const Outcome nobody = run({ u"--demo"_s, u"logs"_s, u"jobs/prod/nobody/0"_s });
    QCOMPARE(nobody.code, 1);
    QVERIFY2(nobody.err.contains("Neither Mesos nor Aurora nor the night lists"), nobody.err.constData());
    QCOMPARE(run({ u"--demo"_s, u"logs"_s }).code, 2);
    const Outcome faulty = run({ u"--demo"_s, u"logs"_s, u"x"_s, u"--grep"_s, u"("_s });
    QCOMPARE(faulty.code, 2);
    QVERIFY(faulty.err.contains("--grep"));
    QVERIFY(run({ u"--demo"_s, u"agents"_s, u"--follow"_s }).err.contains("mean nothing to agents"));
}

void tst_Ctl::explainsEveryCommand()
{
    const Outcome help = run({ u"--help"_s });
    QCOMPARE(help.code, 0);
    QCOMPARE(run({ u"help"_s }).out, help.out);
    for (const QByteArray command : { "health", "agents", "frameworks", "roles", "tasks", "watch" }) {
        QVERIFY2(help.out.contains("\n  " + command), command.constData());
        const Outcome own = run({ QString::fromLatin1(command), u"--help"_s });
        QCOMPARE(own.code, 0);
        QCOMPARE(run({ u"help"_s, QString::fromLatin1(command) }).out, own.out);
        QVERIFY2(own.out.contains("json"), command.constData());
    }
    QVERIFY(run({ u"help"_s, u"json"_s }).out.contains("tasks: Tasks, live and completed.\nPrints one row each."));
    // Each key of JSON is explained, but for the attributes, which are the cluster's own.
    const QByteArray tasks = run({ u"help"_s, u"tasks"_s }).out;
    const auto keys = ask({ u"tasks"_s, u"-o"_s, u"json"_s }).rows()[0].toObject().keys();
    for (const QString &key : keys)
        QVERIFY2(tasks.contains(' ' + key.toUtf8() + ' '), qPrintable(key));
}

void tst_Ctl::hasAManPage_thatNamesAll()
{
    QFile page(QStringLiteral(MAN_PAGE));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll().replace("\\-", "-");
    const QByteArray help = run({ u"--help"_s }).out;
    static const QRegularExpression option(u"--[a-z][a-z-]*"_s);
    for (auto it = option.globalMatch(QString::fromUtf8(help)); it.hasNext();) {
        const QByteArray name = it.next().captured().toUtf8();
        QVERIFY2(text.contains(name), name.constData());
    }
    for (const QByteArray command : { "health", "agents", "frameworks", "roles", "tasks", "watch", "logs" })
        QVERIFY2(text.contains(".B " + command), command.constData());
}

void tst_Ctl::showsTheDemo()
{
    const Outcome outcome = run({ u"--demo"_s, u"health"_s, u"-o"_s, u"json"_s });
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.object()[u"stack"_s].toString(), m_demo->cluster());
}

QTEST_GUILESS_MAIN(tst_Ctl)
#include "tst_ctl.moc"
