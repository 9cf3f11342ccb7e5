// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/night/stop/stopscope.h"

namespace verbs {

/// When a stop is over, in what a step's payload keeps of it: exactly what was ticked.
struct StopEnd
{
    StopWish wish;
    core::TimePoint since{}; ///< the run's start: younger tasks of the jobs are the run's
    bool endsRun = false; ///< the run itself has to be over
    QList<airflow::Reference> nodes;
    QList<aurora::JobKey> jobs;
    QStringList frameworks; ///< ids
};
QJsonObject toJson(const StopEnd &end);
core::Result<StopEnd> stopEndFromJson(const QJsonObject &json); ///< Storage when it is none of ours

/// What is left of it right now. A node that was being ended may have made its job once more in its last moment: it
/// counts, although the plan could not know its task.
struct Leftovers
{
    bool run = false; ///< not over
    QList<airflow::Reference> nodes;
    QList<airflow::TaskState> ends; ///< of these nodes, see endOf()
    QList<aurora::Task> tasks; ///< not being killed yet
    QList<aurora::Task> ending; ///< being killed
    QStringList frameworks;

    bool isEmpty() const
    {
        return !run && nodes.isEmpty() && tasks.isEmpty() && ending.isEmpty() && frameworks.isEmpty();
    }
    /// Something has to be sent for it to go.
    bool needsOrders() const { return run || !nodes.isEmpty() || !tasks.isEmpty() || !frameworks.isEmpty(); }
    QString words() const; ///< "hyoga-model/0 and fx-model/2 are active"; "nothing is left"
};
QCoro::Task<core::Result<Leftovers>> readLeftovers(Context context, StopEnd end, std::stop_token stop);

/// Ends what is left, each thing once. Words of what was ended.
QCoro::Task<core::Result<QString>> endLeftovers(Context context, StopEnd end, Leftovers left, QString reason,
                                                std::stop_token stop);

} // namespace verbs
