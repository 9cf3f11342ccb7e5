// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>

#include <utility>

namespace core {

/// Calls `done` with the future's result, in the thread of `context`, which is the caller's; never when the context
/// goes before, nor without a result. QFuture::then(context) looks at the context from the thread that finishes, where
/// it may be going just then.
template <typename T, typename Done>
void whenDone(const QFuture<T> &future, QObject *context, Done done)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        if (const QFuture<T> finished = watcher->future(); finished.resultCount() > 0)
            done(finished.result());
    });
    watcher->setFuture(future);
}

} // namespace core
