// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/networksimplex.h"

#include "models/dag/graph.h"

#include <algorithm>
#include <limits>

namespace dag::layered {

namespace {

/// A spanning tree of tight arcs, improved by exchanging an arc of negative cut value for the tightest that crosses
/// back, until none is left. A vertex numbered last and joined to all by arcs without weight holds components together.
class NetworkSimplex
{
public:
    NetworkSimplex(int count, const std::vector<std::pair<int, int>> &arcs)
        : m_count(count + 1)
    {
        for (const auto &[from, to] : arcs)
            m_arcs.push_back({ from, to, 1, 1 });
        for (int i = 0; i < count; ++i)
            m_arcs.push_back({ count, i, 0, 0 });
        m_out.resize(static_cast<size_t>(m_count));
        m_in.resize(static_cast<size_t>(m_count));
        for (size_t i = 0; i < m_arcs.size(); ++i) {
            m_out[at(m_arcs[i].from)].push_back(static_cast<int>(i));
            m_in[at(m_arcs[i].to)].push_back(static_cast<int>(i));
        }
        m_tree.resize(static_cast<size_t>(m_count));
        m_parent.assign(static_cast<size_t>(m_count), -1);
        m_low.assign(static_cast<size_t>(m_count), 0);
        m_lim.assign(static_cast<size_t>(m_count), 0);
    }

    std::vector<int> solve(std::vector<int> ranks, int pivots)
    {
        m_rank = std::move(ranks);
        m_rank.push_back(0);
        growTightTree();
        number(m_count - 1, -1, 1);
        computeCuts();
        for (int pivot = 0; pivot < pivots; ++pivot) {
            const int leaving = leavingArc();
            if (leaving < 0)
                break;
            exchange(leaving, enteringArc(leaving));
        }
        balance();
        m_rank.pop_back();
        const int least = *std::ranges::min_element(m_rank);
        for (int &rank : m_rank)
            rank -= least;
        return std::move(m_rank);
    }

private:
    struct Arc
    {
        int from;
        int to;
        int weight;
        int length;
        int cut = 0;
        bool inTree = false;
    };
    int slack(const Arc &arc) const { return m_rank[at(arc.to)] - m_rank[at(arc.from)] - arc.length; }
    int other(const Arc &arc, int vertex) const { return arc.from == vertex ? arc.to : arc.from; }

    void growTightTree()
    {
        std::vector<char> inside(at(m_count), 0);
        std::vector<int> members{ m_count - 1 };
        inside.back() = 1;
        size_t looked = 0;
        while (members.size() < at(m_count)) {
            for (; looked < members.size(); ++looked) {
                const int vertex = members[looked];
                for (const std::vector<int> *arcs : { &m_out[at(vertex)], &m_in[at(vertex)] }) {
                    for (const int index : *arcs) {
                        Arc &arc = m_arcs[at(index)];
                        const int next = other(arc, vertex);
                        if (inside[at(next)] || slack(arc) != 0)
                            continue;
                        join(index, inside, members, next);
                    }
                }
            }
            if (members.size() == at(m_count))
                break;
            // The tightest arc that leaves the tree; the tree moves until it is tight.
            int best = -1;
            for (size_t i = 0; i < m_arcs.size(); ++i) {
                const Arc &arc = m_arcs[i];
                if (inside[at(arc.from)] != inside[at(arc.to)] && (best < 0 || slack(arc) < slack(m_arcs[at(best)])))
                    best = static_cast<int>(i);
            }
            const Arc &arc = m_arcs[at(best)];
            const int shift = inside[at(arc.from)] ? slack(arc) : -slack(arc);
            for (const int member : members)
                m_rank[at(member)] += shift;
            join(best, inside, members, inside[at(arc.from)] ? arc.to : arc.from);
        }
    }

    void join(int arc, std::vector<char> &inside, std::vector<int> &members, int vertex)
    {
        m_arcs[at(arc)].inTree = true;
        m_tree[at(m_arcs[at(arc)].from)].push_back(arc);
        m_tree[at(m_arcs[at(arc)].to)].push_back(arc);
        inside[at(vertex)] = 1;
        members.push_back(vertex);
    }

