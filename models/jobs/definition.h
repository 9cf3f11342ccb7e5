// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/executor/mapping.h"
#include "models/aurora/values.h"
#include "models/core/result.h"

namespace jobs {

/// A job as people write it: what the Thermos executor gets, and the little that only the scheduler gets.
struct Definition
{
    aurora::executor::Job
        job; ///< instances and cron schedule included; metadata: also what the scheduler alone was told
    QString owner; ///< null: not given
    QStringList ports; ///< named ports besides those that the job's texts refer to
    QList<aurora::FetcherUri> fetcherUris;
    /// The configuration this began as, so that what was not changed keeps its bytes.
    std::optional<aurora::JobConfiguration> before;

    bool operator==(const Definition &) const = default;
};

/// What the scheduler is sent, as the Aurora client would make it: sizes in whole MiB, ports from the references
/// `{{thermos.ports[NAME]}}` and the announcer's map. Checked against the recordings of that client. Pure.
aurora::JobConfiguration configurationOf(const Definition &definition);

/// The reverse. Where the two halves of a configuration differ the scheduler's counts, as it is what acts. Without data
/// of the Thermos executor there are no processes: WrongShape with the place, or what is missing. Instances are what
/// the configuration says.
core::Result<Definition> definitionOf(const aurora::JobConfiguration &configuration);

/// A constraint as in a job's file: "limit:2", "a,b", "!a,b".
aurora::Constraint constraintOf(const QString &name, const QString &text);

} // namespace jobs
