// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/nightboard.h"
#include "models/night/airflownight.h"

/// One picture of Airflow into what a NightBoard shows, and what is to be kept and asked for. Pure; meant for the pool.
namespace night {

/// What one conversion starts from.
struct Input
{
    airflow::Snapshot airflow;
    aurora::Snapshot aurora;
    QString run; ///< wanted; empty: the newest
    QHash<QString, QList<dag::Parameter>> parameters; ///< read from tasks, by run id; of the shown run and those before
    dag::GraphPtr graph; ///< made before, of the same structure
    std::shared_ptr<const airflow::DagStructure> structure; ///< `graph` was made of
    dag::HistoryPtr history; ///< all of it so far; null: what is kept was not read yet
    QHash<QString, Tries> tries; ///< by run id
    QHash<QString, QHash<QString, int>> machines; ///< by run id and pool
    QList<airflow::RunTasksPtr> past; ///< in `history` already
    QHash<QString, Tries> pastTries; ///< in `history` already
    core::TimePoint begin{}; ///< of a definition's night
};

/// And what it makes.
struct Output
{
    dag::NightPtr night;
    dag::HistoryPtr history;
    std::vector<dag::PastNight> news; ///< nights of `history` that are to be kept: new ones, or known better
    QList<dag::RunChoice> runs;
    QList<airflow::RunTasksPtr> past;
    std::vector<TryReader::Wish> wishes; ///< whose tries are not known, the shown run's first
};

/// The two runs before it, newest first: they tell which of its parameters differ from the usual.
QList<airflow::Run> runsBefore(const airflow::State &state, const airflow::Run &run);

/// The run that is looked at: the wanted one where there is such, else the newest; nullptr: there is none.
const airflow::Run *shownRun(const airflow::State &state, const QString &wanted);

/// `rules` tie nodes to Aurora's jobs.
Output converted(const Input &input, const QList<config::JobRule> &rules);

} // namespace night
