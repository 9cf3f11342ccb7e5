// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/secrets/desktopkeyring.h"
#include "models/secrets/stacklogins.h"
#include "tests/integration/program.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace program;
using net::Credentials;
using secrets::Layer;
using secrets::Origin;

/// A real Secret Service, and the programs with it: what is typed once signs in ever after, and is found in no file, no
/// line of a log, no command line.
class tst_Keyring : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsAndForgets();
    void saysSo_whereThereIsNoSession();
    void command_setsTestsAndForgets();
    void command_keepsNothing_withoutAKeyring();
    void plantedSecrets_areNowhere();

private:
    QStringList command(const QStringList &words) const
    {
        return QStringList{ u"--config"_s, m_dir.filePath(u"stacks.yaml"_s), u"--stack"_s, u"prod"_s } + words;
    }
    Outcome ask(const QStringList &words) const { return run(command(words), {}); }
    Outcome askWithInput(const QStringList &words, const QByteArray &input, const Environment &environment = {}) const;
    QStringList traces(const QString &folder) const; ///< files that hold the secret in any form
    bool isIn(const QByteArray &bytes) const;

    QTemporaryDir m_dir;
    std::unique_ptr<sim::Demo> m_demo;
    const QString m_secret = u"pl4nted/S3cret+ç"_s;
};

void tst_Keyring::initTestCase()
{
    if (const QString why = qEnvironmentVariable("COMPORTA_NO_KEYRING"); !why.isEmpty())
        QSKIP(qPrintable(u"No Secret Service: "_s + why));
    sim::Demo::Options options;
    options.speed = 0;
    options.auth = true;
    options.auroraAuth = true;
    options.password = m_secret;
    m_demo = std::make_unique<sim::Demo>(options);
    QFile file(m_dir.filePath(u"stacks.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        u"stacks:\n  prod: {tier: development, user: ops, mesos: {masters: [%1]}, aurora: {schedulers: [%2]}}\n"_s
            .arg(m_demo->masters().constFirst().authority(), m_demo->auroraUrls().constFirst().authority())
            .toUtf8());
}

Outcome tst_Keyring::askWithInput(const QStringList &words, const QByteArray &input,
                                  const Environment &environment) const
{
    QProcess process;
    prepare(process, command(words), environment);
    process.setStandardInputFile(QString());
    process.start();
    process.write(input);
    process.closeWriteChannel();
    return outcomeOf(process);
}

bool tst_Keyring::isIn(const QByteArray &bytes) const
{
    const QByteArray raw = m_secret.toUtf8();
    const QByteArray basic = "ops:" + raw;
    const QByteArrayList forms{ raw,
                                raw.toBase64(),
                                basic.toBase64(),
                                raw.toHex(),
                                QUrl::toPercentEncoding(m_secret),
                                QByteArray(reinterpret_cast<const char *>(m_secret.utf16()), m_secret.size() * 2) };
    return std::ranges::any_of(forms, [&](const QByteArray &form) { return bytes.contains(form); });
}

QStringList tst_Keyring::traces(const QString &folder) const
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && isIn(file.readAll()))
            found << file.fileName();
    }
    return found;
}

void tst_Keyring::keepsAndForgets()
{
    secrets::DesktopKeyring keyring;
    const QByteArray secret = m_secret.toUtf8();
    const auto nothing = QCoro::waitFor(keyring.read(u"t/mesos"_s));
    QVERIFY(!nothing);
    QCOMPARE(core::kindName(nothing.error().kind), u"not-found"_s);
    QVERIFY(QCoro::waitFor(keyring.write(u"t/mesos"_s, secret)));
    QCOMPARE(QCoro::waitFor(keyring.read(u"t/mesos"_s)).value(), secret);
    QVERIFY(QCoro::waitFor(keyring.write(u"t/mesos"_s, "other"))); // not beside the first one
    QCOMPARE(QCoro::waitFor(keyring.read(u"t/mesos"_s)).value(), QByteArray("other"));
    QVERIFY(QCoro::waitFor(keyring.remove(u"t/mesos"_s)));
    QVERIFY(!QCoro::waitFor(keyring.read(u"t/mesos"_s)));
}

void tst_Keyring::saysSo_whereThereIsNoSession()
{
    const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", m_dir.path().toUtf8());
    secrets::DesktopKeyring keyring;
    const auto answer = QCoro::waitFor(keyring.write(u"t/mesos"_s, "secret"));
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    qputenv("XDG_RUNTIME_DIR", runtime);
    QVERIFY(!answer);
    QCOMPARE(answer.error().detail, u"This session has no keyring."_s);
}

