// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/result.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace verbs {

/// Jobs, or some instances of them, as a request names them: always by name, never by a filter that could match more
/// when it is read again.
struct Selection
{
    struct Part
    {
        aurora::JobKey job;
        QList<int> instances; ///< ascending; empty: all that are active when the plan is drawn
        bool operator==(const Part &) const = default;
    };
    QList<Part> parts; ///< in the order they were chosen, each job once
    bool byFilter = false; ///< nobody looked at each: protected jobs are left out even where there is one only

    bool isOneJob() const { return parts.size() == 1; }
    bool isBulk() const { return byFilter || parts.size() > 1; }
    QStringList roles() const; ///< each once
    /// "jobs/prod" where all share it, "jobs" where only the role, "3 roles" else; of one job its key.
    QString place() const;
    const Part *part(const aurora::JobKey &job) const;
    bool operator==(const Selection &) const = default;
};

/// {"jobs": [{"job": "role/env/name", "instances": [0, 1]}, …], "byFilter": true}
QJsonObject toJson(const Selection &selection);
core::Result<Selection> selectionFromJson(const QJsonObject &json); ///< Config: empty, or a name that is none

/// "0–5, 7": instances as a person reads them.
QString rangesText(const QList<int> &instances);
/// "role/env/name/0-5,7": instances as the command line takes them; the bare key for all.
QString argumentText(const Selection::Part &part);
/// The reverse. Config: what is wrong with it.
core::Result<Selection::Part> partFromArgument(const QString &argument);

} // namespace verbs
