// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/forecast.h"

#include "models/dag/forecast/simulation.h"

#include <algorithm>
#include <cmath>

namespace dag {

namespace {

constexpr int detailedNights = 1000; ///< of which each node's end is kept
constexpr int progressNights = 300;
constexpr int progressPoints = 48;
constexpr float always = std::numeric_limits<float>::infinity();

core::TimePoint momentAfter(core::TimePoint now, float seconds)
{
    return now + core::Duration(static_cast<core::Duration::rep>(std::lround(static_cast<double>(seconds) * 1000)));
}

float quantile(std::vector<float> &values, double share)
{
    const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<size_t>(place)];
}

Window windowOf(core::TimePoint now, std::vector<float> &values)
{
    Window window;
    window.early = momentAfter(now, quantile(values, 0.1));
    window.median = momentAfter(now, quantile(values, 0.5));
    window.late = momentAfter(now, quantile(values, 0.9));
    return window;
}

/// A deadline while nights are simulated.
struct Watched
{
    DeadlineForecast forecast;
    std::vector<NodeIndex> nodes;
    int needed = 0;
    float due = 0; ///< seconds from now
    std::vector<float> reached;
    std::vector<float> latest; ///< latest restart for it; never: too late in any case; always: needs none
    std::vector<float> scratch;

    void look(const NightSimulator &night)
    {
        const auto place = static_cast<std::ptrdiff_t>(needed - 1);
        scratch.clear();
        for (const NodeIndex node : nodes)
            scratch.push_back(night.end(node));
        std::nth_element(scratch.begin(), scratch.begin() + place, scratch.end());
        reached.push_back(scratch[static_cast<size_t>(place)]);
        scratch.clear();
        for (const NodeIndex node : nodes) {
            const float bound = night.boundEnd(node);
            scratch.push_back(night.fixedEnd(node) > due           ? NightSimulator::never
                                  : bound == NightSimulator::never ? always
                                                                   : due - bound);
        }
        std::nth_element(scratch.begin(), scratch.begin() + place, scratch.end(), std::greater<>());
        latest.push_back(scratch[static_cast<size_t>(place)]);
    }
};

class Forecaster
{
public:
    explicit Forecaster(const ForecastInput &input)
        : m_in(input)
        , m_graph(*input.night->graph)
        , m_structure(m_graph)
        , m_models(modelsOf(m_graph, input.history ? *input.history : History(), input.night.get()))
        , m_night(input, m_structure, m_models)
    {
    }

    Forecast make()
    {
        m_out.asOf = m_in.now;
        m_out.pastNights = m_in.history ? usableNights(*m_in.history) : 0;
        m_out.hasInterval = m_out.pastNights >= fewestNights;
        m_out.needsRestart = m_night.needsRestart();
        m_out.restartAt = momentAfter(m_in.now, m_night.restart());
        m_out.nodes.resize(m_graph.nodes.size());
        watchDeadlines();
        byMedians();
        simulate();
        judgeDeadlines();
        describeNodes();
        return std::move(m_out);
    }

private:
    void watchDeadlines()
    {
        for (const Deadline &deadline : m_in.deadlines) {
            const auto due = dueAt(deadline, m_in.night->run);
            Watched watched;
            watched.nodes = nodesOf(deadline, m_graph);
            std::erase_if(watched.nodes, [this](NodeIndex node) { return !m_night.isWaitedFor(node); });
            if (!due || watched.nodes.empty())
                continue;
            watched.forecast.deadline = deadline;
            watched.forecast.due = *due;
            watched.needed = std::max(1, neededOf(deadline, static_cast<int>(watched.nodes.size())));
            watched.due = std::chrono::duration<float>(*due - m_in.now).count();
            m_watched.push_back(std::move(watched));
        }
        std::ranges::stable_sort(m_watched, {}, [](const Watched &watched) { return watched.forecast.due; });
    }

    void byMedians()
    {
        m_night.simulateMedians();
        m_out.sumOfMedians = momentAfter(m_in.now, m_night.finish());
        const NodeIndex last = m_night.lastNode();
        if (last >= 0)
            m_out.pathLeft = momentAfter({}, m_night.end(last) - m_night.restart()).time_since_epoch();
        for (NodeIndex node = last; node >= 0; node = m_night.lastParent(node))
            m_out.criticalPath.push_back(node);
        std::ranges::reverse(m_out.criticalPath);
    }

