// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <chrono>
#include <coroutine>
#include <utility>

namespace actions {

/// A pause that can be ended early: by ring(), from the same thread. One coroutine waits at a time. Unlike a sleeping
/// timer it leaves no coroutine behind when its owner goes: the owner rings first.
class Bell
{
public:
    Bell()
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ring(); });
    }

    void ring()
    {
        m_timer.stop();
        if (m_waiting)
            std::exchange(m_waiting, {}).resume();
    }

    auto wait(std::chrono::milliseconds pause)
    {
        struct Awaiter
        {
            Bell &bell;
            std::chrono::milliseconds pause;
            bool await_ready() const { return false; }
            void await_suspend(std::coroutine_handle<> handle)
            {
                Q_ASSERT(!bell.m_waiting);
                bell.m_waiting = handle;
                bell.m_timer.start(pause);
            }
            void await_resume() const { }
        };
        return Awaiter{ *this, pause };
    }

private:
    QTimer m_timer;
    std::coroutine_handle<> m_waiting;
};

} // namespace actions
