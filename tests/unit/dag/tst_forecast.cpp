// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/structure.h"
#include "models/dag/forecast/forecast.h"
#include "tests/support/layeredgraph.h"
#include "tests/support/nights.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using test::hours;
using test::midnight;
using test::minutes;

namespace {

dag::ForecastInput inputOf(const dag::NightPtr &night, const dag::HistoryPtr &history, core::TimePoint now)
{
    dag::ForecastInput input;
    input.night = night;
    input.history = history;
    input.now = now;
    input.nights = 2000;
    return input;
}

std::vector<minutes> always(int span, int nights = 10)
{
    return std::vector<minutes>(static_cast<size_t>(nights), minutes(span));
}

double minutesAfter(core::TimePoint moment, core::TimePoint from)
{
    return std::chrono::duration<double, std::ratio<60>>(moment - from).count();
}

dag::Deadline deadlineAt(QTime at, QStringList nodes = {}, double share = 1)
{
    return { u"deadline"_s, at, QTimeZone::utc(), std::move(nodes), share };
}

/// A graph in which each node takes the same in all nights, and what of it is over when the third stage begins.
struct Clockwork
{
    dag::GraphPtr graph;
    std::vector<minutes> span;
    std::shared_ptr<dag::Night> night;
    dag::HistoryPtr history;

    explicit Clockwork(unsigned seed)
        : graph(test::layeredGraph(test::graph60, seed))
        , night(test::nightOf(graph))
    {
        std::mt19937 random(seed);
        std::map<QString, std::vector<minutes>> took;
        for (const dag::Node &node : graph->nodes) {
            span.emplace_back(1 + random() % 60);
            took[node.id] = always(static_cast<int>(span.back().count()));
        }
        history = test::historyOf(took);
    }
    /// Ends in minutes after `from`, by walking all ways; `failed` starts at `restart`.
    std::vector<double> naiveEnds(core::TimePoint from, int failed, double restart) const
    {
        std::vector<double> ends(graph->nodes.size());
        const dag::Structure structure(*graph);
        for (const dag::NodeIndex node : structure.order()) {
            const auto n = static_cast<size_t>(node);
            if (night->nodes[n].state == dag::NodeState::Done) {
                ends[n] = minutesAfter(night->nodes[n].ended, from);
                continue;
            }
            double start = node == failed ? restart : 0;
            for (const dag::Edge &edge : graph->edges) {
                if (edge.to == node)
                    start = std::max(start, ends[static_cast<size_t>(edge.from)]);
            }
            ends[n] = start + static_cast<double>(span[n].count());
        }
        return ends;
    }
};

} // namespace

class tst_Forecast : public QObject
{
    Q_OBJECT
private slots:
    void isTheLongestWay_whenAllNightsAreAlike()
    {
        for (unsigned seed = 1; seed <= 8; ++seed) {
            const Clockwork clockwork(seed);
            const dag::Forecast forecast = dag::forecastOf(inputOf(clockwork.night, clockwork.history, midnight));
            const std::vector<double> naive = clockwork.naiveEnds(midnight, -1, 0);
            for (size_t i = 0; i < naive.size(); ++i) {
                QVERIFY(std::abs(minutesAfter(forecast.nodes[i].end.early, midnight) - naive[i]) < 0.01);
                QVERIFY(std::abs(minutesAfter(forecast.nodes[i].end.late, midnight) - naive[i]) < 0.01);
            }
            const double last = *std::ranges::max_element(naive);
            QVERIFY(std::abs(minutesAfter(forecast.finish.median, midnight) - last) < 0.01);
            QCOMPARE(forecast.finish.median, forecast.sumOfMedians);
            double path = 0;
            for (const dag::NodeIndex node : forecast.criticalPath) {
                path += static_cast<double>(clockwork.span[static_cast<size_t>(node)].count());
                QCOMPARE(forecast.nodes[static_cast<size_t>(node)].critical, 1.0);
            }
            QVERIFY(std::abs(path - last) < 0.01);
            QVERIFY(forecast.hasInterval);
            QVERIFY(!forecast.needsRestart);
        }
    }

