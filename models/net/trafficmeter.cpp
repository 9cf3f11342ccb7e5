// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/trafficmeter.h"

namespace net {

std::shared_ptr<TrafficMeter::Progress> TrafficMeter::begin(const QString &authority)
{
    auto progress = std::make_shared<Progress>();
    progress->authority = authority;
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_underWay, [](const auto &entry) { return entry.expired(); });
    m_underWay.push_back(progress);
    return progress;
}

void TrafficMeter::answered(TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    m_answers.push_back(now);
    while (now - m_answers.front() > window)
        m_answers.pop_front();
}

qint64 TrafficMeter::receivedSoFar(const QString &authority) const
{
    const std::lock_guard lock(m_mutex);
    qint64 sum = 0;
    for (const auto &entry : m_underWay) {
        if (const auto progress = entry.lock(); progress && progress->authority == authority)
            sum += progress->bytes.load(std::memory_order_relaxed);
    }
    return sum;
}

double TrafficMeter::rate(TimePoint now) const
{
    const std::lock_guard lock(m_mutex);
    if (m_fixed)
        return m_fixed->second;
    while (!m_answers.empty() && now - m_answers.front() > window)
        m_answers.pop_front();
    return static_cast<double>(m_answers.size()) / static_cast<double>(window.count());
}

void TrafficMeter::fix(std::chrono::milliseconds latency, double rate)
{
    const std::lock_guard lock(m_mutex);
    m_fixed = { latency, rate };
}

std::chrono::milliseconds TrafficMeter::latency(std::chrono::milliseconds measured) const
{
    const std::lock_guard lock(m_mutex);
    return m_fixed ? m_fixed->first : measured;
}

} // namespace net
