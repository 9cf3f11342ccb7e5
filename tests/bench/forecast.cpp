// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/forecast.h"

#include "models/dag/forecast/calibration.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/support/layeredgraph.h"
#include "tests/support/randomnights.h"

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// A night of which a third is over, with thirty nights before it.
dag::ForecastInput inputOf(const test::GraphShape &shape)
{
    const dag::GraphPtr graph = test::layeredGraph(shape, 1);
    const auto history = test::randomNights(graph, 31, 1);
    const dag::PastNight tonight = history->nights.back();
    history->nights.pop_back();
    dag::ForecastInput input;
    input.history = history;
    input.now = tonight.run.started + (tonight.run.ended - tonight.run.started) / 3;
    input.night = std::make_shared<const dag::Night>(dag::nightAt(graph, tonight, input.now));
    input.deadlines = { { u"deadline"_s, QTime(8, 30), QTimeZone::utc(), {}, 1 },
                        { u"share"_s, QTime(5, 0), QTimeZone::utc(), { u"node-1*"_s }, 0.95 } };
    return input;
}

/// Two thirds of the nodes run on two pools which have other machines each night, some 30 % more or less; a span goes
/// by their power of −0.8.
struct PoolNights
{
    int held = 0;
    int nights = 0;
    double error = 0;

    void add(unsigned seed, bool areSizesKnown)
    {
        auto graph = std::make_shared<dag::Graph>(*test::layeredGraph({ 120, 10, 600, 30 }, seed));
        for (size_t i = 0; i < graph->nodes.size(); ++i)
            graph->nodes[i].pool = i % 3 == 0 ? QString() : i % 3 == 1 ? u"spot"_s : u"on-demand"_s;
        const auto history = test::randomNights(graph, 35, seed, 0.8);
        for (dag::PastNight &night : history->nights) {
            if (!areSizesKnown)
                night.pools.clear();
        }
        const dag::Calibration calibration = dag::calibrate(graph, *history, 1.0 / 3, 1000);
        held += calibration.held;
        nights += calibration.nights;
        error += std::chrono::duration<double, std::ratio<60>>(calibration.medianError).count();
    }
};

} // namespace

/// CPU of a forecast, and how often forecasts at a third of generated nights held, beside the plain sum of medians.
Rows forecast(const Arguments &arguments)
{
    const int reps = arguments.number(u"reps"_s, 3);
    Rows rows;
    dag::Forecast forecast;
    for (const auto &[shape, bound] :
         { std::pair(test::GraphShape{ 120, 10, 600, 30 }, true), std::pair(test::graph1000, false) }) {
        dag::ForecastInput input = inputOf(shape);
        input.nights = arguments.number(u"nights"_s, 10000);
        const double cpu = measure(reps, [&] { forecast = dag::forecastOf(input); }).min();
        const QString what = u"%1 nights of %2 nodes forecast"_s.arg(input.nights).arg(shape.nodes);
        rows.push_back(bound ? bounded(u"forecast"_s, what, cpu, u"ms CPU"_s, 1000) : plain(what, cpu, u"ms CPU"_s));
    }
    int held = 0;
    int nights = 0;
    double error = 0;
    double plainError = 0;
    const int graphs = 4;
    for (unsigned seed = 1; seed <= graphs; ++seed) {
        const dag::GraphPtr graph = test::layeredGraph({ 120, 10, 600, 30 }, seed);
        const auto history = test::randomNights(graph, 35, seed);
        const dag::Calibration calibration = dag::calibrate(graph, *history, 1.0 / 3, 1000);
        held += calibration.held;
        nights += calibration.nights;
        error += std::chrono::duration<double, std::ratio<60>>(calibration.medianError).count() / graphs;
        plainError += std::chrono::duration<double, std::ratio<60>>(calibration.plainError).count() / graphs;
    }
    Row share = plain(u"%1 nights, 80 % interval held"_s.arg(nights), 100.0 * held / nights, u"%"_s);
    share.ok = share.value >= 70 && share.value <= 90;
    rows.push_back(share);
    rows.push_back(plain(u"median error of the forecast"_s, error, u"min"_s));
    rows.push_back(plain(u"median error of the sum of medians"_s, plainError, u"min"_s));
    const auto onPools = [&](const QString &what, bool known) {
        PoolNights seen;
        for (unsigned seed = 1; seed <= graphs; ++seed)
            seen.add(seed, known);
        rows.push_back(plain(u"pools of other sizes, %1: 80 % interval held"_s.arg(what),
                             100.0 * seen.held / seen.nights, u"%"_s));
        rows.push_back(plain(u"pools of other sizes, %1: median error"_s.arg(what), seen.error / graphs, u"min"_s));
    };
    onPools(u"not known"_s, false);
    onPools(u"known"_s, true);
    return rows;
}

} // namespace bench
