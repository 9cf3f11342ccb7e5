// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/estimates.h"

#include "models/dag/analysis/structure.h"
#include "models/dag/forecast/poolsizes.h"

#include <algorithm>
#include <cmath>

namespace dag {

namespace {

constexpr float farOff = 3; ///< quartile distances beyond the upper quartile
constexpr float shortest = 10; ///< seconds; what is over sooner says nothing on the pace
constexpr size_t fewestForPace = 5; ///< nodes; fewer cannot tell a slow night from slow nodes
constexpr float medianEfficiency = 1.571F; ///< π/2: the variance of a median beside that of a mean

float secondsOf(core::Duration span)
{
    return std::chrono::duration<float>(span).count();
}

core::Duration spanOf(float seconds)
{
    return core::Duration(static_cast<core::Duration::rep>(std::lround(seconds * 1000)));
}

/// The first night that is looked at.
size_t firstNight(const History &history)
{
    const auto looked = static_cast<size_t>(nightsLookedAt);
    return history.nights.size() > looked ? history.nights.size() - looked : 0;
}

std::vector<float> valuesOf(const std::vector<NodeSample> &samples, float NodeSample::*member)
{
    std::vector<float> values;
    for (const NodeSample &sample : samples)
        values.push_back(sample.*member);
    std::ranges::sort(values);
    return values;
}

void limitOutliers(std::vector<NodeSample> &samples)
{
    const std::vector<float> totals = valuesOf(samples, &NodeSample::total);
    const float lower = quantileOf(totals, 0.25);
    const float upper = quantileOf(totals, 0.75);
    // Very even nodes would have no room at all: half the median is always usual.
    const float room = std::max(farOff * (upper - lower), quantileOf(totals, 0.5) / 2);
    for (NodeSample &sample : samples) {
        sample.total = std::min(sample.total, upper + room);
        sample.ran = std::min(sample.ran, sample.total);
    }
}

NodeEstimate estimateOf(const std::vector<NodeSample> &samples)
{
    const std::vector<float> totals = valuesOf(samples, &NodeSample::total);
    NodeEstimate estimate;
    estimate.nights = static_cast<int>(samples.size());
    estimate.early = spanOf(quantileOf(totals, 0.1));
    estimate.median = spanOf(quantileOf(totals, 0.5));
    estimate.late = spanOf(quantileOf(totals, 0.9));
    estimate.medianRun = spanOf(quantileOf(valuesOf(samples, &NodeSample::ran), 0.5));
    estimate.medianQueue = spanOf(quantileOf(valuesOf(samples, &NodeSample::queued), 0.5));
    return estimate;
}

/// Half of the distance between quartiles, as a standard deviation of what is about normal.
float spreadOf(const std::vector<float> &sorted)
{
    return sorted.size() < 2 ? 0 : (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.349F;
}

/// Takes the pace of each night out of the samples.
PaceModel separatePace(std::vector<NodeModel> &nodes, size_t nights)
{
    std::vector<std::vector<float>> ratios(nights);
    const auto logRatio = [](const NodeSample &sample, const NodeModel &node) {
        return std::log(sample.ran / secondsOf(node.estimate.medianRun));
    };
    const auto tells = [](const NodeSample &sample, const NodeModel &node) {
        return sample.ran > 0 && secondsOf(node.estimate.medianRun) > shortest;
    };
    for (const NodeModel &node : nodes) {
        for (const NodeSample &sample : node.samples) {
            if (tells(sample, node))
                ratios[static_cast<size_t>(sample.night)].push_back(logRatio(sample, node));
        }
    }
    std::vector<float> paces(nights, 0);
    std::vector<float> known;
    for (size_t night = 0; night < nights; ++night) {
        if (ratios[night].size() < fewestForPace)
            continue;
        std::ranges::sort(ratios[night]);
        paces[night] = quantileOf(ratios[night], 0.5);
        known.push_back(paces[night]);
    }
    std::vector<float> residuals;
    for (NodeModel &node : nodes) {
        for (NodeSample &sample : node.samples) {
            const float pace = paces[static_cast<size_t>(sample.night)];
            if (tells(sample, node))
                residuals.push_back(logRatio(sample, node) - pace);
            sample.total /= std::exp(pace);
            sample.ran /= std::exp(pace);
        }
    }
    std::ranges::sort(known);
    std::ranges::sort(residuals);
    PaceModel pace;
    pace.residual = spreadOf(residuals);
    // The median of a night's nodes varies by itself; that is not the night's pace.
    const float own = ratios.empty() || ratios.back().empty()
        ? 0
        : medianEfficiency * pace.residual * pace.residual / static_cast<float>(ratios.back().size());
    const float spread = spreadOf(known);
    const float few = known.empty() ? 0 : 1 + 1 / static_cast<float>(known.size());
    pace.spread = std::sqrt(std::max(0.0F, spread * spread - own) * few);
    return pace;
}

/// What is to come spreads wider than the few nights that were: their middle is in doubt, too.
void widen(std::vector<NodeSample> &samples)
{
    const float middle = quantileOf(valuesOf(samples, &NodeSample::total), 0.5);
    const float factor = std::sqrt(1 + medianEfficiency / static_cast<float>(samples.size()));
    for (NodeSample &sample : samples)
        sample.total = std::max(0.0F, middle + (sample.total - middle) * factor);
}

/// From the end of the last parent, or the start of the run, to the node's first start: what it waits for the clock, a
/// queue or a machine. A source may count from its own queue only, which a node enters when all of that is over.
float waitOf(const PastNight &night, const Graph &graph, const Structure &structure, NodeIndex node,
             const PastNode &past)
{
    core::TimePoint ready = night.run.started;
    for (const NodeIndex parent : structure.parents(node)) {
        const auto before = night.nodes.constFind(graph.nodes[static_cast<size_t>(parent)].id);
        if (before != night.nodes.constEnd() && core::isKnown(before->ended))
            ready = std::max(ready, before->ended);
    }
    const core::TimePoint first = past.started - past.lost;
    const bool isTold = core::isKnown(ready) && core::isKnown(past.started) && ready <= first;
    return std::max(0.0F, secondsOf(isTold ? first - ready : past.queued));
}

} // namespace

float quantileOf(const std::vector<float> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<size_t>(place);
    const size_t above = std::min(below + 1, sorted.size() - 1);
    const auto part = static_cast<float>(place - static_cast<double>(below));
    return sorted[below] + (sorted[above] - sorted[below]) * part;
}

int usableNights(const History &history)
{
    return static_cast<int>(history.nights.size() - firstNight(history));
}

Models modelsOf(const Graph &graph, const History &history, const Night *tonight)
{
    Models models;
    models.nodes.resize(graph.nodes.size());
    const Structure structure(graph);
    const PoolSizes pools(graph, structure, history, tonight);
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        for (size_t night = firstNight(history); night < history.nights.size(); ++night) {
            const auto past = history.nights[night].nodes.constFind(graph.nodes[i].id);
            if (past == history.nights[night].nodes.constEnd())
                continue;
            NodeSample sample;
            sample.night = static_cast<int>(night);
            if (past->state == NodeState::Done && past->tries > 0) {
                sample.queued = waitOf(history.nights[night], graph, structure, static_cast<NodeIndex>(i), *past);
                sample.ran = std::max(0.0F, secondsOf(past->ran));
                sample.total = sample.ran + std::max(0.0F, secondsOf(past->lost));
            } else if (past->state != NodeState::Skipped) {
                continue; // failed, blocked, marked by hand: how long it would have taken is not known
            }
            models.nodes[i].samples.push_back(sample);
        }
        NodeModel &model = models.nodes[i];
        if (model.samples.empty())
            continue;
        pools.adjust(static_cast<NodeIndex>(i), &model.samples);
        limitOutliers(model.samples);
        model.estimate = estimateOf(model.samples);
    }
    models.pace = separatePace(models.nodes, history.nights.size());

