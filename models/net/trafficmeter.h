// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace net {

/// Counts what is under way and what was answered lately, for the activity strip. Thread: any.
class TrafficMeter
{
public:
    struct Progress
    {
        QString authority; ///< "host:port" as asked
        std::atomic<qint64> bytes{ 0 };
    };
    using TimePoint = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds window{ 10 };

    std::shared_ptr<Progress> begin(const QString &authority); ///< counts until the last holder drops it
    void answered(TimePoint now = std::chrono::steady_clock::now());

    qint64 receivedSoFar(const QString &authority) const;
    double rate(TimePoint now = std::chrono::steady_clock::now()) const; ///< answers per second over `window`

    /// Figures of a run that must look the same each time, in place of the measured ones.
    void fix(std::chrono::milliseconds latency, double rate);
    std::chrono::milliseconds latency(std::chrono::milliseconds measured) const;

private:
    mutable std::mutex m_mutex; ///< guards what follows: written by the network thread, read by the asking one
    std::vector<std::weak_ptr<Progress>> m_underWay;
    mutable std::deque<TimePoint> m_answers;
    std::optional<std::pair<std::chrono::milliseconds, double>> m_fixed;
};

} // namespace net
