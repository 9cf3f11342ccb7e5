// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/endedtasks.h"

#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"

namespace stack {

QStringList endedTasks(const actions::Record &record)
{
    QStringList tasks;
    const QString verb = record.plan ? record.plan->request.verb : QString();
    if (verb != verbs::KillVerb::verbName() && verb != verbs::RestartVerb::verbName())
        return tasks;
    for (const actions::StepRecord &each : record.steps) {
        if (const auto step = verbs::instanceStepFromJson(each.step.payload))
            tasks += step->ids();
    }
    return tasks;
}

} // namespace stack
