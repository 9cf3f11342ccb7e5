// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/copystore.h"

#include "models/tasklogs/copyworker.h"

#include <QPromise>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;

namespace tasklogs {

struct CopyStore::Private
{
    Private(const QString &folder, qint64 mostBytes)
        : temporary(folder.isEmpty() ? std::make_unique<QTemporaryDir>() : nullptr)
        , worker(temporary ? temporary->path() : folder, mostBytes)
    {
    }

    template <typename Question>
    QFuture<QList<Copy>> inThread(Question question)
    {
        // QMetaObject copies its functors, a promise can only be moved: hence the pointer.
        auto promise = std::make_shared<QPromise<QList<Copy>>>();
        promise->start();
        QFuture<QList<Copy>> future = promise->future();
        QMetaObject::invokeMethod(&worker, [promise, question] {
            promise->addResult(question());
            promise->finish();
        });
        return future;
    }

    QFuture<QList<Copy>> ask(const QString &where, const QVariantList &values)
    {
        return inThread([this, where, values] { return worker.copies(where, values); });
    }

    std::unique_ptr<QTemporaryDir> temporary;
    QThread thread;
    CopyWorker worker;
    QString notice;
};

CopyStore::CopyStore(QString folder, qint64 mostBytes, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(folder, mostBytes))
{
    d->thread.setObjectName(u"copies"_s);
    d->worker.moveToThread(&d->thread);
    connect(&d->worker, &CopyWorker::kept, this, &CopyStore::changed);
    connect(&d->worker, &CopyWorker::noticeChanged, this, [this](const QString &notice) {
        d->notice = notice;
        emit noticeChanged();
    });
    d->thread.start();
    QMetaObject::invokeMethod(&d->worker, [this] { d->worker.open(); });
}

CopyStore::~CopyStore()
{
    QMetaObject::invokeMethod(
        &d->worker, [this] { d->worker.close(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

void CopyStore::keep(const Copy &copy, const QByteArray &content)
{
    QMetaObject::invokeMethod(&d->worker, [this, copy, content] { d->worker.keep(copy, content); });
}

QFuture<QList<Copy>> CopyStore::copiesOf(const QString &task)
{
    return d->ask(u"WHERE task = ? ORDER BY file"_s, { task });
}

QFuture<QList<Copy>> CopyStore::copiesFor(const CopyQuery &query)
{
    return d->inThread([this, query] { return d->worker.copiesFor(query); });
}

QFuture<QList<Copy>> CopyStore::copiesOfJob(const QString &job)
{
    return d->ask(u"WHERE job = ? ORDER BY saved_at DESC, id DESC"_s, { job });
}

QFuture<QList<Copy>> CopyStore::newest(int limit)
{
    return d->ask(u"ORDER BY saved_at DESC, id DESC LIMIT ?"_s, { limit });
}

QString CopyStore::notice() const
{
    return d->notice;
}

} // namespace tasklogs
