// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskstore.h"
#include "app/simulator/world/world.h"

#include <string>
#include <vector>

namespace sim::aurora {

class Scheduler;

/// Why an offer was not taken, in the words of the real scheduler, and how far it was from being taken.
struct Veto
{
    std::string reason; ///< "Insufficient: CPU", "Constraint not satisfied: rack" …
    int score = 0; ///< 1,000: never
    bool operator==(const Veto &) const = default;
};

/// Finds places for PENDING tasks among the offers, which are the agents with room. Remembers for each configuration
/// the offer that came nearest.
class Placement
{
public:
    /// How long a reason is told after the last veto.
    static constexpr auto reasonKept = std::chrono::minutes(10);

    explicit Placement(Scheduler *scheduler);

    /// A round of placing within this time.
    void wake(std::chrono::milliseconds within);
    /// What the offer of that agent lacks for the task; empty: it fits.
    std::vector<Veto> vetoes(const TaskConfig &config, const Agent &agent) const;
    /// The vetoes of the offer that came nearest; empty when none was vetoed lately.
    std::vector<Veto> nearest(const ScheduledTask &task) const;
    bool isOffered(const Agent &agent) const;
    static Resources room(const Agent &agent);
    static int64_t patienceMs(); ///< between two tries of what found no place

private:
    struct NearestFit
    {
        Moment at{};
        std::vector<Veto> vetoes;
    };

    void round();
    bool place(ScheduledTask &task);
    void remember(const ScheduledTask &task);

    Scheduler *m_scheduler;
    Moment m_next{}; ///< of the round that is due; the epoch: none is
    std::map<Config, NearestFit> m_nearest; ///< by configuration, whose instances are alike
};

} // namespace sim::aurora
