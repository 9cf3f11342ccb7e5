// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/nightverbs.h"

#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/night/pauseverb.h"
#include "models/verbs/night/stop/stopverb.h"
#include "models/verbs/night/unblockverb.h"

namespace verbs {

void addNightVerbs(actions::Verbs *verbs, const Context &context)
{
    verbs->add(std::make_shared<ClearVerb>(context));
    verbs->add(std::make_shared<MarkVerb>(context, MarkVerb::Way::Success));
    verbs->add(std::make_shared<MarkVerb>(context, MarkVerb::Way::Failed));
    verbs->add(std::make_shared<MarkRunVerb>(context, MarkRunVerb::Way::Success));
    verbs->add(std::make_shared<MarkRunVerb>(context, MarkRunVerb::Way::Failed));
    verbs->add(std::make_shared<UnblockVerb>(context));
    verbs->add(std::make_shared<StopVerb>(context));
    verbs->add(std::make_shared<TriggerVerb>(context));
    verbs->add(std::make_shared<PauseVerb>(context, PauseVerb::Way::Pause));
    verbs->add(std::make_shared<PauseVerb>(context, PauseVerb::Way::Unpause));
}

} // namespace verbs
