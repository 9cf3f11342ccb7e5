// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/clusterdraft.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(config::ClusterDraft)

/// A cluster is added to a file that people write by hand: nothing of theirs may change.
class tst_ClusterDraft : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatTheReaderReads();
    void leavesOutWhatIsEmpty();
    void judgesByTheRulesOfTheFile_data();
    void judgesByTheRulesOfTheFile();
    void standsBehindTheOthers_andTouchesNothingElse_data();
    void standsBehindTheOthers_andTouchesNothingElse();
    void refuses_data();
    void refuses();
    void makesTheFile_andAddsToIt();
    void tellsWhyTheFileCannotBeWritten();
    void quotesWhatYamlWouldMisread();
};

static config::ClusterDraft draft(const QString &name)
{
    config::ClusterDraft d;
    d.name = name;
    d.masters = u"mesos-1:5050, mesos-2:5050"_s;
    return d;
}

void tst_ClusterDraft::writesWhatTheReaderReads()
{
    config::ClusterDraft all = draft(u"cantareira"_s);
    all.tier = config::Tier::Staging;
    all.schedulers = u"https://aurora-1:8081 aurora-2:8081"_s;
    all.airflowUrl = u"https://airflow:8080/base"_s;
    all.dag = u"prod-dagao"_s;
    all.machinesAtAws = true;
    all.awsProfile = u"oncall"_s;
    all.awsRegion = u"sa-east-1"_s;
    all.proxy = u"ssh://ops@bastion"_s;
    all.user = u"comporta-ro"_s;
    const config::JudgedDraft judged = config::judge(all);
    QVERIFY2(judged.stack, qPrintable(judged.mistakes.isEmpty() ? QString() : judged.mistakes.first().what));
    const config::StackConfig &stack = *judged.stack;
    QCOMPARE(stack.name, u"cantareira"_s);
    QCOMPARE(stack.tier, config::Tier::Staging);
    QCOMPARE(stack.mesosMasters.size(), 2);
    QCOMPARE(stack.auroraSchedulers,
             (QList<QUrl>{ QUrl(u"https://aurora-1:8081"_s), QUrl(u"http://aurora-2:8081"_s) }));
    QCOMPARE(stack.airflow.url, QUrl(u"https://airflow:8080/base"_s));
    QCOMPARE(stack.airflow.dag, u"prod-dagao"_s);
    QVERIFY(stack.aws);
    QCOMPARE(stack.aws->profile, u"oncall"_s);
    QCOMPARE(stack.aws->region, u"sa-east-1"_s);
    QCOMPARE(stack.route.proxy, u"ssh://ops@bastion"_s);
    QCOMPARE(stack.user, u"comporta-ro"_s);
}

void tst_ClusterDraft::leavesOutWhatIsEmpty()
{
    QCOMPARE(config::toYaml(draft(u"small"_s)),
             QByteArray("small:\n  tier: production\n  mesos:\n    masters: [mesos-1:5050, mesos-2:5050]\n"));
}

void tst_ClusterDraft::judgesByTheRulesOfTheFile_data()
{
    QTest::addColumn<config::ClusterDraft>("wrong");
    QTest::addColumn<QString>("told");
    config::ClusterDraft d = draft({});
    QTest::newRow("no name") << d << u"no name"_s;
    d = draft(u"two words"_s);
    QTest::newRow("name") << d << u"is no name for a stack"_s;
    d = draft(u"a"_s);
    d.masters.clear();
    QTest::newRow("no masters") << d << u"is empty"_s;
    d.masters = u"mesos-1"_s;
    QTest::newRow("a master without a port") << d << u"«mesos-1» is no address"_s;
    d = draft(u"a"_s);
    d.proxy = u"ftp://x"_s;
    QTest::newRow("proxy") << d << u"is no proxy"_s;
    d = draft(u"a"_s);
    d.user = u"me:secret"_s;
    QTest::newRow("a password gone astray") << d << u"is no user"_s;
}

void tst_ClusterDraft::judgesByTheRulesOfTheFile()
{
    QFETCH(config::ClusterDraft, wrong);
    QFETCH(QString, told);
    const config::JudgedDraft judged = config::judge(wrong);
    QVERIFY(!judged.stack);
    QStringList sentences;
    for (const config::Mistake &mistake : judged.mistakes)
        sentences << config::mistakeText(mistake, {});
    const QString all = sentences.join(u'\n');
    QVERIFY2(all.contains(told), qPrintable(all));
    QVERIFY2(!all.contains(u"line "), qPrintable(all));
    QVERIFY(!config::withCluster({}, wrong));
}

void tst_ClusterDraft::standsBehindTheOthers_andTouchesNothingElse_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray one = "  dev:\n    mesos: {masters: [a:5050]}\n";
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("remarks alone") << QByteArray("# ours\n\n# põe aqui\n");
    QTest::newRow("nothing below stacks") << QByteArray("stacks:\n");
    QTest::newRow("one") << "stacks:\n" + one;
    QTest::newRow("no end of line") << ("stacks:\n" + one).chopped(1);
    QTest::newRow("remarks and blanks") << "# stacks: not this\nstacks:   # são estes\n\n" + one
            + "\n  # the end\n# really\n";
    QTest::newRow("far in") << QByteArray("stacks:\n      dev:\n         mesos: {masters: [a:5050]}\n");
    QTest::newRow("a faulty one among them") << "stacks:\n  bad:\n    mesos: {}\n" + one;
}

