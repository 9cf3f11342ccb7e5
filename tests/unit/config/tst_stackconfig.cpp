// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/stackconfig.h"
#include "models/config/units.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using config::Mistake;
using config::parseStacks;
using config::StackConfig;

namespace {

/// A stack «dev» with two more lines: `own` at the stack's level, `mesos` below mesos:. They stand in lines 3 and 6.
QByteArray withLines(const QByteArray &own, const QByteArray &mesos = {})
{
    return "stacks:\n  dev:\n    " + (own.isEmpty() ? "tier: development" : own)
        + "\n    mesos:\n      masters: [localhost:5050]\n      " + mesos + '\n';
}

QByteArray example()
{
    QFile file(QStringLiteral(EXAMPLE_FILE));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_StackConfig : public QObject
{
    Q_OBJECT

private slots:
    void readsTheExample();
    void exampleNamesEachKey_andEachKeyWorks();
    void saysWhereWhatAndHow_data();
    void saysWhereWhatAndHow();
    void leavesOutOnlyTheFaultyStack();
    void neverRepeatsASecret();
    void neverThrows_data();
    void neverThrows();
    void survivesDamage();
    void takesWhatIsNotSaidToBeHarmless_asProduction();
    void keepsTheOrderOfTheFile();
    void readsDurations();
    void readsSizes();
    void readsMasters();
    void findsTheWordThatWasMeant();
    void writesAMistakeInOneLine();
    void readsWhereAwsIs();
};

void tst_StackConfig::readsTheExample()
{
    const auto file = parseStacks(example());
    for (const Mistake &mistake : file.mistakes)
        qWarning().noquote() << config::mistakeText(mistake, u"stacks.example.yaml"_s);
    QVERIFY(file.mistakes.isEmpty());
    QCOMPARE(file.stacks.size(), 2);
    QCOMPARE(file.stacks[0].name, u"local"_s);
    QCOMPARE(file.stacks[0].tier, config::Tier::Development);
    QCOMPARE(file.stacks[0].mesosMasters, QList<QUrl>{ QUrl(u"http://localhost:5050"_s) });
    const StackConfig &all = file.stacks[1];
    QCOMPARE(all.name, u"cantareira-stable"_s);
    QCOMPARE(all.tier, config::Tier::Production);
    QCOMPARE(all.poolAttribute, u"slave-type"_s);
    QCOMPARE(all.user, u"comporta-ro"_s);
    QCOMPARE(all.mesosMasters.size(), 3);
    QCOMPARE(all.mesosMasters[2], QUrl(u"https://10.132.8.31:5050"_s));
    QCOMPARE(all.mesosMode, mesos::StoreOptions::Mode::Auto);
    QCOMPARE(all.auroraSchedulers.size(), 2);
    QCOMPARE(all.auroraSchedulers[1], QUrl(u"http://aurora-2.midea.internal:8081"_s));
    QCOMPARE(all.auroraCluster, u"cantareira"_s);
    QCOMPARE(all.observerPort, quint16(1338));
    QVERIFY(file.stacks[0].auroraSchedulers.isEmpty());
    QCOMPARE(all.protectedPool, u"mesos-fixed"_s);
    QCOMPARE(all.protectedJobs, (QStringList{ u"jobs/prod/itaipu-closing"_s, u"services/prod/ledger-*"_s }));
    QCOMPARE(file.stacks[0].protectedPool, u"mesos-fixed"_s);
    QVERIFY(file.stacks[0].protectedJobs.isEmpty());
    QCOMPARE(all.pendingLimits.usual, core::Duration(20min));
    QCOMPARE(all.pendingLimits.of("jobs/prod/spark-etl"), core::Duration(1h));
    QCOMPARE(all.pendingLimits.of("services/prod/ledger-api"), core::Duration(2min));
    QCOMPARE(all.pendingLimits.of("services/prod/ledger-api-2"), core::Duration(20min));
    QCOMPARE(file.stacks[0].pendingLimits, aurora::PendingLimits());
    QVERIFY(!file.stacks[0].airflow.isThere());
    QCOMPARE(all.airflow.url, QUrl(u"https://airflow.midea.internal:8080"_s));
    QCOMPARE(all.airflow.dag, u"prod-dagao"_s);
    QCOMPARE(all.airflow.version, config::AirflowConfig::Version::Auto);
    QCOMPARE(all.airflow.jobs.size(), 4);
    QVERIFY(all.airflow.jobs.contains(config::JobRule{ u"legacy-*"_s, {}, u"job_key"_s }));
    QCOMPARE(all.airflow.jobs.constLast(), (config::JobRule{ u"*"_s, u"jobs/prod/{task}"_s, {} }));
    QCOMPARE(all.airflow.deadlines.size(), 2);
    QCOMPARE(all.airflow.deadlines[0],
             (config::DeadlineConfig{ u"contracts"_s, QTime(5, 0), "UTC", { u"itaipu-contracts*"_s }, 0.95 }));
    QCOMPARE(all.airflow.deadlines[1].zone, "America/Sao_Paulo");
    QCOMPARE(all.airflow.parameters.size(), 1);
    QCOMPARE(all.airflow.parameters[0].task, u"metapod-transaction"_s);
    QCOMPARE(all.logArchive, u"https://logs.midea.internal/{role}/{environment}/{name}/{date}/{task}/"_s);
    QCOMPARE(all.logZone, "UTC");
    QCOMPARE(all.policy.interval, 5000ms);
    QCOMPARE(all.deadline, 30s);
    QCOMPARE(all.maxBody, qint64{ 2 } << 30);
    QCOMPARE(all.route.rewrite.value(u"mesos-1.midea.internal"_s), u"10.130.96.11"_s);
    QCOMPARE(all.route.rewrite.value(u"mesos-2.midea.internal:5050"_s), u"10.130.96.12:15050"_s);
    QCOMPARE(all.route.rewrite.value(u"*:5051"_s), u"127.0.0.1:15051"_s);
    QCOMPARE(all.route.proxy, u"socks5://localhost:1080"_s);
    QCOMPARE(all.route.caFile, QDir::homePath() + u"/.config/comporta/midea-ca.pem"_s);
    QCOMPARE(all.route.clientCertFile, QDir::homePath() + u"/.config/comporta/ops.pem"_s);
    QCOMPARE(all.route.clientKeyFile, QDir::homePath() + u"/.config/comporta/ops.key"_s);
    QCOMPARE(all.route.pins.size(), 1);
}

void tst_StackConfig::exampleNamesEachKey_andEachKeyWorks()
{
    // The keys as the reader itself lists them, so that a new one cannot stay undocumented.
    const auto wrong
        = parseStacks("stacks:\n  dev:\n    zzzzzzzz: 1\n    mesos: {qqqqqqqq: 1, masters: [a:1]}\n"
                      "    aurora: {qqqqqqqq: 1, schedulers: [a:1]}\n    aws: {qqqqqqqq: 1}\n"
                      "    protected: {qqqqqqqq: 1}\n    pending: {qqqqqqqq: 1}\n    logs: {qqqqqqqq: 1}\n");
    QStringList keys;
    for (const Mistake &mistake : wrong.mistakes) {
        QVERIFY(mistake.remedy.startsWith(u"Known here: "_s));
        keys << mistake.remedy.sliced(12).chopped(1).split(u", "_s);
    }
    QVERIFY(keys.contains(u"maxBody"_s) && keys.contains(u"pins"_s));
    const QString text = QString::fromUtf8(example());
    const StackConfig whole = parseStacks(example()).stacks.value(1);
    for (const QString &key : std::as_const(keys)) {
        const QRegularExpression line(u"^ +%1:"_s.arg(key), QRegularExpression::MultilineOption);
        QVERIFY2(text.contains(line), qPrintable(key));
    }
    // Each key does something: without its lines another stack is described, except where the example shows the
    // default or the key is one of a section.
    const QStringList defaults
        = { u"tier"_s,   u"poolAttribute"_s, u"mode"_s,       u"interval"_s, u"deadline"_s,     u"maxBody"_s,
            u"mesos"_s,  u"masters"_s,       u"schedulers"_s, u"cluster"_s,  u"observerPort"_s, u"pool"_s,
            u"jobs"_s,   u"profile"_s,       u"region"_s,     u"endpoint"_s, u"groups"_s,       u"prices"_s,
            u"launch"_s, u"archive"_s,       u"after"_s,      u"zone"_s,     u"idleLimit"_s };
    for (const QString &key : std::as_const(keys)) {
        if (defaults.contains(key))
            continue;
        QString shorter = text;
        const auto at
            = shorter.lastIndexOf(QRegularExpression(u"^    %1:"_s.arg(key), QRegularExpression::MultilineOption));
        static const QRegularExpression next(u"\\n(    [a-z#]|\\Z)"_s);
        const auto end = shorter.indexOf(next, at);
        shorter.remove(at, end < 0 ? -1 : end + 1 - at);
        const auto file = parseStacks(shorter.toUtf8());
        const bool noticed = !file.mistakes.isEmpty() || (file.stacks.size() == 2 && !(file.stacks[1] == whole));
        QVERIFY2(noticed, qPrintable(key));
    }
}

void tst_StackConfig::saysWhereWhatAndHow_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("said");
    const auto row
        = [](const char *name, const QByteArray &yaml, const QString &said) { QTest::newRow(name) << yaml << said; };
    row("unknown key", withLines("tear: staging"), u"line 3, stacks.dev.tear: is no known key. Did you mean tier?"_s);
    row("other case", withLines("PoolAttribute: x"),
        u"line 3, stacks.dev.PoolAttribute: is no known key. Did you mean poolAttribute?"_s);
    row("far from all", withLines("", "colour: red"),
        u"line 6, stacks.dev.mesos.colour: is no known key. Known here: masters, mode, interval, deadline, maxBody."_s);
    row("unknown at the top", "stack:\n  dev: {}\n", u"line 1, stack: is no known key. Did you mean stacks?"_s);
    row("bad tier", withLines("tier: prod"),
        u"line 3, stacks.dev.tier: «prod» is no tier. Write production, staging or development."_s);
    row("bad address", "stacks:\n  dev:\n    mesos:\n      masters: [a:1, foo]\n",
        u"line 4, stacks.dev.mesos.masters[1]: «foo» is no address. Write host:port."_s);
    row("port too high", "stacks:\n  dev:\n    mesos:\n      masters:\n      - a:65536\n",
        u"line 5, stacks.dev.mesos.masters[0]: «a:65536» is no address. Write host:port."_s);
    row("no masters", "stacks:\n  dev:\n    mesos:\n      mode: poll\n",
        u"line 3, stacks.dev.mesos: names no masters. Add masters: [host:port, …]."_s);
    row("empty masters", "stacks:\n  dev:\n    mesos:\n      masters: []\n",
        u"line 4, stacks.dev.mesos.masters: is empty. Write [host:port, …]."_s);
    row("masters no list", "stacks:\n  dev:\n    mesos:\n      masters: a:5050\n",
        u"line 4, stacks.dev.mesos.masters: is no list. Write [host:port, …]."_s);
    row("no mesos", "stacks:\n  dev:\n    tier: staging\n",
        u"line 2, stacks.dev: has no mesos. Add mesos: with masters: [host:port, …] below."_s);
    row("empty stack", "stacks:\n  dev:\n", u"stacks.dev: is empty."_s);
    row("twice", "stacks:\n  dev:\n    mesos: {masters: [a:1]}\n  dev:\n    mesos: {masters: [b:1]}\n",
        u"line 4, stacks.dev: is there twice, first in line 2. Take one of them out."_s);
    row("password", withLines("password: hunter2"),
        u"line 3, stacks.dev.password: is a credential, and those are not kept in this file."_s);
    row("token", withLines("", "api-token: abc"),
        u"line 6, stacks.dev.mesos.api-token: is a credential, and those are not kept in this file."_s);
    row("password in the user", withLines("user: ops:hunter2"), u"line 3, stacks.dev.user: "_s);
    row("password in the address", "stacks:\n  dev:\n    mesos:\n      masters: ['http://ops:hunter2@a:1']\n",
        u"line 4, stacks.dev.mesos.masters[0]: «…@a:1» is no address. Write host:port."_s);
    row("no region", withLines("aws: {region: mars}"),
        u"line 3, stacks.dev.aws.region: «mars» is no region. Write it as AWS does: us-east-1."_s);
    row("no endpoint", withLines("aws: {endpoint: localhost}"), u"line 3, stacks.dev.aws.endpoint: "_s);
    row("free machines", withLines("aws: {prices: {m5.large: free}}"),
        u"line 3, stacks.dev.aws.prices.m5.large: «free» is no price. Write dollars an hour: r5.4xlarge: 1.008."_s);
    row("idle for a moment", withLines("aws: {idleLimit: 5s}"),
        u"line 3, stacks.dev.aws.idleLimit: «5s» is no time from 1m to 168h. Write a number with its unit: 20m, 2h."_s);
    row("key of AWS", withLines("aws: {secret_access_key: hunter2}"),
        u"line 3, stacks.dev.aws.secret_access_key: is a credential, and those are not kept in this file."_s);
    row("list for a word", withLines("tier: [production]"),
        u"line 3, stacks.dev.tier: holds more than one value. Write production, staging or development."_s);
    row("no unit", withLines("", "interval: 5"),
        u"line 6, stacks.dev.mesos.interval: «5» is no pause between 1s and 10m. Write a number with its unit: 5s."_s);
    row("too fast", withLines("", "interval: 10ms"), u"«10ms» is no pause between 1s and 10m."_s);
    row("bad size", withLines("", "maxBody: huge"),
        u"line 6, stacks.dev.mesos.maxBody: «huge» is no size between 1MiB and 64GiB. Write a number with its unit: 2GiB."_s);
    row("bad mode", withLines("", "mode: push"),
        u"line 6, stacks.dev.mesos.mode: «push» is no mode. Write auto, stream or poll."_s);
    const QByteArray aurora = "stacks:\n  dev:\n    mesos: {masters: [a:1]}\n    aurora:\n      ";
    const QByteArray airflow = "stacks:\n  dev:\n    mesos: {masters: [a:1]}\n    airflow:\n      ";
    row("airflow without url", airflow + "dag: d\n",
        u"line 4, stacks.dev.airflow: names no url and no definition. Add url: http://host:port, or definition: with "
        u"the "
        "path of a file."_s);
    row("airflow without dag", airflow + "url: http://a:8080\n",
        u"line 4, stacks.dev.airflow: names no dag. Add dag: with its id: prod-dagao."_s);
    row("bad url", airflow + "url: a:8080\n      dag: d\n",
        u"line 5, stacks.dev.airflow.url: «a:8080» is no address. Write http://host:port, or https://host with a path "
        u"if "
        "it has one."_s);
    row("bad deadline", airflow + "url: http://a\n      dag: d\n      deadlines: {x: 25:00 UTC}\n",
        u"line 7, stacks.dev.airflow.deadlines.x: «25:00 UTC» is no deadline. Write 08:30 America/Sao_Paulo, or 95 % "
        u"of "
        "itaipu-contracts* by 05:00 UTC."_s);
    row("bad zone", airflow + "url: http://a\n      dag: d\n      deadlines: {x: 05:00 Sao_Paulo}\n",
        u"line 7, stacks.dev.airflow.deadlines.x: «05:00 Sao_Paulo» is no deadline. Write 08:30 America/Sao_Paulo, or "
        "95 % of itaipu-contracts* by 05:00 UTC."_s);
    row("bad job", airflow + "url: http://a\n      dag: d\n      jobs: {\"*\": prod/x}\n",
        u"line 7, stacks.dev.airflow.jobs.*: «prod/x» is no job. Write role/environment/{task}, field NAME, or none."_s);
    row("airflow's password", airflow + "url: http://a\n      dag: d\n      password: x\n",
        u"line 7, stacks.dev.airflow.password: is a credential, and those are not kept in this file."_s);
    row("unknown key of aurora", aurora + "observer-port: 1338\n      schedulers: [a:1]\n",
        u"line 5, stacks.dev.aurora.observer-port: is no known key. Did you mean observerPort?"_s);
    row("no schedulers", aurora + "cluster: c\n",
        u"line 4, stacks.dev.aurora: names no schedulers. Add schedulers: [host:port, …]."_s);
    row("empty schedulers", aurora + "schedulers: []\n",
        u"line 5, stacks.dev.aurora.schedulers: is empty. Write [host:port, …], or take aurora: out."_s);
    row("bad scheduler", aurora + "schedulers: [a:1, b]\n",
        u"line 5, stacks.dev.aurora.schedulers[1]: «b» is no address. Write host:port."_s);
    row("archive's word", withLines("logs: {archive: \"https://logs/{job}\"}"),
        u"line 3, stacks.dev.logs.archive: «https://logs/{job}» is no link to an archive. Write https://host/path with "
        u"words in braces: {task} {framework} {agent} {host} {role} {environment} {name} {instance} {date}."_s);
    row("logs' zone", withLines("logs: {zone: Sao Paulo}"),
        u"line 3, stacks.dev.logs.zone: «Sao Paulo» is no time zone. Write UTC, or a place as in America/Sao_Paulo."_s);
    row("bad observer port", aurora + "schedulers: [a:1]\n      observerPort: 70000\n",
        u"line 6, stacks.dev.aurora.observerPort: «70000» is no port between 1 and 65535. Write a number: 1338."_s);
    row("pending without unit", withLines("pending: {after: 20}"),
        u"line 3, stacks.dev.pending.after: «20» is no time from 1m to 168h. Write a number with its unit: 20m, 2h."_s);
    row("pending at once", withLines("pending: {after: 30s}"),
        u"line 3, stacks.dev.pending.after: «30s» is no time from 1m to 168h."_s);
    row("pending of no job", withLines("pending: {jobs: {ledger: 20m}}"),
        u"line 3, stacks.dev.pending.jobs.ledger: is no job. Write role/environment/name, or a beginning that ends in "
        "*."_s);
    row("pending of a job, no time", withLines("pending: {jobs: {a/b/c: long}}"),
        u"line 3, stacks.dev.pending.jobs.a/b/c: «long» is no time from 1m to 168h."_s);
    row("unknown key of pending", withLines("pending: {aftr: 5m}"),
        u"line 3, stacks.dev.pending.aftr: is no known key. Did you mean after?"_s);
    row("protected job", withLines("protected: {jobs: [jobs/prod/a, ledger]}"),
        u"line 3, stacks.dev.protected.jobs[1]: «ledger» is no job. Write role/environment/name, or a beginning that "
        u"ends in *."_s);
    row("everything protected", withLines("protected: {jobs: ['*']}"),
        u"line 3, stacks.dev.protected.jobs[0]: «*» is no job."_s);
    row("jobs no list", withLines("protected: {jobs: a/b/c}"), u"line 3, stacks.dev.protected.jobs: is no list."_s);
    row("two pools", withLines("protected: {pool: a b}"),
        u"line 3, stacks.dev.protected.pool: «a b» is no name of a pool. Write one word: mesos-fixed, or none."_s);
    row("unknown key of protected", withLines("protected: {pools: a}"),
        u"line 3, stacks.dev.protected.pools: is no known key. Did you mean pool?"_s);
    row("proxy kind", withLines("proxy: localhost:1080"),
        u"line 3, stacks.dev.proxy: «localhost:1080» is no proxy. Write socks5://host:port, http://host:port or "
        "ssh://user@host."_s);
    row("tunnel that is an option", withLines("proxy: ssh://-oProxyCommand=x"),
        u"line 3, stacks.dev.proxy: «ssh://-oProxyCommand=x» is no proxy. Write socks5://host:port, http://host:port "
        u"or "
        "ssh://user@host."_s);
    row("relative path", withLines("ca: ca.pem"), u"line 3, stacks.dev.ca: «ca.pem» is no whole path."_s);
    row("key alone", withLines("clientKey: /k.pem"),
        u"line 3, stacks.dev.clientKey: has no clientCert beside it. Add clientCert."_s);
    row("short pin", withLines("pins: {'a:1': 'AB:CD'}"),
        u"line 3, stacks.dev.pins.a:1: «AB:CD» is no SHA-256 fingerprint."_s);
    row("pin without port", withLines("pins: {a: 'AB:CD'}"),
        u"line 3, stacks.dev.pins.a: is no address. Write «host:port: fingerprint»."_s);
    row("rewrite mixes", withLines("rewrite: {'a:1': b}"),
        u"line 3, stacks.dev.rewrite.a:1: «b» is no address with a port."_s);
    row("list of stacks", "stacks:\n- name: dev\n",
        u"line 1, stacks: is a list. Write each stack's name as a key below it: «dev:»."_s);
    row("odd name", "stacks:\n  'a b':\n    mesos: {masters: [a:1]}\n",
        u"line 2, stacks.a b: is no name for a stack. Use letters, digits, - _ and dots."_s);
    row("empty", "# nothing\n", u"The file is empty. An example with all keys: stacks.example.yaml."_s);
    row("scalar", "hello", u"line 1: holds no keys. Below it go: stacks."_s);
    row("two documents", "stacks:\n  dev:\n    mesos: {masters: [a:1]}\n---\nstacks:\n",
        u"A second document begins here."_s);
    row("tab", "stacks:\n\tdev:\n", u"line 2: This is no YAML: "_s);
    row("open bracket", "stacks:\n  dev:\n    mesos: {masters: [a:1}\n", u": This is no YAML: "_s);
}

void tst_StackConfig::saysWhereWhatAndHow()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, said);
    const auto file = parseStacks(yaml);
    QStringList all;
    for (const Mistake &mistake : file.mistakes) {
        QVERIFY(!mistake.what.isEmpty());
        QVERIFY(!mistake.remedy.isEmpty());
        all << config::mistakeText(mistake, {});
    }
    QVERIFY2(all.join(u'\n').contains(said), qPrintable(all.join(u'\n')));
    QVERIFY(
        std::ranges::any_of(all, [&](const QString &text) { return text.startsWith(said) || text.contains(said); }));
}

