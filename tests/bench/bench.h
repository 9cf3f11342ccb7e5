// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

/// What the subcommands of comporta-bench share. Figures are CPU time, since machines are busy; goals are ratios to a
/// limit measured in the same run, so that they carry over to another machine (design: performance goals P1–P23).
namespace bench {

/// One figure. `ok` is set where the figure is a goal.
struct Row
{
    QString goal; ///< "P1"; empty: for information
    QString what;
    double value = 0;
    QString unit;
    std::optional<double> limit; ///< in the same unit: what is physically possible here, or the bound itself
    std::optional<double> ratio; ///< value / limit, where the goal is a ratio
    std::optional<bool> ok;
};
using Rows = std::vector<Row>;

/// A figure that must stay within `bound`.
Row bounded(const QString &goal, const QString &what, double value, const QString &unit, double bound);
/// A figure that must stay within `factor` times the limit measured beside it.
Row ratioed(const QString &goal, const QString &what, double value, const QString &unit, double limit, double factor);
Row plain(const QString &what, double value, const QString &unit);

/// `s100 --reps 9 --cold`: positional ones and options; an option without value has "".
struct Arguments
{
    QStringList positional;
    QHash<QString, QString> options;

    QString state(const QString &fallback) const { return positional.value(0, fallback); }
    bool has(const QString &name) const { return options.contains(name); }
    int number(const QString &name, int fallback) const;
};

enum class Needs {
    Nothing,
    EventLoop, ///< a QCoreApplication
    Screen, ///< a QApplication, offscreen unless QT_QPA_PLATFORM says otherwise
};

struct Subcommand
{
    const char *name;
    const char *description;
    Needs needs;
    Rows (*run)(const Arguments &);
};

using Milliseconds = std::chrono::duration<double, std::milli>;

/// CPU time, user and system, of this process or of the calling thread alone.
Milliseconds processCpu();
Milliseconds threadCpu();

struct Samples
{
    std::vector<double> ms; ///< sorted
    double min() const { return ms.front(); }
    double median() const { return ms[ms.size() / 2]; }
};
/// Process CPU of `reps` (≥ 1) calls, each on its own; `before` runs ahead of each, outside the measured time.
Samples measure(int reps, const std::function<void()> &work, const std::function<void()> &before = {});

/// Bytes of memory held now, and the most held since resetPeak(). Source: /proc/self/status.
qint64 residentBytes();
qint64 peakBytes();
void resetPeak();

/// The body of a generated state: "s1", "s10", "s100", "s200", "s260", with "b" behind for the successor in which 1 %
/// has changed; or a file's name (a recorded `.http` answer loses its headers). Followed by `padding` zero bytes that
/// size() does not count. Generated once, by a process of its own, into the temporary directory. Throws
/// std::runtime_error.
inline constexpr qsizetype padding = 64;
QByteArray loadState(const QString &name);

} // namespace bench
