// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <QJsonObject>

namespace jobs {

/// One fact about a job as an operator says it: "Resources", "Memory", "4.0 GiB".
struct Fact
{
    QString group;
    QString name;
    QString value;
    bool operator==(const Fact &) const = default;
};

/// Everything a job is, in the order people ask for it. The executor's data is told process by process; data of another
/// executor as it is. Pure.
QList<Fact> describe(const aurora::JobConfiguration &job);
QList<Fact> describe(const aurora::TaskConfig &config); ///< without instances and schedule

/// The same for records: "Resources: Memory" → "4.0 GiB".
QJsonObject factsJson(const aurora::JobConfiguration &job);

/// One difference, field by field.
struct Change
{
    QString group;
    QString name;
    QString before; ///< null: was not there
    QString after; ///< null: is not there
    bool operator==(const Change &) const = default;
};

/// What `after` has otherwise than `before` (J10: instance groups, running against a file, tonight against an earlier
/// night). A tier, production or link to a port that one side leaves to the scheduler is no difference. Where the
/// executor's data means the same in other words, that is told: the scheduler takes it for a change. Pure.
QList<Change> difference(const aurora::JobConfiguration &before, const aurora::JobConfiguration &after);
QList<Change> difference(const aurora::TaskConfig &before, const aurora::TaskConfig &after);

/// "Memory 4.0 GiB → 8.0 GiB"; "metadata git_sha added: 01ab"; in one line.
QString changeText(const Change &change);

} // namespace jobs