void tst_StackConfig::leavesOutOnlyTheFaultyStack()
{
    const auto file = parseStacks("stacks:\n  good:\n    mesos: {masters: [a:1]}\n  bad:\n    mesos: {masters: "
                                  "[nowhere]}\n  fine:\n    mesos: {masters: [b:1]}\n");
    QCOMPARE(file.stacks.size(), 2);
    QCOMPARE(file.stacks[0].name, u"good"_s);
    QCOMPARE(file.stacks[1].name, u"fine"_s);
    QCOMPARE(file.faulty, QStringList{ u"bad"_s });
    QCOMPARE(file.mistakes.size(), 1);
}

void tst_StackConfig::neverRepeatsASecret()
{
    for (const QByteArray &line :
         { QByteArray("password: hunter2"), QByteArray("token: hunter2"), QByteArray("secret: {a: hunter2}"),
           QByteArray("proxy: http://u:hunter2@p:1"), QByteArray("rewrite: {a: 'u:hunter2@b'}") }) {
        const auto file = parseStacks(withLines(line));
        QVERIFY2(!file.mistakes.isEmpty(), line.constData());
        for (const Mistake &mistake : file.mistakes)
            QVERIFY2(!config::mistakeText(mistake, {}).contains(u"hunter2"_s), line.constData());
    }
}

