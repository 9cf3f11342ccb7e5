// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/failures.h"
#include "tests/support/layeredgraph.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using test::minutes;

namespace {

/// reach[i][j]: j waits for i, by Floyd and Warshall.
std::vector<std::vector<char>> reachOf(const dag::Graph &graph)
{
    const size_t count = graph.nodes.size();
    std::vector<std::vector<char>> reach(count, std::vector<char>(count, 0));
    for (const dag::Edge &edge : graph.edges)
        reach[static_cast<size_t>(edge.from)][static_cast<size_t>(edge.to)] = 1;
    for (size_t k = 0; k < count; ++k) {
        for (size_t i = 0; i < count; ++i) {
            for (size_t j = 0; j < count; ++j)
                reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
        }
    }
    return reach;
}

} // namespace

class tst_Failures : public QObject
{
    Q_OBJECT
private slots:
    void knowsWhoWaitsForWhom_asTryingAllDoes()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const dag::GraphPtr graph = test::layeredGraph(test::graph60, seed);
            const dag::Structure structure(*graph);
            const auto reach = reachOf(*graph);
            std::vector<int> rank(graph->nodes.size());
            for (size_t i = 0; i < rank.size(); ++i)
                rank[static_cast<size_t>(structure.order()[i])] = static_cast<int>(i);
            for (const dag::Edge &edge : graph->edges)
                QVERIFY(rank[static_cast<size_t>(edge.from)] < rank[static_cast<size_t>(edge.to)]);
            for (int node = 0; node < structure.count(); ++node) {
                const std::vector<int> alone{ node };
                const std::vector<char> below = structure.descendants(alone);
                const std::vector<char> above = structure.ancestors(alone);
                for (size_t other = 0; other < reach.size(); ++other) {
                    QCOMPARE(below[other] != 0, reach[static_cast<size_t>(node)][other] != 0);
                    QCOMPARE(above[other] != 0, reach[other][static_cast<size_t>(node)] != 0);
                }
            }
            QVERIFY(!structure.hasCycle());
        }
    }

    void ordersACycleLast()
    {
        const dag::Structure structure(*test::graphOf({ u"a"_s, u"b"_s, u"c"_s }, { { 0, 1 }, { 1, 0 } }));
        QVERIFY(structure.hasCycle());
        QCOMPARE(structure.order(), std::vector<int>({ 2, 0, 1 }));
    }

    void setsTheRealFailureApartFromItsCascade()
    {
        // contracts → dims (failed) → serving (blocked) → load (blocked) → downscale (all_done, waits for model, too)
        //                             model (running) ---------------------^
        const auto graph = test::graphOf(
            { u"contracts"_s, u"dims"_s, u"serving"_s, u"load"_s, u"model"_s, u"downscale"_s, u"report"_s },
            { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 5 }, { 4, 5 }, { 3, 6 } });
        graph->nodes[5].rule = dag::TriggerRule::AllDone;
        const auto night = test::nightOf(graph);
        test::done(night->nodes[0], test::midnight, test::midnight + minutes(5));
        test::failed(night->nodes[1], test::midnight + minutes(5), test::midnight + minutes(9));
        night->nodes[2].state = dag::NodeState::Blocked;
        night->nodes[3].state = dag::NodeState::Blocked;
        test::running(night->nodes[4], test::midnight);
        const std::vector<dag::Failure> failures = dag::failuresOf(*night, dag::Structure(*graph));
        QCOMPARE(failures.size(), size_t{ 1 });
        QCOMPARE(failures[0].node, 1);
        QCOMPARE(failures[0].cascade, std::vector<int>({ 2, 3, 6 })); // report waits without a hope, downscale has one
    }

    void namesTheEarliestFirst_andNotWhatFailedBehind()
    {
        const auto graph = test::graphOf({ u"late"_s, u"early"_s, u"behind"_s, u"undated"_s }, { { 1, 2 } });
        graph->nodes[2].rule = dag::TriggerRule::AllDone;
        const auto night = test::nightOf(graph);
        test::failed(night->nodes[0], test::midnight, test::midnight + minutes(30));
        test::failed(night->nodes[1], test::midnight, test::midnight + minutes(10));
        test::failed(night->nodes[2], test::midnight, test::midnight + minutes(5));
        night->nodes[3].state = dag::NodeState::Failed;
        const std::vector<dag::Failure> failures = dag::failuresOf(*night, dag::Structure(*graph));
        QCOMPARE(failures.size(), size_t{ 3 });
        QCOMPARE(failures[0].node, 1);
        QCOMPARE(failures[1].node, 0);
        QCOMPARE(failures[2].node, 3);
    }

    void findsNone_inAGoodNight()
    {
        const auto graph = test::graphOf({ u"a"_s, u"b"_s }, { { 0, 1 } });
        const auto night = test::nightOf(graph);
        QVERIFY(dag::failuresOf(*night, dag::Structure(*graph)).empty());
    }
};

QTEST_APPLESS_MAIN(tst_Failures)
#include "tst_failures.moc"
