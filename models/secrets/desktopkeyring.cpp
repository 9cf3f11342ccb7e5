// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/desktopkeyring.h"

#include "models/core/tr.h"

#include <QFile>
#include <QFuture>
#include <QPromise>
#include <QTimer>
#include <qcoro/qcorofuture.h>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace secrets {

namespace {

using Kind = core::Error::Kind;

using core::tr;

core::Error error(Kind kind, const QString &detail)
{
    core::Error made;
    made.kind = kind;
    made.endpoint = u"keyring"_s;
    made.detail = detail;
    return made;
}

/// Without a session bus nobody is asked: the libraries below would start one that outlives us.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

core::Result<QByteArray> outcome(QKeychain::Job *job)
{
    switch (job->error()) {
    case QKeychain::NoError: {
        const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job);
        return read ? read->binaryData() : QByteArray();
    }
    case QKeychain::EntryNotFound:
        return core::failure(error(Kind::NotFound, tr("The keyring keeps nothing under this name.")));
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return core::failure(error(Kind::Forbidden, tr("The keyring stayed locked.")));
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return core::failure(error(Kind::Storage, tr("This desktop has no keyring.")));
    default:
        return core::failure(error(Kind::Storage, tr("The keyring fails: %1").arg(job->errorString())));
    }
}

/// The job ends by itself, whenever that is; who waits is told at the limit at the latest.
QFuture<core::Result<QByteArray>> run(QKeychain::Job *job, std::chrono::milliseconds limit)
{
    const auto promise = std::make_shared<QPromise<core::Result<QByteArray>>>();
    promise->start();
    const auto end = [promise](const core::Result<QByteArray> &result) {
        if (promise->future().isFinished())
            return;
        promise->addResult(result);
        promise->finish();
    };
    if (!hasSessionBus()) {
        job->deleteLater();
        end(core::failure(error(Kind::Storage, tr("This session has no keyring."))));
        return promise->future();
    }
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [end](QKeychain::Job *done) { end(outcome(done)); });
    QTimer::singleShot(limit, job, [end, limit] {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(limit).count();
        end(core::failure(error(Kind::Timeout, tr("The keyring gave no answer in %1 s.").arg(seconds))));
    });
    job->start();
    return promise->future();
}

template <typename Job>
Job *jobFor(const QString &name)
{
    auto *job = new Job(u"comporta"_s);
    job->setKey(name);
    return job;
}

core::Result<void> withoutValue(const core::Result<QByteArray> &result)
{
    if (!result)
        return core::failure(result.error());
    return {};
}

} // namespace

DesktopKeyring::DesktopKeyring(std::chrono::milliseconds limit)
    : m_limit(limit)
{
}

QCoro::Task<core::Result<QByteArray>> DesktopKeyring::read(QString name)
{
    const QFuture<core::Result<QByteArray>> answer = run(jobFor<QKeychain::ReadPasswordJob>(name), m_limit);
    co_return co_await answer;
}

QCoro::Task<core::Result<void>> DesktopKeyring::write(QString name, QByteArray secret)
{
    auto *job = jobFor<QKeychain::WritePasswordJob>(name);
    job->setBinaryData(secret);
    const QFuture<core::Result<QByteArray>> answer = run(job, m_limit);
    const core::Result<QByteArray> result = co_await answer;
    co_return withoutValue(result);
}

QCoro::Task<core::Result<void>> DesktopKeyring::remove(QString name)
{
    const QFuture<core::Result<QByteArray>> answer = run(jobFor<QKeychain::DeletePasswordJob>(name), m_limit);
    const core::Result<QByteArray> result = co_await answer;
    co_return withoutValue(result);
}

} // namespace secrets
