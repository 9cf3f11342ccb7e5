// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>

/// comportactl as scripts run it.
namespace program {

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonArray rows() const { return QJsonDocument::fromJson(out).array(); }
    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
};

using Environment = QList<QPair<QString, QString>>;

inline void prepare(QProcess &process, const QStringList &arguments, const Environment &more = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("COMPORTA_TEST_HURRY"), QStringLiteral("20"));
    for (const auto &[name, value] : more)
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.setProgram(QStringLiteral(COMPORTACTL));
    process.setArguments(arguments);
    process.setStandardInputFile(QProcess::nullDevice()); // nobody is there to be asked
}

/// Once it has ended.
inline Outcome outcomeOf(QProcess &process)
{
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(90'000))
        return {};
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
             process.readAllStandardError() };
}

inline Outcome run(const QStringList &arguments, const Environment &environment = {})
{
    QProcess process;
    prepare(process, arguments, environment);
    process.start();
    return outcomeOf(process);
}

} // namespace program
