// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>

#include <array>
#include <memory>
#include <optional>

namespace history {

/// One moment of a cluster's (or a pool's) capacity. Units: cores, MiB, MiB, devices.
struct CapacitySample
{
    core::TimePoint at{};
    std::array<double, 4> total{}; ///< cpus, mem, disk, gpus
    std::array<double, 4> allocated{};
    std::array<double, 4> offered{};
    int agents = 0;
    int tasks = 0;
    std::optional<int> wanted{}; ///< machines of a pool, by AWS; nullopt: not known, or nobody says how many
    std::optional<int> launched{};
    bool operator==(const CapacitySample &) const = default;
};

/// What happened lately, in words, from any layer.
struct Event
{
    core::TimePoint at{};
    QString layer; ///< "Mesos", "you", "console"
    QString glyph; ///< glyph name, see ui/style/glyphs.h
    QString text; ///< "3 agents registered, slave-type=model"
    QString link; ///< links::ObjectRef path, or empty
    bool operator==(const Event &) const = default;
};

/// Local history of one stack in SQLite (one writer thread, WAL), kept 30 days: full resolution for two days, then one
/// sample per five minutes. Survives restarts; a corrupt file is set aside with a word (`notice`). Answers in the
/// caller's thread.
class CapacityHistory : public QObject
{
    Q_OBJECT
public:
    /// `path` of the database file; ":memory:" for tests.
    CapacityHistory(QString path, const core::Clock &clock, QObject *parent = nullptr);
    ~CapacityHistory() override; ///< waits for what was written to be on disk

    void append(const CapacitySample &cluster); ///< at most one sample each 10 s is kept
    void appendPool(const QString &pool, const CapacitySample &sample);
    void append(const Event &event);

    /// Ascending; at most about `maxPoints`, averaged evenly. A hole longer than three intervals stays a hole: the next
    /// sample after it follows a sample with total all NaN.
    QFuture<QList<CapacitySample>> samples(core::TimePoint from, core::TimePoint to, int maxPoints,
                                           const QString &pool = {});
    QFuture<QList<Event>> events(core::TimePoint from, int limit); ///< newest first
    /// Thins and drops now what is past its time; by itself that is done hourly, in small pieces.
    QFuture<void> tidy();
    QString notice() const; ///< "The history file is damaged and was set aside as …"; empty: all is well

signals:
    void changed(); ///< something was appended; at most once a second
    void noticeChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace history
