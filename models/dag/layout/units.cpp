// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/units.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace dag::layered {

namespace {

/// The outermost folded group around this path; empty: none.
QString foldedAround(const QString &path, const QSet<QString> &folded)
{
    if (folded.isEmpty())
        return {};
    for (qsizetype end = path.indexOf(u'.'); end >= 0; end = path.indexOf(u'.', end + 1)) {
        if (folded.contains(path.left(end)))
            return path.left(end);
    }
    return folded.contains(path) ? path : QString();
}

class Builder
{
public:
    explicit Builder(const LayoutInput &input)
        : m_input(input)
    {
    }

    Units build()
    {
        const Graph &graph = *m_input.graph;
        m_units.unitOf.resize(graph.nodes.size());
        for (size_t i = 0; i < graph.nodes.size(); ++i)
            addNode(static_cast<NodeIndex>(i));
        addEdges();
        return std::move(m_units);
    }

private:
    void addNode(NodeIndex index)
    {
        const auto at = static_cast<size_t>(index);
        const Node &node = m_input.graph->nodes[at];
        const QString folded = foldedAround(node.group, m_input.folded);
        if (!folded.isEmpty()) {
            const auto known = m_foldedUnits.constFind(folded);
            if (known != m_foldedUnits.constEnd()) {
                m_units.unitOf[at] = *known;
                m_units.units[static_cast<size_t>(*known)].members.push_back(index);
                return;
            }
        }
        Units::Unit unit;
        const qsizetype cut = folded.lastIndexOf(u'.');
        unit.node = folded.isEmpty() ? index : -1;
        unit.folded = folded;
        unit.group = groupOf(folded.isEmpty() ? node.group : cut < 0 ? QString() : folded.left(cut));
        unit.size = folded.isEmpty() ? m_input.sizes.at(at) : m_input.measures.foldedSize;
        unit.members = { index };
        const auto id = static_cast<int>(m_units.units.size());
        m_units.units.push_back(std::move(unit));
        m_units.unitOf[at] = id;
        if (!folded.isEmpty())
            m_foldedUnits.insert(folded, id);
    }

    int groupOf(const QString &path)
    {
        if (path.isEmpty())
            return -1;
        const auto known = m_groups.constFind(path);
        if (known != m_groups.constEnd())
            return *known;
        const qsizetype cut = path.lastIndexOf(u'.');
        UnitGroup group;
        group.path = path;
        group.parent = cut < 0 ? -1 : groupOf(path.left(cut));
        group.depth = group.parent < 0 ? 0 : m_units.groups[static_cast<size_t>(group.parent)].depth + 1;
        const auto id = static_cast<int>(m_units.groups.size());
        m_units.groups.push_back(std::move(group));
        m_groups.insert(path, id);
        return id;
    }

    void addEdges()
    {
        std::vector<UnitEdge> edges;
        const std::vector<Edge> &all = m_input.graph->edges;
        for (size_t i = 0; i < all.size(); ++i) {
            const int from = m_units.unitOf[static_cast<size_t>(all[i].from)];
            const int to = m_units.unitOf[static_cast<size_t>(all[i].to)];
            if (from != to)
                edges.push_back({ from, to, false, { static_cast<int>(i) } });
        }
        edges = merged(std::move(edges));
        turnBackEdges(edges);
        m_units.edges = merged(std::move(edges)); // a turned edge may lie beside one that was there
    }

    static std::vector<UnitEdge> merged(std::vector<UnitEdge> edges)
    {
        std::ranges::stable_sort(edges, {}, [](const UnitEdge &e) { return std::pair(e.from, e.to); });
        std::vector<UnitEdge> result;
        for (UnitEdge &edge : edges) {
            if (!result.empty() && result.back().from == edge.from && result.back().to == edge.to) {
                result.back().edges.insert(result.back().edges.end(), edge.edges.begin(), edge.edges.end());
                result.back().isBackward = result.back().isBackward && edge.isBackward;
            } else {
                result.push_back(std::move(edge));
            }
        }
        return result;
    }

    /// Depth first, from sources where there are any: an edge to a unit that is still being looked at closes a cycle.
    void turnBackEdges(std::vector<UnitEdge> &edges) const
    {
        const size_t count = m_units.units.size();
        std::vector<size_t> first(count + 1, 0);
        std::vector<int> incoming(count, 0);
        for (const UnitEdge &edge : edges) {
            ++first[static_cast<size_t>(edge.from) + 1];
            ++incoming[static_cast<size_t>(edge.to)];
        }
        for (size_t i = 0; i < count; ++i)
            first[i + 1] += first[i];
        enum class Mark : char { New, Open, Closed };
        std::vector<Mark> marks(count, Mark::New);
        std::vector<size_t> next(first.begin(), first.end() - 1);
        std::vector<size_t> backward;
        const auto visit = [&](size_t root) {
            std::vector<size_t> stack{ root };
            marks[root] = Mark::Open;
            while (!stack.empty()) {
                const size_t at = stack.back();
                if (next[at] == first[at + 1]) {
                    marks[at] = Mark::Closed;
                    stack.pop_back();
                    continue;
                }
                const size_t edge = next[at]++;
                const auto to = static_cast<size_t>(edges[edge].to);
                if (marks[to] == Mark::Open) {
                    backward.push_back(edge);
                } else if (marks[to] == Mark::New) {
                    marks[to] = Mark::Open;
                    stack.push_back(to);
                }
            }
        };
        for (const bool sources : { true, false }) {
            for (size_t i = 0; i < count; ++i) {
                if (marks[i] == Mark::New && (!sources || incoming[i] == 0))
                    visit(i);
            }
        }
        for (const size_t edge : backward) {
            std::swap(edges[edge].from, edges[edge].to);
            edges[edge].isBackward = true;
        }
    }

    const LayoutInput &m_input;
    Units m_units;
    QHash<QString, int> m_groups;
    QHash<QString, int> m_foldedUnits;
};

} // namespace

Units unitsOf(const LayoutInput &input)
{
    return Builder(input).build();
}

} // namespace dag::layered
