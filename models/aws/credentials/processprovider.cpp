// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/providers.h"
#include "models/aws/credentials/shellwords.h"
#include "models/aws/wire/xml.h"
#include "models/core/tr.h"

#include <QFuture>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QPromise>
#include <QTimer>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace aws::providers {

namespace {

constexpr std::chrono::milliseconds longest = 60s;

using core::tr;

tl::unexpected<core::Error> mistake(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    return core::failure(error);
}

} // namespace

core::Result<Keys> keysInJson(const QByteArray &json, const QString &tokenKey)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Keys keys;
    keys.id = object["AccessKeyId"_L1].toString();
    keys.secret = object["SecretAccessKey"_L1].toString();
    keys.token = object[tokenKey].toString();
    keys.expires = momentOf(object["Expiration"_L1].toString());
    if (keys.isEmpty())
        return mistake(tr("there are no keys in the answer"));
    return keys;
}

Got fromProcess(KeyPlan plan)
{
    const std::optional<QStringList> words = shellWords(plan.command);
    if (!words || words->isEmpty())
        co_return mistake(tr("Profile %1: credential_process is no command: a quote is open.").arg(plan.profile));
    QProcess process;
    process.setProgram(words->first());
    process.setArguments(words->mid(1));
    // Not QCoro's waiting for the end: a program that cannot be started has none.
    QPromise<void> ended;
    ended.start();
    const QFuture<void> end = ended.future();
    const auto finish = [&ended] { ended.finish(); };
    QObject::connect(&process, &QProcess::finished, &process, finish);
    QObject::connect(&process, &QProcess::errorOccurred, &process, finish);
    QTimer::singleShot(longest, &process, finish);
    process.start(QIODevice::ReadOnly);
    co_await end;
    const QString program = words->first();
    if (process.error() == QProcess::FailedToStart)
        co_return mistake(tr("Profile %1: %2 cannot be run: %3.").arg(plan.profile, program, process.errorString()));
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        co_return mistake(tr("Profile %1: %2 gave no keys within a minute.").arg(plan.profile, program));
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString reason = QString::fromUtf8(process.readAllStandardError()).trimmed().section(u'\n', -1);
        co_return mistake(tr("Profile %1: %2 ended with %3: %4")
                              .arg(plan.profile, program)
                              .arg(process.exitCode())
                              .arg(reason.isEmpty() ? tr("no reason given.") : reason));
    }
    const QByteArray output = process.readAllStandardOutput();
    if (QJsonDocument::fromJson(output).object()["Version"_L1].toInt() != 1)
        co_return mistake(tr("Profile %1: %2 printed no credentials of version 1.").arg(plan.profile, program));
    const core::Result<Keys> keys = keysInJson(output, u"SessionToken"_s);
    if (!keys)
        co_return mistake(tr("Profile %1: %2 printed no keys.").arg(plan.profile, program));
    co_return keys;
}

} // namespace aws::providers
