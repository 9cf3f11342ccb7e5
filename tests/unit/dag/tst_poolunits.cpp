// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/poolunits.h"
#include "models/dag/layout/layout.h"
#include "tests/support/nights.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using Nodes = std::vector<dag::NodeIndex>;

namespace {

void scale(dag::Node &node, dag::Scaling scaling, const QString &pool)
{
    node.scaling = scaling;
    node.pool = pool;
}

/// start → up → model → down, with what feeds the model and what it feeds beside it.
std::shared_ptr<dag::Graph> unitGraph()
{
    auto graph = test::graphOf({ u"start"_s, u"up"_s, u"model"_s, u"down"_s, u"feed"_s, u"report"_s },
                               { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 0, 4 }, { 4, 2 }, { 2, 5 } });
    scale(graph->nodes[1], dag::Scaling::Up, u"ec2-model"_s);
    scale(graph->nodes[3], dag::Scaling::Down, u"ec2-model"_s);
    return graph;
}

} // namespace

/// Scale-up, job and downscale as one.
class tst_PoolUnits : public QObject
{
    Q_OBJECT
private slots:
    void areAGroupOfTheirOwn()
    {
        const auto graph = unitGraph();
        dag::groupPoolUnits(graph.get());
        for (const dag::NodeIndex node : Nodes{ 1, 2, 3 }) {
            QCOMPARE(graph->nodes[size_t(node)].group, u"pool ec2-model"_s);
            QCOMPARE(graph->nodes[size_t(node)].pool, u"ec2-model"_s);
            const auto unit = dag::poolUnitOf(*graph, node);
            QVERIFY(unit);
            QCOMPARE(unit->members(), (Nodes{ 1, 2, 3 }));
            QCOMPARE(unit->pool, u"ec2-model"_s);
        }
        QVERIFY(graph->nodes[4].group.isEmpty() && graph->nodes[5].group.isEmpty());
        QVERIFY(!dag::poolUnitOf(*graph, 4));
    }

    void foldToOneBox()
    {
        const auto graph = unitGraph();
        dag::groupPoolUnits(graph.get());
        dag::LayoutInput input;
        input.graph = graph;
        input.sizes.assign(graph->nodes.size(), QSizeF(100, 30));
        input.folded = { u"pool ec2-model"_s };
        const dag::Layout layout = dag::layOut(input);
        QCOMPARE(layout.nodes.size(), size_t{ 4 });
        QCOMPARE(layout.nodes[size_t(layout.boxOf[2])].members, (Nodes{ 1, 2, 3 }));
        QVERIFY(std::ranges::none_of(layout.edges, &dag::LaidEdge::isBackward)); // folding makes no circle
    }

    void layInTheGroupTheyShare()
    {
        const auto graph = unitGraph();
        graph->nodes[1].group = u"models.machines"_s;
        graph->nodes[2].group = u"models"_s;
        graph->nodes[3].group = u"models.machines"_s;
        graph->nodes[1].pool = graph->nodes[3].pool = u"m5.xlarge"_s;
        dag::groupPoolUnits(graph.get());
        QCOMPARE(graph->nodes[2].group, u"models.pool m5_xlarge"_s);
        QCOMPARE(dag::poolUnitOf(*graph, 2)->pool, u"m5.xlarge"_s);
    }

    void areNone_whereHalfTheNightRunsBetween()
    {
        const auto graph = unitGraph();
        for (int i = 0; i < 8; ++i) {
            dag::Node node;
            node.id = u"more-%1"_s.arg(i);
            graph->nodes.push_back(node);
            graph->edges.push_back({ 1, 6 + i });
            graph->edges.push_back({ 6 + i, 3 });
        }
        dag::groupPoolUnits(graph.get());
        QVERIFY(graph->nodes[2].group.isEmpty());
    }

    void areNone_withNothingBetween_orAnotherPool()
    {
        auto graph = unitGraph();
        graph->nodes[3].pool = u"spot"_s;
        dag::groupPoolUnits(graph.get());
        QVERIFY(graph->nodes[1].group.isEmpty());
        graph = unitGraph();
        graph->edges = { { 1, 3 } };
        dag::groupPoolUnits(graph.get());
        QVERIFY(graph->nodes[1].group.isEmpty());
    }

    void theSmallerCounts_whereTheyLieInEachOther()
    {
        auto graph = test::graphOf({ u"up-all"_s, u"up"_s, u"model"_s, u"down"_s, u"down-all"_s },
                                   { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 } });
        scale(graph->nodes[0], dag::Scaling::Up, u"all"_s);
        scale(graph->nodes[1], dag::Scaling::Up, u"one"_s);
        scale(graph->nodes[3], dag::Scaling::Down, u"one"_s);
        scale(graph->nodes[4], dag::Scaling::Down, u"all"_s);
        dag::groupPoolUnits(graph.get());
        QVERIFY(graph->nodes[0].group.isEmpty());
        QCOMPARE(dag::poolUnitOf(*graph, 2)->members(), (Nodes{ 1, 2, 3 }));
    }
};

QTEST_GUILESS_MAIN(tst_PoolUnits)
#include "tst_poolunits.moc"
