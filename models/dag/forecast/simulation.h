// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/analysis/structure.h"
#include "models/dag/forecast/forecast.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace dag {

/// Small, fast, the same everywhere: splitmix64 (Steele, Lea, Flood 2014).
class SplitMix
{
public:
    explicit SplitMix(uint64_t seed)
        : m_state(seed)
    {
    }
    uint64_t next()
    {
        uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    float unit() { return static_cast<float>(next() >> 40) * 0x1p-24F; } ///< 0 ≤ x < 1
    float normal(); ///< mean 0, standard deviation 1
    uint32_t below(uint32_t bound) { return static_cast<uint32_t>(((next() >> 32) * bound) >> 32); }

private:
    uint64_t m_state;
};

/// One rest of the night at a time. Moments are seconds from now. What waits for a restart ends at
/// max(fixed, restart + bound): kept apart, so that the latest restart for a deadline comes out without searching.
class NightSimulator
{
public:
    static constexpr float never = -std::numeric_limits<float>::infinity();

    NightSimulator(const ForecastInput &input, const Structure &structure, const Models &models);

    void simulate(uint64_t seed); ///< nodes draw from their nights
    void simulateMedians(); ///< each node takes its median

    float start(NodeIndex node) const { return at(node, m_startFixed, m_startBound); }
    float end(NodeIndex node) const { return at(node, m_endFixed, m_endBound); }
    float fixedEnd(NodeIndex node) const { return m_endFixed[static_cast<size_t>(node)]; }
    float boundEnd(NodeIndex node) const { return m_endBound[static_cast<size_t>(node)]; } ///< never: needs no restart
    float finish() const;
    /// The parent that was last; -1: none that is still to come.
    NodeIndex lastParent(NodeIndex node) const;
    NodeIndex lastNode() const; ///< the one that ends last; -1: nothing is left

    bool isLeft(NodeIndex node) const { return m_plans[static_cast<size_t>(node)].kind != Kind::Over; }
    bool isWaitedFor(NodeIndex node) const { return m_plans[static_cast<size_t>(node)].isWaitedFor; }
    const std::vector<NodeIndex> &left() const { return m_left; } ///< nodes not over, parents first
    bool needsRestart() const { return m_needsRestart; }
    float restart() const { return m_restart; }

private:
    enum class Kind { Over, Nothing, UnderWay, Retrying, Coming, Again };
    struct Plan
    {
        Kind kind = Kind::Coming;
        TriggerRule rule = TriggerRule::AllSuccess;
        bool isFirstTry = true;
        bool isWaitedFor = true; ///< the run is not over before
        bool needsRestart = false; ///< does not start before it
        float since = 0; ///< UnderWay: seconds it runs; Coming: seconds it is queued; Retrying: when it starts
        float queueShare = 1; ///< of the usual wait for machines
    };

    float at(NodeIndex node, const std::vector<float> &fixed, const std::vector<float> &bound) const
    {
        const auto n = static_cast<size_t>(node);
        return std::max(fixed[n], m_restart + bound[n]);
    }
    void plan(const ForecastInput &input, NodeIndex node);
    void begin(NodeIndex node, const Plan &plan);
    template <typename Draw>
    void walk(Draw draw);

    const Structure &m_structure;
    const std::vector<NodeModel> &m_models;
    Pace m_pace;
    std::vector<Plan> m_plans;
    std::vector<NodeIndex> m_left;
    std::vector<float> m_startFixed, m_startBound, m_endFixed, m_endBound;
    float m_restart = 0;
    float m_lastOver = never;
    bool m_needsRestart = false;
};

} // namespace dag