void tst_Keyring::command_setsTestsAndForgets()
{
    QCOMPARE(ask({ u"health"_s }).code, 4); // nobody signs in
    const Outcome wrong = askWithInput({ u"credentials"_s, u"set"_s, u"mesos"_s }, "wrong\n");
    QVERIFY2(wrong.code == 0, wrong.err.constData());
    QCOMPARE(ask({ u"health"_s }).code, 4);
    const Outcome test = ask({ u"credentials"_s, u"test"_s, u"mesos"_s });
    QCOMPARE(test.code, 4);
    QVERIFY2(test.out.contains("failed"), test.out.constData());

    QCOMPARE(askWithInput({ u"credentials"_s, u"set"_s, u"mesos"_s }, m_secret.toUtf8() + '\n').code, 0);
    QCOMPARE(ask({ u"health"_s }).code, 0);
    const Outcome fine = ask({ u"credentials"_s, u"test"_s, u"-o"_s, u"json"_s });
    QVERIFY2(fine.code == 0, (fine.out + fine.err).constData());
    QCOMPARE(fine.rows().size(), 2);
    const Outcome list = ask({ u"credentials"_s, u"-o"_s, u"json"_s });
    QCOMPARE(list.rows().at(0)[u"origin"_s].toString(), u"keyring"_s);
    QCOMPARE(list.rows().at(0)[u"user"_s].toString(), u"ops"_s);
    QCOMPARE(list.rows().at(1)[u"origin"_s].toString(), u"as-mesos"_s);
    QVERIFY(!isIn(list.out + fine.out));

    QCOMPARE(ask({ u"credentials"_s, u"forget"_s, u"mesos"_s }).code, 0);
    QCOMPARE(ask({ u"health"_s }).code, 4);
    QCOMPARE(ask({ u"credentials"_s, u"forget"_s, u"airflow"_s }).code, 2); // the stack has none
}

void tst_Keyring::command_keepsNothing_withoutAKeyring()
{
    const Environment without{ { u"DBUS_SESSION_BUS_ADDRESS"_s, {} }, { u"XDG_RUNTIME_DIR"_s, m_dir.path() } };
    const Outcome outcome = askWithInput({ u"credentials"_s, u"set"_s, u"mesos"_s }, m_secret.toUtf8() + '\n', without);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("This session has no keyring. Nothing is kept."), outcome.err.constData());
    QVERIFY(traces(qEnvironmentVariable("HOME")).isEmpty());
}

/// Everything the programs do with a secret in the keyring, told as loudly as they can.
void tst_Keyring::plantedSecrets_areNowhere()
{
    const Environment loud{ { u"QT_LOGGING_RULES"_s, u"comporta.*=true;qt.network*=true"_s } };
    QCOMPARE(askWithInput({ u"credentials"_s, u"set"_s, u"mesos"_s }, m_secret.toUtf8() + '\n').code, 0);
    QByteArray said;
    const auto heard = [&said](const Outcome &outcome) {
        said += outcome.out + outcome.err;
        return outcome.code;
    };
    QCOMPARE(heard(run(command({ u"tasks"_s, u"-o"_s, u"json"_s }), loud)), 0);
    const Outcome agents = ask({ u"agents"_s, u"-o"_s, u"json"_s, u"-f"_s, u"state:active"_s });
    const QString agent = agents.rows().at(0)[u"agent"_s].toString();
    QCOMPARE(heard(run(command({ u"host"_s, u"cordon"_s, agent, u"--yes"_s }), loud)), 0); // a journal, an audit log
    QCOMPARE(heard(run(command({ u"audit"_s, u"-o"_s, u"json"_s }), loud)), 0);
    QCOMPARE(heard(run(command({ u"health"_s, u"-o"_s, u"json"_s }), loud)), 0);
    QVERIFY(said.contains(agent.toUtf8()));

    QProcess window;
    prepare(window, { u"--config"_s, m_dir.filePath(u"stacks.yaml"_s), u"--page"_s, u"connections"_s }, loud);
    window.setProgram(QStringLiteral(COMPORTA));
    window.setProcessChannelMode(QProcess::MergedChannels);
    window.start();
    QVERIFY(window.waitForStarted());
    QByteArray log;
    const auto requests = [&] {
        log += window.readAllStandardOutput();
        return log.count("comporta.net");
    };
    QTRY_VERIFY_WITH_TIMEOUT(requests() > 20, 60000);
    for (const QString &what : { u"cmdline"_s, u"environ"_s }) { // what ps shows
        QFile file(u"/proc/%1/%2"_s.arg(window.processId()).arg(what));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!isIn(file.readAll()));
    }
    window.terminate();
    QVERIFY(window.waitForFinished(30000));
    QVERIFY(!isIn(said));
    QVERIFY(!isIn(log + window.readAllStandardOutput()));
    QCOMPARE(traces(qEnvironmentVariable("HOME")), QStringList()); // the keyring's own file is encrypted
    QVERIFY(QDirIterator(qEnvironmentVariable("XDG_DATA_HOME"), { u"actions.sqlite"_s }, QDir::Files,
                         QDirIterator::Subdirectories)
                .hasNext());
}

QTEST_GUILESS_MAIN(tst_Keyring)
#include "tst_keyring.moc"