    void findsTheLatestRestart_asTryingAllDoes()
    {
        for (unsigned seed = 1; seed <= 8; ++seed) {
            Clockwork clockwork(seed);
            const int failed = 20 + static_cast<int>(seed);
            test::failed(clockwork.night->nodes[static_cast<size_t>(failed)], midnight, midnight + minutes(1));
            for (const dag::Edge &edge : clockwork.graph->edges) {
                if (edge.from == failed)
                    clockwork.night->nodes[static_cast<size_t>(edge.to)].state = dag::NodeState::Blocked;
            }
            dag::ForecastInput input = inputOf(clockwork.night, clockwork.history, midnight);
            input.nights = 50;
            input.deadlines = { deadlineAt(QTime(6, 0)), deadlineAt(QTime(4, 0), { u"node-5?"_s }, 0.5) };
            const dag::Forecast forecast = dag::forecastOf(input);
            QVERIFY(forecast.needsRestart);
            for (const dag::DeadlineForecast &deadline : forecast.deadlines) {
                const std::vector<dag::NodeIndex> nodes = dag::nodesOf(deadline.deadline, *clockwork.graph);
                const int needed = dag::neededOf(deadline.deadline, static_cast<int>(nodes.size()));
                const auto isMetWith = [&](double restart) {
                    const std::vector<double> ends = clockwork.naiveEnds(midnight, failed, restart);
                    return std::ranges::count_if(nodes,
                                                 [&](dag::NodeIndex node) {
                                                     return ends[static_cast<size_t>(node)]
                                                         <= minutesAfter(deadline.due, midnight);
                                                 })
                        >= needed;
                };
                QCOMPARE(deadline.chance, isMetWith(0) ? 1.0 : 0.0);
                if (core::isKnown(deadline.latestRestart)) {
                    const double latest = minutesAfter(deadline.latestRestart, midnight);
                    QVERIFY(isMetWith(latest - 0.1));
                    QVERIFY(!isMetWith(latest + 0.1));
                } else {
                    QVERIFY(isMetWith(0) == isMetWith(10000));
                }
            }
        }
    }

    void givesEachNightItsShare()
    {
        const auto graph = test::graphOf({ u"a"_s }, {});
        std::vector<minutes> spans;
        for (int i = 1; i <= 10; ++i)
            spans.emplace_back(10 * i);
        dag::ForecastInput input = inputOf(test::nightOf(graph), test::historyOf({ { u"a"_s, spans } }), midnight);
        input.nights = 20000;
        input.deadlines = { deadlineAt(QTime(0, 55)), deadlineAt(QTime(0, 15)), deadlineAt(QTime(3, 0)) };
        const dag::Forecast forecast = dag::forecastOf(input);
        // Ordered by when they are due. Ten nights are few, so the ends reach a little farther.
        QVERIFY(std::abs(forecast.deadlines[0].chance - 0.1) < 0.05);
        QVERIFY(std::abs(forecast.deadlines[1].chance - 0.5) < 0.02);
        QCOMPARE(forecast.deadlines[2].chance, 1.0);
        QVERIFY(std::abs(minutesAfter(forecast.finish.median, midnight) - 55) < 2);
        QCOMPARE(forecast.nodes[0].estimate.median, core::Duration(minutes(55)));
    }

    void learnsFromHowLongANodeRunsAlready()
    {
        const auto graph = test::graphOf({ u"a"_s }, {});
        const auto night = test::nightOf(graph);
        test::running(night->nodes[0], midnight);
        const auto history
            = test::historyOf({ { u"a"_s, { minutes(10), minutes(10), minutes(10), minutes(60), minutes(60) } } });
        // After 30 minutes it cannot be one of the short nights.
        const dag::Forecast forecast = dag::forecastOf(inputOf(night, history, midnight + minutes(30)));
        QVERIFY(forecast.finish.early > midnight + minutes(30));
        QVERIFY(minutesAfter(forecast.finish.late, midnight) < 70); // of five nights, so wider than they were
        QVERIFY(minutesAfter(forecast.finish.median, midnight) > 40);
        // Longer than ever: it is not thought to be done at once.
        const dag::Forecast later = dag::forecastOf(inputOf(night, history, midnight + minutes(100)));
        QVERIFY(later.finish.median > midnight + minutes(102));
        QVERIFY(later.nodes[0].overdue > minutes(30));
    }

    void doesNotBelieveOneWildNight()
    {
        const auto graph = test::graphOf({ u"a"_s }, {});
        std::vector<minutes> spans = always(20, 19);
        spans.emplace_back(3000);
        const dag::Forecast forecast
            = dag::forecastOf(inputOf(test::nightOf(graph), test::historyOf({ { u"a"_s, spans } }), midnight));
        QVERIFY(minutesAfter(forecast.finish.late, midnight) < 31);
    }

    void waitsForParentsByTheirRule()
    {
        // a 10, b 40 → all, one (one_success), alarm (one_failed), after the alarm
        const auto graph = test::graphOf({ u"a"_s, u"b"_s, u"all"_s, u"one"_s, u"alarm"_s },
                                         { { 0, 2 }, { 1, 2 }, { 0, 3 }, { 1, 3 }, { 0, 4 }, { 1, 4 } });
        graph->nodes[3].rule = dag::TriggerRule::OneSuccess;
        graph->nodes[4].rule = dag::TriggerRule::OneFailed;
        const dag::Forecast forecast = dag::forecastOf(inputOf(test::nightOf(graph),
                                                               test::historyOf({ { u"a"_s, always(10) },
                                                                                 { u"b"_s, always(40) },
                                                                                 { u"all"_s, always(5) },
                                                                                 { u"one"_s, always(5) },
                                                                                 { u"alarm"_s, always(500) } }),
                                                               midnight));
        QCOMPARE(minutesAfter(forecast.nodes[2].end.median, midnight), 45.0);
        QCOMPARE(minutesAfter(forecast.nodes[3].end.median, midnight), 15.0);
        QCOMPARE(minutesAfter(forecast.finish.median, midnight), 45.0); // the alarm is not waited for
    }

