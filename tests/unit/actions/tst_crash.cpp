// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QtTest>

#include <csignal>
#include <unistd.h>

#include "fakeworld.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace actions;

namespace {

constexpr int instances = 50;

/// Dies once for each instance at one boundary of its step; a file remembers for which.
class Reaper
{
public:
    Reaper(QString boundary, const QString &path)
        : m_boundary(std::move(boundary))
        , m_file(path)
    {
        if (!m_file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered))
            return;
        m_file.seek(0);
        while (!m_file.atEnd())
            m_dead.insert(QString::fromUtf8(m_file.readLine()).trimmed());
    }

    void at(const QString &boundary, const QString &name)
    {
        if (boundary != m_boundary || m_dead.contains(name))
            return;
        m_file.write(name.toUtf8() + '\n');
        kill(getpid(), SIGKILL);
    }

private:
    QString m_boundary;
    QFile m_file;
    QSet<QString> m_dead;
};

/// One life of a console: begins the rolling restart, or resumes what an earlier life left. 0: done.
int live(const QStringList &arguments)
{
    const QDir dir(arguments.at(0));
    Reaper reaper(arguments.at(1), dir.filePath(u"deaths"_s));
    const auto world = std::make_shared<FakeWorld>(numbered(instances), dir.filePath(u"world"_s));
    const auto verb = std::make_shared<FakeVerb>(world);
    verb->hook = [&](const char *when, const QString &name) { reaper.at(QString::fromLatin1(when), name); };

    ActionCenter center({ .stack = u"stable"_s,
                          .production = false,
                          .file = dir.filePath(u"actions.sqlite"_s),
                          .user = {},
                          .pace = quickPace(),
                          .authority = ActionOptions::Authority::ExplicitConsent },
                        core::systemClock());
    center.verbs().add(verb);
    QObject::connect(&center, &ActionCenter::recordChanged, &center, [&](const Record &record) {
        for (const StepRecord &step : record.steps) {
            if (step.state == StepState::Answered)
                reaper.at(u"answered"_s, step.step.name);
            if (step.state == StepState::Reached)
                reaper.at(u"reached"_s, step.step.name);
        }
    });
    QObject::connect(&center, &ActionCenter::finished, &center,
                     [](const Record &record) { QCoreApplication::exit(record.state == State::Done ? 0 : 3); });
    QObject::connect(&center, &ActionCenter::loaded, &center, [&] {
        if (!center.records().isEmpty()) {
            const Record found = center.records().first();
            if (found.state == State::Done) // died after the last step, before its own end
                return QCoreApplication::exit(0);
            center.resume(found.id);
            return;
        }
        Batching batching;
        batching.size = 5;
        center.confirm(verb->planned(FakeVerb::request(numbered(instances), batching)), {});
    });
    return QCoreApplication::exec();
}

} // namespace

class tst_Crash : public QObject
{
    Q_OBJECT

private slots:
    void restartsEachInstanceOnce_whereverItIsKilled_data();
    void restartsEachInstanceOnce_whereverItIsKilled();
};

void tst_Crash::restartsEachInstanceOnce_whereverItIsKilled_data()
{
    QTest::addColumn<int>("leastDeaths");
    QTest::newRow("journaled") << instances; // in the journal, not sent
    QTest::newRow("effect") << instances; // sent, the answer not seen
    QTest::newRow("answered") << instances; // the answer in the journal, the next step not
    QTest::newRow("watch") << instances / 5; // waiting for a batch: not for each of it
    QTest::newRow("reached") << instances; // the wanted state in the journal
}

void tst_Crash::restartsEachInstanceOnce_whereverItIsKilled()
{
    QFETCH(int, leastDeaths);
    QTemporaryDir dir;
    int deaths = 0;
    int code = -1;
    for (int lives = 0; lives <= instances + 1 && code != 0; ++lives) {
        QProcess console;
        console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        console.start(QCoreApplication::applicationFilePath(),
                      { u"--live"_s, dir.path(), QString::fromLatin1(QTest::currentDataTag()) });
        QVERIFY(console.waitForFinished(60'000));
        if (console.exitStatus() == QProcess::CrashExit)
            ++deaths;
        else
            code = console.exitCode();
    }
    QCOMPARE(code, 0);
    QVERIFY2(deaths >= leastDeaths, qPrintable(QString::number(deaths)));
    const FakeWorld world(numbered(instances), dir.filePath(u"world"_s));
    QCOMPARE(world.log, numbered(instances)); // none twice, none forgotten, in order

    ActionCenter center({ .stack = u"stable"_s,
                          .production = false,
                          .file = dir.filePath(u"actions.sqlite"_s),
                          .user = {},
                          .pace = quickPace(),
                          .authority = {} },
                        core::systemClock());
    QTRY_VERIFY(center.isLoaded());
    QCOMPARE(center.records().size(), 1);
    QCOMPARE(center.records().first().state, State::Done);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--live")
        return live(arguments.mid(2));
    tst_Crash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crash.moc"
