// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/calibration.h"

#include <algorithm>
#include <cmath>

namespace dag {

namespace {

core::Duration medianOrZero(std::vector<core::Duration> values)
{
    if (values.empty())
        return core::Duration(0);
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

Night nightAt(const GraphPtr &graph, const PastNight &past, core::TimePoint moment)
{
    Night night;
    night.graph = graph;
    night.run = past.run;
    night.run.state = RunState::Running;
    night.run.ended = {};
    night.pools = past.pools;
    for (const Node &node : graph->nodes) {
        NodeRun run;
        const auto known = past.nodes.constFind(node.id);
        if (known == past.nodes.constEnd()) {
            run.state = NodeState::Removed; // did not exist then
        } else if (known->state == NodeState::Skipped && (!core::isKnown(known->ended) || known->ended <= moment)) {
            run.state = NodeState::Skipped;
            run.ended = known->ended;
        } else if (core::isKnown(known->ended) && known->ended <= moment) {
            run.state = NodeState::Done;
            run.tryNumber = known->tries;
            run.started = known->started;
            run.ended = known->ended;
        } else if (core::isKnown(known->started) && known->started <= moment) {
            run.state = NodeState::Running;
            run.tryNumber = known->tries;
            run.started = known->started;
        } else if (core::isKnown(known->started) && known->started - known->lost <= moment) {
            run.state = NodeState::Running; // an earlier try, of which only the start is known
            run.tryNumber = 1;
            run.started = known->started - known->lost;
        } else if (core::isKnown(known->started) && known->started - known->lost - known->queued <= moment) {
            run.state = NodeState::Queued;
            run.queuedSince = known->started - known->lost - known->queued;
        }
        night.nodes.push_back(std::move(run));
    }
    return night;
}

Calibration calibrate(const GraphPtr &graph, const History &history, double part, int simulated)
{
    Calibration calibration;
    std::vector<core::Duration> errors;
    std::vector<core::Duration> plainErrors;
    for (size_t i = fewestNights; i < history.nights.size(); ++i) {
        const PastNight &past = history.nights[i];
        if (past.run.state != RunState::Success || !core::isKnown(past.run.started) || !core::isKnown(past.run.ended))
            continue;
        const double length = part * static_cast<double>((past.run.ended - past.run.started).count());
        auto before = std::make_shared<History>();
        before->dag = history.dag;
        before->nights.assign(history.nights.begin(), history.nights.begin() + static_cast<std::ptrdiff_t>(i));
        ForecastInput input;
        input.now = past.run.started + core::Duration(std::llround(length));
        input.night = std::make_shared<const Night>(nightAt(graph, past, input.now));
        input.history = before;
        input.nights = simulated;
        const Forecast forecast = forecastOf(input);
        ++calibration.nights;
        if (past.run.ended >= forecast.finish.early && past.run.ended <= forecast.finish.late)
            ++calibration.held;
        errors.push_back(std::chrono::abs(past.run.ended - forecast.finish.median));
        plainErrors.push_back(std::chrono::abs(past.run.ended - forecast.sumOfMedians));
    }
    calibration.medianError = medianOrZero(std::move(errors));
    calibration.plainError = medianOrZero(std::move(plainErrors));
    return calibration;
}

} // namespace dag
