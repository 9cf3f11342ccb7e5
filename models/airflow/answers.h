// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/texts.h"
#include "models/airflow/values.h"
#include "models/core/result.h"

#include <string_view>

/// Bytes of answers into values, of both interfaces. Pure; any thread. What is no JSON is NotJson; what is of another
/// shape is WrongShape with its place. Fields nobody uses are not looked at.
namespace airflow::answers {

core::Result<Version> version(std::string_view bytes, Api api);
core::Result<Health> health(std::string_view bytes, Texts &texts);
core::Result<Page<Dag>> dags(std::string_view bytes, Texts &texts);
core::Result<Dag> dag(std::string_view bytes, Texts &texts);
core::Result<DagStructure> tasks(std::string_view bytes, Texts &texts);
core::Result<Page<Run>> runs(std::string_view bytes, Texts &texts);
core::Result<Run> run(std::string_view bytes, Texts &texts);
core::Result<Page<TaskInstance>> taskInstances(std::string_view bytes, Texts &texts);
core::Result<TaskInstanceDetails> taskInstance(std::string_view bytes, Texts &texts);
core::Result<QStringList> xcomKeys(std::string_view bytes, Texts &texts);
core::Result<Xcom> xcom(std::string_view bytes, Texts &texts);

/// Of clearTaskInstances, of setting a state and of their dry runs, in any of their forms; nothing was touched where
/// 2.x says `{}`. In order, each once.
core::Result<QList<Reference>> references(std::string_view bytes, Texts &texts);

/// {"access_token": …}
core::Result<QString> token(std::string_view bytes);

} // namespace airflow::answers
