// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>

namespace core {

/// Wall-clock moments everywhere in the product: UTC, milliseconds. The epoch itself means "not known".
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

constexpr bool isKnown(TimePoint t)
{
    return t.time_since_epoch().count() != 0;
}

/// Where "now" comes from. Time is an input, so that a night replays in seconds and ages can be tested.
/// Thread: now() may be called from any thread.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)
    virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock
{
public:
    TimePoint now() const override { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }
};

/// Stands still until it is told otherwise; for tests and for pictures that must not change.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(TimePoint start)
        : m_ms(start.time_since_epoch().count())
    {
    }
    TimePoint now() const override { return TimePoint(Duration(m_ms.load())); }
    void set(TimePoint t) { m_ms.store(t.time_since_epoch().count()); }
    void advance(Duration d) { m_ms.fetch_add(d.count()); }

private:
    std::atomic<Duration::rep> m_ms;
};

/// The machine's own clock, shared by whoever was not given another one.
const Clock &systemClock();

} // namespace core
