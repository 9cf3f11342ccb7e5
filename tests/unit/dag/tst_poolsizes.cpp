// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/forecast.h"
#include "models/dag/forecast/poolsizes.h"
#include "tests/support/nights.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using test::hours;
using test::midnight;
using test::minutes;

namespace {

/// scale-spot → load → report. The load takes an hour with 40 machines, two with 20; the report always one.
struct SpotNights
{
    std::shared_ptr<dag::Graph> graph
        = test::graphOf({ u"scale-spot"_s, u"load"_s, u"report"_s }, { { 0, 1 }, { 1, 2 } });
    std::shared_ptr<dag::History> history;
    std::shared_ptr<dag::Night> night;

    explicit SpotNights(int nights = 10, int tonight = 20)
    {
        graph->nodes[0].scaling = dag::Scaling::Up;
        graph->nodes[0].pool = u"spot"_s;
        std::vector<minutes> load;
        for (int i = 0; i < nights; ++i)
            load.emplace_back(i % 2 == 0 ? 60 : 120);
        const auto always
            = [nights](int span) { return std::vector<minutes>(static_cast<size_t>(nights), minutes(span)); };
        history = test::historyOf({ { u"scale-spot"_s, always(5) }, { u"load"_s, load }, { u"report"_s, always(60) } });
        for (int i = 0; i < nights; ++i)
            history->nights[size_t(i)].pools = { { u"mesos-spot-1a"_s, i % 2 == 0 ? 30 : 12 },
                                                 { u"mesos-spot-1c"_s, i % 2 == 0 ? 10 : 8 },
                                                 { u"mesos-fixed"_s, 3 } };
        night = test::nightOf(graph);
        test::done(night->nodes[0], midnight, midnight + minutes(5));
        night->pools = { { u"mesos-spot-1a"_s, tonight } };
    }
    double medianOf(size_t node, bool isTonight = true) const
    {
        const dag::Models models = dag::modelsOf(*graph, *history, isTonight ? night.get() : nullptr);
        return std::chrono::duration<double, std::ratio<60>>(models.nodes[node].estimate.median).count();
    }
};

bool isAbout(double value, double expected)
{
    return std::abs(value - expected) < 0.5;
}

} // namespace

/// What the size of a pool means to a forecast.
class tst_PoolSizes : public QObject
{
    Q_OBJECT
private slots:
    void sumsUpTheClustersPools()
    {
        const QHash<QString, int> pools{
            { u"mesos-spot-1a"_s, 12 }, { u"mesos-spot-1c"_s, 8 }, { u"model"_s, 2 }, { u""_s, 99 }
        };
        QVERIFY(dag::machinesOf(pools, u"spot"_s) == 20);
        QVERIFY(dag::machinesOf(pools, u"model"_s) == 2);
        QVERIFY(dag::machinesOf(pools, u"spot-1a"_s) == 12);
        QVERIFY(!dag::machinesOf(pools, u"spo"_s));
        QVERIFY(!dag::machinesOf(pools, QString()));
    }

    void tellsASpanForTonightsMachines()
    {
        QVERIFY(isAbout(SpotNights(10, 20).medianOf(1), 120));
        QVERIFY(isAbout(SpotNights(10, 40).medianOf(1), 60));
        QVERIFY(isAbout(SpotNights(10, 60).medianOf(1), 40));
        QVERIFY(isAbout(SpotNights(10, 4000).medianOf(1), 30)); // thrice as many as then, at most
        QVERIFY(isAbout(SpotNights(10, 20).medianOf(2), 60)); // it does not run there
    }

    void takesAUsualNight_beforeTheMachinesHaveCome()
    {
        SpotNights nights(10, 2);
        test::running(nights.night->nodes[0], midnight);
        QVERIFY(isAbout(nights.medianOf(1), 80)); // with 30
        QVERIFY(isAbout(nights.medianOf(1, false), 80));
        nights.night->pools.clear();
        test::done(nights.night->nodes[0], midnight, midnight + minutes(5));
        QVERIFY(isAbout(nights.medianOf(1), 80));
    }

    void changesNothing_withoutARule()
    {
        QVERIFY(isAbout(SpotNights(4, 20).medianOf(1), 90)); // too few nights
        SpotNights even;
        for (dag::PastNight &night : even.history->nights)
            night.pools = { { u"spot"_s, 40 } };
        QVERIFY(isAbout(even.medianOf(1), 90)); // they were all the same
        SpotNights unknown;
        for (dag::PastNight &night : unknown.history->nights)
            night.pools.clear();
        QVERIFY(isAbout(unknown.medianOf(1), 90));
        SpotNights larger; // more machines never take longer
        for (dag::PastNight &night : larger.history->nights)
            night.pools = { { u"spot"_s, night.nodes.value(u"load"_s).ran == minutes(60) ? 20 : 40 } };
        QVERIFY(isAbout(larger.medianOf(1), 90));
    }

    void movesTheEndOfTheRun()
    {
        const auto endOf = [](int machines) {
            const SpotNights nights(10, machines);
            dag::ForecastInput input;
            input.night = nights.night;
            input.history = nights.history;
            input.now = midnight + minutes(5);
            input.nights = 500;
            return dag::forecastOf(input).finish.median;
        };
        const core::Duration later = endOf(20) - endOf(40);
        QVERIFY(later > minutes(55) && later < minutes(65));
    }
};

QTEST_GUILESS_MAIN(tst_PoolSizes)
#include "tst_poolsizes.moc"