    void answersWhatIf()
    {
        const auto graph = test::graphOf({ u"a"_s, u"b"_s }, { { 0, 1 } });
        graph->nodes[1].pool = u"model"_s;
        const auto night = test::nightOf(graph);
        test::running(night->nodes[0], midnight);
        auto history
            = std::make_shared<dag::History>(*test::historyOf({ { u"a"_s, always(60) }, { u"b"_s, always(30) } }));
        for (dag::PastNight &past : history->nights)
            past.nodes[u"b"_s].queued = minutes(20);
        const core::TimePoint now = midnight + minutes(40);
        dag::ForecastInput input = inputOf(night, history, now);
        QCOMPARE(minutesAfter(dag::forecastOf(input).finish.median, midnight), 110.0);
        input.assumptions.skipped = { 0 };
        QCOMPARE(minutesAfter(dag::forecastOf(input).finish.median, now), 50.0);
        input.assumptions.skipped = {};
        input.assumptions.restarted = { 0 };
        QCOMPARE(minutesAfter(dag::forecastOf(input).finish.median, now), 110.0);
        input.assumptions.restarted = {};
        input.assumptions.machines = { { u"model"_s, 2.0 } };
        QCOMPARE(minutesAfter(dag::forecastOf(input).finish.median, midnight), 100.0);
    }

    void meetsAShareOfNodes()
    {
        const auto graph = test::graphOf({ u"c-1"_s, u"c-2"_s, u"c-3"_s, u"c-4"_s, u"x"_s }, {});
        const auto night = test::nightOf(graph);
        for (size_t i = 0; i < 3; ++i)
            test::done(night->nodes[i], midnight, midnight + minutes(30));
        test::running(night->nodes[3], midnight);
        test::running(night->nodes[4], midnight);
        dag::ForecastInput input = inputOf(
            night, test::historyOf({ { u"c-4"_s, always(600) }, { u"x"_s, always(90) } }), midnight + minutes(60));
        input.deadlines = { deadlineAt(QTime(1, 30), { u"c-*"_s }, 0.75), deadlineAt(QTime(1, 31), { u"c-*"_s }) };
        const dag::Forecast forecast = dag::forecastOf(input);
        QVERIFY(forecast.deadlines[0].isMet);
        QCOMPARE(forecast.deadlines[0].chance, 1.0);
        QCOMPARE(minutesAfter(forecast.deadlines[0].reached.median, midnight), 30.0);
        QVERIFY(!forecast.deadlines[1].isMet);
        QCOMPARE(forecast.deadlines[1].chance, 0.0);
    }

    void saysSo_withoutNights()
    {
        const auto graph = test::graphOf({ u"known"_s, u"new"_s }, { { 0, 1 } });
        const dag::Forecast blind = dag::forecastOf(inputOf(test::nightOf(graph), nullptr, midnight));
        QVERIFY(!blind.hasInterval);
        QCOMPARE(blind.guessed, 2);
        const dag::Forecast forecast = dag::forecastOf(
            inputOf(test::nightOf(graph), test::historyOf({ { u"known"_s, always(30, 4) } }), midnight));
        QVERIFY(!forecast.hasInterval);
        QCOMPARE(forecast.pastNights, 4);
        QCOMPARE(forecast.guessed, 1);
        QVERIFY(forecast.nodes[1].estimate.isGuess);
        QCOMPARE(minutesAfter(forecast.finish.median, midnight), 60.0); // as long as the others
    }

    void isOver_whenAllIs()
    {
        const auto graph = test::graphOf({ u"a"_s }, {});
        const auto night = test::nightOf(graph);
        test::done(night->nodes[0], midnight, midnight + minutes(30));
        dag::ForecastInput input = inputOf(night, test::historyOf({ { u"a"_s, always(30) } }), midnight + hours(2));
        input.deadlines = { deadlineAt(QTime(1, 0)), deadlineAt(QTime(0, 10)) };
        const dag::Forecast forecast = dag::forecastOf(input);
        QCOMPARE(forecast.finish.median, midnight + minutes(30));
        QVERIFY(!forecast.deadlines[0].isMet); // 00:10
        QVERIFY(forecast.deadlines[1].isMet);
        QVERIFY(forecast.criticalPath.empty());
    }

    void isTheSame_eachTime()
    {
        Clockwork clockwork(3);
        test::running(clockwork.night->nodes[0], midnight);
        const dag::ForecastInput input = inputOf(clockwork.night, clockwork.history, midnight + minutes(3));
        const dag::Forecast first = dag::forecastOf(input);
        const dag::Forecast second = dag::forecastOf(input);
        QCOMPARE(first.finish, second.finish);
        for (size_t i = 0; i < first.nodes.size(); ++i)
            QCOMPARE(first.nodes[i].end, second.nodes[i].end);
    }
};

QTEST_APPLESS_MAIN(tst_Forecast)
#include "tst_forecast.moc"
