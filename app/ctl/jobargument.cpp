// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobargument.h"

#include "app/ctl/actioncommand.h"
#include "models/config/units.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

core::Result<verbs::Selection::Part> jobArgument(const QStringList &arguments, bool instances)
{
    if (arguments.size() != 1) {
        return core::failure(
            usageError(instances ? tr("Which job? Write one role/environment/name, or with /0-5,7 behind it.")
                                 : tr("Which job? Write one role/environment/name.")));
    }
    const auto part = verbs::partFromArgument(arguments.first());
    if (part && !instances && !part->instances.isEmpty())
        return core::failure(usageError(tr("Write role/environment/name alone: this is about the whole job.")));
    return part;
}

core::Error noSuchJob(const aurora::JobKey &job, const aurora::State *state)
{
    QStringList keys;
    if (state) {
        for (const aurora::JobRow &row : state->jobs)
            keys << state->string(row.key);
    }
    const QString meant = config::nearest(job.text(), keys);
    return usageError(meant.isEmpty() ? tr("Aurora lists no job %1.").arg(job.text())
                                      : tr("Aurora lists no job %1. Did you mean %2?").arg(job.text(), meant));
}

} // namespace ctl