    std::vector<float> medians;
    for (NodeModel &model : models.nodes) {
        if (!model.samples.empty())
            medians.push_back(secondsOf(model.estimate.median));
    }
    std::ranges::sort(medians);
    const float guess = medians.empty() ? 0 : quantileOf(medians, 0.5);
    for (NodeModel &model : models.nodes) {
        if (model.samples.empty()) {
            model.samples = { { 0, guess, guess, 0 } };
            model.estimate = estimateOf(model.samples);
            model.estimate.nights = 0;
            model.estimate.isGuess = true;
        } else {
            widen(model.samples);
        }
        std::ranges::stable_sort(model.samples, {}, &NodeSample::total);
        model.runs = valuesOf(model.samples, &NodeSample::ran);
    }
    return models;
}

Pace paceOf(const Night &night, const Models &models)
{
    std::vector<float> ratios;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const NodeRun &run = night.nodes[i];
        const NodeEstimate &estimate = models.nodes[i].estimate;
        const float ran = secondsOf(run.ended - run.started);
        if (run.state == NodeState::Done && core::isKnown(run.started) && ran > 0 && !estimate.isGuess
            && secondsOf(estimate.medianRun) > shortest)
            ratios.push_back(std::log(ran / secondsOf(estimate.medianRun)));
    }
    Pace pace;
    pace.spread = models.pace.spread;
    const float prior = models.pace.spread * models.pace.spread;
    if (ratios.size() < fewestForPace || prior <= 0)
        return pace;
    std::ranges::sort(ratios);
    const float doubt
        = medianEfficiency * models.pace.residual * models.pace.residual / static_cast<float>(ratios.size());
    const float weight = prior / (prior + doubt);
    pace.mean = weight * quantileOf(ratios, 0.5);
    pace.spread = models.pace.spread * std::sqrt(1 - weight);
    return pace;
}

} // namespace dag
