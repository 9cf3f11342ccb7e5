// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/allverbs.h"

#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "models/verbs/night/nightverbs.h"

namespace verbs {

void addAll(actions::Verbs *verbs, const Context &context)
{
    verbs->add(std::make_shared<CordonVerb>(context, CordonVerb::Way::Cordon));
    verbs->add(std::make_shared<CordonVerb>(context, CordonVerb::Way::Uncordon));
    verbs->add(std::make_shared<TeardownVerb>(context));
    if (context.airflow)
        addNightVerbs(verbs, context);
    if (!context.aurora)
        return;
    verbs->add(std::make_shared<KillVerb>(context));
    verbs->add(std::make_shared<RestartVerb>(context));
}

} // namespace verbs
