// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/context.h"

#include <QJsonArray>
#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

core::Error noAirflow(); ///< or it is gone meanwhile
core::Error airflowRefusal(const QString &detail); ///< of ours, before anything is sent

/// A run as Airflow tells it now.
struct FreshRun
{
    airflow::Run run;
    QList<airflow::TaskInstance> instances; ///< by task id and map index
    core::TimePoint readAt{};

    const airflow::TaskInstance *find(const airflow::Reference &task) const; ///< nullptr: not there
    int count(airflow::TaskState state) const;
    int nodeCount() const;
};
/// Nodes: a mapped one counts once, however many of its instances are there.
int nodeCount(const QList<airflow::TaskInstance> &instances);
QCoro::Task<core::Result<FreshRun>> readRun(Context context, QString dagId, QString runId, std::stop_token stop);

/// What a step was drawn from, so that its effect can be told from what was there before.
struct SeenTask
{
    airflow::Reference task;
    airflow::TaskState state = airflow::TaskState::None;
    int tryNumber = 0;
};
int nodeCount(const QList<SeenTask> &tasks); ///< as above
QJsonArray toJson(const QList<SeenTask> &tasks);
QList<SeenTask> seenTasksFromJson(const QJsonArray &json);

QJsonArray toJson(const QList<airflow::Reference> &tasks);
QList<airflow::Reference> referencesFromJson(const QJsonArray &json); ///< [{"task": id, "index": n}, …]

QString nameOf(const airflow::Reference &task); ///< "datasets.shard" or "datasets.shard/2"

/// A row of a plan: state, try, since when.
actions::Item itemOf(const airflow::TaskInstance &instance, core::TimePoint now);
QStringList itemColumns();

} // namespace verbs
