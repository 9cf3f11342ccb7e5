// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/failedbelow.h"

#include "models/verbs/night/stop/stopscope.h"

namespace verbs {

QStringList failedBelow(const FreshRun &fresh, const dag::Graph &graph, const QStringList &marked)
{
    using enum airflow::TaskState;
    QStringList failed;
    if (marked.isEmpty())
        return failed;
    const QStringList scope = nodesOfScope(graph, marked);
    for (const airflow::TaskInstance &instance : fresh.instances) {
        const bool isFailed = instance.state == Failed || instance.state == UpstreamFailed;
        if (isFailed && scope.contains(instance.taskId) && !marked.contains(instance.taskId)
            && !failed.contains(instance.taskId))
            failed << instance.taskId;
    }
    return failed;
}

} // namespace verbs