void tst_ClusterDraft::standsBehindTheOthers_andTouchesNothingElse()
{
    QFETCH(QByteArray, file);
    const core::Result<QByteArray> after = config::withCluster(file, draft(u"nova"_s));
    QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
    const QByteArray lines = config::toYaml(draft(u"nova"_s));
    const config::StacksFile read = config::parseStacks(*after);
    QCOMPARE(read.stacks.last().name, u"nova"_s);
    QCOMPARE(read.stacks.size(), config::parseStacks(file).stacks.size() + 1);
    // Take the new lines out again: what is left is the old file.
    QByteArrayList left;
    QByteArrayList added;
    bool inNew = false;
    for (const QByteArray &line : after->split('\n')) {
        if (line.trimmed() == "nova:")
            inNew = true;
        (inNew && added.size() < lines.count('\n') ? added : left) << line;
    }
    QCOMPARE(added.size(), lines.count('\n'));
    QByteArray rest = left.join('\n');
    QByteArray old = file;
    if (!old.isEmpty() && !old.endsWith('\n'))
        old += '\n';
    if (!old.contains("\nstacks:") && !old.startsWith("stacks:"))
        old += "stacks:\n";
    QCOMPARE(rest, old);
}

void tst_ClusterDraft::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("told");
    QTest::newRow("the name is taken") << QByteArray("stacks:\n  nova:\n    mesos: {masters: [a:5050]}\n")
                                       << u"There is a stack nova already"_s;
    QTest::newRow("taken by a faulty one") << QByteArray("stacks:\n  nova: {}\n") << u"There is a stack nova already"_s;
    QTest::newRow("no YAML") << QByteArray("stacks: [\n") << u"no YAML"_s;
    QTest::newRow("in flow style") << QByteArray("stacks: {dev: {mesos: {masters: [a:5050]}}}\n") << u"Paste"_s;
    QTest::newRow("another kind of file") << QByteArray("services:\n  web: {}\n") << u"Paste"_s;
    QTest::newRow("a list") << QByteArray("- a\n- b\n") << u"Paste"_s;
}

void tst_ClusterDraft::refuses()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, told);
    const core::Result<QByteArray> after = config::withCluster(file, draft(u"nova"_s));
    QVERIFY(!after);
    QCOMPARE(after.error().kind, core::Error::Kind::Config);
    QVERIFY2(after.error().detail.contains(told), qPrintable(after.error().detail));
}

void tst_ClusterDraft::makesTheFile_andAddsToIt()
{
    QTemporaryDir home;
    const QString path = home.filePath(u"new/comporta/stacks.yaml"_s);
    QVERIFY(config::addCluster(path, draft(u"first"_s)));
    QVERIFY(config::addCluster(path, draft(u"second"_s)));
    QVERIFY(!config::addCluster(path, draft(u"first"_s)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const config::StacksFile read = config::parseStacks(file.readAll());
    QCOMPARE(read.mistakes.size(), 0);
    QCOMPARE(read.stacks.size(), 2);
    QCOMPARE(read.stacks.last().name, u"second"_s);
}

void tst_ClusterDraft::tellsWhyTheFileCannotBeWritten()
{
    QTemporaryDir home;
    QFile inTheWay(home.filePath(u"comporta"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const core::Result<void> done = config::addCluster(home.filePath(u"comporta/stacks.yaml"_s), draft(u"first"_s));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, core::Error::Kind::Storage);
    QVERIFY2(done.error().detail.startsWith(u"It cannot be written: "), qPrintable(done.error().detail));
}

void tst_ClusterDraft::quotesWhatYamlWouldMisread()
{
    QRandomGenerator random(7);
    const QString odd = u":#{}[],&*?|-<>=!%@`'\"\\ \tyes no ~ null 0x1é"_s;
    for (int i = 0; i < 500; ++i) {
        config::ClusterDraft d = draft(u"a"_s);
        d.machinesAtAws = true;
        for (int n = random.bounded(1, 8); n > 0; --n)
            d.awsProfile += odd.at(random.bounded(odd.size()));
        d.dag = d.awsProfile;
        d.airflowUrl = u"http://airflow:8080"_s;
        const config::JudgedDraft judged = config::judge(d);
        if (!judged.stack) {
            for (const config::Mistake &mistake : judged.mistakes)
                QVERIFY2(!mistake.key.isEmpty(), qPrintable(mistake.what + u" in "_s + d.awsProfile)); // not the YAML
            continue;
        }
        if (!d.awsProfile.trimmed().isEmpty())
            QCOMPARE(judged.stack->aws->profile, d.awsProfile.trimmed());
    }
}

QTEST_GUILESS_MAIN(tst_ClusterDraft)
#include "tst_clusterdraft.moc"
