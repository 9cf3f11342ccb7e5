// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <csignal>
#include <functional>
#include <unistd.h>

/// A console that is killed at each step of an action and started again until it is done. The test program is both: it
/// starts itself with "--live DIR BOUNDARY" for each life.
namespace lives {

/// Dies once for each step at one boundary; a file remembers for which.
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

    void at(const QString &boundary, const QString &step)
    {
        if (boundary != m_boundary || m_dead.contains(step))
            return;
        m_file.write(step.toUtf8() + '\n');
        kill(getpid(), SIGKILL);
    }

private:
    QString m_boundary;
    QFile m_file;
    QSet<QString> m_dead;
};

/// One life: calls `begin` where there is no action yet, else resumes it. Returns the process's exit code; 0: done.
inline int live(actions::ActionCenter &center, Reaper &reaper, const std::function<void()> &begin)
{
    using namespace actions;
    QObject::connect(&center, &ActionCenter::recordChanged, &center, [&](const Record &record) {
        for (const StepRecord &step : record.steps) {
            if (step.state == StepState::Answered)
                reaper.at(QStringLiteral("answered"), step.step.key);
            if (step.state == StepState::Reached)
                reaper.at(QStringLiteral("reached"), step.step.key);
        }
    });
    QObject::connect(&center, &ActionCenter::finished, &center, [](const Record &record) {
        qInfo("%s", qPrintable(record.outcome));
        QCoreApplication::exit(record.state == State::Done ? 0 : 3);
    });
    QObject::connect(&center, &ActionCenter::loaded, &center, [&center, begin] {
        if (center.records().isEmpty())
            return begin();
        const Record found = center.records().first();
        if (found.state == State::Done) // died after the last step, before its own end
            return QCoreApplication::exit(0);
        center.resume(found.id);
    });
    return QCoreApplication::exec();
}

/// How a row of boundaries went.
struct Outcome
{
    int deaths = 0;
    int code = -1; ///< of the last life; -1: it did not end by itself
};

/// Starts one life after the other, at most `mostLives`; `meanwhile` is called every 20 ms while one goes on.
inline Outcome run(
    const QString &dir, const QString &boundary, int mostLives, const std::function<void()> &meanwhile = [] {})
{
    Outcome outcome;
    for (int life = 0; life < mostLives && outcome.code != 0; ++life) {
        QProcess console;
        console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        console.start(QCoreApplication::applicationFilePath(), { QStringLiteral("--live"), dir, boundary });
        if (!console.waitForStarted(30'000))
            return outcome;
        for (int waits = 0; !console.waitForFinished(20) && console.state() != QProcess::NotRunning; ++waits) {
            if (waits >= 6000)
                return outcome;
            meanwhile();
        }
        if (console.exitStatus() == QProcess::CrashExit)
            ++outcome.deaths;
        else
            outcome.code = console.exitCode();
    }
    return outcome;
}

/// main() of such a test: one life where asked for, else the test.
template <typename Test>
int main(int argc, char **argv, int (*live)(const QDir &dir, const QString &boundary))
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QStringLiteral("--live"))
        return live(QDir(arguments.at(2)), arguments.at(3));
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace lives