    /// Numbers the subtree in postorder from `low` on, so that "below" is a comparison.
    void number(int root, int parentArc, int low)
    {
        struct Frame
        {
            int vertex;
            size_t next;
        };
        std::vector<Frame> stack{ { root, 0 } };
        m_parent[at(root)] = parentArc;
        m_low[at(root)] = low;
        int lim = low;
        while (!stack.empty()) {
            Frame &frame = stack.back();
            const std::vector<int> &arcs = m_tree[at(frame.vertex)];
            if (frame.next == arcs.size()) {
                m_lim[at(frame.vertex)] = lim++;
                stack.pop_back();
                continue;
            }
            const int arc = arcs[frame.next++];
            if (arc == m_parent[at(frame.vertex)])
                continue;
            const int child = other(m_arcs[at(arc)], frame.vertex);
            m_parent[at(child)] = arc;
            m_low[at(child)] = lim;
            stack.push_back({ child, 0 });
        }
    }

    bool isBelow(int vertex, int root) const
    {
        return m_low[at(root)] <= m_lim[at(vertex)] && m_lim[at(vertex)] <= m_lim[at(root)];
    }
    /// The end of a tree arc that is farther from the root.
    int lowerEnd(const Arc &arc) const { return m_lim[at(arc.from)] < m_lim[at(arc.to)] ? arc.from : arc.to; }

    void computeCuts()
    {
        std::vector<int> order(at(m_count));
        for (int i = 0; i < m_count; ++i)
            order[at(m_lim[at(i)] - 1)] = i;
        // Children first: what an arc's lower end adds is its own arcs and the cuts of the tree arcs below it.
        for (const int vertex : order) {
            const int parent = m_parent[at(vertex)];
            if (parent < 0)
                continue;
            int balance = 0; // weights into the subtree minus those out of it
            for (const int index : m_in[at(vertex)])
                balance += m_arcs[at(index)].weight;
            for (const int index : m_out[at(vertex)])
                balance -= m_arcs[at(index)].weight;
            for (const int index : m_tree[at(vertex)]) {
                if (index == parent)
                    continue;
                const Arc &arc = m_arcs[at(index)];
                balance += arc.from == vertex ? arc.cut : -arc.cut;
            }
            Arc &arc = m_arcs[at(parent)];
            arc.cut = arc.to == vertex ? balance : -balance;
        }
    }

    int leavingArc()
    {
        int best = -1;
        int seen = 0;
        for (size_t step = 0; step < m_arcs.size(); ++step) {
            m_search = m_search + 1 < m_arcs.size() ? m_search + 1 : 0;
            const Arc &arc = m_arcs[m_search];
            if (!arc.inTree || arc.cut >= 0)
                continue;
            if (best < 0 || arc.cut < m_arcs[at(best)].cut)
                best = static_cast<int>(m_search);
            if (++seen == 30) // enough to choose from
                break;
        }
        return best;
    }

    int enteringArc(int leaving)
    {
        const Arc &arc = m_arcs[at(leaving)];
        const int root = lowerEnd(arc);
        const bool outward = root == arc.to; // the subtree is the head: an arc out of it must enter
        int best = -1;
        m_stack.assign(1, root);
        while (!m_stack.empty()) {
            const int vertex = m_stack.back();
            m_stack.pop_back();
            for (const int index : outward ? m_out[at(vertex)] : m_in[at(vertex)]) {
                const Arc &candidate = m_arcs[at(index)];
                if (candidate.inTree || isBelow(other(candidate, vertex), root))
                    continue;
                if (best < 0 || slack(candidate) < slack(m_arcs[at(best)]))
                    best = index;
            }
            if (best >= 0 && slack(m_arcs[at(best)]) == 0)
                break;
            for (const int index : m_tree[at(vertex)]) {
                if (index != m_parent[at(vertex)])
                    m_stack.push_back(other(m_arcs[at(index)], vertex));
            }
        }
        return best;
    }

    void exchange(int leaving, int entering)
    {
        const Arc &out = m_arcs[at(leaving)];
        const int root = lowerEnd(out);
        const int delta = slack(m_arcs[at(entering)]);
        if (delta != 0)
            shiftSubtree(root, root == out.from ? -delta : delta);
        const int cut = out.cut;
        const int from = m_arcs[at(entering)].from;
        const int to = m_arcs[at(entering)].to;
        const int top = updatePath(from, to, cut, true);
        updatePath(to, from, cut, false);
        m_arcs[at(entering)].cut = -cut;
        m_arcs[at(leaving)].cut = 0;
        m_arcs[at(leaving)].inTree = false;
        m_arcs[at(entering)].inTree = true;
        std::erase(m_tree[at(out.from)], leaving);
        std::erase(m_tree[at(out.to)], leaving);
        m_tree[at(from)].push_back(entering);
        m_tree[at(to)].push_back(entering);
        number(top, m_parent[at(top)], m_low[at(top)]);
    }

