// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include <QFile>

#include <algorithm>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

Milliseconds cpu(clockid_t clock)
{
    timespec t{};
    clock_gettime(clock, &t);
    return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
}

/// A line "VmHWM:   12345 kB" of /proc/self/status, in bytes.
qint64 statusBytes(const char *name)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf(name);
    return at < 0 ? 0 : text.mid(at).split('\n').first().simplified().split(' ').value(1).toLongLong() * 1024;
}

} // namespace

Row bounded(const QString &goal, const QString &what, double value, const QString &unit, double bound)
{
    return { goal, what, value, unit, bound, std::nullopt, value <= bound };
}

Row ratioed(const QString &goal, const QString &what, double value, const QString &unit, double limit, double factor)
{
    const double ratio = limit > 0 ? value / limit : 0;
    return { goal, what, value, unit, limit, ratio, ratio <= factor };
}

Row plain(const QString &what, double value, const QString &unit)
{
    return { QString(), what, value, unit, std::nullopt, std::nullopt, std::nullopt };
}

int Arguments::number(const QString &name, int fallback) const
{
    bool ok = false;
    const int n = options.value(name).toInt(&ok);
    return ok ? n : fallback;
}

Milliseconds processCpu()
{
    return cpu(CLOCK_PROCESS_CPUTIME_ID);
}

Milliseconds threadCpu()
{
    return cpu(CLOCK_THREAD_CPUTIME_ID);
}

Samples measure(int reps, const std::function<void()> &work, const std::function<void()> &before)
{
    Samples samples;
    for (int i = 0; i < std::max(reps, 1); ++i) {
        if (before)
            before();
        const Milliseconds start = processCpu();
        work();
        samples.ms.push_back((processCpu() - start).count());
    }
    std::ranges::sort(samples.ms);
    return samples;
}

qint64 residentBytes()
{
    return statusBytes("VmRSS:");
}

qint64 peakBytes()
{
    return statusBytes("VmHWM:");
}

void resetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace bench
