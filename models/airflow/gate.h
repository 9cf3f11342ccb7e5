// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPromise>
#include <qcoro/qcorotask.h>

#include <deque>
#include <memory>
#include <stop_token>

namespace airflow {

/// Lets so many through at once; who comes later waits, first come, first served. Thread: one.
class Gate
{
public:
    explicit Gate(int places);

    /// Held while something is under way; the next one enters when it goes. May outlive the gate.
    class Pass
    {
    public:
        Pass() = default;
        ~Pass() { leave(); }
        Pass(Pass &&other) noexcept = default;
        Pass &operator=(Pass &&other) noexcept;
        Pass(const Pass &) = delete;
        Pass &operator=(const Pass &) = delete;
        bool isHeld() const { return m_inside != nullptr; }
        void leave();

    private:
        friend class Gate;
        struct Inside;
        std::shared_ptr<Inside> m_inside;
    };

    /// Not held when `stop` was asked for while it waited.
    QCoro::Task<Pass> enter(std::stop_token stop);

private:
    std::shared_ptr<Pass::Inside> m_inside;
};

struct Gate::Pass::Inside
{
    int free = 0;
    std::deque<std::shared_ptr<QPromise<void>>> waiting; ///< each is told once: a place is yours, or stop
};

} // namespace airflow
