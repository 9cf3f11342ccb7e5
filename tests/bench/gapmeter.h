// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "tests/bench/bench.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace bench {

/// Fires whenever the event loop is free and notes how long it was not: by the wall's clock and by the thread's own,
/// which a busy machine does not disturb.
class GapMeter final : public QObject
{
public:
    GapMeter()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { note(); });
    }

    void start()
    {
        m_wall.start();
        m_cpu = threadCpu();
        m_timer.start(0);
    }

    double longestBurst = 0; ///< ms of CPU
    std::vector<double> gaps; ///< ms by the wall, those above 1 ms

private:
    void note()
    {
        const Milliseconds cpu = threadCpu();
        longestBurst = std::max(longestBurst, (cpu - m_cpu).count());
        m_cpu = cpu;
        const double gap = static_cast<double>(m_wall.nsecsElapsed()) / 1e6;
        m_wall.start();
        if (gap > 1)
            gaps.push_back(gap);
    }

    QTimer m_timer;
    QElapsedTimer m_wall;
    Milliseconds m_cpu{};
};

inline void waitForApplied(const tables::TableModel &model)
{
    QEventLoop loop;
    QObject::connect(&model, &tables::TableModel::applied, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Lets the view paint what was applied.
inline void runFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace bench
