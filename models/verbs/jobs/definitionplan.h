// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/jobs/description.h"
#include "models/verbs/context.h"

/// What verbs that bring a job's definition share.
namespace verbs {

/// "job" by name and "definition", whole, as storedJob() keeps it.
actions::Request definitionRequest(const QString &verb, const aurora::JobConfiguration &job);
/// The definition of such a request, or of a step. An error when it is none of ours.
core::Result<aurora::JobConfiguration> definitionIn(const QJsonObject &json);

/// The equal command line: `words` is what follows the stack ("job create"). The definition goes in by standard input,
/// so that it is whole. Empty where no file says it: data of another executor.
QString definitionCommand(const Context &context, const QString &words, const aurora::JobConfiguration &job);

/// What will be otherwise, field by field, under one heading of the blast radius.
QList<actions::Effect> changeEffects(const QString &heading, const QList<jobs::Change> &changes);

} // namespace verbs
