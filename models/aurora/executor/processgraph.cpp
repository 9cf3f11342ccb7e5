// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/executor/processgraph.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace aurora::executor {

namespace {

using Successors = std::vector<std::vector<int>>;

/// Is `to` reached from `from` by more than one step?
bool hasLongerWay(const Successors &successors, int from, int to)
{
    std::vector<bool> seen(successors.size());
    std::vector<int> open;
    for (const int next : successors[static_cast<size_t>(from)]) {
        if (next != to)
            open.push_back(next);
    }
    while (!open.empty()) {
        const auto node = static_cast<size_t>(open.back());
        open.pop_back();
        if (seen[node])
            continue;
        seen[node] = true;
        for (const int next : successors[node]) {
            if (next == to)
                return true;
            open.push_back(next);
        }
    }
    return false;
}

/// Longest way to each node from one that waits for nobody (Kahn, 1962). What is left over waits in a circle.
void setLayers(ProcessGraph &graph, const Successors &successors)
{
    std::vector<int> waitsFor(successors.size());
    for (const auto &nexts : successors) {
        for (const int next : nexts)
            ++waitsFor[static_cast<size_t>(next)];
    }
    std::vector<int> open;
    for (size_t i = 0; i < waitsFor.size(); ++i) {
        if (waitsFor[i] == 0)
            open.push_back(static_cast<int>(i));
    }
    std::vector<bool> placed(successors.size());
    while (!open.empty()) {
        const int node = open.back();
        open.pop_back();
        placed[static_cast<size_t>(node)] = true;
        for (const int next : successors[static_cast<size_t>(node)]) {
            graph.nodes[next].layer = std::max(graph.nodes[next].layer, graph.nodes[node].layer + 1);
            if (--waitsFor[static_cast<size_t>(next)] == 0)
                open.push_back(next);
        }
    }
    for (qsizetype i = 0; i < graph.nodes.size(); ++i) {
        if (!placed[static_cast<size_t>(i)])
            graph.circle << graph.nodes[i].name;
    }
}

} // namespace

ProcessGraph processGraph(const Task &task)
{
    ProcessGraph graph;
    QHash<QString, int> byName;
    for (int i = 0; i < task.processes.size(); ++i) {
        const Process &process = task.processes[i];
        byName.insert(process.name, i); // of two with one name the executor, too, keeps the last
        graph.nodes << ProcessGraph::Node{ process.name, i, 0 };
    }

    Successors successors(static_cast<size_t>(graph.nodes.size()));
    for (const Order &order : task.constraints) {
        int before = -1;
        for (const QString &name : order.order) {
            const int node = byName.value(name, -1);
            if (node < 0) {
                if (!graph.strangers.contains(name))
                    graph.strangers << name;
                continue;
            }
            if (before >= 0 && task.processes[before].final == task.processes[node].final) {
                auto &nexts = successors[static_cast<size_t>(before)];
                if (std::ranges::find(nexts, node) == nexts.end())
                    nexts.push_back(node);
            }
            before = node;
        }
    }
    setLayers(graph, successors);

    int layers = 0;
    for (const auto &node : graph.nodes) {
        if (!task.processes[node.process].final)
            layers = std::max(layers, node.layer + 1);
    }
    graph.layers = layers;
    for (auto &node : graph.nodes) {
        if (task.processes[node.process].final)
            node.layer += layers;
        graph.layers = std::max(graph.layers, node.layer + 1);
    }
    for (int from = 0; from < graph.nodes.size(); ++from) {
        for (const int to : successors[static_cast<size_t>(from)]) {
            if (!hasLongerWay(successors, from, to))
                graph.edges << ProcessGraph::Edge{ from, to };
        }
    }
    return graph;
}

QStringList runOrder(const Task &task)
{
    ProcessGraph graph = processGraph(task);
    std::ranges::stable_sort(graph.nodes, {}, &ProcessGraph::Node::layer);
    QStringList names;
    for (const auto &node : graph.nodes)
        names << node.name;
    return names;
}

} // namespace aurora::executor
