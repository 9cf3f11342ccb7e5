// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/layout.h"

#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/support/layeredgraph.h"
#include "tests/support/layoutchecks.h"
#include "tests/support/straightcrossings.h"

#include <QProcess>
#include <QTextStream>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

struct Size
{
    test::GraphShape shape;
    double bound; ///< ms CPU, goal P17
};

/// Middles of the nodes as Graphviz draws them, boxes and gaps of the same size as ours.
std::vector<QPointF> dotMiddles(const dag::Graph &graph)
{
    QByteArray text;
    QTextStream out(&text);
    out << "digraph { rankdir=LR; node [shape=box fixedsize=true width=1.667 height=.472]; nodesep=.194; ranksep=.22; "
           "splines=line;\n";
    for (size_t i = 0; i < graph.nodes.size(); ++i)
        out << i << ";\n";
    for (const dag::Edge &edge : graph.edges)
        out << edge.from << "->" << edge.to << ";\n";
    out << "}\n";
    out.flush();
    QProcess dot;
    dot.start(u"dot"_s, { u"-Tplain"_s });
    if (!dot.waitForStarted())
        throw std::runtime_error("dot of Graphviz is not installed");
    dot.write(text);
    dot.closeWriteChannel();
    dot.waitForFinished(-1);
    std::vector<QPointF> middles(graph.nodes.size());
    for (const QByteArray &line : dot.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() > 3 && words[0] == "node")
            middles.at(words[1].toUInt()) = { words[2].toDouble(), words[3].toDouble() };
    }
    return middles;
}

} // namespace

/// CPU of a first layout, and crossings of straight lines; with --dot beside those of Graphviz, up to 1,000 nodes.
Rows layout(const Arguments &arguments)
{
    const int reps = arguments.number(u"reps"_s, 5);
    Rows rows;
    for (const Size &size : { Size{ test::graph60, 5 }, Size{ test::graph300, 15 }, Size{ test::graph1000, 60 },
                              Size{ test::graph3000, 400 } }) {
        const dag::GraphPtr graph = test::layeredGraph(size.shape, 1);
        const dag::LayoutInput input = test::layoutInput(graph);
        dag::Layout layout;
        const QString what = u"%1 nodes, %2 edges"_s.arg(graph->nodes.size()).arg(graph->edges.size());
        const Samples samples = measure(reps, [&] { layout = dag::layOut(input); });
        rows.push_back(bounded(u"P17"_s, what, samples.min(), u"ms CPU"_s, size.bound));
        const auto crossings = static_cast<double>(test::straightCrossings(*graph, test::middlesOf(layout)));
        if (arguments.has(u"dot"_s) && size.shape.nodes <= 1000) {
            const auto limit = static_cast<double>(test::straightCrossings(*graph, dotMiddles(*graph)));
            rows.push_back(ratioed(u"P17"_s, what + u", crossings beside dot's"_s, crossings, u""_s, limit, 1.10));
        } else {
            rows.push_back(plain(what + u", crossings"_s, crossings, u""_s));
        }
        dag::LayoutInput again = input;
        again.previous = std::make_shared<const dag::Layout>(layout);
        const Samples kept = measure(reps, [&] { layout = dag::layOut(again); });
        rows.push_back(plain(what + u", laid out like before"_s, kept.min(), u"ms CPU"_s));
    }
    return rows;
}

} // namespace bench
