// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/executor/job.h"

namespace aurora::executor {

/// The processes of a task in the order the executor runs them, as a graph to draw: layers from left to right, an edge
/// from each process to those that wait for it.
struct ProcessGraph
{
    struct Node
    {
        QString name;
        int process = -1; ///< index into Task::processes
        int layer = 0; ///< 0: starts at once; final processes have the last layers
    };
    struct Edge
    {
        int from = 0; ///< index of a node
        int to = 0;
        bool operator==(const Edge &) const = default;
    };

    QList<Node> nodes; ///< in the order of Task::processes
    QList<Edge> edges; ///< each once; without those that a longer way implies
    int layers = 0;
    QStringList circle; ///< processes that wait for each other and never start; empty: none
    QStringList strangers; ///< names in an order that no process has
};

/// Pure. An order between a final process and another is left out, as the executor does.
ProcessGraph processGraph(const Task &task);

/// Names by layer, within a layer as the task lists them.
QStringList runOrder(const Task &task);

} // namespace aurora::executor
