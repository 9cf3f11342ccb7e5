// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/capacityhistory.h"

#include "models/history/writer.h"

#include <QPromise>
#include <QThread>

using namespace Qt::StringLiterals;

namespace history {

struct CapacityHistory::Private
{
    Private(QString path, const core::Clock &clock)
        : writer(std::move(path), clock)
    {
    }

    /// Runs in the writer's thread, after all that was asked before.
    template <typename Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(&writer, std::move(work), Qt::QueuedConnection);
    }

    template <typename T, typename Work>
    QFuture<T> ask(Work work)
    {
        // QMetaObject copies its functors, a promise can only be moved: hence the pointer.
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        QFuture<T> future = promise->future();
        post([promise, work] {
            if constexpr (std::is_void_v<T>)
                work();
            else
                promise->addResult(work());
            promise->finish();
        });
        return future;
    }

    QThread thread;
    Writer writer;
    QString notice;
};

CapacityHistory::CapacityHistory(QString path, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(path), clock))
{
    d->thread.setObjectName(u"history"_s);
    d->writer.moveToThread(&d->thread);
    connect(&d->writer, &Writer::written, this, &CapacityHistory::changed);
    connect(&d->writer, &Writer::noticeChanged, this, [this](const QString &notice) {
        d->notice = notice;
        emit noticeChanged();
    });
    d->thread.start();
    d->post([this] { d->writer.open(); });
}

CapacityHistory::~CapacityHistory()
{
    QMetaObject::invokeMethod(
        &d->writer, [this] { d->writer.close(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

void CapacityHistory::append(const CapacitySample &cluster)
{
    appendPool({}, cluster);
}

void CapacityHistory::appendPool(const QString &pool, const CapacitySample &sample)
{
    d->post([this, pool, sample] { d->writer.append(pool, sample); });
}

void CapacityHistory::append(const Event &event)
{
    d->post([this, event] { d->writer.append(event); });
}

QFuture<QList<CapacitySample>> CapacityHistory::samples(core::TimePoint from, core::TimePoint to, int maxPoints,
                                                        const QString &pool)
{
    return d->ask<QList<CapacitySample>>(
        [this, from, to, maxPoints, pool] { return d->writer.samples(from, to, maxPoints, pool); });
}

QFuture<QList<Event>> CapacityHistory::events(core::TimePoint from, int limit)
{
    return d->ask<QList<Event>>([this, from, limit] { return d->writer.events(from, limit); });
}

QFuture<void> CapacityHistory::tidy()
{
    return d->ask<void>([this] { d->writer.tidyNow(); });
}

QString CapacityHistory::notice() const
{
    return d->notice;
}

} // namespace history