void tst_StackConfig::neverThrows_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("zeroes") << QByteArray(100, '\0');
    QTest::newRow("not utf-8") << QByteArray("stacks:\n  \xff\xfe: {mesos: {masters: [\x80]}}\n");
    QTest::newRow("deep brackets") << QByteArray(200'000, '[');
    QTest::newRow("deep maps") << "stacks: " + QByteArray("{a: ").repeated(50'000);
    QTest::newRow("deep blocks") << [] {
        QByteArray text;
        for (int i = 0; i < 600; ++i)
            text += QByteArray(i, ' ') + "a:\n";
        return text;
    }();
    QTest::newRow("own alias") << QByteArray("stacks: &s {dev: *s}");
    QTest::newRow("alias bomb") << QByteArray(
        "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nstacks: {dev: {mesos: {masters: *c}}}");
    QTest::newRow("missing alias") << QByteArray("stacks: *nothing");
    QTest::newRow("map as key") << QByteArray("stacks:\n  ? {a: b}\n  : c\n");
    QTest::newRow("tag") << QByteArray("!!binary stacks: !!map {}");
    QTest::newRow("documents without end") << QByteArray("]");
    QTest::newRow("documents without end, behind one") << QByteArray("stacks:\n...\n}\n");
    QTest::newRow("large") << QByteArray(2 << 20, '#');
}

void tst_StackConfig::neverThrows()
{
    QFETCH(QByteArray, yaml);
    const auto file = parseStacks(yaml);
    QVERIFY(file.stacks.isEmpty());
    QVERIFY(!file.mistakes.isEmpty());
}

void tst_StackConfig::survivesDamage()
{
    const QByteArray whole = example();
    for (qsizetype length = 0; length < whole.size(); length += 7)
        (void)parseStacks(whole.first(length));
    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        QByteArray text = whole;
        for (int hits = 0; hits < 5; ++hits)
            text[random.bounded(static_cast<int>(text.size()))] = ":-[]{}&*!|>'\"%@`#\n\t ,?"[random.bounded(23)];
        for (const StackConfig &stack : parseStacks(text).stacks)
            QVERIFY(!stack.mesosMasters.isEmpty());
    }
}

void tst_StackConfig::takesWhatIsNotSaidToBeHarmless_asProduction()
{
    const auto file = parseStacks("stacks: {x: {mesos: {masters: ['[::1]:5050']}}}");
    QVERIFY(file.mistakes.isEmpty());
    QCOMPARE(file.stacks.value(0).tier, config::Tier::Production);
    QCOMPARE(file.stacks.value(0).poolAttribute, u"slave-type"_s);
}

void tst_StackConfig::keepsTheOrderOfTheFile()
{
    const auto file = parseStacks(
        "stacks:\n  z: {mesos: {masters: [a:1]}}\n  a: {mesos: {masters: [a:1]}}\n  m: {mesos: {masters: [a:1]}}\n");
    QCOMPARE(file.stacks.size(), 3);
    QCOMPARE(file.stacks[0].name + file.stacks[1].name + file.stacks[2].name, u"zam"_s);
}

void tst_StackConfig::readsDurations()
{
    QCOMPARE(config::parseDuration(u"500ms"), 500ms);
    QCOMPARE(config::parseDuration(u"1.5s"), 1500ms);
    QCOMPARE(config::parseDuration(u" 2 min "), 2min);
    QCOMPARE(config::parseDuration(u"2m"), 2min);
    QCOMPARE(config::parseDuration(u"1h"), 1h);
    for (const QStringView none : { u"", u"5", u"s", u"-5s", u"nans", u"infs", u"1e300h", u"5 parsecs" })
        QVERIFY2(!config::parseDuration(none), qPrintable(none.toString()));
}

void tst_StackConfig::readsSizes()
{
    QCOMPARE(config::parseSize(u"2GiB"), qint64{ 2 } << 30);
    QCOMPARE(config::parseSize(u"1.5 MiB"), qint64{ 3 } << 19);
    QCOMPARE(config::parseSize(u"10MB"), qint64{ 10'000'000 });
    for (const QStringView none : { u"", u"2", u"GiB", u"-1GiB", u"1e99GiB" })
        QVERIFY(!config::parseSize(none));
}

void tst_StackConfig::readsMasters()
{
    QCOMPARE(config::parseMaster(u"10.0.0.1:5050"_s), QUrl(u"http://10.0.0.1:5050"_s));
    QCOMPARE(config::parseMaster(u"https://m.example:5050/"_s), QUrl(u"https://m.example:5050"_s));
    QCOMPARE(config::parseMaster(u"[fe80::1]:5050"_s), QUrl(u"http://[fe80::1]:5050"_s));
    for (const QString &none : { u"m"_s, u"m:"_s, u":5050"_s, u"m:0"_s, u"m:x"_s, u"m:5050/path"_s, u"u@m:5050"_s,
                                 u"zk://m:2181/mesos"_s, u"a b:1"_s, u"m:+5"_s, u"-m:1"_s })
        QVERIFY2(!config::parseMaster(none), qPrintable(none));
}

void tst_StackConfig::findsTheWordThatWasMeant()
{
    const QStringList known = { u"masters"_s, u"mode"_s, u"interval"_s };
    QCOMPARE(config::nearest(u"master"_s, known), u"masters"_s);
    QCOMPARE(config::nearest(u"intervall"_s, known), u"interval"_s);
    QCOMPARE(config::nearest(u"mod"_s, known), u"mode"_s);
    QCOMPARE(config::nearest(u"colour"_s, known), QString());
    QCOMPARE(config::nearest(QString(100'000, u'x'), known), QString());
}

void tst_StackConfig::writesAMistakeInOneLine()
{
    const Mistake mistake{ 12, u"stacks.dev.mesos.masters[0]"_s, u"«foo» is no address."_s, u"Write host:port."_s };
    QCOMPARE(config::mistakeText(mistake, u"stacks.yaml"_s),
             u"stacks.yaml, line 12, stacks.dev.mesos.masters[0]: «foo» is no address. Write host:port."_s);
}

void tst_StackConfig::readsWhereAwsIs()
{
    const QList<StackConfig> stacks = parseStacks(example()).stacks;
    const auto whole = std::ranges::find(stacks, u"cantareira-stable"_s, &StackConfig::name);
    QVERIFY(whole != stacks.end() && whole->aws);
    QCOMPARE(whole->aws->profile, u"oncall"_s);
    QCOMPARE(whole->aws->region, u"us-east-1"_s);
    QCOMPARE(whole->aws->endpoint, QUrl(u"https://aws-proxy.midea.internal"_s));
    QCOMPARE(whole->aws->groups, QStringList{ u"mesos-*"_s });
    QCOMPARE(whole->aws->prices.value(u"r5.4xlarge"_s), 1.008);
    QCOMPARE(whole->aws->idleLimit, 1h);
    QCOMPARE(parseStacks(withLines("aws: {idleLimit: 90m}")).stacks.first().aws->idleLimit, 90min);
    const config::AwsLaunch launch = whole->aws->launches.value(u"model"_s);
    QCOMPARE(launch.image, u"ami-03cf127a"_s);
    QCOMPARE(launch.subnets.size(), 2);
    QCOMPARE(launch.disk, 200);
    QCOMPARE(launch.diskType, u"gp3"_s);
    QVERIFY(!parseStacks(withLines("aws: {launch: {model: {image: ami-1, type: r5.4xlarge, diskType: sc1}}}"))
                 .mistakes.isEmpty()); // no machine starts from it
    QVERIFY(launch.userData.startsWith(u"#!/bin/sh\n"_s));
    QCOMPARE(launch.tags.value(u"team"_s), u"itaipu"_s);
    QVERIFY(!parseStacks(withLines("aws: {launch: {model: {type: r5.4xlarge}}}")).mistakes.isEmpty()); // no image
    QVERIFY(parseStacks(withLines("aws: {region: mars}")).stacks.isEmpty()); // with a mistake it is not used
    QVERIFY(!parseStacks(withLines("")).stacks.first().aws);
    QCOMPARE(parseStacks(withLines("aws: {profile: x}")).stacks.first().aws->profile, u"x"_s);
    // Another profile is another stack: it is opened anew.
    QVERIFY(
        !(parseStacks(withLines("aws: {profile: x}")).stacks == parseStacks(withLines("aws: {profile: y}")).stacks));
}

QTEST_GUILESS_MAIN(tst_StackConfig)
#include "tst_stackconfig.moc"
