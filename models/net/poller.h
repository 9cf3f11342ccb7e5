// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/freshness.h"
#include "models/core/result.h"

#include <QObject>
#include <QTimer>
#include <qcoro/qcorotask.h>

#include <functional>
#include <stop_token>

namespace net {

struct PollPolicy
{
    std::chrono::milliseconds interval{ 5000 };
    std::chrono::milliseconds hiddenInterval{ 30000 }; ///< while nobody looks
    std::chrono::milliseconds ceiling{ 60000 }; ///< of the back-off
    double jitter = 0.1; ///< ± share of each pause
};

/// Asks for one resource again and again: the next look starts after the last one ended, so polls never pile up;
/// back-off with jitter after failures; at once on refresh(), when the network is back and after a sleep.
/// Keeps the Freshness; a failed look never clears anything. Thread: the one it lives in.
class Poller : public QObject
{
    Q_OBJECT
public:
    /// `look` performs one poll and keeps its result itself; the Result tells only how it went.
    using Look = std::function<QCoro::Task<core::Result<void>>(std::stop_token)>;

    Poller(QString name, Look look, PollPolicy policy, const core::Clock &clock, QObject *parent = nullptr);
    ~Poller() override;

    void start();
    void stop(); ///< cancels a look under way
    void refresh(); ///< now; while a look is under way: right after it
    void setHidden(bool hidden);
    void setPolicy(PollPolicy policy);
    void setRestored(core::TimePoint fetchedAt); ///< a picture from disk is shown until the first answer

    const core::Freshness &freshness() const;
    bool isAsking() const;
    /// Seed of the jitter, for tests.
    void setSeed(uint32_t seed);
    /// How often a long pause looks whether the machine has slept; 5 s unless a test says otherwise.
    void setSlice(std::chrono::milliseconds slice);
    /// The pause after `failures` failures in a row, before jitter; pure, for tests and for the words "asked again in
    /// 30 s".
    static std::chrono::milliseconds pause(const PollPolicy &policy, bool hidden, int failures);

signals:
    void freshnessChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace net
