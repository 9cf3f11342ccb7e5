// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

#include <QByteArray>
#include <QHash>

namespace night {

/// A job of which instances wait for machines.
struct WaitingJob
{
    int pending = 0;
    int instances = 0; ///< active ones, these included
    core::TimePoint since{}; ///< of the one that waits longest; may not be known
    QString words; ///< "3 of 6 instances wait: Insufficient: CPU"
};

/// The jobs of one picture that wait, by "role/env/name".
class WaitingJobs
{
public:
    WaitingJobs() = default;
    explicit WaitingJobs(const aurora::State &state);
    const WaitingJob *find(const QByteArray &key) const; ///< nullptr: does not wait, or is not there

private:
    QHash<QByteArray, WaitingJob> m_jobs;
};

} // namespace night
