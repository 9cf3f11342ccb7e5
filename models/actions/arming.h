// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace actions {

/// Read-only by default: writes of a stack are unlocked for a while, with a reason, and lock by themselves: when the
/// time is over, after the machine slept, on a switch of stacks. What runs goes on. Thread: GUI thread.
class Arming : public QObject
{
    Q_OBJECT
public:
    explicit Arming(const core::Clock &clock, QObject *parent = nullptr);

    /// Returns what is missing ("A reason is asked for."); empty: armed.
    QString arm(const QString &reason, std::chrono::seconds span = defaultSpan);
    void extend(std::chrono::seconds span = defaultSpan); ///< from now; nothing when it is locked
    void lock(); ///< on demand, on a stack switch, on suspend

    bool isArmed() const;
    std::chrono::seconds left() const; ///< rounded up; 0 when locked
    bool isEnding() const; ///< within the last minute: "Armed 00:58 Extend"
    QString words() const; ///< "Armed 09:41"; empty when locked
    QString reason() const { return m_reason; }
    core::TimePoint until() const { return m_until; }

    static constexpr std::chrono::seconds defaultSpan{ 600 };
    static constexpr std::chrono::seconds endingSpan{ 60 };

signals:
    void changed(); ///< armed, extended or locked
    void ticked(); ///< once a second while armed
    void armedFor(const QString &reason, std::chrono::seconds span); ///< for the audit log
    void locked(const QString &why); ///< "on demand", "time is over", "the machine slept"

private slots:
    void tick();

private:
    void lockBecause(const QString &why);

    const core::Clock &m_clock;
    QTimer m_tick;
    core::TimePoint m_until{};
    core::TimePoint m_lastTick{};
    QString m_reason;
};

} // namespace actions