    void simulate()
    {
        const int nights = std::max(1, m_in.nights);
        const std::vector<NodeIndex> &left = m_night.left();
        m_ends.assign(left.size(), {});
        m_starts.assign(left.size(), {});
        std::vector<float> finishes;
        finishes.reserve(at(nights));
        for (int night = 0; night < nights; ++night) {
            m_night.simulate(static_cast<uint64_t>(night));
            finishes.push_back(m_night.finish());
            for (Watched &watched : m_watched)
                watched.look(m_night);
            if (night >= detailedNights)
                continue;
            for (size_t i = 0; i < left.size(); ++i) {
                m_starts[i].push_back(m_night.start(left[i]));
                m_ends[i].push_back(m_night.end(left[i]));
            }
            for (NodeIndex node = m_night.lastNode(); node >= 0; node = m_night.lastParent(node))
                m_out.nodes[at(node)].critical += 1;
        }
        for (NodeForecast &node : m_out.nodes)
            node.critical /= std::min(nights, detailedNights);
        m_out.finish = windowOf(m_in.now, finishes);
        followProgress(quantile(finishes, 0.98));
    }

    /// Shares of what is waited for, at even steps until nearly all nights are over.
    void followProgress(float until)
    {
        int over = 0;
        int all = 0;
        for (NodeIndex node = 0; node < m_structure.count(); ++node) {
            if (!m_night.isLeft(node) || m_night.isWaitedFor(node)) {
                ++all;
                over += m_night.isLeft(node) ? 0 : 1;
            }
        }
        if (m_ends.empty() || until <= 0 || all == 0)
            return;
        const size_t nights = std::min<size_t>(m_ends.front().size(), progressNights);
        std::vector<std::vector<float>> shares(progressPoints + 1, std::vector<float>(nights));
        for (size_t night = 0; night < nights; ++night) {
            std::vector<int> ending(progressPoints + 2, 0);
            for (size_t i = 0; i < m_ends.size(); ++i) {
                if (!m_night.isWaitedFor(m_night.left()[i]))
                    continue;
                const float place = std::ceil(m_ends[i][night] / until * progressPoints);
                ++ending[at(static_cast<int>(std::clamp(place, 0.0F, progressPoints + 1.0F)))];
            }
            int done = over;
            for (size_t point = 0; point <= progressPoints; ++point) {
                done += ending[point];
                shares[point][night] = static_cast<float>(done) / static_cast<float>(all);
            }
        }
        for (size_t point = 0; point <= progressPoints; ++point) {
            const float when = until * static_cast<float>(point) / progressPoints;
            m_out.progress.push_back({ momentAfter(m_in.now, when), quantile(shares[point], 0.1),
                                       quantile(shares[point], 0.5), quantile(shares[point], 0.9) });
        }
    }

    void judgeDeadlines()
    {
        for (Watched &watched : m_watched) {
            DeadlineForecast &forecast = watched.forecast;
            const auto inTime
                = std::ranges::count_if(watched.latest, [this](float latest) { return latest >= m_night.restart(); });
            forecast.chance = static_cast<double>(inTime) / static_cast<double>(watched.latest.size());
            forecast.reached = windowOf(m_in.now, watched.reached);
            int doneInTime = 0;
            for (const NodeIndex node : watched.nodes)
                doneInTime += !m_night.isLeft(node) && m_night.fixedEnd(node) <= watched.due ? 1 : 0;
            forecast.isMet = doneInTime >= watched.needed;
            const float latest = quantile(watched.latest, 0.5);
            if (std::isfinite(latest) && latest >= 0)
                forecast.latestRestart = momentAfter(m_in.now, latest);
            m_out.deadlines.push_back(std::move(forecast));
        }
    }

    void describeNodes()
    {
        for (NodeIndex node = 0; node < m_structure.count(); ++node) {
            NodeForecast &forecast = m_out.nodes[at(node)];
            const NodeRun &run = m_in.night->nodes[at(node)];
            forecast.estimate = m_models.nodes[at(node)].estimate;
            if (!m_night.isLeft(node)) {
                forecast.start = { run.started, run.started, run.started };
                forecast.end = { run.ended, run.ended, run.ended };
            }
        }
        const std::vector<NodeIndex> &left = m_night.left();
        for (size_t i = 0; i < left.size(); ++i) {
            NodeForecast &forecast = m_out.nodes[at(left[i])];
            const NodeRun &run = m_in.night->nodes[at(left[i])];
            forecast.start = windowOf(m_in.now, m_starts[i]);
            forecast.end = windowOf(m_in.now, m_ends[i]);
            if (isActive(run.state) && core::isKnown(run.started) && !forecast.estimate.isGuess)
                forecast.overdue = std::max(core::Duration(0), m_in.now - run.started - forecast.estimate.late);
            m_out.guessed += forecast.estimate.isGuess && m_night.isWaitedFor(left[i]) ? 1 : 0;
        }
    }

    const ForecastInput &m_in;
    const Graph &m_graph;
    const Structure m_structure;
    const Models m_models;
    NightSimulator m_night;
    std::vector<Watched> m_watched;
    std::vector<std::vector<float>> m_starts; ///< of nodes left, in each detailed night
    std::vector<std::vector<float>> m_ends;
    Forecast m_out;
};

} // namespace

Forecast forecastOf(const ForecastInput &input)
{
    return Forecaster(input).make();
}

} // namespace dag
