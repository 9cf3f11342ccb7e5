// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskconfig.h"
#include "app/simulator/aurora/wire.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sim::aurora {

class Scheduler;

/// A crontab line of five fields, times in UTC.
class CronSchedule
{
public:
    static std::optional<CronSchedule> parse(const std::string &text);
    Moment next(Moment after) const; ///< strictly after; the epoch when there is none within five years
    /// As the scheduler tells it: names as numbers, steps written out.
    const std::string &normalised() const { return m_normalised; }

private:
    bool matchesDay(std::chrono::sys_days day) const;

    std::array<std::vector<bool>, 5> m_fields; ///< minute, hour, day of month, month, day of week
    std::array<bool, 5> m_any{};
    std::string m_normalised;
};

struct CronJob
{
    JobKey key;
    std::string owner;
    std::string schedule; ///< as it was sent
    CronSchedule parsed;
    wire::CollisionPolicy policy = wire::CollisionPolicy::KillExisting;
    Config config;
    int instances = 1;
    uint64_t version = 0; ///< a replaced one's timers count no more
    bool runWhenEnded = false; ///< the run before is being killed for it
};

/// Jobs that start by the clock.
class CronJobs
{
public:
    explicit CronJobs(Scheduler *scheduler);

    const std::map<JobKey, CronJob> &all() const { return m_jobs; }
    const CronJob *find(const JobKey &key) const;
    void schedule(CronJob job); ///< replaces the one of that key
    bool deschedule(const JobKey &key);
    void run(const JobKey &key); ///< as if its time had come
    void taskEnded(const JobKey &key);

private:
    void arm(const CronJob &job);
    void launch(CronJob &job);

    Scheduler *m_scheduler;
    std::map<JobKey, CronJob> m_jobs;
    uint64_t m_version = 0;
};

} // namespace sim::aurora
