// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/layout.h"
#include "tests/support/layeredgraph.h"
#include "tests/support/layoutchecks.h"

#include <QHash>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QHash<QString, QRectF> boxesOf(const dag::Layout &layout)
{
    QHash<QString, QRectF> boxes;
    for (const dag::LaidNode &box : layout.nodes) {
        if (box.node >= 0)
            boxes.insert(layout.graph->nodes[static_cast<size_t>(box.node)].id, box.box);
    }
    return boxes;
}

dag::LayoutPtr laidOut(const dag::GraphPtr &graph, const dag::LayoutPtr &previous)
{
    dag::LayoutInput input = test::layoutInput(graph);
    input.previous = previous;
    return std::make_shared<const dag::Layout>(dag::layOut(input));
}

/// How far nodes of both pictures moved against each other, on average: what all share is no movement.
double movement(const dag::Layout &before, const dag::Layout &after)
{
    const QHash<QString, QRectF> old = boxesOf(before);
    const QHash<QString, QRectF> now = boxesOf(after);
    std::vector<double> shifts;
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (now.contains(it.key()))
            shifts.push_back(now.value(it.key()).center().y() - it->center().y());
    }
    std::ranges::sort(shifts);
    const double common = shifts[shifts.size() / 2];
    double sum = 0;
    for (const double shift : shifts)
        sum += std::abs(shift - common);
    return sum / static_cast<double>(shifts.size());
}

} // namespace

class tst_LayoutChanges : public QObject
{
    Q_OBJECT
private slots:
    void movesNothing_whenNothingChanged()
    {
        const dag::GraphPtr graph = test::layeredGraph(test::graph300, 2);
        const dag::LayoutPtr before = laidOut(graph, nullptr);
        const dag::LayoutPtr after = laidOut(std::make_shared<dag::Graph>(*graph), before);
        QVERIFY(movement(*before, *after) < 2);
        for (size_t i = 0; i < before->nodes.size(); ++i)
            QCOMPARE(after->nodes[i].column, before->nodes[i].column);
    }

    void movesLittle_whenANodeComes()
    {
        for (unsigned seed = 1; seed <= 10; ++seed) {
            const dag::GraphPtr graph = test::layeredGraph(test::graph60, seed);
            const dag::LayoutPtr before = laidOut(graph, nullptr);
            auto grown = std::make_shared<dag::Graph>(*graph);
            dag::Node node;
            node.id = u"fresh"_s;
            grown->nodes.push_back(node);
            grown->edges.push_back({ 10, 60 });
            grown->edges.push_back({ 60, 59 });
            const dag::LayoutPtr after = laidOut(grown, before);
            QCOMPARE(test::faultOf(*after), QString());
            const double moved = movement(*before, *after);
            QVERIFY2(moved < 20, qPrintable(u"seed %1: moved by %2 on average"_s.arg(seed).arg(moved)));
        }
    }

    void keepsTheOrder_whenANodeGoes()
    {
        const dag::GraphPtr graph = test::layeredGraph(test::graph60, 3);
        const dag::LayoutPtr before = laidOut(graph, nullptr);
        auto less = std::make_shared<dag::Graph>(*graph);
        less->nodes.pop_back();
        std::erase_if(less->edges, [](const dag::Edge &edge) { return edge.to == 59; });
        const dag::LayoutPtr after = laidOut(less, before);
        QCOMPARE(test::faultOf(*after), QString());
        for (size_t i = 0; i < after->nodes.size(); ++i) {
            for (size_t j = 0; j < after->nodes.size(); ++j) {
                if (before->nodes[i].column != before->nodes[j].column)
                    continue;
                QCOMPARE(after->nodes[i].column, after->nodes[j].column);
                QCOMPARE(after->nodes[i].box.top() < after->nodes[j].box.top(),
                         before->nodes[i].box.top() < before->nodes[j].box.top());
            }
        }
    }

    void staysTrue_throughManyChanges()
    {
        std::mt19937 random(4);
        dag::GraphPtr graph = test::layeredGraph(test::graph60, 9);
        dag::LayoutPtr layout = laidOut(graph, nullptr);
        for (int step = 0; step < 60; ++step) {
            auto next = std::make_shared<dag::Graph>(*graph);
            const auto count = static_cast<int>(next->nodes.size());
            if (step % 3 == 0) {
                dag::Node node;
                node.id = u"new-%1"_s.arg(step);
                node.group = step % 2 == 0 ? u"g"_s : QString();
                next->nodes.push_back(node);
                next->edges.push_back({ static_cast<int>(random() % static_cast<unsigned>(count)), count });
            } else {
                const int from = static_cast<int>(random() % static_cast<unsigned>(count - 1));
                const dag::Edge edge{ from,
                                      from + 1 + static_cast<int>(random() % static_cast<unsigned>(count - from - 1)) };
                if (std::ranges::find(next->edges, edge) == next->edges.end())
                    next->edges.push_back(edge);
            }
            graph = next;
            layout = laidOut(graph, layout);
            QCOMPARE(test::faultOf(*layout), QString());
        }
    }

    void beginsAnew_forAnotherGraph()
    {
        const dag::LayoutPtr other = laidOut(test::layeredGraph(test::graph300, 1), nullptr);
        const dag::GraphPtr graph = test::layeredGraph(test::graph60, 1);
        const dag::LayoutPtr alone = laidOut(graph, nullptr);
        const dag::LayoutPtr after = laidOut(graph, other);
        QCOMPARE(boxesOf(*after), boxesOf(*alone));
    }
};

QTEST_APPLESS_MAIN(tst_LayoutChanges)
#include "tst_layoutchanges.moc"
