// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/allverbs.h"

#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/cron/rescheduleverb.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/forcestateverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "models/verbs/night/nightverbs.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/launchverb.h"
#include "models/verbs/pools/processesverb.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/pools/zonesverb.h"
#include "models/verbs/quota/quotaverb.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updateverb.h"

namespace verbs {

void addAll(actions::Verbs *verbs, const Context &context, const SavesLogs &saves)
{
    verbs->add(std::make_shared<CordonVerb>(context, CordonVerb::Way::Cordon));
    verbs->add(std::make_shared<CordonVerb>(context, CordonVerb::Way::Uncordon));
    verbs->add(std::make_shared<DrainVerb>(context, DrainVerb::By::Mesos));
    verbs->add(std::make_shared<TeardownVerb>(context));
    if (context.airflow)
        addNightVerbs(verbs, context);
    if (context.aws) {
        verbs->add(std::make_shared<ScaleVerb>(context));
        for (const auto way :
             { RetireVerb::Way::ScaleIn, RetireVerb::Way::Terminate, RetireVerb::Way::Cycle, RetireVerb::Way::Stop })
            verbs->add(std::make_shared<RetireVerb>(context, way, saves));
        verbs->add(std::make_shared<LaunchVerb>(context));
        verbs->add(std::make_shared<ZonesVerb>(context));
        for (const auto way : { ProcessesVerb::Way::Resume, ProcessesVerb::Way::Suspend })
            verbs->add(std::make_shared<ProcessesVerb>(context, way));
        verbs->add(std::make_shared<HoldVerb>(context, HoldVerb::Way::Hold));
        verbs->add(std::make_shared<HoldVerb>(context, HoldVerb::Way::Release));
    }
    if (!context.aurora)
        return;
    verbs->add(std::make_shared<MaintenanceVerb>(context, MaintenanceVerb::Way::Start));
    verbs->add(std::make_shared<MaintenanceVerb>(context, MaintenanceVerb::Way::End));
    verbs->add(std::make_shared<DrainVerb>(context, DrainVerb::By::Aurora));
    verbs->add(std::make_shared<CreateVerb>(context));
    verbs->add(std::make_shared<AddVerb>(context));
    verbs->add(std::make_shared<KillVerb>(context));
    verbs->add(std::make_shared<RestartVerb>(context));
    verbs->add(std::make_shared<CronVerb>(context, CronVerb::Way::Start));
    verbs->add(std::make_shared<CronVerb>(context, CronVerb::Way::Deschedule));
    verbs->add(std::make_shared<RescheduleVerb>(context));
    verbs->add(std::make_shared<StartUpdateVerb>(context));
    for (const auto way : { UpdateVerb::Way::Pause, UpdateVerb::Way::Resume, UpdateVerb::Way::Abort,
                            UpdateVerb::Way::RollBack, UpdateVerb::Way::Pulse })
        verbs->add(std::make_shared<UpdateVerb>(context, way));
    verbs->add(std::make_shared<QuotaVerb>(context));
    verbs->add(std::make_shared<ForceStateVerb>(context));
}

} // namespace verbs