    void shiftSubtree(int root, int by)
    {
        m_stack.assign(1, root);
        while (!m_stack.empty()) {
            const int vertex = m_stack.back();
            m_stack.pop_back();
            m_rank[at(vertex)] += by;
            for (const int index : m_tree[at(vertex)]) {
                if (index != m_parent[at(vertex)])
                    m_stack.push_back(other(m_arcs[at(index)], vertex));
            }
        }
    }

    /// Walks from `vertex` up until `target` is below; returns where that is.
    int updatePath(int vertex, int target, int cut, bool forward)
    {
        while (!isBelow(target, vertex)) {
            Arc &arc = m_arcs[at(m_parent[at(vertex)])];
            arc.cut += (vertex == arc.from) == forward ? cut : -cut;
            vertex = other(arc, vertex);
        }
        return vertex;
    }

    /// Vertices whose place does not matter for the sum go where fewest others are.
    void balance()
    {
        const int base = *std::ranges::min_element(m_rank);
        const int top = *std::ranges::max_element(m_rank);
        std::vector<int> crowd(at(top - base + 1), 0);
        for (int i = 0; i + 1 < m_count; ++i)
            ++crowd[at(m_rank[at(i)] - base)];
        for (int i = 0; i + 1 < m_count; ++i) {
            int incoming = 0;
            int earliest = m_rank[at(m_count - 1)];
            int latest = top;
            for (const int index : m_in[at(i)]) {
                const Arc &arc = m_arcs[at(index)];
                incoming += arc.weight;
                earliest = std::max(earliest, m_rank[at(arc.from)] + arc.length);
            }
            for (const int index : m_out[at(i)])
                latest = std::min(latest, m_rank[at(m_arcs[at(index)].to)] - m_arcs[at(index)].length);
            if (incoming != static_cast<int>(m_out[at(i)].size()))
                continue;
            int best = m_rank[at(i)];
            for (int rank = earliest; rank <= latest; ++rank) {
                if (crowd[at(rank - base)] + 1 < crowd[at(best - base)])
                    best = rank;
            }
            --crowd[at(m_rank[at(i)] - base)];
            ++crowd[at(best - base)];
            m_rank[at(i)] = best;
        }
    }

    int m_count;
    std::vector<Arc> m_arcs;
    std::vector<std::vector<int>> m_out;
    std::vector<std::vector<int>> m_in;
    std::vector<std::vector<int>> m_tree; ///< tree arcs at each vertex
    std::vector<int> m_rank;
    std::vector<int> m_parent; ///< tree arc towards the root
    std::vector<int> m_low;
    std::vector<int> m_lim;
    std::vector<int> m_stack;
    size_t m_search = 0;
};

} // namespace

std::vector<int> leftmostRanks(int count, const std::vector<std::pair<int, int>> &arcs, std::vector<int> least)
{
    std::vector<int> ranks = std::move(least);
    ranks.resize(static_cast<size_t>(count), 0);
    std::vector<int> waiting(static_cast<size_t>(count), 0);
    std::vector<std::vector<int>> next(static_cast<size_t>(count));
    for (const auto &[from, to] : arcs) {
        next[static_cast<size_t>(from)].push_back(to);
        ++waiting[static_cast<size_t>(to)];
    }
    std::vector<int> ready;
    for (int i = 0; i < count; ++i) {
        if (waiting[static_cast<size_t>(i)] == 0)
            ready.push_back(i);
    }
    for (size_t i = 0; i < ready.size(); ++i) {
        const auto from = static_cast<size_t>(ready[i]);
        for (const int to : next[from]) {
            int &rank = ranks[static_cast<size_t>(to)];
            rank = std::max(rank, ranks[from] + 1);
            if (--waiting[static_cast<size_t>(to)] == 0)
                ready.push_back(to);
        }
    }
    return ranks;
}

std::vector<int> leastSpanRanks(int count, const std::vector<std::pair<int, int>> &arcs, int pivots)
{
    if (count == 0)
        return {};
    return NetworkSimplex(count, arcs).solve(leftmostRanks(count, arcs, {}), pivots);
}

} // namespace dag::layered
