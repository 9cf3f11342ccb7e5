// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QObject>

#include <functional>

namespace net {

/// A way from any thread into an object's thread that may outlive the object: what is sent after close() is dropped.
/// Held by shared_ptr by both sides; the object's destructor calls close().
class ThreadLink
{
public:
    explicit ThreadLink(QObject *context)
        : m_context(context)
    {
    }
    Q_DISABLE_COPY_MOVE(ThreadLink)

    /// Runs `work` in the context's thread, later. False: the context is gone, `work` is dropped.
    bool post(std::function<void()> work);
    void close();

private:
    QMutex m_mutex; ///< guards m_context: it must not die between the look and the posting
    QObject *m_context;
};

} // namespace net
