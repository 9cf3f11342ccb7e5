// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/tr.h"
#include "models/watch/findings.h"

#include <unordered_map>

/// What the parts of findings() share; not for others.
namespace watch {

struct Scene
{
    const mesos::State &state;
    core::TimePoint now;
    const Sightings &sightings;
    const Limits &limits;
    const verbs::Cordons &cordons;
};

/// What one pass over the tasks tells of each agent and framework, by TextId::value of its id.
struct TaskFacts
{
    std::unordered_map<uint32_t, int> lostWithAgent; ///< tasks in Mesos' unreachable list
    std::unordered_map<uint32_t, core::TimePoint> diedOfDisk; ///< newest task an agent lost to a full disk
};

QList<Finding> taskFindings(const Scene &scene, TaskFacts &facts);
QList<Finding> agentFindings(const Scene &scene, const TaskFacts &facts);
QList<Finding> frameworkFindings(const Scene &scene);

using core::tr;

/// Whether a framework of this name is Aurora's.
bool isAurorasName(const QString &framework);

/// "1 task" or "3 tasks": `one` stands as it is, `many` has the number as %1.
QString counted(qint64 n, const char *one, const char *many);

/// "48.0 cpus, 96.0 GiB memory", kinds that are zero left out.
QString resourcesText(const mesos::Resources &resources);

/// Quoted for the filter language where the text has a blank or a sign of the language in it.
QString term(const QString &column, const QString &value);

Step openStep(const QString &label, const QString &icon, const QString &link);
Step filterStep(const QString &label, const QString &icon, const QString &page, const QString &filter);
Step planStep(const QString &label, const QString &icon, const actions::Request &request);

/// More than `most` of one kind are one row: a full pool lets forty jobs wait, and is one event. It tells of the
/// first of them in the order of sortFindings().
QList<Finding> merged(const QList<Finding> &rows, int most, const QString &subject, const Step &openAll);

/// A message on one line, without its beginning where that says no more than that it failed.
QString errorWords(const QString &message);

/// "398.9 of 400.0 GiB"
QString diskText(const mesos::Agent &agent);
double diskShare(const mesos::Agent &agent); ///< 0 for an agent without disk

} // namespace watch
